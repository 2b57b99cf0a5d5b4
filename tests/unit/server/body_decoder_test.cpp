#include "server/api/http/body_decoder.h"

#include <gtest/gtest.h>

#include <string>

namespace vitrine::test {
namespace {

using State = BodyDecoder::State;

struct Outcome {
  State state = State::more;
  std::string content;
  /// The bytes that were left.
  std::string rest;
};

Outcome decode(Framing framing, std::string_view bytes, std::size_t piece = 1'000'000) {
  BodyDecoder decoder(framing);
  Outcome outcome;
  while (!bytes.empty() && outcome.state == State::more) {
    std::string_view part = bytes.substr(0, piece);
    const std::size_t size = part.size();
    outcome.state = decoder.take(part, [&](std::string_view content) {
      outcome.content += content;
      return true;
    });
    bytes.remove_prefix(size - part.size());
  }
  outcome.rest = std::string(bytes);
  return outcome;
}

constexpr Framing kChunked{Framing::Kind::chunked, 0};

TEST(BodyDecoder, EndsWhereTheLengthSays) {
  for (std::size_t piece = 1; piece < 9; ++piece) {
    const Outcome outcome = decode({Framing::Kind::length, 5}, "helloGET /", piece);
    EXPECT_EQ(outcome.state, State::done);
    EXPECT_EQ(outcome.content, "hello");
    EXPECT_EQ(outcome.rest, "GET /");
  }
  EXPECT_EQ(decode({Framing::Kind::length, 6}, "hello").state, State::more);
  EXPECT_EQ(decode({}, "GET /").rest, "GET /");
}

TEST(BodyDecoder, ChunksMayArriveInAnyPieces) {
  const std::string text =
      "5\r\nhello\r\n00A;a;b=c;d=\"e \\\" f\" ; g = h\r\n0123456789\r\n0\r\nX-Sum: 1\r\n\r\nGET /";
  for (std::size_t piece = 1; piece <= text.size(); ++piece) {
    const Outcome outcome = decode(kChunked, text, piece);
    EXPECT_EQ(outcome.state, State::done) << piece;
    EXPECT_EQ(outcome.content, "hello0123456789") << piece;
    EXPECT_EQ(outcome.rest, "GET /") << piece;
  }
}

TEST(BodyDecoder, WhatIsNoChunkIsMalformed) {
  const std::string many_extensions = [] {
    std::string text;
    for (int i = 0; i < 3000; ++i) text += "1;abc=d\r\nx\r\n";
    return text;
  }();
  for (const std::string& text : {std::string("\r\n"),
                                  std::string("x\r\n"),
                                  std::string("0x5\r\nhello\r\n"),
                                  std::string("+5\r\nhello\r\n"),
                                  std::string("-1\r\n"),
                                  std::string(" 5\r\nhello\r\n"),
                                  std::string("5 \r\nhello\r\n"),
                                  std::string("5\nhello\r\n"),
                                  std::string("5\rhello"),
                                  std::string("5\r\r\nhello"),
                                  std::string("5\r\nhello!\r\n"),
                                  std::string("5\r\nhello\n0\r\n\r\n"),
                                  std::string("5,\r\nhello\r\n"),
                                  std::string("5;\r\nhello\r\n"),
                                  std::string("5;=b\r\n"),
                                  std::string("5;a=\r\nhello\r\n"),
                                  std::string("5;a=\"b\r\nhello\r\n"),
                                  std::string("5;a b\r\nhello\r\n"),
                                  std::string("5;\"a\"\r\n"),
                                  std::string("5;a=\x01\r\n"),
                                  std::string("5;a\0b\r\n", 7),
                                  std::string("ffffffffffffffff\r\n"),
                                  std::string("10000000000000005\r\nhello\r\n"),
                                  std::string("0\r\nno colon\r\n\r\n"),
                                  std::string("0\r\nX : a\r\n\r\n"),
                                  std::string("0\r\n X: a\r\n\r\n"),
                                  std::string("0\r\n\n"),
                                  "5;a=" + std::string(10'000, 'b'),
                                  "0\r\nX: " + std::string(10'000, 'b'),
                                  many_extensions}) {
    for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, text.size()}) {
      EXPECT_EQ(decode(kChunked, text, piece).state, State::malformed) << text.substr(0, 40);
    }
  }
}

TEST(BodyDecoder, StopsWhenNoMoreIsTaken) {
  BodyDecoder decoder(kChunked);
  std::string_view bytes = "5\r\nhello\r\n0\r\n\r\n";
  EXPECT_EQ(decoder.take(bytes, [](std::string_view) { return false; }), State::stopped);
}

}  // namespace
}  // namespace vitrine::test
