// Streams on real sockets: events and lines arrive one by one, and both sides may end them.
#include "server/api/stream/events.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "app/json/reader.h"
#include "app/schema/schema.h"
#include "server/api/declare/api.h"
#include "server/api/front/front.h"
#include "server/api/respond/service.h"
#include "tests/unit/server/models.h"
#include "tests/unit/server/probe.h"
#include "tests/unit/server/promises.h"
#include "tests/unit/server/running.h"

namespace vitrine::test {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

using Moved = Event<"moved", Point>;
using Named = Event<"message", std::string>;
using News = Broadcast<EventSink<Moved, Named>>;

std::string ask(const std::string& path, const std::string& fields = {}) {
  return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
}

/// The contents of complete chunks; what follows the last one is left out.
std::string unchunked(std::string_view text) {
  std::string all;
  while (true) {
    const auto end = text.find("\r\n");
    if (end == std::string_view::npos) return all;
    const std::size_t size = std::stoul(std::string(text.substr(0, end)), nullptr, 16);
    if (size == 0 || text.size() < end + 2 + size) return all;
    all += text.substr(end + 2, size);
    text.remove_prefix(end + 2 + size + 2);
  }
}

/// A short queue, so that a client that does not read is noticed soon.
ServeOptions tight() {
  ServeOptions options = patient();
  options.max_waiting_bytes = 64u << 10;
  return options;
}

Service follow(News& news) {
  Api api({.title = "T", .version = "1"});
  api.get("/events", [&news](LastEventId last) -> EventStream<Moved, Named> {
    return {[&news, last = *last](EventSink<Moved, Named> sink) {
      if (last) sink.send(Named{"after " + *last});
      news.add(sink);
    }};
  });
  api.get("/points", []() -> std::vector<Point> { return {}; });
  return Service(std::move(api));
}

TEST(EventStreams, EventsArriveOneByOne) {
  News news;
  const Running server(Front(follow(news), {}), patient());
  const Wire wire = server.connect(ask("/events"));
  EXPECT_THAT(wire.read_until("\r\n\r\n"),
              AllOf(StartsWith("HTTP/1.1 200"), HasSubstr("Content-Type: text/event-stream"),
                    HasSubstr("Transfer-Encoding: chunked"), HasSubstr("Cache-Control: no-store"),
                    HasSubstr("Date: ")));
  ASSERT_TRUE(comes_true([&] { return news.size() == 1; }));
  EXPECT_TRUE(wire.silent());
  news.send(Moved{{1, 0}, "7"});
  EXPECT_EQ(unchunked(wire.read_until("\n\n\r\n")),
            "event: moved\nid: 7\ndata: {\"x\":1,\"y\":0}\n\n");
  EXPECT_TRUE(wire.silent());
  news.send(Named{"two\nlines"});
  EXPECT_EQ(unchunked(wire.read_until("\n\n\r\n")), "data: \"two\\nlines\"\n\n");
}

TEST(EventStreams, ClientsAreToldWhenToComeAgain) {
  Api api({.title = "T", .version = "1"});
  api.get("/events", []() -> EventStream<Named> {
    return {[](const EventSink<Named>& sink) {
      EXPECT_TRUE(sink.retry_after(1500ms));
      sink.send(Named{"one"});
    }};
  });
  const Running server(Front(Service(std::move(api)), {}), patient());
  const Wire wire = server.connect(ask("/events"));
  wire.read_until("\r\n\r\n");
  EXPECT_EQ(unchunked(wire.read_until("0\r\n\r\n")), "retry: 1500\n\ndata: \"one\"\n\n");
}

TEST(EventStreams, AClientThatComesAgainSaysWhatItHas) {
  News news;
  const Running server(Front(follow(news), {}), patient());
  const Wire wire = server.connect(ask("/events", "Last-Event-ID: 41\r\n"));
  wire.read_until("\r\n\r\n");
  EXPECT_THAT(wire.read_until("\n\n\r\n"), HasSubstr("data: \"after 41\""));
}

TEST(EventStreams, StreamsThatAreQuietTakeNoThread) {
  News news;
  ServeOptions options = patient();
  options.max_threads = 8;
  const Running server(Front(follow(news), {}), options);
  std::vector<Wire> clients;
  for (int i = 0; i < 50; ++i) {
    clients.push_back(server.connect(ask("/events")));
    EXPECT_THAT(clients.back().read_until("\r\n\r\n"), StartsWith("HTTP/1.1 200"));
    ASSERT_TRUE(comes_true([&] { return news.size() == clients.size(); }));
  }
  EXPECT_THAT(server.connect(ask("/points")).read_response(), StartsWith("HTTP/1.1 200"));
  news.send(Named{"all"});
  for (const Wire& client : clients) EXPECT_THAT(client.read_until("\n\n\r\n"), HasSubstr("all"));
}

TEST(EventStreams, OnlySoManyAreOpenAtATime) {
  News news;
  ServeOptions options = patient();
  options.max_streams = 2;
  const Running server(Front(follow(news), {}), options);
  std::vector<Wire> clients;
  for (int i = 0; i < 2; ++i) {
    clients.push_back(server.connect(ask("/events")));
    clients.back().read_until("\r\n\r\n");
  }
  EXPECT_THAT(server.connect(ask("/events")).read_response(),
              AllOf(StartsWith("HTTP/1.1 503"), HasSubstr("Retry-After: 1")));
  clients.clear();
  EXPECT_TRUE(comes_true([&] {
    const Wire again = server.connect(ask("/events"));
    return again.read_until("\r\n\r\n").find(" 200 ") != std::string::npos;
  }));
}

TEST(EventStreams, AClientThatIsGoneEndsTheHandlerThatWaits) {
  std::promise<void> began;
  std::promise<void> ended;
  Api api({.title = "T", .version = "1"});
  api.get("/events", [&]() -> EventStream<Named> {
    return {[&](EventSink<Named> sink) {
      began.set_value();
      while (sink.wait_for(1h)) {
      }
      EXPECT_FALSE(sink.open());
      EXPECT_FALSE(sink.send(Named{"nobody"}));
      ended.set_value();
    }};
  });
  const Running server(Front(Service(std::move(api)), {}), patient());
  {
    const Wire wire = server.connect(ask("/events"));
    began.get_future().wait();
  }
  EXPECT_EQ(ended.get_future().wait_for(60s), std::future_status::ready);
}

TEST(EventStreams, AWriterIsHeldBackByAClientThatDoesNotRead) {
  std::atomic<int> sent = 0;
  std::atomic<bool> over = false;
  const std::string large(10'000, 'x');
  Api api({.title = "T", .version = "1"});
  api.get("/events", [&]() -> EventStream<Named> {
    return {[&](EventSink<Named> sink) {
      while (sink.send(Named{large})) ++sent;
      over = true;
    }};
  });
  const Running server(Front(Service(std::move(api)), {}), tight());
  {
    const Wire wire = server.connect(ask("/events"));
    wire.read_until("\r\n\r\n");
    // Until the buffers of the kernel are full.
    int before = -1;
    EXPECT_TRUE(comes_true([&] {
      std::this_thread::sleep_for(100ms);
      return std::exchange(before, sent.load()) == sent.load() && sent > 0;
    }));
    EXPECT_FALSE(over);
    wire.read_bytes(10'000'000);
    EXPECT_TRUE(comes_true([&] { return sent > before; }));
  }
  EXPECT_TRUE(comes_true([&] { return over.load(); }));
}

TEST(EventStreams, WhoDoesNotWaitIsRefusedByAClientThatDoesNotRead) {
  std::promise<bool> refused;
  const std::string large(10'000, 'x');
  Api api({.title = "T", .version = "1"});
  api.get("/events", [&]() -> EventStream<Named> {
    return {[&](EventSink<Named> sink) {
      while (sink.try_send(Named{large})) {
      }
      refused.set_value(sink.open());
      sink.wait_for(1h);
    }};
  });
  const Running server(Front(Service(std::move(api)), {}), tight());
  const Wire wire = server.connect(ask("/events"));
  auto open = refused.get_future();
  ASSERT_EQ(open.wait_for(60s), std::future_status::ready);
  EXPECT_TRUE(open.get());
}

TEST(EventStreams, AClientThatTakesNothingForTooLongIsLetGoOf) {
  std::promise<void> over;
  const std::string large(10'000, 'x');
  Api api({.title = "T", .version = "1"});
  api.get("/events", [&]() -> EventStream<Named> {
    return {[&](EventSink<Named> sink) {
      while (sink.send(Named{large})) {
      }
      over.set_value();
    }};
  });
  const Running server(Front(Service(std::move(api)), {}), impatient());
  const Wire wire = server.connect(ask("/events"));
  EXPECT_EQ(over.get_future().wait_for(60s), std::future_status::ready);
}

TEST(EventStreams, WritersTakeHalfOfTheThreads) {
  Api api({.title = "T", .version = "1"});
  api.get("/events", []() -> EventStream<Named> {
    return {[](EventSink<Named> sink) {
      sink.send(Named{"here"});
      sink.wait_for(1h);
    }};
  });
  ServeOptions options = patient();
  options.max_threads = 4;
  const Running server(Front(Service(std::move(api)), {}), options);
  std::vector<Wire> clients;
  for (int i = 0; i < 2; ++i) {
    clients.push_back(server.connect(ask("/events")));
    EXPECT_THAT(clients.back().read_until("\n\n\r\n"), HasSubstr("here"));
  }
  EXPECT_THAT(server.connect(ask("/events")).read_response(), StartsWith("HTTP/1.1 503"));
}

TEST(EventStreams, StoppingEndsThemInOrder) {
  News news;
  std::atomic<bool> waiting = false;
  Api api({.title = "T", .version = "1"});
  api.get("/quiet", [&news]() -> EventStream<Moved, Named> {
    return {[&news](EventSink<Moved, Named> sink) { news.add(sink); }};
  });
  api.get("/waits", [&]() -> EventStream<Named> {
    return {[&](EventSink<Named> sink) {
      waiting = true;
      while (sink.wait_for(1h)) {
      }
    }};
  });
  Running server(Front(Service(std::move(api)), {}), patient());
  const Wire quiet = server.connect(ask("/quiet"));
  const Wire waits = server.connect(ask("/waits"));
  ASSERT_TRUE(comes_true([&] { return news.size() == 1 && waiting; }));
  server.stop();
  EXPECT_THAT(quiet.read_to_end(), EndsWith("\r\n\r\n0\r\n\r\n"));
  EXPECT_THAT(waits.read_to_end(), EndsWith("\r\n\r\n0\r\n\r\n"));
}

TEST(EventStreams, ASinkMayBeKeptLongerThanTheServer) {
  News news;
  {
    const Running server(Front(follow(news), {}), patient());
    const Wire wire = server.connect(ask("/events"));
    ASSERT_TRUE(comes_true([&] { return news.size() == 1; }));
  }
  news.send(Named{"nobody"});
  EXPECT_EQ(news.size(), 0u);
}

TEST(EventStreams, AQuietStreamSaysAWordThatMeansNothing) {
  News news;
  ServeOptions options = patient();
  options.heartbeat_seconds = 1;
  const Running server(Front(follow(news), {}), options);
  const Wire wire = server.connect(ask("/events"));
  wire.read_until("\r\n\r\n");
  EXPECT_EQ(unchunked(wire.read_until("\n\n\r\n")), ":\n\n");
}

TEST(EventStreams, WhatAWriterThrowsIsReportedAndBreaksTheStreamOff) {
  std::promise<std::string> reported;
  Api api({.title = "T", .version = "1"});
  api.on_error([&](std::string_view words) { reported.set_value(std::string(words)); });
  api.get("/events", []() -> EventStream<Named> {
    return {[](EventSink<Named> sink) {
      sink.send(Named{"first"});
      throw std::runtime_error("a secret");
    }};
  });
  const Running server(Front(Service(std::move(api)), {}), patient());
  const std::string all = server.connect(ask("/events")).read_to_end();
  EXPECT_THAT(all, AllOf(HasSubstr("first"), Not(HasSubstr("secret")), Not(EndsWith("0\r\n\r\n"))));
  EXPECT_EQ(reported.get_future().get(), "GET /events failed: a secret");
}

TEST(EventStreams, AHeadHasNoEvents) {
  News news;
  const Running server(Front(follow(news), {}), patient());
  const Wire wire = server.connect("HEAD /events HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_THAT(wire.read_until("\r\n\r\n"),
              AllOf(StartsWith("HTTP/1.1 200"), HasSubstr("text/event-stream")));
  // The connection goes on.
  wire.send(ask("/points"));
  EXPECT_THAT(wire.read_response(), StartsWith("HTTP/1.1 200"));
}

TEST(EventStreams, TheDocumentDescribesTheEvents) {
  News news;
  const auto document = FreeForm::parse(follow(news).openapi_json());
  EXPECT_EQ(document["openapi"], "3.2.0");
  const auto& operation = document["paths"]["/events"]["get"];
  EXPECT_EQ(operation["parameters"][0]["name"], "Last-Event-ID");
  const auto& kinds =
      operation["responses"]["200"]["content"]["text/event-stream"]["itemSchema"]["oneOf"];
  ASSERT_EQ(kinds.size(), 2u);
  EXPECT_EQ(kinds[0]["properties"]["event"]["const"], "moved");
  EXPECT_EQ(kinds[0]["properties"]["data"]["contentSchema"]["$ref"], "#/components/schemas/Point");
  EXPECT_EQ(kinds[0]["required"].dump(), R"(["event","data"])");
  // No event is of two kinds.
  EXPECT_EQ(kinds[1]["properties"]["event"]["const"], "message");
  EXPECT_EQ(kinds[1]["required"].dump(), R"(["data"])");
  EXPECT_FALSE(operation["responses"].contains("206"));
}

TEST(EventStreams, AnEventIsOfOneKind) {
  News news;
  const Service service = follow(news);
  const Promises promises(service);
  const auto item =
      promises.schema("/paths/~1events/get/responses/200/content/text~1event-stream/itemSchema");
  ASSERT_TRUE(item);
  const auto fits = [&](const std::string& text) {
    const json::Reading reading = json::read(text);
    return schema::evaluate(*item, reading.document.root()).valid;
  };
  EXPECT_TRUE(fits(R"({"event":"moved","id":"7","data":"{}"})"));
  EXPECT_TRUE(fits(R"({"data":"\"two\""})"));
  EXPECT_FALSE(fits(R"({"event":"another","data":"1"})"));
  EXPECT_FALSE(fits(R"({"event":"moved"})"));
}

TEST(EventStreams, AnIdNeverAddsALine) {
  EXPECT_EQ(detail::event_text("a", "1\nevent: b", "1"), "event: a\ndata: 1\n\n");
  EXPECT_EQ(detail::event_text("message", "", "{\n}"), "data: {\ndata: }\n\n");
}

Service counting(std::atomic<int>& given, int count, std::size_t padding = 0) {
  Api api({.title = "T", .version = "1"});
  api.get("/lines", [&given, count, padding]() -> JsonLines<std::string> {
    return {.next = [&given, count, padding, i = 0]() mutable -> std::optional<std::string> {
      if (i == count) return std::nullopt;
      ++given;
      return std::to_string(++i) + std::string(padding, 'x');
    }};
  });
  return Service(std::move(api));
}

TEST(JsonLinesStreams, ItemsComeALineEachAndTheConnectionGoesOn) {
  std::atomic<int> given = 0;
  const Running server(Front(counting(given, 3), {}), patient());
  const Wire wire = server.connect();
  for (int i = 0; i < 2; ++i) {
    wire.send(ask("/lines"));
    EXPECT_THAT(wire.read_until("\r\n\r\n"), HasSubstr("Content-Type: application/jsonl"));
    EXPECT_EQ(unchunked(wire.read_until("0\r\n\r\n")), "\"1\"\n\"2\"\n\"3\"\n");
  }
}

TEST(JsonLinesStreams, AClientOfHttp10GetsThemWithoutChunks) {
  std::atomic<int> given = 0;
  const Running server(Front(counting(given, 2), {}), patient());
  EXPECT_THAT(server.raw("GET /lines HTTP/1.0\r\nHost: localhost\r\n\r\n"),
              EndsWith("\r\n\r\n\"1\"\n\"2\"\n"));
}

TEST(JsonLinesStreams, ItemsAreMadeOnlyAsTheClientTakesThem) {
  constexpr int kCount = 20'000;
  std::atomic<int> given = 0;
  ServeOptions options = tight();
  // One thread: a slow client takes none.
  options.max_threads = 1;
  const Running server(Front(counting(given, kCount, 1000), {}), options);
  const Wire wire = server.connect("GET /lines HTTP/1.0\r\nHost: localhost\r\n\r\n");
  int before = -1;
  EXPECT_TRUE(comes_true([&] {
    std::this_thread::sleep_for(100ms);
    return std::exchange(before, given.load()) == given.load() && given > 0;
  }));
  EXPECT_LT(given, kCount);
  EXPECT_THAT(server.connect(ask("/nowhere")).read_response(), StartsWith("HTTP/1.1 404"));
  wire.end_sending();
  EXPECT_THAT(wire.read_to_end(),
              AllOf(HasSubstr("\n\"" + std::to_string(kCount) + "x"), EndsWith("x\"\n")));
  EXPECT_EQ(given, kCount);
}

TEST(JsonLinesStreams, AServerThatStopsSendsThemToTheirEnd) {
  constexpr int kCount = 20'000;
  std::atomic<int> given = 0;
  Running server(Front(counting(given, kCount, 1000), {}), tight());
  const Wire wire = server.connect(ask("/lines"));
  wire.read_until("\r\n\r\n");
  ASSERT_LT(given, kCount);
  server.stop();
  EXPECT_THAT(wire.read_to_end(),
              AllOf(HasSubstr(std::to_string(kCount) + "x"), EndsWith("0\r\n\r\n")));
}

TEST(JsonLinesStreams, AWriterMayGiveThem) {
  Api api({.title = "T", .version = "1"});
  api.get("/lines", []() -> JsonLines<Point> {
    return {.start = [](LineSink<Point> sink) {
      sink.send({1, 0});
      sink.send({2, 0});
    }};
  });
  const Running server(Front(Service(std::move(api)), {}), patient());
  const Wire wire = server.connect(ask("/lines"));
  wire.read_until("\r\n\r\n");
  EXPECT_EQ(unchunked(wire.read_until("0\r\n\r\n")), "{\"x\":1,\"y\":0}\n{\"x\":2,\"y\":0}\n");
}

TEST(JsonLinesStreams, WhatASourceThrowsIsReportedAndBreaksTheStreamOff) {
  std::promise<std::string> reported;
  Api api({.title = "T", .version = "1"});
  api.on_error([&](std::string_view words) { reported.set_value(std::string(words)); });
  api.get("/lines", []() -> JsonLines<std::string> {
    return {.next = []() -> std::optional<std::string> { throw std::runtime_error("broken"); }};
  });
  const Running server(Front(Service(std::move(api)), {}), patient());
  EXPECT_THAT(server.connect(ask("/lines")).read_to_end(), Not(EndsWith("0\r\n\r\n")));
  EXPECT_EQ(reported.get_future().get(), "GET /lines failed: broken");
}

TEST(JsonLinesStreams, TheDocumentDescribesTheItem) {
  std::atomic<int> given = 0;
  const auto document = FreeForm::parse(counting(given, 1).openapi_json());
  EXPECT_EQ(document["openapi"], "3.2.0");
  EXPECT_EQ(document["paths"]["/lines"]["get"]["responses"]["200"]["content"]["application/jsonl"]
                    ["itemSchema"]["type"],
            "string");
}

}  // namespace
}  // namespace vitrine::test
