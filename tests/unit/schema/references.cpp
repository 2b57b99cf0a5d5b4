#include "tests/unit/schema/support.h"

namespace vitrine::schema::test {
namespace {

void add(json::DocumentSet& documents, std::string_view uri, std::string_view text) {
  json::Reading reading = json::read(text);
  ASSERT_FALSE(reading.error) << text;
  ASSERT_TRUE(documents.add(uri, std::move(reading.document)));
}

TEST(SchemaReferences, WhatIsNotLoadedIsMissing) {
  json::DocumentSet documents;
  add(documents, "https://example.com/a/root.json", R"({"$ref": "../b/other.json#/$defs/x"})");
  const json::Cursor cursor = documents.root("https://example.com/a/root.json");
  {
    Compiler compiler(documents);
    const Compilation compiled = compiler.compile(cursor);
    const auto* missing = std::get_if<json::Missing>(&compiled);
    ASSERT_NE(missing, nullptr);
    EXPECT_EQ(missing->uri, "https://example.com/b/other.json");
  }
  add(documents, "https://example.com/b/other.json", R"({"$defs": {"x": {"type": "string"}}})");
  Compiler compiler(documents);
  const Compilation compiled = compiler.compile(cursor);
  const auto* schema = std::get_if<std::shared_ptr<const Schema>>(&compiled);
  ASSERT_NE(schema, nullptr);
  const json::Reading number = json::read("1");
  EXPECT_FALSE(evaluate(**schema, number.document.root()).valid);
}

TEST(SchemaReferences, WhatIsMissingCanBeAccepted) {
  const Compiled schema(R"({"properties": {"a": {"$ref": "https://example.com/far"},
                                           "b": {"type": "string"}}})",
                        Options{.missing = MissingDocuments::accept});
  EXPECT_TRUE(schema.accepts(R"({"a": 1, "b": ""})"));
  EXPECT_FALSE(schema.accepts(R"({"a": 1, "b": 1})"));
  EXPECT_EQ(schema.problems(),
            "/properties/a/$ref: the document https://example.com/far is not loaded: everything is "
            "accepted");
}

TEST(SchemaReferences, ABrokenReferenceDoesNotHideTheRest) {
  const Compiled schema(R"({"properties": {"a": {"$ref": "#/nowhere"}, "b": {"type": "null"}}})",
                        Dialect::openapi_3_0);
  EXPECT_TRUE(schema.accepts(R"({"a": 1})"));
  EXPECT_FALSE(schema.accepts(R"({"b": 1})"));
  EXPECT_EQ(schema.problems(), "/properties/a/$ref: nothing is at \"#/nowhere\"");
}

TEST(SchemaReferences, OneDescriptionIsCompiledFromManyPlaces) {
  const Compiled schema(R"({"openapi": "3.1.0", "paths": {}, "components": {"schemas": {
      "Node": {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Node"}},
               "required": ["value"]}}}})",
                        Dialect::openapi_3_1, "/components/schemas/Node");
  EXPECT_TRUE(schema.accepts(R"({"value": 1, "next": {"value": 2}})"));
  EXPECT_EQ(schema.said(R"({"value": 1, "next": {"next": {"value": 3}}})"),
            "/next/value required: is required");
}

TEST(SchemaReferences, EscapedPointersLeadToTheRightKeys) {
  const char* text = R"({"openapi": "3.0.3", "components": {"schemas": {
    "a/b": {"type": "string"}, "~1": {"type": "boolean"}, "per%cent": {"type": "null"},
    "": {"type": "integer"}, "이름": {"type": "array"}}},
    "all": {"properties": {
      "1": {"$ref": "#/components/schemas/a~1b"}, "2": {"$ref": "#/components/schemas/~01"},
      "3": {"$ref": "#/components/schemas/per%25cent"}, "4": {"$ref": "#/components/schemas/"},
      "5": {"$ref": "#/components/schemas/%EC%9D%B4%EB%A6%84"}}}})";
  const Compiled schema(text, Dialect::openapi_3_0, "/all");
  EXPECT_EQ(schema.problems(), "");
  EXPECT_TRUE(schema.accepts(R"({"1": "", "2": true, "3": null, "4": 1, "5": []})"));
  EXPECT_EQ(schema.evaluate(R"({"1": 0, "2": 0, "3": 0, "4": "", "5": 0})").violations.size(), 5U);
}

TEST(SchemaReferences, IdentifiersInsideADescriptionAreFound) {
  const Compiled schema(R"({"openapi": "3.1.0", "components": {"schemas": {
      "A": {"$ref": "https://example.com/b#named"},
      "B": {"$id": "https://example.com/b",
            "properties": {"example": {"$anchor": "named", "type": "string"}}}}}})",
                        Dialect::openapi_3_1, "/components/schemas/A");
  EXPECT_EQ(schema.problems(), "");
  EXPECT_FALSE(schema.accepts("1"));
  EXPECT_TRUE(schema.accepts(R"("")"));
}

TEST(SchemaReferences, AReferenceToItselfIsReportedAndAccepts) {
  const Compiled schema(R"({"$defs": {"a": {"$ref": "#/$defs/a"}, "b": {"$ref": "#/$defs/c"},
                            "c": {"$ref": "#/$defs/b"}},
                            "properties": {"a": {"$ref": "#/$defs/a"}, "b": {"$ref": "#/$defs/b"},
                                           "n": {"type": "null"}}})");
  EXPECT_TRUE(schema.accepts(R"({"a": 1, "b": 2})"));
  EXPECT_FALSE(schema.accepts(R"({"n": 1})"));
  EXPECT_NE(schema.problems().find("leads back to itself"), std::string::npos);
}

TEST(SchemaReferences, CyclicAllOfAppliesBothHalvesOnce) {
  const Compiled schema(R"({"$ref": "#/$defs/A", "$defs": {
    "A": {"allOf": [{"$ref": "#/$defs/B"}, {"properties": {"a": {"type": "string"}}}]},
    "B": {"allOf": [{"$ref": "#/$defs/A"}, {"properties": {"b": {"type": "string"}}}]}}})");
  EXPECT_TRUE(schema.accepts(R"({"a": "", "b": ""})"));
  EXPECT_FALSE(schema.accepts(R"({"a": 1})"));
  EXPECT_FALSE(schema.accepts(R"({"b": 1})"));
  EXPECT_NE(schema.problems().find("without end"), std::string::npos);
}

TEST(SchemaReferences, AChainOfAnyLengthNeedsNoDepth) {
  std::string text = R"({"$ref": "#/$defs/s0", "$defs": {)";
  constexpr int kLength = 5000;
  for (int i = 0; i < kLength; ++i) {
    text +=
        "\"s" + std::to_string(i) + R"(": {"$ref": "#/$defs/s)" + std::to_string(i + 1) + "\"},";
  }
  text += "\"s" + std::to_string(kLength) + R"(": {"type": "string"}}})";
  const Compiled schema(text);
  EXPECT_TRUE(schema.accepts(R"("")", {.limits = {.depth = 3}}));
  EXPECT_FALSE(schema.accepts("1"));
}

TEST(SchemaReferences, AStartThatIsNoSchemaIsAnError) {
  json::DocumentSet documents;
  add(documents, "test:/list", "[1]");
  Compiler compiler(documents);
  const Compilation list = compiler.compile(documents.root("test:/list"));
  EXPECT_NE(std::get_if<json::Error>(&list), nullptr);
  const Compilation nothing = compiler.compile(documents.root("test:/nothing"));
  EXPECT_NE(std::get_if<json::Error>(&nothing), nullptr);
}

TEST(SchemaReferences, ADescriptionMayHaveANameOfItsOwn) {
  json::DocumentSet documents;
  add(documents, "file:///d/spec.json",
      R"({"openapi": "3.2.0", "$self": "https://example.com/s/spec",
      "components": {"schemas": {"A": {"$ref": "https://example.com/s/spec#/components/schemas/B"},
                                 "B": {"type": "string"}, "C": {"$ref": "other#/x"}}}})");
  json::Cursor cursor = documents.root("file:///d/spec.json");
  cursor.value = json::resolve(cursor.value, "/components/schemas/A");
  Compiler compiler(documents, {.dialect = Dialect::openapi_3_1});
  const Compilation compiled = compiler.compile(cursor);
  ASSERT_NE(std::get_if<std::shared_ptr<const Schema>>(&compiled), nullptr);
  EXPECT_TRUE(std::get<std::shared_ptr<const Schema>>(compiled)->problems().empty());
  cursor.value = json::resolve(cursor.document->root(), "/components/schemas/C");
  const Compilation other = compiler.compile(cursor);
  ASSERT_NE(std::get_if<json::Missing>(&other), nullptr);
  EXPECT_EQ(std::get<json::Missing>(other).uri, "https://example.com/s/other");
}

TEST(SchemaReferences, TheWholeDescriptionIsNoSchema) {
  const Compiled schema(R"({"openapi": "3.1.0", "components": {"schemas": {
      "A": {"properties": {"a": {"$ref": "#"}}}}}})",
                        Dialect::openapi_3_1, "/components/schemas/A");
  EXPECT_EQ(schema.problems(),
            "/components/schemas/A/properties/a/$ref: \"#\" is the whole "
            "description and no schema");
}

TEST(SchemaReferences, ADynamicNameOfAnotherSchemaOfTheDocumentIsFound) {
  const Compiled schema(
      R"({"$id": "https://example.com/a", "properties": {"n": {"$dynamicRef": "#node"},
      "m": {"$ref": "#node"}},
      "$defs": {"Node": {"$id": "https://example.com/node", "$dynamicAnchor": "node",
                         "type": "string"}}})");
  EXPECT_FALSE(schema.accepts(R"({"n": 1})"));
  EXPECT_TRUE(schema.accepts(R"({"n": ""})"));
  EXPECT_EQ(schema.problems(), "/properties/m/$ref: no schema is called \"#node\"");
}

}  // namespace
}  // namespace vitrine::schema::test
