// Work after the response, and what a server does when it starts and stops.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

#include "server/api/declare/api.h"
#include "server/api/front/front.h"
#include "server/api/respond/service.h"
#include "tests/unit/server/models.h"
#include "tests/unit/server/probe.h"
#include "tests/unit/server/running.h"

namespace vitrine::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct Failed : std::runtime_error {
  using std::runtime_error::runtime_error;
};

Api empty_api() { return Api({.title = "T", .version = "1"}); }

TEST(Background, WorkBeginsWhenTheResponseIsSent) {
  std::promise<void> done;
  std::atomic<bool> begun = false;
  Api api = empty_api();
  api.post("/x", [&](Background later) {
    later.run([&] {
      begun = true;
      done.set_value();
    });
  });
  const Service service(std::move(api));
  {
    const Response response = service.handle({"POST", "/x", {}, ""});
    EXPECT_EQ(response.status, 204);
    EXPECT_FALSE(begun);
  }
  done.get_future().wait();
  EXPECT_TRUE(begun);
  const auto document = FreeForm::parse(service.openapi_json());
  EXPECT_TRUE(document["paths"]["/x"]["post"]["responses"].contains("503"));
}

TEST(Background, NothingOfAFailedHandlerIsDone) {
  std::atomic<int> count = 0;
  Api api = empty_api();
  api.post("/x",
           [&](Background later) {
             later.run([&] { ++count; });
             throw Failed("no");
           })
      .raises<Failed>(409, "No.");
  {
    const Service service(std::move(api));
    EXPECT_EQ(service.handle({"POST", "/x", {}, ""}).status, 409);
    service.end();
  }
  EXPECT_EQ(count, 0);
}

TEST(Background, ThereIsRoomForSoMuchAndAllThatWasTakenIsDone) {
  std::atomic<int> count = 0;
  std::promise<void> go_on;
  const std::shared_future<void> gate = go_on.get_future().share();
  Api api = empty_api();
  api.background({.max_threads = 1, .max_waiting = 2});
  api.post("/x", [&](Background later) {
    later.run([&, gate] {
      gate.wait();
      ++count;
    });
  });
  const Service service(std::move(api));
  const auto ask = [&] { return service.handle({"POST", "/x", {}, ""}).status; };
  EXPECT_EQ(ask(), 204);
  EXPECT_EQ(ask(), 204);
  EXPECT_EQ(ask(), 503);
  go_on.set_value();
  service.end();
  EXPECT_EQ(count, 2);
}

TEST(Background, WhatItThrowsIsReported) {
  std::vector<std::string> reports;
  Api api = empty_api();
  api.on_error([&](std::string_view words) { reports.emplace_back(words); });
  api.post("/x", [](Background later) { later.run([] { throw Failed("in vain"); }); });
  const Service service(std::move(api));
  service.handle({"POST", "/x", {}, ""});
  service.end();
  ASSERT_EQ(reports.size(), 1u);
  EXPECT_THAT(reports.front(), HasSubstr("in vain"));
}

TEST(Background, AReportThatThrowsEndsNothing) {
  Api api = empty_api();
  api.on_error([](std::string_view) { throw Failed("no log"); });
  api.post("/x", [](Background later) { later.run([] { throw Failed("no"); }); });
  api.get("/x", []() -> std::string { throw Failed("no"); });
  const Service service(std::move(api));
  EXPECT_EQ(service.handle({"POST", "/x", {}, ""}).status, 204);
  EXPECT_EQ(service.handle(get("/x")).status, 500);
  service.end();
}

TEST(Lifetime, HooksRunWhenTheServerStartsAndStops) {
  std::mutex mutex;
  std::vector<std::string> log;
  const auto note = [&](const char* word) {
    const std::lock_guard lock(mutex);
    log.emplace_back(word);
  };
  Api api = empty_api();
  api.on_start([&] { note("first"); })
      .on_start([&] { note("second"); })
      .on_stop([&] { note("last of all"); })
      .on_stop([&] { note("stopped"); });
  api.get("/x", [&](Background later) {
    note("handled");
    later.run([&] { note("worked"); });
  });
  {
    const Running server(Front(Service(std::move(api)), {}), patient());
    server.raw("GET /x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  }
  EXPECT_THAT(log, ElementsAre("first", "second", "handled", "worked", "stopped", "last of all"));
}

TEST(Lifetime, AStartHookThatThrowsStopsTheStart) {
  Api api = empty_api();
  api.on_start([] { throw Failed("no database"); });
  ServeOptions options = impatient();
  options.port = 0;
  Listener listener(Front(Service(std::move(api)), {}), options);
  EXPECT_THAT(listener.bind(), HasSubstr("no database"));
}

}  // namespace
}  // namespace vitrine::test
