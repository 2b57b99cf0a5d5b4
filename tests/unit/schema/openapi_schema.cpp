// The official schema of OpenAPI 3.1, with its $dynamicRef to the dialect, on descriptions.
#include "tests/unit/schema/support.h"

namespace vitrine::schema::test {
namespace {

class OpenApiSchema : public testing::Test {
 protected:
  void SetUp() override {
    const auto folder = corpus();
    if (!folder) GTEST_SKIP() << "no corpus; set VITRINE_CORPUS to its folder";
    const auto schemas = *folder / "oas-schemas";
    for (const char* part : {"3.1", "json-schema/2020-12", "json-schema/2020-12/meta"}) {
      for (const auto& entry : std::filesystem::directory_iterator(schemas / part)) {
        if (entry.path().extension() != ".json") continue;
        json::Reading reading = json::read(read_file(entry.path()));
        const std::string id(reading.document.root()["$id"].string());
        ASSERT_TRUE(documents_.add(id, std::move(reading.document))) << id;
      }
    }
    Compiler compiler(documents_);
    const Compilation compiled = compiler.compile(
        documents_.root("https://spec.openapis.org/oas/3.1/schema-base/2025-11-23"));
    if (const auto* missing = std::get_if<json::Missing>(&compiled)) FAIL() << missing->uri;
    schema_ = std::get<std::shared_ptr<const Schema>>(compiled);
    ASSERT_TRUE(schema_->problems().empty()) << schema_->problems()[0].message;
  }

  std::string said(std::string_view description) const {
    const json::Reading reading = json::read(description);
    EXPECT_FALSE(reading.error);
    const Evaluation evaluation = evaluate(*schema_, reading.document.root());
    std::string text;
    for (const Violation* violation : leaves(evaluation.violations)) {
      text += violation->instance_pointer + " " + violation->keyword + ": " + message(*violation) +
              " (" + violation->schema_pointer + ")\n";
    }
    return text;
  }

  json::DocumentSet documents_;
  std::shared_ptr<const Schema> schema_;
};

std::string description(std::string_view schema) {
  return R"({"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {"/users": {
    "post": {"operationId": "create", "requestBody": {"required": true, "content": {
      "application/json": {"schema": )" +
         std::string(schema) + R"(}}},
      "responses": {"201": {"description": "Created"}}}}}})";
}

TEST_F(OpenApiSchema, AcceptsAGoodDescription) {
  EXPECT_EQ(said(description(R"({"type": "object", "required": ["email"], "properties": {
      "email": {"type": ["string", "null"], "format": "email"},
      "pet": {"discriminator": {"propertyName": "kind"}, "oneOf": [true]}}})")),
            "");
}

TEST_F(OpenApiSchema, RefusesABrokenOne) {
  EXPECT_NE(said(R"({"openapi": "3.1.0", "paths": {}})"), "");
  EXPECT_NE(said(R"({"openapi": "3.0.0", "info": {"title": "T", "version": "1"}, "paths": {}})"),
            "");
  const std::string unknown = said(
      R"({"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {}, "pahts": 1})");
  EXPECT_NE(unknown.find("/pahts unevaluatedProperties: is not allowed"), std::string::npos)
      << unknown;
}

TEST_F(OpenApiSchema, LooksIntoSchemasThroughTheDynamicReference) {
  const std::string wrong = said(description(R"({"properties": {"a": {"minLength": -1}}})"));
  EXPECT_NE(wrong.find("/schema/properties/a/minLength minimum: must be at least 0 (is -1)"),
            std::string::npos)
      << wrong;
  EXPECT_NE(said(description(R"({"discriminator": {}})")), "");
}

TEST_F(OpenApiSchema, AcceptsARealDescription) {
  const std::string text = read_file(*corpus() / "specs" / "readme" / "3.1-schema-types.json");
  EXPECT_EQ(said(text), "");
}

}  // namespace
}  // namespace vitrine::schema::test
