// Bytes that are made while they are sent, on real sockets.
#include "server/api/stream/chunks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>

#include "server/api/declare/api.h"
#include "server/api/front/front.h"
#include "server/api/respond/service.h"
#include "tests/unit/server/running.h"

namespace vitrine::test {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr int kPieces = 3000;

Service tables(std::atomic<int>& made) {
  Api api({.title = "T", .version = "1"});
  api.get(
      "/numbers", [&made]() -> Chunks<"text/csv"> {
        return {.next = [&made, i = 0]() mutable -> std::optional<std::string> {
          ++made;
          if (++i > 3) return std::nullopt;
          return std::to_string(i) + "\n";
        }};
      });
  api.get(
      "/large", [&made]() -> Chunks<"text/csv"> {
        return {.next = [&made, i = 0]() mutable -> std::optional<std::string> {
          if (++i > kPieces) return std::nullopt;
          ++made;
          return std::string(10'000, 'x');
        }};
      });
  api.get(
      "/written", []() -> Chunks<"text/plain", "text/html"> {
        return {.start =
                    [](const ByteSink& sink) {
                      sink.send("<p>");
                      sink.send("");
                      sink.send("two");
                    },
                .type = "text/html"};
      });
  api.get(
      "/broken", []() -> Chunks<"text/plain"> {
        return {.next = [i = 0]() mutable -> std::optional<std::string> {
          if (++i > 1) throw std::runtime_error("no more");
          return "some";
        }};
      });
  api.get(
      "/undeclared", []() -> Chunks<"text/plain"> {
        return {.next = [] { return std::nullopt; }, .type = "text/html"};
      });
  api.on_error([](std::string_view) {});
  return Service(std::move(api));
}

std::string ask(const std::string& path, const std::string& fields = {}) {
  return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
}

TEST(ChunkedResponses, PiecesAreSentAsTheyAreMade) {
  std::atomic<int> made = 0;
  const Running server(Front(tables(made), {}));
  EXPECT_THAT(server.connect(ask("/numbers")).read_until("0\r\n\r\n"),
              AllOf(StartsWith("HTTP/1.1 200"), HasSubstr("Content-Type: text/csv\r\n"),
                    HasSubstr("Transfer-Encoding: chunked")));
  EXPECT_THAT(server.connect("GET /numbers HTTP/1.0\r\nHost: localhost\r\n\r\n").read_to_end(),
              EndsWith("\r\n\r\n1\n2\n3\n"));
  EXPECT_THAT(server.connect(ask("/written")).read_until("0\r\n\r\n"),
              AllOf(HasSubstr("Content-Type: text/html\r\n"),
                    EndsWith("3\r\n<p>\r\n3\r\ntwo\r\n0\r\n\r\n")));
}

TEST(ChunkedResponses, AreOfADeclaredTypeAndActInNobodysName) {
  std::atomic<int> made = 0;
  const Running server(Front(tables(made), {}));
  EXPECT_THAT(server.connect(ask("/undeclared")).read_response(), StartsWith("HTTP/1.1 500"));
  EXPECT_THAT(server.connect(ask("/written")).read_until("\r\n\r\n"),
              HasSubstr("Content-Security-Policy: default-src 'none'"));
}

TEST(ChunkedResponses, HaveNoRanges) {
  std::atomic<int> made = 0;
  const Service service = tables(made);
  const auto document = nlohmann::json::parse(service.openapi_json());
  const auto& responses = document["paths"]["/numbers"]["get"]["responses"];
  EXPECT_TRUE(responses["200"]["content"].contains("text/csv"));
  EXPECT_FALSE(responses.contains("206"));
  const Running server(Front(tables(made), {}));
  EXPECT_THAT(server.connect(ask("/numbers", "Range: bytes=0-1\r\n")).read_until("0\r\n\r\n"),
              AllOf(StartsWith("HTTP/1.1 200"), Not(HasSubstr("Accept-Ranges"))));
}

TEST(ChunkedResponses, AClientThatDoesNotReadHoldsTheSourceBack) {
  std::atomic<int> made = 0;
  ServeOptions options = patient();
  options.max_waiting_bytes = 64u << 10;
  const Running server(Front(tables(made), {}), options);
  const Wire wire = server.connect(ask("/large", "Connection: close\r\n"));
  wire.read_until("\r\n\r\n");
  // Until the buffers of the kernel are full.
  int before = -1;
  for (int i = 0; i < 600 && before != made; ++i) {
    before = made;
    std::this_thread::sleep_for(100ms);
  }
  EXPECT_LT(made, kPieces);
  EXPECT_GT(wire.read_to_end().size(), std::size_t{kPieces} * 10'000);
  EXPECT_EQ(made, kPieces);
}

TEST(ChunkedResponses, WhatASourceThrowsBreaksTheResponseOff) {
  std::atomic<int> made = 0;
  const Running server(Front(tables(made), {}), patient());
  const std::string all = server.connect(ask("/broken")).read_to_end();
  EXPECT_THAT(all, Not(HasSubstr("\r\n0\r\n")));
}

}  // namespace
}  // namespace vitrine::test
