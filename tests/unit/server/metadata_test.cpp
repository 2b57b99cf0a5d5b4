// What the document says beside its operations, and the forms in which it is published.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "server/api/declare/api.h"
#include "server/api/describe/openapi_3_0.h"
#include "server/api/respond/service.h"
#include "tests/unit/server/declared.h"
#include "tests/unit/server/models.h"
#include "tests/unit/server/probe.h"

namespace vitrine::test {
namespace {

using ::testing::HasSubstr;

Api make_api() {
  return Api({.title = "T",
              .version = "1",
              .license_name = "MIT",
              .summary = "In short",
              .license_identifier = "MIT"});
}

TEST(Metadata, AllOfItIsInTheDocument) {
  Api api = make_api();
  api.server({.url = "https://{region}.example",
              .description = "Near you",
              .variables = {{"region", "eu", {"eu", "us"}, "Where."}}})
      .external_docs("https://docs.example", "More")
      .tag("Shapes", "With corners.", {.url = "https://shapes.example"})
      .extension("x-audience", R"({"who":["all"]})");
  api.post("/shapes", [](Body<Point>) {})
      .tag("Shapes")
      .external_docs("https://shapes.example/new")
      .server({.url = "https://upload.example"})
      .extension("x-cost", "3")
      .callback(
          "drawn", "{$request.body#/callback}", [](Body<Point>) {}, "It is drawn");
  api.webhook("shapeSold", [](Body<Shape>) {}).summary("A shape is sold");
  const Service service(std::move(api));
  const auto document = FreeForm::parse(service.openapi_json());
  EXPECT_EQ(document["info"].dump(),
            R"({"title":"T","summary":"In short",)"
            R"("license":{"name":"MIT","identifier":"MIT"},"version":"1"})");
  EXPECT_EQ(document["servers"].dump(),
            R"([{"url":"https://{region}.example","description":"Near you","variables":)"
            R"({"region":{"enum":["eu","us"],"default":"eu","description":"Where."}}}])");
  EXPECT_EQ(document["externalDocs"].dump(),
            R"({"description":"More","url":"https://docs.example"})");
  EXPECT_EQ(document["tags"][0]["externalDocs"]["url"], "https://shapes.example");
  EXPECT_EQ(document["x-audience"]["who"][0], "all");
  const auto& operation = document["paths"]["/shapes"]["post"];
  EXPECT_EQ(operation["externalDocs"]["url"], "https://shapes.example/new");
  EXPECT_EQ(operation["servers"][0]["url"], "https://upload.example");
  EXPECT_EQ(operation["x-cost"], 3);
  const auto& callback = operation["callbacks"]["drawn"]["{$request.body#/callback}"]["post"];
  EXPECT_EQ(callback["summary"], "It is drawn");
  EXPECT_EQ(callback["operationId"], "post_shapes_drawn");
  EXPECT_TRUE(callback["requestBody"]["content"].contains("application/json"));
  // Its checks are those of the client.
  EXPECT_FALSE(callback["responses"].contains("422"));
  const auto& webhook = document["webhooks"]["shapeSold"]["post"];
  EXPECT_EQ(webhook["operationId"], "webhook_shapeSold");
  EXPECT_TRUE(document["components"]["schemas"].contains("Shape"));
}

TEST(Metadata, NoTwoOperationsHaveOneId) {
  Api api = make_api();
  api.get("/a/b", [] {});
  api.get("/a-b", [] {});
  api.get("/c", [] {}).id("get_a_b_");
  const Service service(std::move(api));
  const auto document = FreeForm::parse(service.openapi_json());
  const auto& paths = document["paths"];
  EXPECT_EQ(paths["/a/b"]["get"]["operationId"], "get_a_b");
  EXPECT_EQ(paths["/a-b"]["get"]["operationId"], "get_a_b__");
}

TEST(Metadata, AnExtensionThatIsNoneStopsTheStart) {
  Api api = make_api();
  api.extension("audience", "1").extension("x-wrong", "{");
  const std::string all = mistakes_of(std::move(api));
  EXPECT_THAT(all, HasSubstr("does not begin with x-"));
  EXPECT_THAT(all, HasSubstr("x-wrong is not JSON"));
}

TEST(Metadata, AHiddenRouteWorksAndLeavesNoTrace) {
  Api api = make_api();
  api.post("/secret", [](Body<Shape>) {}).hidden();
  api.get("/files/{path...}", [](Path<"path", std::string>) {}).hidden();
  api.post("/points", [](Body<Point>) {});
  const Service service(std::move(api));
  EXPECT_EQ(service.handle(get("/files/a/b")).status, 204);
  EXPECT_EQ(service.handle(post("/secret", R"({"name":"tri"})")).status, 204);
  EXPECT_EQ(service.handle(post("/secret", R"({"name":"T"})")).status, 422);
  const auto document = FreeForm::parse(service.openapi_json());
  EXPECT_EQ(document["paths"].size(), 1u);
  EXPECT_TRUE(document["paths"].contains("/points"));
  EXPECT_FALSE(document["components"]["schemas"].contains("Shape"));
  EXPECT_TRUE(document["components"]["schemas"].contains("Point"));
  EXPECT_TRUE(document["components"]["schemas"].contains("Problem"));
}

TEST(Metadata, TheDocumentIsEditedButNotTheChecks) {
  Api api = make_api();
  api.post("/points", [](Body<Point>) {});
  api.edit_document([](FreeForm& document) {
    document["info"]["x-logo"] = "logo.svg";
    document["components"]["schemas"].erase("Point");
  });
  const Service service(std::move(api));
  const auto document = FreeForm::parse(service.openapi_json());
  EXPECT_EQ(document["info"]["x-logo"], "logo.svg");
  EXPECT_FALSE(document["components"]["schemas"].contains("Point"));
  EXPECT_EQ(service.handle(post("/points", R"({"x":1,"y":9})")).status, 422);
}

TEST(OpenApi30, SchemasSayTheSameInItsWords) {
  const FreeForm older = openapi_3_0(FreeForm::parse(R"({
    "openapi": "3.1.0", "info": {"title": "T", "summary": "S", "version": "1"},
    "paths": {"/x": {"get": {
      "security": [{"key": ["read"]}, {"account": ["read"]}],
      "responses": {"200": {"description": "", "content": {
        "image/png": {}, "application/json": {"schema": {"$ref": "#/components/schemas/A"}}}}}}}},
    "webhooks": {"w": {}},
    "components": {
      "securitySchemes": {"key": {"type": "apiKey"}, "account": {"type": "oauth2"}},
      "schemas": {"A": {"type": "object", "properties": {
        "maybe": {"type": ["string", "null"]},
        "either": {"anyOf": [{"$ref": "#/components/schemas/B"}, {"type": "null"}]},
        "two": {"type": ["string", "integer"]},
        "worded": {"$ref": "#/components/schemas/B", "description": "W"},
        "kind": {"const": "a", "examples": ["a"]},
        "above": {"type": "number", "exclusiveMinimum": 3},
        "list": {"type": "array", "prefixItems": [true]},
        "pair": {"type": "array", "prefixItems": [{"type": "integer"}, {"const": "a"}],
                 "items": false, "minItems": 2}
      }, "additionalProperties": false}}}})"));
  EXPECT_EQ(older["openapi"], "3.0.4");
  EXPECT_FALSE(older["info"].contains("summary"));
  EXPECT_TRUE(older["x-webhooks"].contains("w"));
  EXPECT_FALSE(older.contains("webhooks"));
  const auto& operation = older["paths"]["/x"]["get"];
  EXPECT_EQ(operation["security"].dump(), R"([{"key":[]},{"account":["read"]}])");
  EXPECT_EQ(operation["responses"]["200"]["content"]["image/png"]["schema"]["format"], "binary");
  const auto& a = older["components"]["schemas"]["A"];
  EXPECT_EQ(a["additionalProperties"], false);
  const auto& properties = a["properties"];
  EXPECT_EQ(properties["maybe"].dump(), R"({"nullable":true,"type":"string"})");
  EXPECT_EQ(properties["either"].dump(), R"({"anyOf":[{"$ref":"#/components/schemas/B"},)"
                                         R"({"type":"object","nullable":true,"enum":[null]}]})");
  EXPECT_EQ(properties["two"].dump(), R"({"anyOf":[{"type":"string"},{"type":"integer"}]})");
  EXPECT_EQ(properties["worded"].dump(),
            R"({"allOf":[{"$ref":"#/components/schemas/B"}],"description":"W"})");
  EXPECT_EQ(properties["kind"].dump(), R"({"enum":["a"],"example":"a"})");
  EXPECT_EQ(properties["above"].dump(), R"({"type":"number","minimum":3,"exclusiveMinimum":true})");
  EXPECT_EQ(properties["list"].dump(), R"({"type":"array","items":{}})");
  EXPECT_EQ(properties["pair"].dump(),
            R"({"type":"array","items":{"anyOf":[{"type":"integer"},{"enum":["a"]}]},)"
            R"("maxItems":2,"minItems":2})");
}

}  // namespace
}  // namespace vitrine::test
