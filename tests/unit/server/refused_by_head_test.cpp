// The head of a request is judged before its body is asked for or kept.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <atomic>
#include <filesystem>
#include <string>

#include "server/api/serve/listener.h"
#include "tests/unit/server/models.h"
#include "tests/unit/server/running.h"

namespace vitrine::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
namespace fs = std::filesystem;

struct Member {
  std::string name;
};

/// A temporary folder of our own, whose files can be counted.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = ::testing::TempDir() + "vitrine-head-XXXXXX";
    path_ = ::mkdtemp(name.data());
    if (const char* before = ::getenv("TMPDIR")) before_ = before;
    ::setenv("TMPDIR", path_.c_str(), 1);
  }
  ~TemporaryFolder() {
    before_.empty() ? ::unsetenv("TMPDIR") : ::setenv("TMPDIR", before_.c_str(), 1);
    fs::remove_all(path_);
  }
  /// Files in it that this process has open, whether they still have a name or not.
  int open_files() const {
    int count = 0;
    for (const auto& entry : fs::directory_iterator("/proc/self/fd")) {
      std::error_code error;
      const std::string target = fs::read_symlink(entry.path(), error).string();
      if (!error && target.rfind(path_.string() + "/", 0) == 0) ++count;
    }
    return count;
  }
  bool empty() const { return fs::is_empty(path_); }

 private:
  fs::path path_;
  std::string before_;
};

class RefusedByHead : public ::testing::Test {
 protected:
  RefusedByHead()
      : server_(Front(service(), {.cors_origins = {"https://docs.example"}, .loopback = true}),
                options()) {}
  ~RefusedByHead() override {
    EXPECT_EQ(calls_.load(), expected_calls_);
    EXPECT_TRUE(folder_.empty());
  }

  static ServeOptions options() {
    ServeOptions made = patient();
    made.max_body_bytes = 100'000;
    return made;
  }
  Service service() {
    Api api({.title = "T", .version = "1"});
    api.authenticate<Member>(bearer("token"), [](std::string_view token) -> std::optional<Member> {
      if (token == "boom") throw std::runtime_error("the database is gone");
      if (token != "good") return std::nullopt;
      return Member{"good"};
    });
    api.put("/file",
            [this](Authenticated<Member>, Upload<1'000'000, "image/png"> file) -> std::string {
              ++calls_;
              return std::to_string(file->size());
            });
    api.post("/points", [this](Body<Point> point) -> Created<Point> {
      ++calls_;
      return {*point};
    });
    api.on_error([](std::string_view) {});
    return Service(std::move(api));
  }

  /// Sends a head and no more; the response is there although nothing of the body is.
  std::string refusal(const std::string& head) const {
    const Wire wire = server_.connect(head + "\r\n");
    const std::string came = wire.read_to_end();
    EXPECT_EQ(count_responses(came), 1) << head;
    EXPECT_THAT(came, HasSubstr("Connection: close")) << head;
    EXPECT_EQ(folder_.open_files(), 0) << head;
    return came;
  }

  const TemporaryFolder folder_;
  std::atomic<int> calls_ = 0;
  int expected_calls_ = 0;
  const Running server_;
};

TEST_F(RefusedByHead, BeforeTheBodyIsSent) {
  const std::string host = "Host: localhost\r\n";
  const std::string large = "Content-Length: 900000\r\n";
  const std::string png = "Content-Type: image/png\r\n";
  const std::string json = "Content-Type: application/json\r\n";
  const std::string good = "Authorization: Bearer good\r\n";
  const std::string put = "PUT /file HTTP/1.1\r\n";
  const struct {
    const char* status;
    std::string head;
  } all[] = {
      {"401", put + host + png + large},
      {"401", put + host + png + large + "Authorization: Bearer bad\r\n"},
      {"401", put + host + png + "Transfer-Encoding: chunked\r\n"},
      {"500", put + host + png + large + "Authorization: Bearer boom\r\n"},
      {"415", put + host + large + good},
      {"415", put + host + json + large + good},
      {"415", put + host + png + large + good + "Content-Encoding: gzip\r\n"},
      {"413", put + host + png + good + "Content-Length: 1000001\r\n"},
      {"413", "POST /points HTTP/1.1\r\n" + host + json + "Content-Length: 100001\r\n"},
      {"415",
       "POST /points HTTP/1.1\r\n" + host + "Content-Type: text/plain\r\nContent-Length: 9\r\n"},
      {"404", "PUT /nowhere HTTP/1.1\r\n" + host + large},
      {"405", "POST /file HTTP/1.1\r\n" + host + large},
      {"405", "POST /docs HTTP/1.1\r\n" + host + large},
      {"405", "PUT /openapi.json HTTP/1.1\r\n" + host + large},
      {"421", put + "Host: evil.example\r\n" + png + large + good},
      {"421", put + "Host:\r\n" + png + large + good},
      {"400", "PUT /file%zz HTTP/1.1\r\n" + host + png + large + good},
      {"400", "PUT /file?x=%ff HTTP/1.1\r\n" + host + png + large + good},
  };
  for (const auto& one : all) {
    const auto status = StartsWith(std::string("HTTP/1.1 ") + one.status);
    EXPECT_THAT(refusal(one.head), status) << one.head;
    // The final status comes instead of 100 (RFC 9110 §10.1.1).
    EXPECT_THAT(refusal(one.head + "Expect: 100-continue\r\n"), status) << one.head;
  }
  EXPECT_THAT(refusal(put + host + png + large + good + "Expect: more\r\n"),
              StartsWith("HTTP/1.1 417"));
}

TEST_F(RefusedByHead, ReadableForNamedOrigins) {
  EXPECT_THAT(refusal("PUT /file HTTP/1.1\r\nHost: localhost\r\nOrigin: https://docs.example\r\n"
                      "Content-Length: 900000\r\n"),
              AllOf(StartsWith("HTTP/1.1 401"), HasSubstr("WWW-Authenticate: Bearer"),
                    HasSubstr("Access-Control-Allow-Origin: https://docs.example")));
}

TEST_F(RefusedByHead, WhatTheHeadAllowsIsAskedFor) {
  expected_calls_ = 2;
  const std::string head =
      "PUT /file HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\n"
      "Authorization: Bearer good\r\nExpect: 100-continue\r\n";
  const Wire wire = server_.connect(head + "Content-Length: 5\r\n\r\n");
  EXPECT_EQ(wire.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  EXPECT_EQ(folder_.open_files(), 1);
  wire.send("12345");
  EXPECT_THAT(wire.read_response(), AllOf(StartsWith("HTTP/1.1 200"), HasSubstr("\"5\"")));
  // A client that did not wait is not asked (RFC 9110 §10.1.1).
  wire.send(head + "Content-Length: 3\r\n\r\n123");
  EXPECT_THAT(wire.read_response(), AllOf(StartsWith("HTTP/1.1 200"), HasSubstr("\"3\"")));
  EXPECT_EQ(folder_.open_files(), 0);
}

TEST_F(RefusedByHead, AChunkedUploadIsCutAtItsLimit) {
  const Wire wire = server_.connect(
      "PUT /file HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\n"
      "Authorization: Bearer good\r\nTransfer-Encoding: chunked\r\n\r\n");
  const std::string chunk = "4000\r\n" + std::string(0x4000, 'x') + "\r\n";
  for (int i = 0; i < 100; ++i) ASSERT_TRUE(wire.send(chunk));
  const std::string came = wire.read_to_end();
  EXPECT_THAT(came, AllOf(StartsWith("HTTP/1.1 413"), HasSubstr("1000000 bytes"),
                          Not(HasSubstr("(reset)"))));
  EXPECT_EQ(folder_.open_files(), 0);
}

TEST_F(RefusedByHead, AnUploadThatBreaksOffLeavesNothing) {
  {
    const Wire wire = server_.connect(
        "PUT /file HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\n"
        "Authorization: Bearer good\r\nContent-Length: 900000\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(wire.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    wire.send(std::string(1000, 'x'));
    EXPECT_EQ(folder_.open_files(), 1);
  }
  for (int i = 0; i < 6000 && folder_.open_files() > 0; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_EQ(folder_.open_files(), 0);
}

TEST(Identity, IsLookedForOnceARequest) {
  std::atomic<int> looked = 0;
  Api api({.title = "T", .version = "1"});
  api.authenticate<Member>(bearer("token"), [&](std::string_view) -> std::optional<Member> {
    ++looked;
    return Member{"good"};
  });
  api.put("/file",
          [](Authenticated<Member> member, Authenticated<std::optional<Member>> again,
             Upload<1000, "image/png">) -> std::string { return member->name + again->name; });
  const Running server(Front(Service(std::move(api)), {}), patient());
  // The head is judged by itself, since the body is not there yet.
  const Wire wire = server.connect(
      "PUT /file HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\n"
      "Authorization: Bearer good\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
  EXPECT_EQ(wire.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  EXPECT_EQ(looked.load(), 1);
  wire.send("123");
  EXPECT_THAT(wire.read_response(), HasSubstr("\"goodgood\""));
  EXPECT_EQ(looked.load(), 1);
}

TEST_F(RefusedByHead, ViolationsOfTheHeadWaitForThoseOfTheBody) {
  const Wire wire = server_.connect(
      "POST /points?unknown=1 HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
      "Content-Length: 2\r\n\r\n");
  wire.send("{}");
  EXPECT_THAT(wire.read_response(), AllOf(StartsWith("HTTP/1.1 422"), HasSubstr("unknown"),
                                          HasSubstr("\"in\":\"body\"")));
}

}  // namespace
}  // namespace vitrine::test
