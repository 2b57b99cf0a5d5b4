#include "app/schema/dialect.h"
#include "tests/unit/schema/support.h"

namespace vitrine::schema::test {
namespace {

TEST(SchemaDialect, IsNamedByItsUriWithOrWithoutFragment) {
  EXPECT_EQ(dialect_of("http://json-schema.org/draft-04/schema#"), Dialect::draft4);
  EXPECT_EQ(dialect_of("http://json-schema.org/draft-07/schema"), Dialect::draft7);
  EXPECT_EQ(dialect_of("https://spec.openapis.org/oas/3.1/dialect/base"), Dialect::openapi_3_1);
  EXPECT_EQ(dialect_of("https://example.com/mine"), std::nullopt);
}

TEST(SchemaDialect, NullableAddsNullToTheTypeBesideIt) {
  const Compiled schema(R"({"type": "string", "nullable": true, "minLength": 2})",
                        Dialect::openapi_3_0);
  EXPECT_TRUE(schema.accepts("null"));
  EXPECT_TRUE(schema.accepts(R"("ab")"));
  EXPECT_EQ(schema.said("1"), " type: must be a string or null (is an integer)");
}

TEST(SchemaDialect, NullableDoesNotWidenAnEnum) {
  const Compiled schema(R"({"type": "string", "nullable": true, "enum": ["a"]})",
                        Dialect::openapi_3_0);
  EXPECT_FALSE(schema.accepts("null"));
}

TEST(SchemaDialect, NullableMeansNothingIn31) {
  EXPECT_FALSE(
      Compiled(R"({"type": "string", "nullable": true})", Dialect::openapi_3_1).accepts("null"));
}

TEST(SchemaDialect, SiblingsOfRefCountSince202012) {
  const char* schema = R"({"$ref": "#/definitions/a", "maxLength": 3,
                           "definitions": {"a": {"type": "string"}}})";
  EXPECT_FALSE(Compiled(schema, Dialect::draft2020_12).accepts(R"("long")"));
  EXPECT_FALSE(Compiled(schema, Dialect::openapi_3_1).accepts(R"("long")"));
  EXPECT_TRUE(Compiled(schema, Dialect::openapi_3_0).accepts(R"("long")"));
  EXPECT_TRUE(Compiled(schema, Dialect::draft7).accepts(R"("long")"));
}

TEST(SchemaDialect, ASchemaMayNameItsOwn) {
  const Compiled schema(R"({"$schema": "http://json-schema.org/draft-04/schema#",
                            "minimum": 1, "exclusiveMinimum": true, "const": 5})");
  EXPECT_FALSE(schema.accepts("1"));
  EXPECT_TRUE(schema.accepts("2"));
}

TEST(SchemaDialect, FormatsAreCheckedOnlyWhenAsked) {
  const char* schema = R"({"format": "email"})";
  EXPECT_FALSE(Compiled(schema, Options{.assert_formats = true}).accepts(R"("x")"));
  EXPECT_TRUE(Compiled(schema, Options{.assert_formats = false}).accepts(R"("x")"));
}

constexpr const char* kTravel = R"({
  "type": "object",
  "allOf": [{"$ref": "#/$defs/Base"}, {"required": ["id", "name", "password"]}],
  "$defs": {
    "Base": {"properties": {
      "id": {"$ref": "#/$defs/Id"}, "name": {"type": "string"},
      "password": {"type": "string", "writeOnly": true}}},
    "Id": {"type": "integer", "readOnly": true}
  }})";

TEST(SchemaDirection, ReadOnlyIsNotRequiredInRequests) {
  const Compiled schema(kTravel, Dialect::openapi_3_1);
  EXPECT_EQ(schema.said("{}", {.direction = Direction::request}),
            "/name required: is required\n/password required: is required");
}

TEST(SchemaDirection, WriteOnlyIsNotRequiredInResponses) {
  const Compiled schema(kTravel, Dialect::openapi_3_1);
  EXPECT_EQ(schema.said("{}", {.direction = Direction::response}),
            "/id required: is required\n/name required: is required");
}

TEST(SchemaDirection, AllIsRequiredWithoutDirection) {
  EXPECT_EQ(Compiled(kTravel, Dialect::openapi_3_1).evaluate("{}").violations.size(), 3U);
}

TEST(SchemaDirection, OnlyOpenApi20ForbidsReadOnlyInRequests) {
  const char* schema = R"({"properties": {"id": {"readOnly": true}}})";
  const EvaluateOptions request = {.direction = Direction::request};
  EXPECT_FALSE(Compiled(schema, Dialect::openapi_2_0).accepts(R"({"id": 1})", request));
  EXPECT_TRUE(Compiled(schema, Dialect::openapi_2_0).accepts(R"({"id": 1})"));
  EXPECT_TRUE(Compiled(schema, Dialect::openapi_3_0).accepts(R"({"id": 1})", request));
}

TEST(SchemaProblems, BrokenKeywordsAreIgnoredAndTheRestCounts) {
  const Compiled schema(R"({"properties": {
    "a": {"minLength": -5, "maxLength": 2.5, "type": "string"},
    "b": {"multipleOf": 0, "minimum": 1}, "c": 7, "d": {"required": "x"}, "e": {"type": "text"}}})");
  EXPECT_EQ(schema.said(R"({"a": 1, "b": 0, "c": 1, "d": {}, "e": 1})"),
            "/a type: must be a string (is an integer)\n"
            "/b minimum: must be at least 1 (is 0)");
  EXPECT_NE(schema.problems().find("/properties/a/minLength: must be a non-negative integer"),
            std::string::npos);
  EXPECT_NE(schema.problems().find("/properties/a/maxLength: must be a non-negative integer"),
            std::string::npos);
  EXPECT_NE(schema.problems().find("/properties/b/multipleOf: must be greater than 0"),
            std::string::npos);
  EXPECT_NE(schema.problems().find("/properties/c: a schema must be an object"), std::string::npos);
  EXPECT_NE(schema.problems().find("/properties/d/required: must be an array"), std::string::npos);
  EXPECT_NE(schema.problems().find("is not the name of a type"), std::string::npos);
}

TEST(SchemaProblems, KeepTheirPlaceInTheText) {
  const Compiled schema("{\n  \"pattern\": \"[\"}");
  ASSERT_EQ(schema.schema().problems().size(), 1U);
  EXPECT_EQ(schema.schema().problems()[0].position, (json::Position{2, 14}));
}

}  // namespace
}  // namespace vitrine::schema::test
