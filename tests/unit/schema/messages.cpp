#include "app/schema/message.h"
#include "tests/unit/schema/support.h"

namespace vitrine::schema::test {
namespace {

struct Row {
  const char* schema;
  const char* instance;
  const char* en;
  const char* ko;
  const char* ja;
};

constexpr Row kRows[] = {
    {R"({"minLength": 12})", R"("short")", "must be at least 12 characters (is 5)",
     "12자 이상이어야 합니다 (현재 5자)", "12文字以上でなければなりません(現在は5文字)"},
    {R"({"minLength": 1})", R"("")", "must not be empty", "비어 있으면 안 됩니다",
     "空であってはいけません"},
    {R"({"minProperties": 1})", "{}", "must have at least 1 property (has 0)",
     "속성이 1개 이상이어야 합니다 (현재 0개)",
     "プロパティは1個以上でなければなりません(現在は0個)"},
    {R"({"exclusiveMaximum": 10})", "10", "must be less than 10 (is 10)",
     "10보다 작아야 합니다 (현재 10)", "10より小さくなければなりません(現在は10)"},
    {R"({"propertyNames": {"pattern": "^[a-z]+$"}})", R"({"B": 1})",
     "`B` is not an allowed key (pattern ^[a-z]+$)",
     "`B`은(는) 허용되지 않는 키입니다 (패턴 ^[a-z]+$)",
     "`B` は使用できないキーです(パターン ^[a-z]+$)"},
    {R"({"propertyNames": false})", R"({"B": 1})", "`B` is not an allowed key",
     "`B`은(는) 허용되지 않는 키입니다", "`B` は使用できないキーです"},
    {R"({"maxLength": 2})", R"("😀😀😀")", "must be at most 2 characters (is 3)",
     "2자 이하여야 합니다 (현재 3자)", "2文字以下でなければなりません(現在は3文字)"},
    {R"({"maximum": 2100})", "2200", "must be at most 2100 (is 2200)",
     "2100 이하여야 합니다 (현재 2200)", "2100以下でなければなりません(現在は2200)"},
    {R"({"required": ["a"]})", "{}", "is required", "필수 항목입니다", "必須です"},
    {R"({"enum": ["asc", "desc"]})", R"("up")", "must be one of asc, desc",
     "다음 중 하나여야 합니다: asc, desc", "次のいずれかでなければなりません: asc, desc"},
    {R"({"type": ["string", "null"]})", "1.5", "must be a string or null (is a number)",
     "문자열 또는 null이어야 합니다 (현재 숫자)",
     "文字列またはnullでなければなりません(現在は数値)"},
    {R"({"additionalProperties": false})", R"({"x": 1})", "is not allowed", "허용되지 않습니다",
     "使用できません"},
    {R"({"minItems": 2})", "[1]", "must have at least 2 items (has 1)",
     "항목이 2개 이상이어야 합니다 (현재 1개)", "項目は2個以上でなければなりません(現在は1個)"},
    {R"({"uniqueItems": true})", "[1, 2, 1.0]", "must not repeat an item: [0] and [2] are equal",
     "같은 항목이 있으면 안 됩니다: [0]과 [2]이 같습니다",
     "項目が重複してはいけません: [0]と[2]が同じです"},
    {R"({"format": "email"})", R"("me")", "must be an email address such as name@example.com",
     "name@example.com과 같은 이메일 주소여야 합니다",
     "name@example.com のようなメールアドレスでなければなりません"},
    {R"({"pattern": "^a+$"})", R"("b")", "must match the pattern ^a+$", "패턴 ^a+$에 맞아야 합니다",
     "パターン ^a+$ に一致しなければなりません"},
    {R"({"oneOf": [{"minimum": 1}, {"maximum": 5}]})", "3",
     "must match only one of the alternatives (matches 2)",
     "허용되는 형태 중 하나에만 맞아야 합니다 (현재 2개)",
     "許される形の一つだけに一致しなければなりません(現在は2個)"},
};

TEST(SchemaMessages, WordEveryViolationInThreeLanguages) {
  for (const Row& row : kRows) {
    const Compiled schema(row.schema);
    const Evaluation evaluation = schema.evaluate(row.instance);
    ASSERT_EQ(evaluation.violations.size(), 1U) << row.schema;
    const Violation& violation = evaluation.violations.front();
    EXPECT_EQ(message(violation, Language::en), row.en);
    EXPECT_EQ(message(violation, Language::ko), row.ko);
    EXPECT_EQ(message(violation, Language::ja), row.ja);
  }
}

TEST(SchemaMessages, HaveWordsForEveryKeywordThatCanFail) {
  const Compiled schema(R"({"type": "object", "properties": {
    "a": {"const": 1}, "b": {"multipleOf": 2}, "c": {"exclusiveMaximum": 2},
    "d": {"contains": {"type": "string"}, "maxContains": 0}, "e": {"not": {}}, "f": false,
    "g": {"prefixItems": [true], "items": false}, "h": {"exclusiveMinimum": 2},
    "i": {"anyOf": [{"type": "string"}, false]}, "j": {"minProperties": 1},
    "k": {"maxProperties": 0}, "l": {"contains": {"type": "string"}}, "m": {"maxItems": 0},
    "n": {"unevaluatedItems": false}, "o": {"propertyNames": {"maxLength": 2}},
    "p": {"dependentRequired": {"x": ["y"]}}}, "unevaluatedProperties": false})");
  EXPECT_EQ(
      schema.said(R"({"a": 2, "b": 3, "c": 2, "d": [""], "e": 1, "f": 1, "g": [1, 2],
                            "h": 2, "i": 1, "j": {}, "k": {"z": 1}, "l": [], "m": [1], "n": [1],
                            "o": {"long": 1}, "p": {"x": 1}, "q": 1})"),
      "/a const: must be 1\n"
      "/b multipleOf: must be a multiple of 2 (is 3)\n"
      "/c exclusiveMaximum: must be less than 2 (is 2)\n"
      "/d maxContains: must contain at most 0 matching items (has 1)\n"
      "/e not: is of a form that is excluded\n"
      "/f false: is not allowed\n"
      "/g/1 items: is not allowed\n"
      "/h exclusiveMinimum: must be greater than 2 (is 2)\n"
      "/i type: must be a string (is an integer)\n"
      "/j minProperties: must have at least 1 property (has 0)\n"
      "/k maxProperties: must have at most 0 properties (has 1)\n"
      "/l contains: must contain at least 1 matching item (has 0)\n"
      "/m maxItems: must have at most 0 items (has 1)\n"
      "/n/0 unevaluatedItems: is not allowed\n"
      "/o/long propertyNames: `long` is not an allowed key: must be at most 2 characters (is 4)\n"
      "/p/y dependentRequired: is required when x is given\n"
      "/q unevaluatedProperties: is not allowed");
}

TEST(SchemaMessages, EveryFormatHasWordsOfItsOwnInEveryLanguage) {
  for (const char* format : {"date-time",
                             "date",
                             "time",
                             "duration",
                             "email",
                             "hostname",
                             "ipv4",
                             "ipv6",
                             "uri",
                             "uri-reference",
                             "uuid",
                             "json-pointer",
                             "regex",
                             "idn-email",
                             "idn-hostname",
                             "iri",
                             "iri-reference",
                             "uri-template",
                             "relative-json-pointer",
                             "int32",
                             "int64",
                             "float",
                             "double",
                             "byte"}) {
    Violation violation;
    violation.keyword = "format";
    violation.params.push_back({"format", format, Parameter::Kind::text});
    const std::string english = message(violation);
    EXPECT_EQ(english.find(std::string("in the format ") + format), std::string::npos) << format;
    EXPECT_NE(message(violation, Language::ko), english) << format;
    EXPECT_NE(message(violation, Language::ja), english) << format;
    EXPECT_NE(message(violation, Language::ko), message(violation, Language::ja)) << format;
  }
}

TEST(SchemaMessages, AreShortWhateverTheValues) {
  const std::string digits(5000, '9');
  const Compiled schema(R"({"maximum": 1, "enum": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, "1", ""]})");
  const Evaluation evaluation = schema.evaluate(digits);
  ASSERT_EQ(evaluation.violations.size(), 2U);
  EXPECT_EQ(message(evaluation.violations[0]), "must be one of 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, …");
  EXPECT_EQ(message(evaluation.violations[1]),
            "must be at most 1 (is " + std::string(59, '9') + "…)");
  EXPECT_EQ(evaluation.violations[1].param("actual"), digits);
}

TEST(SchemaMessages, StringsThatLookLikeOtherValuesAreQuoted) {
  EXPECT_EQ(Compiled(R"({"enum": ["1", 1, "true", "a b", "", "a,b"]})").said("null"),
            R"( enum: must be one of "1", 1, "true", a b, "", "a,b")");
}

TEST(SchemaMessages, NeverContainTheInstancesText) {
  const Compiled schema(R"({"properties": {"password": {"type": "string", "minLength": 12,
      "pattern": "[0-9]", "enum": ["x"], "format": "email"}}})");
  for (const Language language : {Language::en, Language::ko, Language::ja}) {
    EXPECT_EQ(schema.said(R"({"password": "hunter"})", {}, language).find("hunter"),
              std::string::npos);
  }
}

TEST(SchemaMessages, LanguageTagsAreReadByTheirFirstPart) {
  EXPECT_EQ(language_of("ko-KR"), Language::ko);
  EXPECT_EQ(language_of("ja"), Language::ja);
  EXPECT_EQ(language_of("fr"), Language::en);
  EXPECT_EQ(language_of(""), Language::en);
}

}  // namespace
}  // namespace vitrine::schema::test
