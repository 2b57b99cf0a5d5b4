#include "app/schema/violation.h"
#include "tests/unit/schema/support.h"

namespace vitrine::schema::test {
namespace {

constexpr const char* kUser = R"({
  "$id": "https://example.com/user",
  "type": "object",
  "required": ["email", "password"],
  "properties": {
    "email": {"type": "string", "format": "email"},
    "password": {"$ref": "#/$defs/secret"},
    "tags": {"type": "array", "items": {"properties": {"name": {"minLength": 3}}}}
  },
  "additionalProperties": false,
  "$defs": {"secret": {"type": "string", "minLength": 12}}
})";

TEST(SchemaViolations, AllAreListedAtOnce) {
  EXPECT_EQ(Compiled(kUser).said(R"({"password": "x", "tags": [{"name": "a"}], "extra": 1})"),
            "/email required: is required\n"
            "/password minLength: must be at least 12 characters (is 1)\n"
            "/tags/0/name minLength: must be at least 3 characters (is 1)\n"
            "/extra additionalProperties: is not allowed");
}

TEST(SchemaViolations, RequiredNamesAreFoundWhateverTheirOrderAndLength) {
  const std::vector<std::string> names = {"b", "a", "ab", "aa", "", "abc", "aB", "가", "b"};
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "\"" : ", \"") + name + '"';
  const Compiled schema("{\"required\": [" + list + "]}");
  EXPECT_TRUE(schema.accepts(
      R"({"aB": 1, "abc": 1, "other": 1, "가": 1, "": 1, "aa": 1, "ab": 1, "a": 1, "b": 1})"));
  for (const std::string& missing : names) {
    std::string instance;
    for (const std::string& name : names) {
      if (name == missing || instance.find('"' + name + '"') != std::string::npos) continue;
      instance += (instance.empty() ? "\"" : ", \"") + name + "\": 1";
    }
    for (const std::string& with : {std::string(), std::string(", \"x\": 1, \"x\": 2")}) {
      const Evaluation evaluation = schema.evaluate('{' + instance + with + '}');
      ASSERT_FALSE(evaluation.violations.empty()) << instance << with;
      EXPECT_EQ(evaluation.violations[0].param("property"), missing) << instance << with;
    }
  }
  EXPECT_FALSE(
      schema.accepts(R"({"a": 1, "a": 2, "b": 1, "b": 2, "c": 1, "d": 1, "e": 1, "f": 1})"));
}

TEST(SchemaViolations, FirstOnlyStopsAtTheFirst) {
  const Evaluation evaluation = Compiled(kUser).evaluate("{}", {.first_only = true});
  EXPECT_FALSE(evaluation.valid);
  ASSERT_EQ(evaluation.violations.size(), 1U);
  EXPECT_EQ(evaluation.violations[0].param("property"), "email");
}

TEST(SchemaViolations, SayWhereInTheInstanceAndInTheSchema) {
  const Evaluation evaluation = Compiled(kUser).evaluate(R"({"email": "a@b.c", "password": "x"})");
  ASSERT_EQ(evaluation.violations.size(), 1U);
  const Violation& violation = evaluation.violations[0];
  EXPECT_EQ(violation.instance_pointer, "/password");
  EXPECT_EQ(violation.schema_pointer, "/properties/password/$ref/minLength");
  EXPECT_EQ(violation.absolute_keyword_location,
            "https://example.com/user#/$defs/secret/minLength");
  EXPECT_EQ(violation.keyword, "minLength");
  EXPECT_EQ(violation.param("limit"), "12");
  EXPECT_EQ(violation.param("actual"), "1");
}

TEST(SchemaViolations, PointersAreEscaped) {
  const Compiled schema(R"({"properties": {"a/b~c": {"type": "null"}}})");
  const Evaluation evaluation = schema.evaluate(R"({"a/b~c": 1})");
  ASSERT_EQ(evaluation.violations.size(), 1U);
  EXPECT_EQ(evaluation.violations[0].instance_pointer, "/a~1b~0c");
  EXPECT_EQ(evaluation.violations[0].schema_pointer, "/properties/a~1b~0c/type");
}

TEST(SchemaViolations, TheNearestBranchExplainsItself) {
  const Compiled schema(R"({"oneOf": [
    {"properties": {"kind": {"const": "card"}, "number": {"minLength": 4}}, "required": ["kind"]},
    {"properties": {"kind": {"const": "bank"}, "iban": {"minLength": 15}},
     "required": ["kind", "iban"]},
    {"type": "string"}]})");
  EXPECT_EQ(schema.said(R"({"kind": "bank", "iban": "DE"})"),
            "/iban minLength: must be at least 15 characters (is 2)");
  EXPECT_EQ(schema.said(R"({"kind": "card", "number": "1"})"),
            "/number minLength: must be at least 4 characters (is 1)");
  const Evaluation evaluation = schema.evaluate(R"({"kind": "bank", "iban": "DE"})");
  ASSERT_EQ(evaluation.violations.size(), 1U);
  EXPECT_EQ(evaluation.violations[0].keyword, "oneOf");
  EXPECT_EQ(evaluation.violations[0].param("nearest"), "1");
}

TEST(SchemaViolations, NullableAlternativesExplainTheOtherBranch) {
  const Compiled schema(R"({"anyOf": [{"type": "null"}, {"type": "string", "minLength": 3}]})");
  EXPECT_EQ(schema.said(R"("ab")"), " minLength: must be at least 3 characters (is 2)");
}

TEST(SchemaViolations, TheDiscriminatorPicksTheBranch) {
  const Compiled schema(R"({
    "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
    "discriminator": {"propertyName": "kind", "mapping": {"hound": "#/components/schemas/Dog"}},
    "components": {"schemas": {
      "Cat": {"required": ["lives"], "properties": {"kind": {"type": "string"}}},
      "Dog": {"required": ["bark", "owner", "name"], "properties": {"kind": {"type": "string"}}}}}
  })",
                        Dialect::openapi_3_1);
  EXPECT_EQ(schema.said(R"({"kind": "Cat"})"), "/lives required: is required");
  EXPECT_EQ(schema.said(R"({"kind": "hound"})"),
            "/bark required: is required\n/owner required: is required\n"
            "/name required: is required");
  EXPECT_EQ(schema.said(R"({"kind": "horse"})"), "/kind discriminator: must be one of Cat, hound");
  EXPECT_EQ(schema.said("{}"), "/lives required: is required");
}

TEST(SchemaViolations, WithoutAMappingTheOnlyTextOfABranchNamesIt) {
  const Compiled schema(R"({
    "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
    "discriminator": {"propertyName": "kind"},
    "components": {"schemas": {
      "Cat": {"properties": {"kind": {"enum": ["cat"]}, "lives": {"type": "integer"}}},
      "Dog": {"allOf": [{"properties": {"kind": {"const": "dog"}, "bark": {"type": "string"}}}]}}}
  })",
                        Dialect::openapi_3_1);
  EXPECT_EQ(schema.said(R"({"kind": "cat", "lives": 9})"), "");
  EXPECT_EQ(schema.said(R"({"kind": "cat", "lives": "9"})"),
            "/lives type: must be an integer (is a string)");
  EXPECT_EQ(schema.said(R"({"kind": "dog", "bark": 1})"),
            "/bark type: must be a string (is an integer)");
  EXPECT_EQ(schema.said(R"({"kind": "Cat"})"), "/kind discriminator: must be one of cat, dog");
}

TEST(SchemaViolations, OneOfSaysWhichBranchesMatchedTogether) {
  const Evaluation evaluation =
      Compiled(R"({"oneOf": [{"minimum": 1}, false, {"maximum": 9}]})").evaluate("5");
  ASSERT_EQ(evaluation.violations.size(), 1U);
  EXPECT_EQ(json_text(evaluation.violations[0].params.front()), "[0,2]");
  EXPECT_TRUE(evaluation.violations[0].causes.empty());
}

TEST(SchemaViolations, UnevaluatedReportsOnlyWhatIsWrongInAddition) {
  const Compiled schema(R"({
    "allOf": [{"properties": {"a": {"type": "string"}}}],
    "anyOf": [{"properties": {"b": {"type": "string"}}, "required": ["b"]}, {"required": ["c"]}],
    "unevaluatedProperties": false})");
  EXPECT_EQ(schema.said(R"({"a": 1, "b": "", "x": 1})"),
            "/a type: must be a string (is an integer)\n"
            "/x unevaluatedProperties: is not allowed");
  EXPECT_EQ(schema.said(R"({"a": "", "b": 1})"), "/b type: must be a string (is an integer)");
}

TEST(SchemaViolations, OfDuplicateKeysTheLastCounts) {
  const Compiled schema(R"({"properties": {"a": {"type": "string"}}, "maxProperties": 1})");
  EXPECT_TRUE(schema.accepts(R"({"a": 1, "a": "x"})"));
  EXPECT_FALSE(schema.accepts(R"({"a": "x", "a": 1})"));
}

TEST(SchemaViolations, AnAbsentInstanceIsRequired) {
  const Compiled schema("true");
  const Evaluation evaluation = evaluate(schema.schema(), json::Value());
  EXPECT_FALSE(evaluation.valid);
  ASSERT_EQ(evaluation.violations.size(), 1U);
  EXPECT_EQ(message(evaluation.violations[0]), "is required");
  EXPECT_EQ(field_pointer(evaluation.violations[0]), "");
}

TEST(Violations, TheDefaultMappingExplainsWhatHasNoKind) {
  const Compiled schema(R"({"oneOf": [{"$ref": "#/$defs/Cat"}, {"$ref": "#/$defs/Other"}],
    "discriminator": {"propertyName": "kind", "defaultMapping": "Other"},
    "$defs": {"Cat": {"required": ["kind"], "properties": {"kind": {"const": "Cat"}}},
              "Other": {"required": ["name", "size", "age"]}}})",
                        Dialect::openapi_3_1);
  EXPECT_EQ(schema.said("{}"),
            "/name required: is required\n/size required: is required\n"
            "/age required: is required");
  EXPECT_EQ(schema.said(R"({"kind": "horse", "name": 1, "size": 2})"),
            "/age required: is required");
}

}  // namespace
}  // namespace vitrine::schema::test
