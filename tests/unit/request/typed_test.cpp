#include <gtest/gtest.h>

#include "app/json/reader.h"
#include "app/json/write.h"
#include "app/request/parameter.h"

namespace vitrine::request {
namespace {

struct Fixture {
  explicit Fixture(std::string_view text) {
    EXPECT_TRUE(set.add("schema", std::move(json::read(text).document)).has_value());
    schema::Compiler compiler(set, {.dialect = schema::Dialect::openapi_3_1});
    auto result = compiler.compile(set.root("schema"));
    if (auto* found = std::get_if<std::shared_ptr<const schema::Schema>>(&result)) {
      compiled = *found;
    }
  }
  openapi::SchemaView view() const {
    return openapi::SchemaView(set, set.root("schema"), schema::Dialect::openapi_3_1);
  }
  Check check(State state, std::string text) const {
    return validate_parameter({state, std::move(text)}, rule, view(), compiled.get());
  }
  std::string typed(std::string text) const {
    const Check result = check(State::value, std::move(text));
    return json::compact(result.instance.value());
  }

  json::DocumentSet set;
  std::shared_ptr<const schema::Schema> compiled;
  Serialisation rule = default_serialisation("p", openapi::Location::query);
};

TEST(TypedText, TakesTheTypeOfTheSchema) {
  EXPECT_EQ(Fixture(R"({"type":"string"})").typed("12"), R"("12")");
  EXPECT_EQ(Fixture(R"({"type":"string"})").typed(" a "), R"(" a ")");
  EXPECT_EQ(Fixture(R"({"type":"integer"})").typed(" 12 "), "12");
  EXPECT_EQ(Fixture(R"({"type":"integer"})").typed("9007199254740993"), "9007199254740993");
  EXPECT_EQ(Fixture(R"({"type":"number"})").typed("1e5"), "1e5");
  EXPECT_EQ(Fixture(R"({"type":"number"})").typed("1.10"), "1.10");
  EXPECT_EQ(Fixture(R"({"type":"boolean"})").typed("true"), "true");
  EXPECT_EQ(Fixture(R"({"type":"boolean"})").typed("yes"), R"("yes")");
  EXPECT_EQ(Fixture(R"({})").typed("12"), R"("12")");
  EXPECT_EQ(Fixture(R"({"enum":[1,2]})").typed("2"), "2");
  EXPECT_EQ(Fixture(R"({"anyOf":[{"type":"integer"},{"type":"null"}]})").typed("2"), "2");
}

TEST(TypedText, ArraysAreJsonOrCommas) {
  const Fixture numbers(R"({"type":"array","items":{"type":"integer"}})");
  EXPECT_EQ(numbers.typed("[1, 2]"), "[1,2]");
  EXPECT_EQ(numbers.typed("1, 2"), "[1,2]");
  EXPECT_EQ(numbers.typed("1,x,"), R"([1,"x",""])");
  EXPECT_EQ(Fixture(R"({"type":"array","items":{"type":"string"}})").typed("a,b"), R"(["a","b"])");
}

TEST(TypedText, BrokenJsonIsAnErrorWithAPlace) {
  const Fixture object(R"({"type":"object"})");
  EXPECT_EQ(object.typed(R"({"a": 1})"), R"({"a":1})");
  const Check broken = object.check(State::value, "{\"a\": }");
  EXPECT_FALSE(broken.valid());
  ASSERT_TRUE(broken.instance.error.has_value());
  EXPECT_EQ(broken.instance.error->position.line, 1u);
  EXPECT_FALSE(object.check(State::value, "hello").valid());
}

TEST(TypedText, UnsetIsMissingOnlyWhenRequired) {
  Fixture fixture(R"({"type":"string","minLength":1})");
  EXPECT_TRUE(fixture.check(State::unset, "").valid());
  EXPECT_FALSE(fixture.check(State::empty, "").valid());
  fixture.rule.required = true;
  const Check missing = fixture.check(State::unset, "");
  ASSERT_EQ(missing.violations.size(), 1u);
  EXPECT_EQ(missing.violations[0].keyword, "required");
}

TEST(TypedText, AnEmptyValueIsValidWhereItIsAllowed) {
  Fixture fixture(R"({"type":"integer"})");
  EXPECT_FALSE(fixture.check(State::empty, "").valid());
  fixture.rule.allow_empty_value = true;
  EXPECT_TRUE(fixture.check(State::empty, "").valid());
  EXPECT_FALSE(fixture.check(State::value, "x").valid());
}

TEST(TypedText, TheSchemaJudgesTheTypedValue) {
  const Fixture fixture(R"({"type":"integer","minimum":1,"maximum":100})");
  ASSERT_TRUE(fixture.compiled);
  EXPECT_TRUE(fixture.check(State::value, "100").valid());
  ASSERT_FALSE(fixture.check(State::value, "101").valid());
  EXPECT_EQ(fixture.check(State::value, "101").violations[0].keyword, "maximum");
  EXPECT_EQ(fixture.check(State::value, "ten").violations[0].keyword, "type");
  EXPECT_EQ(fixture.check(State::null, "").violations[0].keyword, "type");
}

}  // namespace
}  // namespace vitrine::request
