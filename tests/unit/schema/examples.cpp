#include "app/json/write.h"
#include "app/schema/example.h"
#include "app/schema/example_pattern.h"
#include "app/schema/pattern.h"
#include "tests/unit/schema/support.h"

namespace vitrine::schema::test {
namespace {

/// The example as compact JSON, or "! pointer: reason"; judged once more from outside.
std::string made(std::string_view text, ExampleOptions options = {},
                 Dialect dialect = Dialect::openapi_3_1, std::string_view pointer = "") {
  const Compiled compiled(text, dialect, pointer);
  const auto example = schema::example(compiled.schema(), options);
  if (!example) return "! " + example.error().pointer + ": " + example.error().message;
  EvaluateOptions evaluation;
  evaluation.direction = options.direction;
  EXPECT_EQ(compiled.said(*example, evaluation), "") << *example;
  return json::compact(json::read(*example).document.root());
}

TEST(Example, TakesTheAuthorsOwnWordsFirst) {
  EXPECT_EQ(made(R"({"type": "string", "example": "Mona", "default": "x"})"), R"("Mona")");
  EXPECT_EQ(made(R"({"type": "string", "examples": ["Mona", "Lisa"]})"), R"("Mona")");
  EXPECT_EQ(made(R"({"type": "integer", "default": 30})"), "30");
  EXPECT_EQ(made(R"({"const": {"a": 1.50}})"), R"({"a":1.50})");
  EXPECT_EQ(made(R"({"enum": [null, "asc", "desc"]})"), R"("asc")");
}

TEST(Example, PassesOverWordsThatAreNotValid) {
  EXPECT_EQ(made(R"({"type": "integer", "example": "seven", "default": 7})"), "7");
  EXPECT_EQ(made(R"({"type": "string", "enum": ["a", "bb"], "minLength": 2})"), R"("bb")");
}

TEST(Example, ReadsFormatsAndNames) {
  const std::string text = made(R"({"type": "object", "properties": {
      "id": {"type": "string", "format": "uuid"},
      "at": {"type": "string", "format": "date-time"},
      "owner_email": {"type": "string"},
      "page": {"type": "integer", "minimum": 1},
      "active": {"type": "boolean"}}})");
  EXPECT_EQ(text, R"({"id":"3f2b8c1e-7d4a-4e6b-9a5c-0d1e2f3a4b26","at":"2026-01-31T09:26:00Z",)"
                  R"("owner_email":"ada@example.com","page":1,"active":true})");
  for (const char* format :
       {"date", "time", "duration", "email", "hostname", "ipv4", "ipv6", "uri", "uri-reference",
        "json-pointer", "regex", "int32", "int64", "float", "double", "byte", "binary"}) {
    EXPECT_NE(made(std::string(R"({"format": ")") + format + R"("})").at(0), '!') << format;
    EXPECT_EQ(made(std::string(R"({"type": "string", "format": ")") + format + R"("})").at(0), '"');
  }
}

TEST(Example, KeepsLengths) {
  EXPECT_EQ(made(R"({"type": "string", "minLength": 9})"), R"("stringstr")");
  EXPECT_EQ(made(R"({"type": "string", "maxLength": 3})"), R"("str")");
  EXPECT_EQ(made(R"({"type": "string", "format": "email", "minLength": 20})"),
            R"("adastrin@example.com")");
  EXPECT_EQ(made(R"({"type": "string", "maxLength": 0})"), R"("")");
  EXPECT_EQ(made(R"({"type": "string", "minLength": 1000000000})"),
            "! : needs a text of 1000000000 characters, which is too long");
}

TEST(Example, KeepsBoundsExactly) {
  EXPECT_EQ(made(R"({"type": "integer", "minimum": 3, "maximum": 3})"), "3");
  EXPECT_EQ(made(R"({"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 0.01})"),
            "0.0001");
  EXPECT_EQ(made(R"({"type": "number", "multipleOf": 0.01, "minimum": 0.005})"), "0.01");
  EXPECT_EQ(made(R"({"type": "integer", "multipleOf": 0.4})"), "2");
  EXPECT_EQ(made(R"({"type": "integer", "minimum": 1, "exclusiveMaximum": -1})").at(0), '!');
  EXPECT_EQ(made(R"({"type": "number", "minimum": 1e400})"), "1e400");
  EXPECT_EQ(made(R"({"type": "integer", "minimum": 9007199254740993})"), "9007199254740993");
  EXPECT_EQ(made(R"({"type": "integer", "allOf": [{"multipleOf": 4}, {"multipleOf": 6}]})"), "12");
  EXPECT_EQ(made(R"({"type": "integer", "maximum": -5})"), "-5");
  EXPECT_EQ(made(R"({"type": "integer", "minimum": 0, "exclusiveMinimum": true})", {},
                 Dialect::openapi_3_0),
            "1");
}

TEST(Example, LeavesOutWhatTravelsTheOtherWay) {
  constexpr const char* kUser =
      R"({"type": "object", "required": ["id", "password"], "properties": {
      "id": {"type": "integer", "readOnly": true},
      "password": {"type": "string", "writeOnly": true},
      "role": {"type": "string"}}})";
  EXPECT_EQ(made(kUser, {.direction = Direction::request}),
            R"({"password":"string","role":"string"})");
  EXPECT_EQ(made(kUser, {.direction = Direction::response}), R"({"id":1,"role":"string"})");
  EXPECT_EQ(made(kUser, {.direction = Direction::request, .members = Members::required}),
            R"({"password":"string"})");
}

TEST(Example, ComposesAllOf) {
  EXPECT_EQ(made(R"({"allOf": [{"$ref": "#/$defs/base"}, {"required": ["b"], "properties": {
      "b": {"type": "boolean"}}}], "$defs": {"base": {"type": "object", "example": {"a": 5},
      "properties": {"a": {"type": "integer"}}}}})"),
            R"({"a":5,"b":true})");
  EXPECT_EQ(made(R"({"allOf": [{"additionalProperties": false, "properties": {"a": {}}},
      {"properties": {"b": {}}}]})"),
            R"({"a":"string"})");
}

TEST(Example, ChoosesABranchThatWorks) {
  EXPECT_EQ(made(R"({"oneOf": [{"type": "null"}, {"type": "string"}]})"), R"("string")");
  EXPECT_EQ(made(R"({"type": "integer", "anyOf": [{"type": "string"}, {"minimum": 5}]})"), "5");
  EXPECT_EQ(made(R"({"oneOf": [{"type": "integer"}, {"type": "number", "minimum": 0.5}]})"), "0");
  EXPECT_EQ(made(R"({"oneOf": [{"type": "integer"}, {"type": "number"}]})"), "0.1");
  EXPECT_EQ(made(R"({"type": "object", "oneOf": [{"required": ["a"]}, {"required": ["b"]}],
      "properties": {"a": {"const": 1}, "b": {"const": 2}}})"),
            R"({"a":1})");
}

TEST(Example, NamesTheKindThatTheDiscriminatorAsksFor) {
  constexpr const char* kPets = R"({"components": {"schemas": {
      "Pet": {"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
        "discriminator": {"propertyName": "kind", "mapping": {"feline": "#/components/schemas/Cat"}}},
      "Cat": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"},
        "lives": {"type": "integer"}}},
      "Dog": {"type": "object", "required": ["kind", "bark"], "properties": {
        "kind": {"type": "string"}, "bark": {"type": "string"}}},
      "Animal": {"type": "object", "required": ["type"], "properties": {"type": {"type": "string"}},
        "discriminator": {"propertyName": "type"}},
      "Bird": {"allOf": [{"$ref": "#/components/schemas/Animal"}, {"properties": {"wings": {"type": "integer"}}}]}
    }}})";
  EXPECT_EQ(made(kPets, {}, Dialect::openapi_3_0, "/components/schemas/Bird"),
            R"({"type":"Bird","wings":1})");
  EXPECT_EQ(made(R"({"oneOf": [{"type": "object", "properties": {"k": {"const": "a"}}}]})"),
            R"({"k":"a"})");
  EXPECT_EQ(made(kPets, {}, Dialect::openapi_3_0, "/components/schemas/Pet"),
            R"({"kind":"feline","lives":1})");
}

TEST(Example, FollowsConditions) {
  EXPECT_EQ(made(R"({"type": "object", "properties": {"country": {"enum": ["KR", "US"]}},
      "required": ["country"], "if": {"properties": {"country": {"const": "US"}}},
      "then": {"required": ["zip"], "properties": {"zip": {"pattern": "^[0-9]{5}$"}}},
      "else": {"required": ["postcode"]}})"),
            R"({"country":"US","zip":"12345"})");
  EXPECT_EQ(made(R"({"type": "object", "properties": {"a": {"const": 1}},
      "dependentRequired": {"a": ["b"], "b": ["c"]}})"),
            R"({"a":1,"b":"string","c":"string"})");
  EXPECT_EQ(made(R"({"type": "object", "properties": {"a": {"const": 1}},
      "dependentSchemas": {"a": {"required": ["b"], "properties": {"b": {"const": 2}}}}})"),
            R"({"a":1,"b":2})");
  EXPECT_EQ(made(R"({"type": "string", "not": {"const": "string"}})"), R"("a")");
  EXPECT_EQ(made(R"({"type": "object", "properties": {"a": {}}, "not": {"required": ["a"]}})"),
            "{}");
}

TEST(Example, FillsArraysAndMaps) {
  EXPECT_EQ(made(R"({"type": "array", "items": {"type": "integer"}, "minItems": 3,
      "uniqueItems": true})"),
            "[1,2,3]");
  EXPECT_EQ(made(R"({"type": "array", "items": {"enum": ["a", "b"]}, "minItems": 2,
      "uniqueItems": true})"),
            R"(["a","b"])");
  EXPECT_EQ(made(R"({"type": "array", "items": {"enum": ["a"]}, "minItems": 2,
      "uniqueItems": true})")
                .at(0),
            '!');
  EXPECT_EQ(made(R"({"type": "array", "contains": {"const": 7}, "minContains": 2})"), "[7,7]");
  EXPECT_EQ(made(R"({"type": "array", "prefixItems": [{"const": 1}, {"type": "boolean"}],
      "items": false})"),
            "[1,true]");
  EXPECT_EQ(made(R"({"type": "array", "minItems": 1000000000})"),
            "! : needs 1000000000 items, which are too many");
  EXPECT_EQ(made(R"({"type": "object", "additionalProperties": {"type": "integer"}})"),
            R"({"key":1})");
  EXPECT_EQ(made(R"({"type": "object", "minProperties": 2, "propertyNames": {"pattern": "^x-"}})"),
            R"({"x-":"string","x-2":"string"})");
  EXPECT_EQ(made(R"({"type": "object", "patternProperties": {"^[a-z]{2}$": {"const": 1}},
      "additionalProperties": false})"),
            R"({"ab":1})");
  EXPECT_EQ(made(R"({"type": "object", "maxProperties": 1, "required": ["b"],
      "properties": {"a": {}, "b": {"const": 1}}})"),
            R"({"b":1})");
}

TEST(Example, EndsRecursionAtTheFirstOptionalPlace) {
  EXPECT_EQ(made(R"({"type": "object", "required": ["name"], "properties": {
      "name": {"const": "x"}, "parent": {"$ref": "#"},
      "children": {"type": "array", "items": {"$ref": "#"}}}})"),
            R"({"name":"x","children":[]})");
  EXPECT_EQ(made(R"({"oneOf": [
      {"type": "object", "required": ["left"], "properties": {"left": {"$ref": "#"}}},
      {"type": "integer"}]})"),
            R"({"left":1})");
  EXPECT_EQ(
      made(R"({"type": "object", "required": ["next"], "properties": {"next": {"$ref": "#"}}})"),
      "! /next/next: the schema contains itself without end");
}

TEST(Example, NeverGrowsWithoutBounds) {
  std::string fan = R"({"$ref": "#/$defs/s0", "$defs": {)";
  for (int i = 0; i < 40; ++i) {
    const std::string next = R"({"$ref": "#/$defs/s)" + std::to_string(i + 1) + R"("})";
    fan += "\"s" + std::to_string(i) + R"(": {"type": "object", "properties": {"a": )" + next +
           R"(, "b": )" + next + "}},";
  }
  fan += R"("s40": {"type": "integer"}}})";
  const std::string text = made(fan);
  EXPECT_EQ(text.at(0), '{');
  EXPECT_LT(text.size(), 100'000u);
  std::string chain = R"({"$ref": "#/$defs/s0", "$defs": {)";
  for (int i = 0; i < 3000; ++i) {
    chain +=
        "\"s" + std::to_string(i) + R"(": {"$ref": "#/$defs/s)" + std::to_string(i + 1) + "\"},";
  }
  EXPECT_EQ(made(chain + R"("s3000": {"const": 1}}})"), "1");
}

TEST(Example, SaysWhatCannotBe) {
  EXPECT_EQ(made("false"), "! : the schema is false, which no value satisfies");
  EXPECT_EQ(made(R"({"type": "object", "required": ["a"], "properties": {"a": {"allOf": [
      {"type": "string"}, {"type": "integer"}]}}})"),
            "! /a: the types asked for exclude each other");
  EXPECT_EQ(made(R"({"type": "string", "pattern": "^a$", "minLength": 2})"),
            "! : no text was found for the pattern");
}

struct PatternRow {
  const char* pattern;
  const char* text;
};

class PatternText : public testing::TestWithParam<PatternRow> {};

TEST_P(PatternText, MatchesAndReadsWell) {
  const auto compiled = Pattern::compile(GetParam().pattern);
  ASSERT_TRUE(compiled) << compiled.error().message;
  for (std::uint32_t variant = 0; variant < 2; ++variant) {
    const auto text = text_from_pattern(GetParam().pattern, variant, 0, 10'000);
    ASSERT_TRUE(text);
    std::uint64_t steps = 0;
    if (variant == 0 && GetParam().text != nullptr) {
      EXPECT_EQ(*text, GetParam().text);
    }
    const bool matches = compiled->search(*text, 1'000'000, &steps) == Pattern::Verdict::match;
    // Assertions that look ahead are for the second variant.
    EXPECT_TRUE(matches || (variant == 0 && GetParam().text == nullptr)) << *text;
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, PatternText,
    testing::Values(PatternRow{"^[a-z]{3}-\\d{4}$", "abc-4567"}, PatternRow{"^(GET|POST)$", "GET"},
                    PatternRow{"^#?([0-9A-Fa-f]{6})$", "abcdef"}, PatternRow{"[^a-z]+", "A"},
                    PatternRow{"^\\+?[1-9]\\d{1,14}$", "12"}, PatternRow{"^\\p{Lu}\\p{L}*$", "A"},
                    PatternRow{"^(?:a|b(?:c|d)){2}$", "aa"}, PatternRow{"^(\\w)\\1$", "aa"},
                    PatternRow{"^[\\u3042-\\u3044]$", "あ"}, PatternRow{"^a{0}b$", "b"},
                    PatternRow{"^\\d{4}-(0[1-9]|1[0-2])$", "1234-05"}, PatternRow{"", ""},
                    PatternRow{"^[\\s\\S]*$", ""}, PatternRow{"^.{5,}$", "abcde"},
                    PatternRow{"^(?=.*[A-Z])(?=.*\\d)(?=.*[^\\w]).{4,}$", nullptr},
                    PatternRow{"^[가-힣]{2}$", "가각"}, PatternRow{"^(?<year>\\d)x$", "1x"},
                    PatternRow{"^\\uD83D\\uDE00[\\uD83D\\uDE00-\\uD83D\\uDE02]$", "😀😁"}));

TEST(TextFromPattern, KeepsItsBoundToTheLastCharacter) {
  EXPECT_EQ(text_from_pattern("^abc$", 0, 0, 2), std::nullopt);
  EXPECT_EQ(text_from_pattern("^abc$", 0, 0, 3), "abc");
}

TEST(TextFromPattern, HalfAPairIsNoText) {
  EXPECT_EQ(text_from_pattern("^\\uD83D$", 0, 0, 100), std::nullopt);
  EXPECT_EQ(text_from_pattern("^[\\uDC00-\\uDFFF]$", 0, 0, 100), std::nullopt);
}

}  // namespace
}  // namespace vitrine::schema::test
