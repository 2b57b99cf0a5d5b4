#include "server/command/mock.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <variant>

#include "server/api/front/front.h"
#include "server/command/mock_router.h"
#include "server/command/prefer.h"
#include "server/command/spec_files.h"
#include "tests/unit/server/command_fixture.h"
#include "tests/unit/server/probe.h"

namespace vitrine::test {
namespace {

using command::Followed;
using command::MockTemplate;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kSpec[] = R"(openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /pets:
    get:
      parameters:
        - {name: limit, in: query, schema: {type: integer, maximum: 9}}
        - {name: tags, in: query, schema: {type: array, items: {type: string, minLength: 2}}}
        - {name: X-Trace, in: header, schema: {type: string, format: uuid}}
      responses:
        '200':
          description: All
          headers:
            X-Total: {schema: {type: integer}, example: 42}
            X-Made: {schema: {type: array, items: {enum: [a]}, minItems: 2}}
            Set-Cookie: {schema: {type: string}, example: a=b}
          content:
            application/json:
              schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}
              examples:
                some: {value: [{name: Rex}]}
                none: {value: []}
            application/xml: {schema: {$ref: '#/components/schemas/Pet'}}
            text/event-stream: {itemSchema: {type: object, properties: {data: {const: hello}}, required: [data]}}
        4XX:
          description: Wrong
          content: {application/problem+json: {example: {title: Wrong}}}
        default: {description: Else}
    post:
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: '#/components/schemas/Pet'}}
          application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/Pet'}}
          multipart/form-data: {schema: {$ref: '#/components/schemas/Pet'}}
          application/xml: {schema: {$ref: '#/components/schemas/Pet'}}
      responses:
        '201': {description: Made, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
        '202': {description: Later}
  /pets/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses: {'200': {description: One, content: {text/plain: {example: by id}}}}
  /pets/mine:
    get: {responses: {'200': {description: One, content: {text/plain: {example: mine}}}}}
  /files/{name}.{ending}:
    get:
      parameters:
        - {name: name, in: path, required: true, schema: {type: string}}
        - {name: ending, in: path, required: true, schema: {enum: [png, jpg]}}
      responses: {'204': {description: Nothing}}
  /page:
    get: {responses: {default: {description: Any, content: {'*/*': {schema: {type: object}}}}}}
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: {type: string, minLength: 2, example: Rex}
        age: {type: integer, example: 3}
        secret: {type: string, writeOnly: true}
)";

class Mock : public ::testing::Test {
 protected:
  explicit Mock(const char* text = kSpec)
      : file_(folder_.write("api.yaml", text)),
        spec_(std::get<SpecFolder>(command::open_spec(file_, ""))),
        front_(spec_, options()) {}

  FrontOptions options() {
    FrontOptions options;
    options.mounts.push_back(command::mock_mount(Followed(file_, "", spec_)));
    return options;
  }
  Response ask(const Request& request) const { return front_.handle(request); }

  TemporaryFolder folder_;
  std::string file_;
  SpecFolder spec_;
  Front front_;
};

std::string first_error(const Response& response, const char* member) {
  const auto problem = body(response);
  return problem["errors"].is_array() ? problem["errors"][0][member].get<std::string>()
                                      : problem.dump();
}

Request typed(std::string type, std::string text) {
  return with(post("/mock/pets", std::move(text)), "Content-Type", std::move(type));
}

TEST_F(Mock, GivesTheFirstExampleOfTheFirstSuccess) {
  const Response response = ask(get("/mock/pets?limit=3"));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(header(response, "Content-Type"), "application/json");
  EXPECT_EQ(body(response), body(Response{.body = R"([{"name": "Rex"}])"}));
  EXPECT_EQ(ask(get("/mock/pets?limit=3")).body, response.body);
}

TEST_F(Mock, GivesTheHeadersThatAreItsToGive) {
  const Response response = ask(get("/mock/pets"));
  EXPECT_EQ(header(response, "X-Total"), "42");
  EXPECT_EQ(header(response, "X-Made"), "a,a");
  EXPECT_EQ(header(response, "Set-Cookie"), "(none)");
  EXPECT_THAT(header(response, "Content-Security-Policy"), HasSubstr("sandbox"));
}

TEST_F(Mock, MakesABodyOfTheSchemaWithoutWhatIsWriteOnly) {
  const Response response = ask(post("/mock/pets", R"({"name": "Rex"})"));
  EXPECT_EQ(response.status, 201);
  EXPECT_EQ(body(response), body(Response{.body = R"({"name": "Rex", "age": 3})"}));
}

TEST_F(Mock, GivesTheStatusThatIsPreferred) {
  Response response = ask(with(get("/mock/pets"), "Prefer", "code=404"));
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(header(response, "Content-Type"), "application/problem+json");
  EXPECT_EQ(header(response, "Preference-Applied"), "code=404");
  EXPECT_EQ(ask(with(get("/mock/pets"), "Prefer", "code=503")).status, 503);
  response = ask(with(post("/mock/pets", R"({"name": "Rex"})"), "Prefer", "code=202"));
  EXPECT_EQ(response.status, 202);
  EXPECT_EQ(response.text(), "");
  // One that is not described is ignored (RFC 7240 §2).
  response = ask(with(post("/mock/pets", R"({"name": "Rex"})"), "Prefer", "code=404"));
  EXPECT_EQ(response.status, 201);
  EXPECT_EQ(header(response, "Preference-Applied"), "(none)");
}

TEST_F(Mock, GivesTheExampleThatIsPreferred) {
  EXPECT_EQ(body(ask(with(get("/mock/pets"), "Prefer", "example=none"))).size(), 0u);
  const Response made = ask(with(get("/mock/pets"), "Prefer", "dynamic=true"));
  EXPECT_EQ(header(made, "Preference-Applied"), "dynamic=true");
  EXPECT_NE(made.body, ask(get("/mock/pets")).body);
}

TEST_F(Mock, NegotiatesTheMediaType) {
  Response response = ask(with(get("/mock/pets"), "Accept", "application/json;q=0.5, */*;q=0.8"));
  EXPECT_EQ(header(response, "Content-Type"), "application/xml");
  EXPECT_THAT(std::string(response.text()), HasSubstr("<name>Rex</name>"));
  response = ask(with(get("/mock/pets"), "Accept", "text/event-stream"));
  EXPECT_EQ(response.text(), "data: hello\n\n");
  EXPECT_EQ(ask(with(get("/mock/pets"), "Accept", "image/*")).status, 406);
  // An error is given all the same.
  response = ask(with(with(get("/mock/pets"), "Accept", "image/*"), "Prefer", "code=400"));
  EXPECT_EQ(response.status, 400);
  response = ask(get("/mock/page"));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(header(response, "Content-Type"), "application/json");
}

TEST_F(Mock, JudgesParameters) {
  EXPECT_EQ(ask(get("/mock/pets?limit=3&tags=ab&tags=cd&other=1")).status, 200);
  Response response = ask(get("/mock/pets?limit=10&tags=a"));
  EXPECT_EQ(response.status, 422);
  EXPECT_EQ(body(response)["errors"].size(), 2u);
  EXPECT_EQ(first_error(response, "name"), "limit");
  EXPECT_EQ(first_error(response, "keyword"), "maximum");
  response = ask(with(get("/mock/pets"), "X-Trace", "x"));
  EXPECT_EQ(first_error(response, "in"), "header");
  response = ask(get("/mock/pets/abc"));
  EXPECT_EQ(first_error(response, "in"), "path");
}

TEST_F(Mock, JudgesBodiesOfEachMediaType) {
  EXPECT_EQ(ask(post("/mock/pets", "{")).status, 400);
  Response response = ask(post("/mock/pets", R"({"name": "R"})"));
  EXPECT_EQ(response.status, 422);
  EXPECT_EQ(first_error(response, "pointer"), "/name");
  EXPECT_EQ(first_error(ask(post("/mock/pets", "{}")), "keyword"), "required");
  EXPECT_EQ(ask(typed("text/csv", "a,b")).status, 415);
  EXPECT_EQ(ask({"POST", "/mock/pets", {{"Host", "localhost"}}, ""}).status, 400);

  EXPECT_EQ(ask(typed("application/x-www-form-urlencoded", "name=Big+Rex&age=3")).status, 201);
  response = ask(typed("application/x-www-form-urlencoded", "name=Rex&age=old"));
  EXPECT_EQ(first_error(response, "pointer"), "/age");

  const std::string part = "--x\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\n";
  EXPECT_EQ(ask(typed("multipart/form-data; boundary=x", part + "Rex\r\n--x--\r\n")).status, 201);
  response = ask(typed("multipart/form-data; boundary=x", part + "R\r\n--x--\r\n"));
  EXPECT_EQ(first_error(response, "pointer"), "/name");

  EXPECT_EQ(ask(typed("application/xml", "<Pet><name>Rex</name></Pet>")).status, 201);
  response = ask(typed("application/xml", "<Pet><name>R</name></Pet>"));
  EXPECT_EQ(first_error(response, "pointer"), "/name");
  EXPECT_EQ(ask(typed("application/xml", "<Pet>")).status, 400);
}

TEST_F(Mock, KnowsPathsAndMethods) {
  EXPECT_EQ(ask(get("/mock/pets/mine")).text(), "mine");
  EXPECT_EQ(ask(get("/mock/pets/7")).text(), "by id");
  EXPECT_EQ(ask(get("/mock/files/a.b.png")).status, 204);
  EXPECT_EQ(first_error(ask(get("/mock/files/a.gif")), "name"), "ending");
  EXPECT_EQ(ask(get("/mock/nothing")).status, 404);
  EXPECT_EQ(ask(get("/mock")).status, 404);
  EXPECT_EQ(ask(get("/mocked")).status, 404);
  Response response = ask(send("DELETE", "/mock/pets", ""));
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(header(response, "Allow"), "GET, POST, HEAD, OPTIONS");
  response = ask(send("OPTIONS", "/mock/pets", ""));
  EXPECT_EQ(response.status, 204);
  EXPECT_EQ(header(response, "Allow"), "GET, POST, HEAD, OPTIONS");
  EXPECT_EQ(ask(send("HEAD", "/mock/pets/mine", "")).status, 200);
}

TEST_F(Mock, IsOpenToAnyPageButNoScriptOfItsOwn) {
  Request preflight = send("OPTIONS", "/mock/pets", "");
  preflight.headers.add("Origin", "https://docs.example");
  preflight.headers.add("Access-Control-Request-Method", "PURGE");
  const Response response = ask(preflight);
  EXPECT_EQ(header(response, "Access-Control-Allow-Origin"), "*");
  EXPECT_EQ(header(response, "Access-Control-Allow-Methods"), "PURGE");
  EXPECT_EQ(ask(with(get("/mock/pets"), "Sec-Fetch-Dest", "script")).status, 403);
}

TEST_F(Mock, FollowsTheDescription) {
  EXPECT_EQ(ask(get("/mock/new")).status, 404);
  folder_.write("api.yaml",
                "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n  /new:\n"
                "    get: {responses: {'203': {description: New}}}\n");
  EXPECT_EQ(ask(get("/mock/new")).status, 203);
  // Half written: the last one that could be read holds.
  folder_.write("api.yaml", "{\"openapi");
  EXPECT_EQ(ask(get("/mock/new")).status, 203);
}

class LegacyMock : public Mock {
 protected:
  LegacyMock()
      : Mock(R"(swagger: '2.0'
info: {title: T, version: '1'}
basePath: /v1
produces: [application/json]
consumes: [application/json]
paths:
  /pets:
    post:
      parameters:
        - {name: body, in: body, required: true, schema: {type: object, required: [name]}}
      responses:
        200: {description: Fine, schema: {type: integer}, examples: {application/json: 7}}
)") {}
};

TEST_F(LegacyMock, SpeaksSwagger) {
  EXPECT_EQ(ask(post("/mock/pets", R"({"name": 1})")).text(), "7");
  EXPECT_EQ(ask(post("/mock/pets", "{}")).status, 422);
}

TEST(MockTemplate, SharesASegmentOutAmongItsVariables) {
  const MockTemplate path("/a{x}b/({from},{to})");
  EXPECT_THAT(path.match("/a1b/(2,3)").value_or(std::vector<std::string_view>()),
              ElementsAre("1", "2", "3"));
  EXPECT_FALSE(path.match("/ab/(2,3)"));
  EXPECT_FALSE(path.match("/a1b/(2,3)/"));
  EXPECT_THAT(MockTemplate("/{a}{b}").match("/xyz").value_or(std::vector<std::string_view>()),
              ElementsAre("xy", "z"));
  // A hostile template ends.
  std::string many = "/";
  for (int i = 0; i < 30; ++i) many += "{a" + std::to_string(i) + "}x";
  EXPECT_FALSE(MockTemplate(many).match("/" + std::string(2000, 'x') + "y"));
}

TEST(Preference, IsFoundAmongOthers) {
  EXPECT_EQ(command::preference("respond-async, Code=404; a=b", "code"), "404");
  EXPECT_EQ(command::preference("example=\"a, \\\"b\\\"\", code=1", "example"), "a, \"b\"");
  EXPECT_EQ(command::preference("example=\"a, code=2\", code=1", "code"), "1");
  EXPECT_EQ(command::preference("dynamic", "dynamic"), "");
  EXPECT_EQ(command::preference("code=404", "example"), std::nullopt);
}

TEST(Accept, ThatIsMoreSpecificCounts) {
  EXPECT_EQ(command::liking("", "a/b"), 1000);
  EXPECT_EQ(command::liking("a/*;q=0.25, a/b;q=0", "a/b"), 0);
  EXPECT_EQ(command::liking("a/*;q=0.25, */*", "a/c"), 250);
  EXPECT_EQ(command::liking("text/html", "a/c"), 0);
}

}  // namespace
}  // namespace vitrine::test
