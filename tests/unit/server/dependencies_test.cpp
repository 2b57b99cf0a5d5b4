// Dependencies that are made for a request: their inputs, their order, their end.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "server/api/declare/api.h"
#include "server/api/respond/service.h"
#include "tests/unit/server/models.h"
#include "tests/unit/server/probe.h"

namespace vitrine::test {

struct Excerpt {
  int limit = 20;
  std::vector<std::string> sort = {};
};

}  // namespace vitrine::test

template <>
struct vitrine::Schema<vitrine::test::Excerpt> {
  static constexpr auto fields =
      vitrine::fields(field<&test::Excerpt::limit>("limit").defaulted().maximum(100),
                      field<&test::Excerpt::sort>("sort").defaulted());
};

namespace vitrine::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

using Log = std::vector<std::string>;
using Limit = Query<"limit", int, minimum(1), maximum(100), default_value(20)>;
using Wait = Query<"wait", std::chrono::nanoseconds>;
using Drawn = Query<"drawn", std::optional<Point>, as_json()>;

struct Paging {
  int limit = 0;
  std::string after;
};
struct Busy : std::runtime_error {
  using std::runtime_error::runtime_error;
};
/// Tells its log what becomes of it.
struct Transaction {
  explicit Transaction(Log& where) : log(where) { log.push_back("begun"); }
  ~Transaction() { log.push_back("ended"); }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void finish(const Response& response) const {
    log.push_back("finished " + std::to_string(response.status));
  }
  Log& log;
};
struct Rows {
  Transaction* transaction = nullptr;
};
struct Checked {};

std::unique_ptr<Transaction> begin_transaction(Depends<Log> log) {
  return std::make_unique<Transaction>(*log);
}

class Dependencies : public ::testing::Test {
 protected:
  Dependencies() {
    api_.provide(log_).on_error([](std::string_view) {});
    api_.provide_by([](Limit limit, Query<"after", std::optional<std::string>> after) {
      return Paging{*limit, after->value_or("")};
    });
    api_.provide_by(&begin_transaction);
    api_.provide_by([](Depends<Transaction> transaction) { return Rows{&*transaction}; });
    api_.provide_by([](Header<"X-Key", std::string> key) -> Checked {
          if (*key == "busy") throw Busy("come back later");
          return {};
        })
        .raises<Busy>(503, "The database is busy.");
  }
  Response handle(const Request& request) {
    if (!service_) service_.emplace(std::move(api_));
    return service_->handle(request);
  }
  FreeForm operation(const char* path) {
    handle(get("/"));
    return FreeForm::parse(service_->openapi_json())["paths"][path]["get"];
  }

  Log log_;
  Api api_ = Api({.title = "T", .version = "1"});
  std::optional<Service> service_;
};

TEST_F(Dependencies, InputsOfTheirOwnAreTakenCheckedAndDocumented) {
  api_.get("/list", [](Query<"q", std::string> q, Depends<Paging> paging) -> std::string {
    return *q + " " + std::to_string(paging->limit) + " " + paging->after;
  });
  EXPECT_EQ(handle(get("/list?q=a")).text(), "\"a 20 \"");
  EXPECT_EQ(handle(get("/list?limit=5&after=x&q=a")).text(), "\"a 5 x\"");
  const auto errors = body(handle(get("/list?limit=101&no=1")))["errors"];
  ASSERT_EQ(errors.size(), 3u);
  EXPECT_EQ(errors[0]["name"], "q");
  EXPECT_EQ(errors[1]["name"], "limit");
  EXPECT_EQ(errors[2]["name"], "no");
  const auto parameters = operation("/list")["parameters"];
  std::vector<std::string> names;
  for (const auto& parameter : parameters) names.push_back(parameter["name"]);
  EXPECT_THAT(names, ElementsAre("q", "limit", "after"));
}

TEST_F(Dependencies, AnInputOfTwoIsOneParameterAndRefusedOnce) {
  api_.get("/list", [](Limit limit, Depends<Paging> paging) -> std::int64_t {
    return *limit + paging->limit;
  });
  EXPECT_EQ(handle(get("/list?limit=4")).text(), "8");
  EXPECT_EQ(body(handle(get("/list?limit=0")))["errors"].size(), 1u);
  EXPECT_EQ(operation("/list")["parameters"].size(), 2u);
}

TEST_F(Dependencies, WhatOnlyATypeRefusesIsRefusedOnce) {
  api_.provide_by([](Wait wait, Drawn) { return Paging{static_cast<int>(wait->count()), ""}; });
  api_.get("/list",
           [](Wait, Drawn, Depends<Paging> paging) -> std::int64_t { return paging->limit; });
  EXPECT_EQ(handle(get("/list?wait=PT0.000000005S")).text(), "5");
  const auto errors = body(handle(get("/list?wait=P999999D&drawn=%7B")))["errors"];
  ASSERT_EQ(errors.size(), 2u);
  EXPECT_EQ(errors[0]["name"], "wait");
  EXPECT_EQ(errors[1]["name"], "drawn");
}

TEST_F(Dependencies, AGroupOfParametersIsOneForAll) {
  using Last = Query<"last", int>;
  api_.provide_by([](Query<"q", std::string> q, QueryModel<Excerpt> excerpt, Last last) {
    return Paging{excerpt->limit, *q + std::to_string(*last)};
  });
  api_.get("/list",
           [](Last last, QueryModel<Excerpt> excerpt, Depends<Paging> paging) -> std::string {
             return std::to_string(excerpt->limit + *last) + " " + std::to_string(paging->limit) +
                    " " + paging->after;
           });
  EXPECT_EQ(handle(get("/list?q=a&limit=5&sort=x&last=2")).text(), "\"7 5 a2\"");
  EXPECT_EQ(body(handle(get("/list?q=a&limit=101&last=2")))["errors"].size(), 1u);
  EXPECT_EQ(operation("/list")["parameters"].size(), 4u);
}

TEST_F(Dependencies, EachIsMadeOnceARequestAndEndsAfterThoseThatNeedIt) {
  api_.get("/rows",
           [](Depends<Rows> rows, Depends<Transaction> transaction, Depends<Log> log) -> bool {
             log->push_back("handled");
             return rows->transaction == &*transaction;
           });
  EXPECT_EQ(handle(get("/rows")).text(), "true");
  EXPECT_THAT(log_, ElementsAre("begun", "handled", "finished 200", "ended"));
  log_.clear();
  handle(get("/rows"));
  EXPECT_THAT(log_, ElementsAre("begun", "handled", "finished 200", "ended"));
}

TEST_F(Dependencies, NothingIsMadeForARefusedRequest) {
  api_.get("/rows", [](Depends<Rows>, Query<"n", int>) {});
  EXPECT_EQ(handle(get("/rows?n=x")).status, 422);
  EXPECT_THAT(log_, ElementsAre());
}

TEST_F(Dependencies, TheyAreToldWhatFails) {
  api_.get("/declared", [](Depends<Transaction>) { throw Busy("no"); }).raises<Busy>(409, "Busy.");
  api_.get("/undeclared", [](Depends<Transaction>) { throw std::runtime_error("no"); });
  EXPECT_EQ(handle(get("/declared")).status, 409);
  EXPECT_THAT(log_, ElementsAre("begun", "finished 409", "ended"));
  log_.clear();
  EXPECT_EQ(handle(get("/undeclared")).status, 500);
  EXPECT_THAT(log_, ElementsAre("begun", "ended"));
}

TEST_F(Dependencies, AStreamKeepsThem) {
  api_.get("/lines", [](Depends<Transaction> transaction) -> JsonLines<std::string> {
    return {
        .next = [&log = transaction->log, done = false]() mutable -> std::optional<std::string> {
          log.push_back("next");
          return std::exchange(done, true) ? std::nullopt : std::optional<std::string>("line");
        }};
  });
  {
    const Response response = handle(get("/lines"));
    ASSERT_TRUE(response.live);
    std::string out;
    while (response.live->next(out)) continue;
    EXPECT_EQ(out, "\"line\"\n");
    EXPECT_THAT(log_, ElementsAre("begun", "finished 200", "next", "next"));
  }
  EXPECT_EQ(log_.back(), "ended");
}

TEST_F(Dependencies, ARouteMayNeedOneThatItsHandlerDoesNotTake) {
  api_.get("/checked", []() -> int { return 1; }).depends<Checked>();
  EXPECT_EQ(handle(get("/checked")).status, 422);
  EXPECT_EQ(handle(with(get("/checked"), "X-Key", "a")).status, 200);
  const Response busy = handle(with(get("/checked"), "X-Key", "busy"));
  EXPECT_EQ(busy.status, 503);
  EXPECT_EQ(body(busy)["detail"], "come back later");
  EXPECT_THAT(operation("/checked")["responses"]["503"]["description"].get<std::string>(),
              HasSubstr("busy"));
}

TEST_F(Dependencies, ATestPutsInItsOwn) {
  api_.get("/list", [](Depends<Paging> paging) -> std::int64_t { return paging->limit; });
  Paging mine{7, ""};
  api_.provide(mine);
  EXPECT_EQ(handle(get("/list")).text(), "7");
  EXPECT_FALSE(operation("/list").contains("parameters"));
}

TEST_F(Dependencies, ACircleStopsTheStart) {
  api_.provide_by([](Depends<Rows>) { return Paging{}; });
  api_.provide_by([](Depends<Paging>) { return Rows{}; });
  api_.get("/x", [](Depends<Rows>) {});
  try {
    handle(get("/x"));
    FAIL();
  } catch (const DeclarationError& error) {
    EXPECT_THAT(error.what(), HasSubstr("depends on itself"));
  }
}

}  // namespace
}  // namespace vitrine::test
