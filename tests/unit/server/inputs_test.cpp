// Parameters in all their styles, groups of them, the rest of a path, and bodies by name.
#include "server/api/declare/inputs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <vitrine.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "server/api/respond/service.h"
#include "tests/unit/server/declared.h"
#include "tests/unit/server/models.h"
#include "tests/unit/server/probe.h"

namespace vitrine::test {

struct Filter {
  std::optional<std::string> text;
  std::optional<int> year;
  std::vector<std::string> tags;
};
struct Words {
  std::optional<std::string> text;
  std::optional<int> year;
};
struct Paging {
  int limit = 20;
  std::optional<int> offset;
  Colour colour = Colour::dark_blue;
  std::vector<std::string> sort = {"name"};
};
struct Trace {
  std::string id;
  std::optional<int> hops;
};

}  // namespace vitrine::test

template <>
struct vitrine::Schema<vitrine::test::Filter> {
  static constexpr auto fields = vitrine::fields(field<&test::Filter::text>("text").min_length(2),
                                                 field<&test::Filter::year>("year"),
                                                 field<&test::Filter::tags>("tags").defaulted());
};
template <>
struct vitrine::Schema<vitrine::test::Words> {
  static constexpr auto fields = vitrine::fields(field<&test::Words::text>("text").min_length(2),
                                                 field<&test::Words::year>("year"));
};
template <>
struct vitrine::Schema<vitrine::test::Paging> {
  static constexpr auto fields = vitrine::fields(
      field<&test::Paging::limit>("limit").defaulted().minimum(1).maximum(50).description("Most."),
      field<&test::Paging::offset>("offset").minimum(0),
      field<&test::Paging::colour>("colour").defaulted(),
      field<&test::Paging::sort>("sort").defaulted().max_items(2));
};
template <>
struct vitrine::Schema<vitrine::test::Trace> {
  static constexpr auto fields = vitrine::fields(field<&test::Trace::id>("X-Trace").max_length(4),
                                                 field<&test::Trace::hops>("X-Hops").minimum(0));
};

namespace vitrine::test {
namespace {

using ::testing::HasSubstr;
using Numbers3 = std::vector<int>;

class Inputs : public ::testing::Test {
 protected:
  static Service service() {
    Api api({.title = "T", .version = "1"});
    api.get("/cookie",
            [](Cookie<"theme", Colour> theme,
               Cookie<"seen", std::optional<int>, minimum(0)> seen) -> std::string {
              return std::string(enum_name(*theme)) + (*seen ? std::to_string(**seen) : "");
            });
    api.get("/group",
            [](Query<"q", std::string> q, QueryModel<Paging> paging,
               vitrine::Header<"X-First", std::optional<int>>, HeaderModel<Trace> trace,
               Query<"last", int, default_value(9)> last) -> std::vector<std::string> {
              return {*q, to_text(*paging), to_text(*trace), std::to_string(*last)};
            });
    api.get("/cookies", [](CookieModel<Trace> trace) -> Trace { return *trace; });
    api.get("/space",
            [](Query<"n", Numbers3, style(Style::space_delimited)> n) -> Numbers3 { return *n; });
    api.get("/pipe",
            [](Query<"n", Numbers3, style(Style::pipe_delimited)> n) -> Numbers3 { return *n; });
    api.get("/comma", [](Query<"n", Numbers3, explode(false)> n) -> Numbers3 { return *n; });
    api.get("/deep",
            [](Query<"filter", std::optional<Filter>, style(Style::deep_object)> filter)
                -> std::optional<Filter> { return *filter; });
    api.get("/spread", [](Query<"words", Words> words) -> Words { return *words; });
    api.get("/json", [](Query<"shape", Shape, as_json()> shape) -> Shape { return *shape; });
    api.get("/simple/{n}", [](Path<"n", Numbers3> n) -> Numbers3 { return *n; });
    api.get(
        "/label/{n}",
        [](Path<"n", Numbers3, style(Style::label), explode(true)> n) -> Numbers3 { return *n; });
    api.get("/label-one/{n}",
            [](Path<"n", int, style(Style::label)> n) -> std::int64_t { return *n; });
    api.get("/matrix/{n}",
            [](Path<"n", Numbers3, style(Style::matrix)> n) -> Numbers3 { return *n; });
    api.get(
        "/matrix-each/{n}",
        [](Path<"n", Numbers3, style(Style::matrix), explode(true)> n) -> Numbers3 { return *n; });
    api.get("/point/{p}",
            [](Path<"p", Point, style(Style::matrix), explode(true)> p) -> Point { return *p; });
    api.get("/header",
            [](vitrine::Header<"X-Point", Point, explode(true)> p) -> Point { return *p; });
    api.get("/map",
            [](Query<"m", std::map<std::string, int>, style(Style::deep_object)> m)
                -> std::map<std::string, int> { return *m; });
    api.get("/files/{path...}",
            [](Path<"path", std::string, max_length(20)> path) -> std::string { return *path; });
    api.get("/files/{name}/size",
            [](Path<"name", std::string> name) -> std::string { return "size of " + *name; });
    api.get("/files/index", []() -> std::string { return "index"; });
    api.post(
        "/orders",
        [](BodyField<"shape", Shape> shape, BodyField<"point", Point> point,
           BodyField<"count", int, minimum(1), default_value(2)> count,
           BodyField<"note", std::optional<std::string>, max_length(3)> note)
            -> std::vector<std::string> {
          return {shape->name, to_text(*point), std::to_string(*count), *note ? **note : "none"};
        });
    api.post("/maybe", [](BodyField<"note", std::optional<std::string>> note) -> std::string {
      return *note ? **note : "none";
    });
    return Service(std::move(api));
  }

  std::string text(const std::string& target) const {
    return std::string(service_.handle(get(target)).text());
  }
  int status(const std::string& target) const { return service_.handle(get(target)).status; }
  /// "keyword in name pointer" of the only mistake.
  static std::string mistake(const Response& response) {
    const auto problem = body(response);
    if (response.status != 422 || problem["errors"].size() != 1)
      return std::string(response.text());
    const auto& error = problem["errors"][0];
    return error["keyword"].get<std::string>() + " in " + error["in"].get<std::string>() + " " +
           error["name"].get<std::string>() + " " + error["pointer"].get<std::string>();
  }
  std::string mistake(const std::string& target) const {
    return mistake(service_.handle(get(target)));
  }
  FreeForm document() const { return FreeForm::parse(service_.openapi_json()); }
  FreeForm parameter(const std::string& path, std::size_t index = 0) const {
    return document()["paths"][path]["get"]["parameters"][index];
  }

  const Service service_ = service();
};

TEST_F(Inputs, CookiesAreParameters) {
  const auto send = [this](std::string cookies) {
    return service_.handle(with(get("/cookie"), "Cookie", std::move(cookies)));
  };
  EXPECT_EQ(send("theme=red; seen=3").text(), R"("red3")");
  EXPECT_EQ(send("other=1; theme=dark-blue").text(), R"("dark-blue")");
  EXPECT_EQ(mistake(send("theme=green")), "enum in cookie theme ");
  EXPECT_EQ(mistake(send("theme=red; seen=-1")), "minimum in cookie seen ");
  EXPECT_EQ(mistake("/cookie"), "required in cookie theme ");
  EXPECT_EQ(parameter("/cookie", 1).dump(),
            R"({"name":"seen","in":"cookie",)"
            R"("schema":{"type":"integer","format":"int32","minimum":0}})");
}

TEST_F(Inputs, AGroupIsOneParameterAField) {
  const auto send = [this](const std::string& query, std::string trace) {
    return service_.handle(with(get("/group?q=a" + query), "X-Trace", std::move(trace)));
  };
  EXPECT_EQ(body(send("", "t")).dump(),
            R"(["a","{\"limit\":20,\"colour\":\"dark-blue\",\"sort\":[\"name\"]}",)"
            R"("{\"X-Trace\":\"t\"}","9"])");
  EXPECT_EQ(body(send("&limit=5&offset=0&colour=red&sort=a&sort=b&last=1", "t")).dump(),
            R"(["a","{\"limit\":5,\"offset\":0,\"colour\":\"red\",\"sort\":[\"a\",\"b\"]}",)"
            R"("{\"X-Trace\":\"t\"}","1"])");
  EXPECT_EQ(mistake(send("&limit=51", "t")), "maximum in query limit ");
  EXPECT_EQ(mistake(send("&sort=a&sort=b&sort=c", "t")), "maxItems in query sort ");
  EXPECT_EQ(mistake(send("&more=1", "t")), "additionalProperties in query more ");
  EXPECT_EQ(mistake(send("", "too long")), "maxLength in header X-Trace ");
  EXPECT_EQ(mistake("/group?q=a"), "required in header X-Trace ");
  EXPECT_EQ(service_.handle(with(get("/cookies"), "Cookie", "X-Trace=a; X-Hops=2")).text(),
            R"({"X-Trace":"a","X-Hops":2})");
}

TEST_F(Inputs, AGroupIsDocumentedAsItsParameters) {
  const FreeForm list = document()["paths"]["/group"]["get"]["parameters"];
  std::string names;
  for (const auto& parameter : list) {
    names += parameter["in"].get<std::string>() + " " + parameter["name"].get<std::string>() + ", ";
  }
  EXPECT_EQ(names,
            "query q, query limit, query offset, query colour, query sort, header X-First, "
            "header X-Trace, header X-Hops, query last, ");
  EXPECT_EQ(
      list[1].dump(),
      R"({"name":"limit","in":"query","description":"Most.",)"
      R"("schema":{"type":"integer","format":"int32","minimum":1,"maximum":50,"default":20}})");
  EXPECT_EQ(list[4]["schema"]["default"].dump(), R"(["name"])");
  EXPECT_EQ(list[6]["required"], true);
}

TEST_F(Inputs, ArraysTravelByTheirStyle) {
  for (const char* target : {"/space?n=1%202%203", "/space?n=1+2+3", "/pipe?n=1%7C2%7C3",
                             "/pipe?n=1|2|3", "/comma?n=1,2,3", "/simple/1,2,3", "/label/.1.2.3",
                             "/matrix/;n=1,2,3", "/matrix-each/;n=1;n=2;n=3"}) {
    EXPECT_EQ(text(target), "[1,2,3]") << target;
  }
  EXPECT_EQ(text("/label-one/.5"), "5");
  EXPECT_EQ(mistake("/pipe?n=1|b"), "type in query n /1");
  EXPECT_EQ(mistake("/label/.1.b"), "type in path n /1");
  EXPECT_EQ(mistake("/matrix/;n=b"), "type in path n /0");
}

TEST_F(Inputs, ObjectsTravelByTheirStyle) {
  EXPECT_EQ(text("/deep?filter[text]=ab&filter[year]=1999&filter[tags]=x"),
            R"({"text":"ab","year":1999,"tags":["x"]})");
  EXPECT_EQ(text("/deep"), "null");
  EXPECT_EQ(mistake("/deep?filter[year]=x"), "type in query filter /year");
  EXPECT_EQ(mistake("/deep?filter[other]=x"), "additionalProperties in query filter /other");
  EXPECT_EQ(text("/spread?text=ab&year=3"), R"({"text":"ab","year":3})");
  EXPECT_EQ(mistake("/spread?text=ab&other=3"), "additionalProperties in query other ");
  EXPECT_EQ(text("/point/;x=1.5;y=0"), R"({"x":1.5,"y":0})");
  EXPECT_EQ(text("/map?m[a]=1&m[b]=2"), R"({"a":1,"b":2})");
  EXPECT_EQ(mistake("/map?m[a]=x"), "type in query m /a");
  EXPECT_EQ(service_.handle(with(get("/header"), "X-Point", "x=2,y=0.5")).text(),
            R"({"x":2,"y":0.5})");
}

TEST_F(Inputs, AParameterMayBeJson) {
  EXPECT_EQ(text("/json?shape=%7B%22name%22%3A%22tri%22%7D"),
            R"({"name":"tri","colour":"red","corners":[],"flags":{}})");
  EXPECT_EQ(mistake("/json?shape=%7B%22name%22%3A%22t%22%7D"), "minLength in query shape /name");
  const Response broken = service_.handle(get("/json?shape=%7B"));
  EXPECT_EQ(mistake(broken), "contentMediaType in query shape ");
  EXPECT_THAT(std::string(broken.text()), HasSubstr("must be JSON"));
  EXPECT_EQ(parameter("/json").dump(),
            R"({"name":"shape","in":"query","required":true,"content":{"application/json":)"
            R"({"schema":{"$ref":"#/components/schemas/Shape"}}}})");
}

TEST_F(Inputs, TheDocumentHasTheStyles) {
  const auto travels = [this](const char* path) {
    const FreeForm made = parameter(path);
    return made.value("style", "") + (made.contains("explode") ? made["explode"].dump() : "");
  };
  EXPECT_EQ(travels("/space"), "spaceDelimitedfalse");
  EXPECT_EQ(travels("/pipe"), "pipeDelimitedfalse");
  EXPECT_EQ(travels("/comma"), "formfalse");
  EXPECT_EQ(travels("/deep"), "deepObjecttrue");
  EXPECT_EQ(travels("/label/{n}"), "labeltrue");
  EXPECT_EQ(travels("/matrix/{n}"), "matrixfalse");
  EXPECT_EQ(travels("/header"), "simpletrue");
  EXPECT_EQ(travels("/spread"), "");
}

TEST_F(Inputs, TheRestOfAPathIsOneParameter) {
  EXPECT_EQ(text("/files/a"), R"("a")");
  EXPECT_EQ(text("/files/a/b%20c/d.txt"), R"("a/b c/d.txt")");
  // As clients send it that know the document alone.
  EXPECT_EQ(text("/files/a%2Fb"), R"("a/b")");
  EXPECT_EQ(text("/files/index"), R"("index")");
  EXPECT_EQ(text("/files/a/size"), R"("size of a")");
  EXPECT_EQ(text("/files/a/b/size"), R"("a/b/size")");
  EXPECT_EQ(status("/files/"), 404);
  EXPECT_EQ(status("/files"), 404);
  EXPECT_EQ(mistake("/files/a/bcdefghijklmnopqrstuvwxyz"), "maxLength in path path ");
  const FreeForm paths = document()["paths"];
  EXPECT_TRUE(paths.contains("/files/{path}"));
  EXPECT_EQ(paths["/files/{path}"]["get"]["parameters"][0]["name"], "path");
}

TEST_F(Inputs, TheRestOfAPathLeadsNowhereElse) {
  for (const char* target : {"/files/..", "/files/a/../b", "/files/./a", "/files/%2e%2e/a",
                             "/files/a%2F..%2Fb", "/files/a/%2E"}) {
    EXPECT_EQ(status(target), 404) << target;
  }
  EXPECT_EQ(text("/files/a..b/..."), R"("a..b/...")");
}

TEST_F(Inputs, BodiesByNameAreOneObject) {
  const auto send = [this](const std::string& text) {
    return service_.handle(post("/orders", text));
  };
  EXPECT_EQ(body(send(R"({"shape":{"name":"tri"},"point":{"x":1,"y":0}})")).dump(),
            R"(["tri","{\"x\":1,\"y\":0}","2","none"])");
  EXPECT_EQ(
      body(send(R"({"note":"abc","count":5,"shape":{"name":"tri"},"point":{"x":1,"y":0}})")).dump(),
      R"(["tri","{\"x\":1,\"y\":0}","5","abc"])");
  EXPECT_EQ(mistake(send(R"({"shape":{"name":"tri"}})")), "required in body point /point");
  EXPECT_EQ(mistake(send(R"({"shape":{"name":"t"},"point":{"x":1,"y":0}})")),
            "minLength in body shape.name /shape/name");
  EXPECT_EQ(mistake(send(R"({"shape":{"name":"tri"},"point":{"x":1,"y":0},"count":0})")),
            "minimum in body count /count");
  EXPECT_EQ(mistake(send(R"({"shape":{"name":"tri"},"point":{"x":1,"y":0},"more":0})")),
            "additionalProperties in body more /more");
  EXPECT_EQ(send("{").status, 400);
  EXPECT_EQ(service_.handle({"POST", "/maybe", {}, ""}).text(), R"("none")");
  EXPECT_EQ(service_.handle(post("/maybe", R"({"note":"a"})")).text(), R"("a")");
}

TEST_F(Inputs, BodiesByNameAreDescribedInPlace) {
  const FreeForm paths = document()["paths"];
  const FreeForm& body = paths["/orders"]["post"]["requestBody"];
  EXPECT_EQ(body["required"], true);
  EXPECT_EQ(paths["/maybe"]["post"]["requestBody"]["required"], false);
  const FreeForm& schema = body["content"]["application/json"]["schema"];
  EXPECT_EQ(schema["required"].dump(), R"(["shape","point"])");
  EXPECT_EQ(schema["additionalProperties"], false);
  EXPECT_EQ(schema["properties"]["shape"].dump(), R"({"$ref":"#/components/schemas/Shape"})");
  EXPECT_EQ(schema["properties"]["count"].dump(),
            R"({"type":"integer","format":"int32","minimum":1,"default":2})");
}

template <class F>
std::string mistakes(std::string path, F handler) {
  Api api({.title = "T", .version = "1"});
  api.post(std::move(path), std::move(handler));
  return mistakes_of(std::move(api));
}

TEST(InputMistakes, StopTheStart) {
  EXPECT_THAT(mistakes("/x", [](Query<"p", Numbers3, style(Style::matrix)>) {}),
              HasSubstr("POST /x, parameter p: the style matrix is none of the query"));
  EXPECT_THAT(mistakes("/x", [](Query<"p", int, style(Style::pipe_delimited)>) {}),
              HasSubstr("the style pipeDelimited is that of an array or object"));
  EXPECT_THAT(mistakes("/x", [](Query<"p", Numbers3, style(Style::deep_object)>) {}),
              HasSubstr("the style deepObject is that of an object"));
  EXPECT_THAT(mistakes("/x", [](Query<"p", Numbers3, style(Style::form), as_json()>) {}),
              HasSubstr("JSON text has no style"));
  EXPECT_THAT(mistakes("/x", [](Query<"p", Filter>) {}),
              HasSubstr("the style form has no arrays in objects"));
  EXPECT_THAT(mistakes("/x", [](BodyField<"a", int, minimum(3), default_value(2)>) {}),
              HasSubstr("body field a: the default must "));
  EXPECT_THAT(mistakes("/x", [](BodyField<"a", int>, BodyField<"a", int>) {}),
              HasSubstr("two fields of the body are called \"a\""));
  EXPECT_THAT(mistakes("/x", [](BodyField<"a", int>, Body<Point>) {}),
              HasSubstr("the handler takes two bodies"));
  EXPECT_THAT(mistakes("/x/{p...}/y", [](Path<"p", std::string>) {}),
              HasSubstr("only the last segment can be {p...}"));
  EXPECT_THAT(mistakes("/x/{...}", [](Path<"p", std::string>) {}), HasSubstr("has a name"));
  EXPECT_EQ(mistakes("/x/{p...}", [](Path<"p", std::string>) {}), "");
}

TEST(InputMistakes, TheRestOfAPathAndOneSegmentAreOnePathInTheDocument) {
  Api api({.title = "T", .version = "1"});
  api.get("/x/{a}", [](Path<"a", std::string>) {});
  api.get("/x/{b...}", [](Path<"b", std::string>) {});
  EXPECT_THROW(Service(std::move(api)), DeclarationError);
}

}  // namespace
}  // namespace vitrine::test
