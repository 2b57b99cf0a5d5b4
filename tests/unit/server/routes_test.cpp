#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "server/api/declare/api.h"
#include "server/api/respond/service.h"
#include "tests/unit/server/declared.h"
#include "tests/unit/server/models.h"
#include "tests/unit/server/probe.h"

namespace vitrine::test {
namespace {

using ::testing::HasSubstr;

struct Member {
  std::string name;
};
struct Counter {
  int value = 7;
};
struct TooMany : std::runtime_error {
  using std::runtime_error::runtime_error;
};

Service make_service(Counter& counter) {
  Api api({.title = "Test", .version = "1"});
  api.provide(counter)
      .authenticate<Member>(bearer("token"),
                            [](std::string_view token) -> std::optional<Member> {
                              if (token != "good") return std::nullopt;
                              return Member{"Mina"};
                            })
      .authenticate<Colour>(api_key("key", openapi::Location::query, "key"),
                            [](std::string_view key) -> std::optional<Colour> {
                              if (key != "blue") return std::nullopt;
                              return Colour::dark_blue;
                            })
      .authenticate<Counter>(
          basic("login"),
          [](std::string_view name, std::string_view password) -> std::optional<Counter> {
            if (name != "mina" || password != "a:b") return std::nullopt;
            return Counter{1};
          })
      .on_error([](std::string_view) {});
  api.get("/login", [](Authenticated<Counter> c) -> std::int64_t { return c->value; });
  api.post("/either", [](Body<std::variant<Point, Colour>> either) -> std::variant<Point, Colour> {
    return *either;
  });
  api.post("/shapes", [](Body<Shape> shape) -> Created<Shape> {
    return {*shape, "/shapes/" + shape->name};
  });
  api.get("/shapes/{name}",
          [](Path<"name", std::string, max_length(5)> name) -> std::string { return *name; });
  api.get("/shapes/all", []() -> std::string { return "all of them"; });
  api.get("/search",
          [](Query<"limit", int, minimum(1), maximum(10), default_value(3)> limit,
             Query<"colour", std::optional<Colour>> colour,
             Query<"tags", std::optional<std::vector<std::string>>, each(min_length(2))> tags,
             Query<"q", std::string> q) -> std::vector<std::string> {
            return {std::to_string(*limit), *colour ? std::string(enum_name(**colour)) : "none",
                    *tags ? std::to_string((*tags)->size()) : "none", *q};
          });
  api.get("/me", [](Authenticated<Member> me) -> std::string { return me->name; });
  api.get("/keyed",
          [](Authenticated<Colour> c) -> std::string { return std::string(enum_name(*c)); });
  api.get("/header",
          [](Header<"X-Count", int, maximum(5)> count) -> std::int64_t { return *count; });
  api.get("/count", [](Depends<Counter> c) -> std::int64_t { return c->value; });
  api.del("/count", [](Depends<Counter> c) { c->value = 0; });
  api.get("/fails", []() -> std::string { throw std::runtime_error("a secret"); });
  api.get("/declared", []() -> std::string { throw TooMany("at most 3"); })
      .raises<TooMany>(429, "Too many.");
  api.get(
      "/missing", []() -> Binary<"image/png"> {
        return {open_file("/no such folder/a.png"), "image/png"};
      });
  api.get("/small",
          [](Query<"n", std::uint8_t, maximum(1000)> n,
             Query<"m", std::uint16_t, minimum(-5)>) -> std::int64_t { return *n; });
  api.get("/method", [](const Request& request) -> std::string { return request.method; });
  api.put("/maybe", [](Body<std::optional<Point>> point) -> std::string {
    return *point ? "there" : "not there";
  });
  return Service(std::move(api));
}

class Routes : public ::testing::Test {
 protected:
  Response handle(const Request& request) const { return service_.handle(request); }
  Counter counter_;
  Service service_ = make_service(counter_);
};

TEST_F(Routes, ABodyArrivesAsItsStructAndTheAnswerIsWritten) {
  const Response response = handle(post("/shapes", R"({"name":"tri","sides":3})"));
  EXPECT_EQ(response.status, 201) << response.text();
  EXPECT_EQ(header(response, "Location"), "/shapes/tri");
  EXPECT_EQ(header(response, "Content-Type"), "application/json");
  EXPECT_EQ(response.text(), R"({"name":"tri","sides":3,"colour":"red","corners":[],"flags":{}})");
}

TEST_F(Routes, NullIsTakenWhereItIsAllowed) {
  EXPECT_EQ(handle(post("/shapes", R"({"name":"tri","sides":null})")).status, 201);
  EXPECT_EQ(handle(post("/shapes", R"({"name":"tri","colour":null})")).status, 422);
}

TEST_F(Routes, AllViolationsAreListedAtOnce) {
  const Response response =
      handle(post("/shapes", R"({"name":"T","sides":2,"corners":[{"x":1,"y":1}],"more":1})"));
  EXPECT_EQ(response.status, 422);
  EXPECT_EQ(header(response, "Content-Type"), "application/problem+json");
  const auto problem = body(response);
  EXPECT_EQ(problem["status"], 422);
  std::map<std::string, std::string> found;
  for (const auto& error : problem["errors"]) {
    EXPECT_EQ(error["in"], "body");
    EXPECT_TRUE(error.contains("name"));
    found[error["keyword"].get<std::string>()] = error["pointer"].get<std::string>();
  }
  const std::map<std::string, std::string> expected = {{"minLength", "/name"},
                                                       {"pattern", "/name"},
                                                       {"minimum", "/sides"},
                                                       {"maximum", "/corners/0/y"},
                                                       {"additionalProperties", "/more"}};
  EXPECT_EQ(found, expected) << response.text();
}

TEST_F(Routes, AViolationHasItsFacts) {
  const auto error = body(handle(post("/shapes", R"({"name":"t"})")))["errors"][0];
  EXPECT_EQ(error["keyword"], "minLength");
  EXPECT_EQ(error["params"]["limit"], 2);
  EXPECT_EQ(error["params"]["actual"], 1);
  EXPECT_THAT(error["schemaPointer"].get<std::string>(), HasSubstr("/properties/name/minLength"));
  EXPECT_EQ(error["message"], "must be at least 2 characters (is 1)");
}

TEST_F(Routes, WhatIsMissingIsSaidAtItsOwnPlace) {
  const auto errors = body(handle(post("/shapes", "{}")))["errors"];
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors[0]["keyword"], "required");
  EXPECT_EQ(errors[0]["pointer"], "/name");
}

TEST_F(Routes, TextThatIsNotJsonIs400WithItsPlace) {
  const Response response = handle(post("/shapes", "{\"name\": \"tri\",\n  oops}"));
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(header(response, "Content-Type"), "application/problem+json");
  const auto problem = body(response);
  EXPECT_EQ(problem["line"], 2);
  EXPECT_EQ(problem["column"], 3);
  EXPECT_THAT(problem["detail"].get<std::string>(), HasSubstr("line 2, column 3"));
  for (const char* text : {"", "{", "[1,]", "{}{}", "\xff", "nul", "{\"name\":'x'}"}) {
    EXPECT_EQ(handle(post("/shapes", text)).status, 400) << text;
  }
}

TEST_F(Routes, OtherMediaTypesAre415) {
  EXPECT_EQ(handle(with(post("/shapes", "{}"), "Content-Type", "text/plain")).status, 415);
  EXPECT_EQ(
      handle(with(post("/shapes", "{}"), "Content-Type", "application/json; charset=iso-8859-1"))
          .status,
      415);
  EXPECT_EQ(handle({"POST", "/shapes", {}, "{}"}).status, 415);
  EXPECT_EQ(handle(with(post("/shapes", R"({"name":"tri"})"), "Content-Type",
                        "Application/JSON; charset=\"UTF-8\""))
                .status,
            201);
}

TEST_F(Routes, AnOptionalBodyMayBeLeftOut) {
  EXPECT_EQ(handle({"PUT", "/maybe", {}, ""}).text(), "\"not there\"");
  EXPECT_EQ(handle(send("PUT", "/maybe", R"({"x":1,"y":0})")).text(), "\"there\"");
}

TEST_F(Routes, UnknownPathsAre404AndOtherMethods405WithAllow) {
  EXPECT_EQ(handle(get("/nowhere")).status, 404);
  EXPECT_EQ(handle(get("/shapes/")).status, 404);
  EXPECT_EQ(handle(get("/shapes/a/b")).status, 404);
  const Response response = handle(send("DELETE", "/shapes", ""));
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(header(response, "Allow"), "POST, OPTIONS");
  EXPECT_EQ(header(response, "Content-Type"), "application/problem+json");
  EXPECT_EQ(header(handle(send("POST", "/count", "")), "Allow"), "GET, HEAD, DELETE, OPTIONS");
}

TEST_F(Routes, HeadIsAskedLikeGetAndOptionsNamesTheMethods) {
  EXPECT_EQ(handle({"HEAD", "/count", {}, ""}).status, 200);
  const Response response = handle({"OPTIONS", "/count", {}, ""});
  EXPECT_EQ(response.status, 204);
  EXPECT_EQ(header(response, "Allow"), "GET, HEAD, DELETE, OPTIONS");
}

TEST_F(Routes, PathParametersAreDecodedAndLiteralsWin) {
  EXPECT_EQ(handle(get("/shapes/a%2F%ED%95%9C")).text(), "\"a/\xED\x95\x9C\"");
  EXPECT_EQ(handle(get("/shapes/all")).text(), "\"all of them\"");
  const auto errors = body(handle(get("/shapes/abcdef")))["errors"];
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors[0]["in"], "path");
  EXPECT_EQ(errors[0]["name"], "name");
  EXPECT_EQ(errors[0]["keyword"], "maxLength");
}

TEST_F(Routes, QueryParametersAreTypedAndHaveDefaults) {
  EXPECT_EQ(handle(get("/search?q=%20a+b")).text(), R"(["3","none","none"," a b"])");
  EXPECT_EQ(handle(get("/search?limit=9&colour=dark-blue&tags=ab&tags=cd&q=x")).text(),
            R"(["9","dark-blue","2","x"])");
}

TEST_F(Routes, QueryParametersAreCheckedAndUnknownOnesRefused) {
  const Response response = handle(get("/search?limit=11&colour=green&tags=a&what=1&what=2"));
  EXPECT_EQ(response.status, 422);
  std::string found;
  const auto problem = body(response);
  for (const auto& error : problem["errors"]) {
    EXPECT_EQ(error["in"], "query");
    found += error["name"].get<std::string>() + error["pointer"].get<std::string>() + " " +
             error["keyword"].get<std::string>() + "; ";
  }
  EXPECT_EQ(
      found,
      "limit maximum; colour enum; tags/0 minLength; q required; what additionalProperties; ");
}

TEST_F(Routes, ANumberThatIsNoneIsSaidToBeOne) {
  const auto error = body(handle(get("/search?q=a&limit=many")))["errors"][0];
  EXPECT_EQ(error["name"], "limit");
  EXPECT_EQ(error["keyword"], "type");
}

TEST_F(Routes, UnknownQueryParametersAreRefusedWhereThereAreNone) {
  EXPECT_EQ(handle(get("/count?x=1")).status, 422);
  EXPECT_EQ(handle(get("/count?")).status, 200);
}

TEST_F(Routes, HeaderParametersAreTakenAndChecked) {
  EXPECT_EQ(handle(with(get("/header"), "x-count", "4")).text(), "4");
  EXPECT_EQ(body(handle(with(get("/header"), "X-Count", "6")))["errors"][0]["in"], "header");
  EXPECT_EQ(body(handle(get("/header")))["errors"][0]["keyword"], "required");
}

TEST_F(Routes, WithoutCredentialsTheAnswerIs401WithAChallenge) {
  Response response = handle(get("/me"));
  EXPECT_EQ(response.status, 401);
  EXPECT_EQ(header(response, "WWW-Authenticate"), "Bearer realm=\"token\"");
  response = handle(with(get("/me"), "Authorization", "Bearer bad"));
  EXPECT_EQ(response.status, 401);
  EXPECT_THAT(header(response, "WWW-Authenticate"), HasSubstr("invalid_token"));
  EXPECT_EQ(handle(with(get("/me"), "Authorization", "Basic good")).status, 401);
  EXPECT_EQ(handle(with(get("/me"), "Authorization", "bearer good")).text(), "\"Mina\"");
}

TEST_F(Routes, ApiKeysAreTakenFromWhereTheirSchemeSays) {
  EXPECT_EQ(handle(get("/keyed")).status, 401);
  EXPECT_EQ(handle(get("/keyed?key=red")).status, 401);
  EXPECT_EQ(handle(get("/keyed?key=blue")).text(), "\"dark-blue\"");
}

TEST_F(Routes, BasicGivesNameAndPassword) {
  const auto login = [&](std::string credential) {
    return handle(with(get("/login"), "Authorization", "Basic " + std::move(credential)));
  };
  const Response missing = handle(get("/login"));
  EXPECT_EQ(missing.status, 401);
  EXPECT_EQ(header(missing, "WWW-Authenticate"), "Basic realm=\"login\", charset=\"UTF-8\"");
  EXPECT_EQ(login("bWluYTphOmI=").text(), "1");
  EXPECT_EQ(login("bWluYTphOmI").text(), "1");
  EXPECT_EQ(login("bWluYTph").status, 401);
  EXPECT_EQ(login("bWluYQ==").status, 401);
  EXPECT_EQ(login("!").status, 401);
  const auto document = FreeForm::parse(service_.openapi_json());
  EXPECT_EQ(document["components"]["securitySchemes"]["login"].dump(),
            R"({"type":"http","scheme":"basic"})");
}

TEST_F(Routes, AVariantIsReadAsTheTypeThatFits) {
  EXPECT_EQ(handle(post("/either", R"({"x":1,"y":0.5})")).text(), R"({"x":1,"y":0.5})");
  EXPECT_EQ(handle(post("/either", R"("red")")).text(), R"("red")");
  EXPECT_EQ(handle(post("/either", R"({"x":1,"y":0.6})")).status, 422);
  EXPECT_EQ(handle(post("/either", R"("green")")).status, 422);
}

TEST_F(Routes, AUrlThatIsNoTextIs400) {
  for (const char* target :
       {"/shapes/%ff", "/shapes/%zz", "/shapes/%0", "/shapes/%", "/shapes/a%00", "/shapes/%c3",
        "/shapes/\xff", "/shapes/%ed%a0%80", "/search?q=%ff", "/search?q=%zz", "/search?q=%00",
        "/search?q=a&%c3=1", "/search?q=%C3&limit=%A9", "/no%where"}) {
    const Response response = handle(get(target));
    EXPECT_EQ(response.status, 400) << target;
    EXPECT_EQ(header(response, "Content-Type"), "application/problem+json") << target;
  }
  EXPECT_EQ(handle(get("/shapes/%25%C3%A9")).text(), "\"%\xC3\xA9\"");
}

TEST_F(Routes, ANumberThatNoDoubleHoldsIsRefused) {
  for (const char* number : {"1e400", "-1e400", "2e308"}) {
    const std::string text(number);
    const Response response =
        handle(post("/shapes", R"({"name":"tri","corners":[{"x":)" + text + R"(,"y":0}]})"));
    ASSERT_EQ(response.status, 422) << text << response.text();
    const auto errors = body(response)["errors"];
    ASSERT_EQ(errors.size(), 1u);
    EXPECT_EQ(errors[0]["pointer"], "/corners/0/x");
    EXPECT_EQ(errors[0]["keyword"], "format");
    // Where anything may stand, no schema refuses it.
    const Response free =
        handle(post("/shapes", R"({"name":"tri","extra":{"z":[1,)" + text + "]}}"));
    ASSERT_EQ(free.status, 422) << text << free.text();
    EXPECT_EQ(body(free)["errors"][0]["pointer"], "/extra/z/1");
  }
  EXPECT_EQ(handle(post("/shapes", R"({"name":"tri","corners":[{"x":1e308,"y":-1e-400}]})")).status,
            201);
}

/// A few bytes for each number must not become a long error for each.
TEST_F(Routes, VeryManyNumbersThatNoDoubleHoldsAreRefusedInFewWords) {
  std::string numbers = "1e400";
  for (int count = 1; count < 30'000; ++count) numbers += ",1e400";
  for (const std::size_t size : {std::size_t{1}, std::size_t{100'000}}) {
    const Response response =
        handle(post("/shapes", R"({"name":"tri","extra":{")" + std::string(size, 'k') + "\":[" +
                                   numbers + "]}}"));
    ASSERT_EQ(response.status, 422);
    EXPECT_LT(response.text().size(), 1'000'000u);
    EXPECT_GE(body(response)["errors"].size(), 1u);
  }
}

TEST_F(Routes, ABoundBeyondTheTypeIsThatOfTheType) {
  EXPECT_EQ(handle(get("/small?n=255&m=0")).text(), "255");
  EXPECT_EQ(handle(get("/small?n=256&m=0")).status, 422);
  EXPECT_EQ(handle(get("/small?n=1&m=-1")).status, 422);
}

TEST_F(Routes, AFileThatIsMissingIs500) {
  const Response response = handle(get("/missing"));
  EXPECT_EQ(response.status, 500);
  EXPECT_EQ(header(response, "Content-Type"), "application/problem+json");
}

TEST_F(Routes, PlainSegmentsMayBePercentEncoded) {
  EXPECT_EQ(handle(get("/shapes/%61ll")).text(), "\"all of them\"");
  EXPECT_EQ(handle(get("/%73hapes/a%2Fb")).text(), "\"a/b\"");
}

TEST_F(Routes, ErrorsInTheBodyNameTheirField) {
  const auto errors = body(handle(
      post("/shapes", R"({"name":"ab","corners":[{"x":1,"y":9}],"flags":{"a":1}})")))["errors"];
  ASSERT_EQ(errors.size(), 2u);
  EXPECT_EQ(errors[0]["name"], "corners[0].y");
  EXPECT_EQ(errors[1]["name"], "flags.a");
}

TEST_F(Routes, DependenciesAreTheObjectsThatWereProvided) {
  EXPECT_EQ(handle(get("/count")).text(), "7");
  EXPECT_EQ(handle({"DELETE", "/count", {}, ""}).status, 204);
  EXPECT_EQ(counter_.value, 0);
}

TEST_F(Routes, AnUndeclaredExceptionIs500AndSaysNothing) {
  const Response response = handle(get("/fails"));
  EXPECT_EQ(response.status, 500);
  EXPECT_EQ(header(response, "Content-Type"), "application/problem+json");
  EXPECT_EQ(response.text().find("secret"), std::string_view::npos);
}

TEST_F(Routes, ADeclaredFailureIsItsStatusWithItsWords) {
  const Response response = handle(get("/declared"));
  EXPECT_EQ(response.status, 429);
  EXPECT_EQ(body(response)["detail"], "at most 3");
}

TEST_F(Routes, DeepBodiesAreRefusedNotFollowed) {
  std::string deep(100'000, '[');
  EXPECT_EQ(handle(post("/shapes", deep)).status, 400);
}

TEST(Declarations, MistakesStopTheStartWithAllOfThem) {
  Api api({.title = "", .version = "1"});
  api.get("/a/{x}", []() -> int { return 1; });
  api.get("/b", [](Path<"y", int>) -> int { return 1; }).tag("Lost");
  api.get("/c/{z}", [](Path<"z", int>) -> int { return 1; });
  api.get("/c/{w}", [](Path<"w", int>) -> int { return 1; });
  api.get("/d", [](Depends<Counter>) -> int { return 1; });
  api.get("/docs", []() -> int { return 1; });
  api.get("no-slash", []() -> int { return 1; });
  api.get("/e/x{y}", []() -> int { return 1; });
  api.get("/f", [](Body<Point>) -> int { return 1; });
  api.tag("Known", "");
  const std::string all = mistakes_of(std::move(api));
  for (const char* part :
       {"no title", "no input takes {x}", "the path has no {y}", "\"Lost\" is not declared",
        "matches the same paths as /c/{z}", "needs this path itself", "begins with a slash",
        "a whole segment", "has no body"}) {
    EXPECT_THAT(all, HasSubstr(part));
  }
}

TEST(Declarations, WhatIsNotProvidedStopsTheStart) {
  Api api({.title = "T", .version = "1"});
  api.get("/d", [](Depends<Counter>) -> int { return 1; });
  api.get("/e", [](Authenticated<Member>) -> int { return 1; });
  const std::string all = mistakes_of(std::move(api));
  EXPECT_THAT(all, HasSubstr("nothing provides the Counter"));
  EXPECT_THAT(all, HasSubstr("no security scheme gives the Member"));
}

TEST(Declarations, AnExampleThatItsOwnSchemaRefusesStopsTheStart) {
  Api api({.title = "T", .version = "1"});
  api.post("/p", [](Body<Point>) {}).example("far", Point{0, 9});
  EXPECT_THAT(mistakes_of(std::move(api)), HasSubstr("the example \"far\": /y must be at most"));
}

TEST(Declarations, APatternThatIsNoneStopsTheStart) {
  Api api({.title = "T", .version = "1"});
  api.get("/p", [](Query<"q", std::string, pattern("(")>) {});
  EXPECT_NE(mistakes_of(std::move(api)), "");
}

}  // namespace
}  // namespace vitrine::test
