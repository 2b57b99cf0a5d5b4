#include "server/api/http/request_head.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

namespace vitrine::test {
namespace {

const std::string kGet = "GET /a?b=c HTTP/1.1\r\n";
const std::string kPost = "POST /a HTTP/1.1\r\n";
const std::string kHost = "Host: localhost\r\n";

/// In a buffer of exact size, so that the sanitizer sees the first stray byte.
HeadJudgement judge(const std::string& bytes) {
  const auto copy = std::make_unique<char[]>(bytes.size());
  std::copy(bytes.begin(), bytes.end(), copy.get());
  return judge_head({copy.get(), bytes.size()});
}

/// The status of the refusal; 0: incomplete, 200: a head.
int verdict(const std::string& bytes) {
  const HeadJudgement judged = judge(bytes);
  if (std::holds_alternative<IncompleteHead>(judged)) return 0;
  if (std::holds_alternative<RequestHead>(judged)) return 200;
  return std::get<HeadRefusal>(judged).status;
}

int with_fields(const std::string& fields) { return verdict(kPost + kHost + fields + "\r\n"); }

RequestHead head(const std::string& bytes) {
  const HeadJudgement judged = judge(bytes);
  EXPECT_TRUE(std::holds_alternative<RequestHead>(judged)) << bytes;
  return std::holds_alternative<RequestHead>(judged) ? std::get<RequestHead>(judged)
                                                     : RequestHead();
}

TEST(RequestHead, GivesItsPartsAndLeavesTheBodyAlone) {
  const std::string text =
      kPost + kHost + "X-A:  one \t\r\nX-Empty:\r\nContent-Length: 007\r\n\r\n";
  const RequestHead it = head(text + "{\"a\":1}");
  EXPECT_EQ(it.bytes, text.size());
  EXPECT_EQ(it.request.method, "POST");
  EXPECT_EQ(it.request.target, "/a");
  EXPECT_EQ(*it.request.headers.find("x-a"), "one");
  EXPECT_EQ(*it.request.headers.find("X-Empty"), "");
  EXPECT_EQ(it.framing.kind, Framing::Kind::length);
  EXPECT_EQ(it.framing.length, 7u);
  EXPECT_TRUE(it.keep_alive);
  // Values are not decoded: %0d%0a stays what it is.
  EXPECT_EQ(*head(kGet + kHost + "X: %0d%0a%41\r\n\r\n").request.headers.find("X"), "%0d%0a%41");
}

TEST(RequestHead, EveryPrefixIsIncomplete) {
  const std::string text = "\r\n" + kPost + kHost + "Transfer-Encoding: chunked\r\n\r\n";
  for (std::size_t size = 0; size < text.size(); ++size) {
    EXPECT_EQ(verdict(text.substr(0, size)), 0) << size;
  }
  EXPECT_EQ(head(text).framing.kind, Framing::Kind::chunked);
  EXPECT_EQ(head(text).bytes, text.size());
}

TEST(RequestHead, FramingThatOthersCouldReadDifferentlyIsRefused) {
  for (const char* fields : {"Content-Length : 5\r\n",
                             "Content-Length\t: 5\r\n",
                             "X: a\r\n Content-Length: 5\r\n",
                             "X: a\r\n\tb\r\n",
                             "Content-Length: 5\r\nContent-Length: 6\r\n",
                             "Content-Length: 5\r\nContent-Length: 5\r\n",
                             "Content-Length: 5, 6\r\n",
                             "Content-Length: 5, 5\r\n",
                             "Content-Length: +5\r\n",
                             "Content-Length: -5\r\n",
                             "Content-Length: 0x5\r\n",
                             "Content-Length: 5 5\r\n",
                             "Content-Length:\r\n",
                             "Content-Length: 5.0\r\n",
                             "Content-Length: \xd9\xa5\r\n",
                             "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                             "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n",
                             "Transfer-Encoding: gzip\r\n",
                             "Transfer-Encoding: chunked, chunked\r\n",
                             "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                             "Transfer-Encoding: identity\r\n",
                             "Transfer-Encoding: xchunked\r\n",
                             "Transfer-Encoding: chunked, identity\r\n",
                             "Transfer-Encoding:\r\n",
                             "Transfer-Encoding: \"chunked\"\r\n",
                             "Transfer-Encoding: chunked;q=1\r\n",
                             "Transfer-Encoding: chunked,\r\n",
                             ": x\r\n",
                             "no colon\r\n",
                             "X Y: z\r\n",
                             "X\xc3\xa4: z\r\n",
                             "X: a\x01z\r\n",
                             "X: \x7f\r\n"}) {
    EXPECT_EQ(with_fields(fields), 400) << fields;
  }
  EXPECT_EQ(with_fields("Transfer-Encoding: gzip, chunked\r\n"), 501);
  EXPECT_EQ(with_fields("Content-Length: 18446744073709551616\r\n"), 413);
  EXPECT_EQ(head(kPost + kHost + "Content-Length: 18446744073709551615\r\n\r\n").framing.length,
            18446744073709551615u);
  EXPECT_EQ(verdict("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"), 400);
  EXPECT_EQ(head(kPost + kHost + "transfer-encoding: CHUNKED\r\n\r\n").framing.kind,
            Framing::Kind::chunked);
  EXPECT_EQ(head(kPost + kHost + "Content-Length: 0\r\n\r\n").framing.kind, Framing::Kind::none);
}

TEST(RequestHead, LinesEndWithCrLfAndNothingElse) {
  EXPECT_EQ(verdict("GET / HTTP/1.1\nHost: a\n\n"), 400);
  EXPECT_EQ(verdict(kGet + "Host: a\n\r\n"), 400);
  EXPECT_EQ(verdict(kGet + kHost + "X: a\rb\r\n\r\n"), 400);
  EXPECT_EQ(verdict(kGet + kHost + "X: a\r\r\n\r\n"), 400);
  EXPECT_EQ(verdict(kGet + kHost + std::string("X: a\0b\r\n\r\n", 10)), 400);
  EXPECT_EQ(verdict(std::string("GET /\0 HTTP/1.1\r\n", 17)), 400);
  EXPECT_EQ(verdict("\n" + kGet + kHost + "\r\n"), 400);
}

TEST(RequestHead, TheRequestLineHasThreePartsAndAVersionThatIsKnown) {
  for (const char* line : {"GET /",
                           "GET",
                           " GET / HTTP/1.1",
                           "GET  / HTTP/1.1",
                           "GET / HTTP/1.1 ",
                           "GET /  HTTP/1.1",
                           "GET /a b HTTP/1.1",
                           "GET / http/1.1",
                           "GET / HTTP/1",
                           "GET / HTTP/11",
                           "GET / HTTP/1.1x",
                           "GET / HTTP/1.10",
                           "G\xc3\x84T / HTTP/1.1",
                           "(GET) / HTTP/1.1",
                           "GET\t/ HTTP/1.1",
                           "GET /\x01 HTTP/1.1",
                           "GET a HTTP/1.1",
                           "GET * HTTP/1.1",
                           "GET ftp://a/ HTTP/1.1",
                           "CONNECT localhost:80 HTTP/1.1",
                           "GET http:// HTTP/1.1",
                           "GET http://a@b/ HTTP/1.1",
                           "\r\n\r\n"}) {
    EXPECT_EQ(verdict(std::string(line) + "\r\n" + kHost + "\r\n"), 400) << line;
  }
  for (const char* version : {"1.2", "2.0", "0.9", "3.0", "9.9"}) {
    EXPECT_EQ(verdict(std::string("GET / HTTP/") + version + "\r\n" + kHost + "\r\n"), 505)
        << version;
  }
}

TEST(RequestHead, WhatIsTooLongIsRefusedBeforeItsEnd) {
  const std::string long_text(9000, 'a');
  EXPECT_EQ(verdict("GET /" + long_text), 414);
  EXPECT_EQ(verdict("GET /" + long_text + " HTTP/1.1\r\n"), 414);
  EXPECT_EQ(verdict(kGet + "X: " + long_text), 431);
  EXPECT_EQ(verdict(kGet + kHost + "X: " + long_text + "\r\n\r\n"), 431);
  EXPECT_EQ(verdict(kGet + kHost + "X: " + std::string(8000, 'a') + "\r\n\r\n"), 200);
  std::string many = kGet + kHost;
  for (int i = 0; i < 99; ++i) many += "X: y\r\n";
  EXPECT_EQ(verdict(many + "\r\n"), 200);
  EXPECT_EQ(verdict(many + "X: y\r\n\r\n"), 431);
  std::string large = kGet + kHost;
  for (int i = 0; i < 9; ++i) large += "X: " + std::string(8000, 'a') + "\r\n";
  EXPECT_EQ(verdict(large), 431);
}

TEST(RequestHead, AHostIsNamedOnce) {
  EXPECT_EQ(verdict(kGet + "\r\n"), 400);
  EXPECT_EQ(verdict(kGet + kHost + kHost + "\r\n"), 400);
  EXPECT_EQ(verdict(kGet + kHost + "host: evil.example\r\n\r\n"), 400);
  for (const char* host : {"a b", "a, b", "a/b", "user@a", "a?b", "\"a\""}) {
    EXPECT_EQ(verdict(kGet + "Host: " + host + "\r\n\r\n"), 400) << host;
  }
  EXPECT_EQ(verdict(kGet + "Host:\r\n\r\n"), 200);
  EXPECT_EQ(verdict(kGet + "Host: [::1]:8080\r\n\r\n"), 200);
  EXPECT_EQ(verdict("GET / HTTP/1.0\r\n\r\n"), 200);
  EXPECT_EQ(verdict("GET / HTTP/1.0\r\n" + kHost + kHost + "\r\n"), 400);
  const RequestHead absolute = head("GET http://other.example?q HTTP/1.1\r\n" + kHost + "\r\n");
  EXPECT_EQ(absolute.request.target, "/?q");
  EXPECT_EQ(*absolute.request.headers.find("Host"), "other.example");
}

TEST(RequestHead, SaysWhetherTheConnectionGoesOn) {
  EXPECT_TRUE(head(kGet + kHost + "\r\n").keep_alive);
  EXPECT_FALSE(head(kGet + kHost + "Connection: x, Close\r\n\r\n").keep_alive);
  EXPECT_FALSE(head(kGet + kHost + "Connection: x\r\nConnection: close\r\n\r\n").keep_alive);
  EXPECT_FALSE(head("GET / HTTP/1.0\r\n\r\n").keep_alive);
  // A method may say more about the message than this server knows.
  EXPECT_FALSE(head("BREW / HTTP/1.1\r\n" + kHost + "\r\n").keep_alive);
}

TEST(RequestHead, ExpectationsAreRead) {
  EXPECT_TRUE(head(kPost + kHost + "Expect: 100-Continue\r\n\r\n").expects_continue);
  EXPECT_TRUE(head(kPost + kHost + "Expect: x\r\n\r\n").unknown_expectation);
  EXPECT_TRUE(head(kPost + kHost + "Expect: 100-continue, x\r\n\r\n").unknown_expectation);
  const RequestHead old = head("POST / HTTP/1.0\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_FALSE(old.expects_continue || old.unknown_expectation);
}

}  // namespace
}  // namespace vitrine::test
