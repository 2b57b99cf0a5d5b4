// The document says which credentials are enough, for every operation.
#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "server/api/declare/api.h"
#include "server/api/respond/service.h"
#include "tests/unit/server/models.h"

namespace vitrine::test {
namespace {

struct Member {};
struct Session {};
struct Guest {};

template <class F>
std::string security(F handler) {
  Api api({.title = "T", .version = "1"});
  api.authenticate<Member>(bearer("token"),
                           [](std::string_view) { return std::optional(Member{}); });
  api.authenticate<Session>(bearer("token"),
                            [](std::string_view) { return std::optional(Session{}); });
  api.authenticate<Guest>(api_key("key", openapi::Location::query, "key"),
                          [](std::string_view) { return std::optional(Guest{}); });
  api.get("/x", std::move(handler));
  const Service service(std::move(api));
  return FreeForm::parse(service.openapi_json())["paths"]["/x"]["get"]["security"].dump();
}

TEST(Security, AnOpenOperationSaysSo) {
  EXPECT_EQ(security([]() -> int { return 1; }), "[]");
}

TEST(Security, AllThatIsAskedForIsNeededTogether) {
  EXPECT_EQ(security([](Authenticated<Member>) -> int { return 1; }), R"([{"token":[]}])");
  EXPECT_EQ(security([](Authenticated<Member>, Authenticated<Guest>) -> int { return 1; }),
            R"([{"token":[],"key":[]}])");
  EXPECT_EQ(security([](Authenticated<Member>, Authenticated<Session>) -> int { return 1; }),
            R"([{"token":[]}])");
}

TEST(Security, WhatMayBeLeftOutIsInSomeAlternatives) {
  using MaybeMember = Authenticated<std::optional<Member>>;
  using MaybeSession = Authenticated<std::optional<Session>>;
  using MaybeGuest = Authenticated<std::optional<Guest>>;
  EXPECT_EQ(security([](MaybeMember) -> int { return 1; }), R"([{},{"token":[]}])");
  EXPECT_EQ(security([](MaybeGuest, Authenticated<Member>) -> int { return 1; }),
            R"([{"token":[]},{"token":[],"key":[]}])");
  EXPECT_EQ(security([](MaybeMember, MaybeGuest) -> int { return 1; }),
            R"([{},{"token":[]},{"key":[]},{"token":[],"key":[]}])");
  EXPECT_EQ(security([](MaybeMember, MaybeSession) -> int { return 1; }), R"([{},{"token":[]}])");
}

}  // namespace
}  // namespace vitrine::test
