// The mistakes of a declaration that are found when a server starts: a table of one route each, and
// of the sentence that names it. Those that the compiler finds: tests/mistakes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <vitrine.h>

#include <algorithm>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/unit/server/declared.h"
#include "tests/unit/server/models.h"

namespace vitrine::test {
namespace {

using ::testing::HasSubstr;

struct Clock {};

struct Mistake {
  const char* name;
  std::function<void(Api&)> declare;
  /// With the route.
  const char* sentence;
};

const std::vector<Mistake>& mistakes() {
  static const std::vector<Mistake> kList = {
      {"APathWithoutASlash", [](Api& api) { api.get("a", [] { return 1; }); },
       "GET a: a path begins with a slash"},
      {"APathWithAQuery", [](Api& api) { api.get("/a?b={b}", [](Path<"b", int>) {}); },
       "GET /a?b={b}: a path has no query"},
      {"AParameterWithinASegment", [](Api& api) { api.get("/a/x{b}", [](Path<"b", int>) {}); },
       "GET /a/x{b}: a parameter is a whole segment: /{name}"},
      {"AParameterTwiceInAPath", [](Api& api) { api.get("/{a}/{a}", [](Path<"a", int>) {}); },
       "GET /{a}/{a}: the parameter {a} stands there twice"},
      {"AnInputThatThePathHasNot", [](Api& api) { api.get("/a", [](Path<"b", int>) {}); },
       "GET /a: the path has no {b}"},
      {"AParameterWithAColon", [](Api& api) { api.get("/a/:b", [](Path<"b", int>) {}); },
       "GET /a/:b: the path has no {b}; that is how a parameter is written"},
      {"AParameterThatNoInputTakes", [](Api& api) { api.get("/{a}", [] { return 1; }); },
       "GET /{a}: no input takes {a}; add Path<\"a\", …>"},
      {"TwoParametersWithOneName",
       [](Api& api) { api.get("/a", [](Query<"b", int>, Query<"b", int>) {}); },
       "GET /a: two parameters are called \"b\""},
      {"AHeaderThatTheServerReads",
       [](Api& api) { api.get("/a", [](Header<"Authorization", std::string>) {}); },
       "GET /a: the header Authorization cannot be a parameter"},
      {"AHeaderWithASpace", [](Api& api) { api.get("/a", [](Header<"X B", std::string>) {}); },
       "GET /a: \"X B\" is no name of a header"},
      {"AResponseHeaderWithAColon",
       [](Api& api) {
         api.get(
             "/a", []() -> With<int, ResponseHeader<"X: B", std::string>> {
               return {1, {{"b"}}};
             });
       },
       "GET /a: \"X: B\" is no name of a header"},
      {"ARouteTwice",
       [](Api& api) {
         api.get("/a", [] { return 1; });
         api.get("/a", [] { return 2; });
       },
       "GET /a is declared twice"},
      {"TwoTemplatesOfOnePath",
       [](Api& api) {
         api.get("/{a}", [](Path<"a", int>) {});
         api.put("/{b}", [](Path<"b", int>) {});
       },
       "PUT /{b} matches the same paths as /{a}"},
      {"APathOfTheServerItself", [](Api& api) { api.get("/docs", [] { return 1; }); },
       "GET /docs: the server needs this path itself"},
      {"AnIdTwice",
       [](Api& api) {
         api.get("/a", [] { return 1; }).id("one");
         api.get("/b", [] { return 1; }).id("one");
       },
       "GET /b: another route has the id \"one\""},
      {"ABodyOfAGet", [](Api& api) { api.get("/a", [](Body<int>) {}); }, "GET /a: GET has no body"},
      {"TwoBodies", [](Api& api) { api.post("/a", [](Body<int>, Body<Point>) {}); },
       "POST /a: the handler takes two bodies"},
      {"WhatNothingProvides", [](Api& api) { api.get("/a", [](Depends<Clock>) {}); },
       "GET /a: nothing provides the Clock its handler depends on; call api.provide(…)"},
      {"AnIdentityThatNothingGives", [](Api& api) { api.get("/a", [](Authenticated<Clock>) {}); },
       "GET /a: no security scheme gives the Clock its handler asks for"},
      {"AFailureThatIsASuccess",
       [](Api& api) { api.get("/a", [] {}).raises<std::runtime_error>(200, "no"); },
       "GET /a: a failure has a status from 400 to 599, not 200"},
      {"AFailureWithTheStatusOfViolations",
       [](Api& api) { api.get("/a", [] {}).raises<std::runtime_error>(422, "no"); },
       "GET /a: 422 says which values were refused"},
      {"AnExampleOfAnotherType",
       [](Api& api) { api.post("/a", [](Body<Point>) {}).example("one", 1); },
       "POST /a: the example \"one\" is no int that the handler takes"},
      {"AnExampleThatItsSchemaRefuses",
       [](Api& api) {
         api.post("/a", [](Body<Point>) {}).example("far", Point{0, 9});
       },
       "POST /a: the example \"far\": /y must be at most"},
      {"ADefaultOfAnotherType",
       [](Api& api) { api.get("/a", [](Query<"b", int, default_value("c")>) {}); },
       "GET /a, parameter b: the default must be"},
      {"ATagThatIsNotDeclared",
       [](Api& api) {
         api.tag("known", "");
         api.get("/a", [] {}).tag("lost");
       },
       "GET /a: the tag \"lost\" is not declared"},
      {"ASubprotocolOfNoWebSocket", [](Api& api) { api.get("/a", [] {}).subprotocol("chat"); },
       "GET /a: the subprotocol \"chat\" is none of a WebSocket"},
  };
  return kList;
}

class Mistakes : public ::testing::TestWithParam<Mistake> {};

TEST_P(Mistakes, AreOneSentenceWithTheRoute) {
  Api api({.title = "T", .version = "1"});
  GetParam().declare(api);
  const std::string all = mistakes_of(std::move(api));
  EXPECT_THAT(all, HasSubstr(GetParam().sentence));
  EXPECT_EQ(std::count(all.begin(), all.end(), '\n'), 0) << all;
}

INSTANTIATE_TEST_SUITE_P(AtTheStart, Mistakes, ::testing::ValuesIn(mistakes()),
                         [](const auto& mistake) { return mistake.param.name; });

}  // namespace
}  // namespace vitrine::test
