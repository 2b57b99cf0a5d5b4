// Request bodies that their handler takes in pieces, on real sockets.
#include "server/api/stream/body_sink.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "server/api/declare/api.h"
#include "server/api/front/front.h"
#include "server/api/respond/service.h"
#include "tests/unit/server/probe.h"
#include "tests/unit/server/running.h"

namespace vitrine::test {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr std::uint64_t kMostBytes = 5'000'000;

struct BadText : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What happens to the bodies of a test.
struct Log {
  std::atomic<int> handlers = 0;
  std::atomic<int> pieces = 0;
  std::atomic<int> ends = 0;
  std::atomic<int> given_up = 0;
};

/// Counts the bytes of one body.
struct Counter {
  explicit Counter(Log& to) : log(to) {}
  ~Counter() {
    if (!ended) ++log.given_up;
  }
  Counter(const Counter&) = delete;
  Counter& operator=(const Counter&) = delete;

  void take(std::string_view piece) {
    ++log.pieces;
    bytes += static_cast<int>(piece.size());
    if (piece.find("bad") != std::string_view::npos) throw BadText("no bad text");
    if (piece.find("broken") != std::string_view::npos) throw std::logic_error("a secret");
  }
  int end() {
    ended = true;
    ++log.ends;
    return bytes;
  }

  Log& log;
  int bytes = 0;
  bool ended = false;
};

Service counting(Log& log, std::string* reported = nullptr) {
  Api api({.title = "T", .version = "1"});
  api.put(
         "/count",
         [&log](Query<"from", int, default_value(0)> from)
             -> BodySink<int, kMostBytes, "text/plain", "text/csv"> {
           ++log.handlers;
           auto counter = std::make_shared<Counter>(log);
           return {.take = [counter](std::string_view piece) { counter->take(piece); },
                   .end = [counter, from = *from] { return from + counter->end(); }};
         })
      .raises<BadText>(409, "Bad text.");
  api.post(
      "/drop", [&log]() -> BodySink<void, 100, "text/plain"> {
        auto counter = std::make_shared<Counter>(log);
        return {.take = [counter](std::string_view piece) { counter->take(piece); },
                .end = [counter] { counter->end(); }};
      });
  api.on_error([reported](std::string_view words) {
    if (reported) *reported = words;
  });
  return Service(std::move(api));
}

std::string head(const std::string& fields, const std::string& target = "/count") {
  return "PUT " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n" + fields +
         "\r\n";
}

TEST(BodySinks, ALargeOneMakesNoRoomOnTheDiskForOthers) {
  Api api({.title = "T", .version = "1"});
  api.put(
      "/log", []() -> BodySink<void, 1'000'000'000'000, "text/plain"> {
        return {.take = [](std::string_view) {}, .end = [] {}};
      });
  api.put("/file", [](Upload<1000, "text/plain">) {});
  EXPECT_EQ(Service(std::move(api)).most_body_bytes(), 1000u);
}

TEST(BodySinks, PiecesAreTakenAsTheyCome) {
  Log log;
  const Running server(Front(counting(log), {}), patient());
  const Wire wire = server.connect(head("Content-Length: 9\r\n", "/count?from=100"));
  EXPECT_TRUE(comes_true([&] { return log.handlers == 1; }));
  EXPECT_TRUE(wire.silent());
  wire.send("one");
  EXPECT_TRUE(comes_true([&] { return log.pieces == 1; }));
  EXPECT_TRUE(wire.silent());
  wire.send("two");
  EXPECT_TRUE(comes_true([&] { return log.pieces == 2; }));
  wire.send("end");
  EXPECT_THAT(wire.read_response(), AllOf(StartsWith("HTTP/1.1 200"), EndsWith("\r\n\r\n109")));
  // The connection goes on.
  wire.send(head("Transfer-Encoding: chunked\r\n"));
  wire.send("4\r\nfour\r\n2\r\nto\r\n0\r\n\r\n");
  EXPECT_THAT(wire.read_response(), EndsWith("\r\n\r\n6"));
  EXPECT_EQ(log.ends, 2);
  EXPECT_EQ(log.given_up, 0);
}

TEST(BodySinks, ABodyThatIsHereWithItsHeadIsTakenToo) {
  Log log;
  const Running server(Front(counting(log), {}));
  EXPECT_THAT(server.raw(head("Content-Length: 5\r\n") + "three"), HasSubstr("\r\n\r\n5"));
  Request request = with(send("PUT", "/count?from=1", "four"), "Content-Type", "text/csv");
  const Service service = counting(log);
  EXPECT_EQ(service.handle(request).body, "5");
  request = with(send("POST", "/drop", "gone"), "Content-Type", "text/plain");
  EXPECT_EQ(service.handle(request).status, 204);
  request.body = "bad";
  request.target = "/count";
  request.method = "PUT";
  EXPECT_EQ(service.handle(request).status, 409);
}

TEST(BodySinks, NothingIsHeldOfABodyLargerThanOthersMayBe) {
  Log log;
  ServeOptions options = patient();
  options.max_body_bytes = 1;
  const Running server(Front(counting(log), {}), options);
  const std::string most(kMostBytes, 'x');
  // Were they held, 128 bytes in all would be the most.
  for (int i = 0; i < 3; ++i) {
    const Wire wire =
        server.connect(head("Content-Length: " + std::to_string(most.size()) + "\r\n"));
    wire.send(most);
    EXPECT_THAT(wire.read_response(), EndsWith("\r\n\r\n5000000"));
  }
  EXPECT_GT(log.pieces, 30);
}

TEST(BodySinks, WhatTheHeadTellsIsRefusedBeforeTheHandlerRuns) {
  Log log;
  const Running server(Front(counting(log), {}), patient());
  const auto response_to = [&](const std::string& request) {
    return server.connect(request).read_to_end();
  };
  EXPECT_THAT(response_to(head("Content-Length: 9\r\n", "/count?from=x")),
              StartsWith("HTTP/1.1 422"));
  EXPECT_THAT(response_to(head("Content-Length: 9\r\n", "/count?form=1")),
              StartsWith("HTTP/1.1 422"));
  EXPECT_THAT(response_to("PUT /count HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\n"
                          "Expect: 100-continue\r\nContent-Length: 9\r\n\r\n"),
              StartsWith("HTTP/1.1 415"));
  EXPECT_THAT(response_to(head("Content-Length: 5000001\r\n")),
              AllOf(StartsWith("HTTP/1.1 413"), HasSubstr("at most 5000000 bytes")));
  EXPECT_EQ(log.handlers, 0);
}

TEST(BodySinks, ABodyIsAskedForOnceItsHeadIsAccepted) {
  Log log;
  const Running server(Front(counting(log), {}), patient());
  const Wire wire = server.connect(head("Expect: 100-continue\r\nContent-Length: 3\r\n"));
  EXPECT_THAT(wire.read_until("\r\n\r\n"), StartsWith("HTTP/1.1 100"));
  EXPECT_EQ(log.handlers, 1);
  wire.send("abc");
  EXPECT_THAT(wire.read_response(), EndsWith("\r\n\r\n3"));
}

TEST(BodySinks, ARefusedPieceIsTheLastAndClosesTheConnection) {
  Log log;
  const Running server(Front(counting(log), {}), patient());
  const Wire wire = server.connect(head("Content-Length: 1000\r\n") + "good");
  EXPECT_TRUE(comes_true([&] { return log.pieces == 1; }));
  wire.send("bad");
  EXPECT_THAT(wire.read_to_end(),
              AllOf(StartsWith("HTTP/1.1 409"), HasSubstr("Connection: close"),
                    HasSubstr("no bad text"), HasSubstr("X-Content-Type-Options: nosniff")));
  EXPECT_TRUE(comes_true([&] { return log.given_up == 1; }));
  EXPECT_EQ(log.pieces, 2);
  EXPECT_EQ(log.ends, 0);
}

TEST(BodySinks, WhatNoFailureDeclaresIsReportedAndStaysInTheLog) {
  Log log;
  std::string reported;
  {
    const Running server(Front(counting(log, &reported), {}), patient());
    const Wire wire = server.connect(head("Content-Length: 1000\r\n"));
    wire.send("broken");
    const std::string response = wire.read_to_end();
    EXPECT_THAT(response, StartsWith("HTTP/1.1 500"));
    EXPECT_EQ(response.find("a secret"), std::string::npos);
  }
  EXPECT_THAT(reported, AllOf(HasSubstr("PUT /count failed"), HasSubstr("a secret")));
}

TEST(BodySinks, ABodyThatGrowsTooLargeIsRefused) {
  Log log;
  const Running server(Front(counting(log), {}), patient());
  const Wire wire = server.connect(
      "POST /drop HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
      "Transfer-Encoding: chunked\r\n\r\n32\r\n" +
      std::string(0x32, 'x') + "\r\n");
  EXPECT_TRUE(comes_true([&] { return log.pieces == 1; }));
  wire.send("33\r\n" + std::string(0x33, 'x') + "\r\n0\r\n\r\n");
  EXPECT_THAT(wire.read_to_end(), StartsWith("HTTP/1.1 413"));
  EXPECT_TRUE(comes_true([&] { return log.given_up == 1; }));
  EXPECT_EQ(log.ends, 0);
}

TEST(BodySinks, AClientThatIsLostLeavesItsBodyWithoutEnd) {
  Log log;
  const Running server(Front(counting(log), {}), patient());
  {
    const Wire wire = server.connect(head("Content-Length: 1000\r\n") + "some");
    EXPECT_TRUE(comes_true([&] { return log.pieces == 1; }));
  }
  EXPECT_TRUE(comes_true([&] { return log.given_up == 1; }));
  EXPECT_EQ(log.ends, 0);
}

TEST(BodySinks, ASilentClientIsRefusedInTime) {
  Log log;
  const Running server(Front(counting(log), {}), impatient());
  const Wire wire = server.connect(head("Content-Length: 1000\r\n") + "some");
  EXPECT_THAT(wire.read_to_end(), StartsWith("HTTP/1.1 408"));
  EXPECT_TRUE(comes_true([&] { return log.given_up == 1; }));
}

/// Made for a request; learns of its response.
struct Session {
  explicit Session(std::vector<std::string>& to) : log(&to) {}
  ~Session() { log->push_back("session ended"); }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  void finish(const Response& response) const {
    log->push_back("session told " + std::to_string(response.status));
  }
  std::vector<std::string>* log;
};

TEST(BodySinks, WhatIsMadeAndLeftForALaterTimeWaitsForTheResponse) {
  std::vector<std::string> log;
  std::atomic<int> later_done = 0;
  Api api({.title = "T", .version = "1"});
  api.provide_by([&log] { return std::make_unique<Session>(log); });
  api.put(
         "/count",
         [&](Depends<Session>, Background later) -> BodySink<int, kMostBytes, "text/plain"> {
           later.run([&] { ++later_done; });
           return {.take =
                       [](std::string_view piece) {
                         if (piece == "bad") throw BadText("no bad text");
                       },
                   .end =
                       [&] {
                         log.push_back("end with " + std::to_string(later_done.load()) + " done");
                         return 1;
                       }};
         })
      .raises<BadText>(409, "Bad text.");
  {
    const Running server(Front(Service(std::move(api)), {}), patient());
    const Wire wire = server.connect(head("Content-Length: 6\r\n"));
    wire.send("one");
    wire.send("two");
    EXPECT_THAT(wire.read_response(), StartsWith("HTTP/1.1 200"));
    wire.send(head("Transfer-Encoding: chunked\r\n"));
    wire.send("3\r\nbad\r\n");
    EXPECT_THAT(wire.read_to_end(), StartsWith("HTTP/1.1 409"));
  }
  EXPECT_THAT(log, ElementsAre("end with 0 done", "session told 200", "session ended",
                               "session told 409", "session ended"));
  EXPECT_EQ(later_done, 1);
}

TEST(BodySinks, AnEmptyBodyIsRefused) {
  Log log;
  const Running server(Front(counting(log), {}));
  EXPECT_THAT(server.raw(head("Content-Length: 0\r\n")), StartsWith("HTTP/1.1 400"));
  EXPECT_EQ(log.ends, 0);
}

TEST(BodySinks, TheDocumentSaysWhatTheyTake) {
  Log log;
  const auto document = nlohmann::json::parse(counting(log).openapi_json());
  const auto& put = document["paths"]["/count"]["put"];
  EXPECT_EQ(put["requestBody"]["description"], "At most 5 MB.");
  EXPECT_EQ(put["requestBody"]["required"], true);
  EXPECT_TRUE(put["requestBody"]["content"].contains("text/plain"));
  EXPECT_TRUE(put["requestBody"]["content"].contains("text/csv"));
  EXPECT_EQ(put["responses"]["200"]["content"]["application/json"]["schema"]["type"], "integer");
  for (const char* status : {"400", "409", "413", "415", "422"}) {
    EXPECT_TRUE(put["responses"].contains(status)) << status;
  }
  EXPECT_TRUE(document["paths"]["/drop"]["post"]["responses"].contains("204"));
}

TEST(BodySinks, ThereIsOneBody) {
  Api api({.title = "T", .version = "1"});
  api.put(
      "/twice", [](Body<std::string>) -> BodySink<int, 100, "text/plain"> {
        return {.take = [](std::string_view) {}, .end = [] { return 0; }};
      });
  EXPECT_THROW(Service(std::move(api)), DeclarationError);
}

}  // namespace
}  // namespace vitrine::test
