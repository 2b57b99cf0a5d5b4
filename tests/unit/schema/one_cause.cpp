#include "tests/unit/schema/support.h"

namespace vitrine::schema::test {
namespace {

/// What is wrong with the schema is one problem, and no instance is refused because of it.
void expect_one_problem(std::string_view text, std::string_view instance) {
  const Compiled schema(text, Dialect::draft2019_09);
  EXPECT_EQ(schema.schema().problems().size(), 1U) << text << "\n" << schema.problems();
  EXPECT_EQ(schema.said(instance), "") << text;
}

TEST(SchemaOneCause, AnIgnoredKeywordRefusesNothing) {
  expect_one_problem(R"({"pattern": "(?i)a"})", R"("b")");
  expect_one_problem(R"({"not": {"pattern": "(?i)a"}})", R"("b")");
  expect_one_problem(R"({"not": {"$ref": "#/nowhere"}})", "1");
  expect_one_problem(R"({"oneOf": [{"type": "string"}, {"pattern": "("}]})", R"("b")");
  expect_one_problem(R"({"oneOf": [{"$ref": "#/nowhere"}, true]})", R"("b")");
  expect_one_problem(R"({"if": {"pattern": "("}, "then": false})", R"("b")");
  expect_one_problem(R"({"contains": {"pattern": "("}, "maxContains": 0, "minContains": 0})",
                     R"(["b"])");
  expect_one_problem(R"({"contains": true, "minContains": "2"})", "[]");
  expect_one_problem(R"({"patternProperties": {"(?i)a": {}}, "additionalProperties": false})",
                     R"({"A": 1})");
  expect_one_problem(R"({"properties": 1, "additionalProperties": false})", R"({"A": 1})");
  expect_one_problem(R"({"allOf": [{"$ref": "#/nowhere"}], "unevaluatedProperties": false})",
                     R"({"A": 1})");
  // However deep, and through references.
  expect_one_problem(R"({"not": {"properties": {"a": {"items": {"$ref": "#/$defs/x"}}}},
                         "$defs": {"x": {"$ref": "#/$defs/y"}, "y": {"pattern": "("}}})",
                     R"({"a": ["b"]})");
}

TEST(SchemaOneCause, AllOtherKeywordsCount) {
  const Compiled schema(R"({"oneOf": [{"type": "string", "pattern": "("}, {"minimum": 3}],
                            "not": {"const": 5}, "properties": {"a": {"pattern": "("}},
                            "patternProperties": {"^b": {"type": "string"}}})");
  EXPECT_EQ(schema.said("1"), " minimum: must be at least 3 (is 1)");
  EXPECT_EQ(schema.said("5"), " not: is of a form that is excluded");
  EXPECT_FALSE(schema.accepts(R"({"b": 1})"));
  // Two branches that are known match: that is one too many, whatever the third.
  EXPECT_FALSE(Compiled(R"({"oneOf": [true, true, {"pattern": "("}]})").accepts("1"));
  EXPECT_FALSE(Compiled(R"({"anyOf": [false, {"pattern": "(", "type": "null"}]})").accepts("1"));
  EXPECT_FALSE(Compiled(R"({"properties": {"a": {"pattern": "("}},
                            "additionalProperties": false})")
                   .accepts(R"({"b": 1})"));
  EXPECT_FALSE(Compiled(R"({"properties": {"a": {"pattern": "("}},
                            "unevaluatedProperties": false})")
                   .accepts(R"({"b": 1})"));
}

TEST(SchemaOneCause, APlaceThatIsReferredToTwiceIsOneProblem) {
  expect_one_problem(R"({"allOf": [{"$ref": "#/$defs/a"}, {"$ref": "#/$defs/a"}],
                         "$defs": {"a": {"pattern": "["}}})",
                     R"("b")");
  expect_one_problem(R"({"properties": {"a": {"$schema": "http://x/unknown", "type": "string"}},
                         "allOf": [{"$ref": "#/properties/a"}, {"$ref": "#/properties/a"}]})",
                     R"("b")");
}

}  // namespace
}  // namespace vitrine::schema::test
