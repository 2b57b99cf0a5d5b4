// Unions of one schema and null, of constants, and what several definitions of a property say.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/openapi/given.h"

namespace vitrine::openapi {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> values(const SchemaView& view) {
  std::vector<std::string> list;
  for (const Enumerated& each : view.enumerated()) {
    const json::Value value = each.value;
    list.push_back(std::string(value.is_string() ? value.string() : value.lexeme()) +
                   (each.words.empty() ? "" : " " + each.words));
  }
  return list;
}

std::vector<std::string> limits(const SchemaView& view) {
  std::vector<std::string> list;
  for (const Constraint& each : view.constraints()) list.push_back(each.keyword + " " + each.value);
  return list;
}

TEST(UnionWithNull, IsTheOtherSchemaOrNull) {
  const char* nulls[] = {R"({"type":"null"})", R"({"type":["null"]})", R"({"enum":[null]})",
                         R"({"const":null})"};
  for (const char* null : nulls) {
    for (const char* keyword : {"anyOf", "oneOf"}) {
      const Given given(std::string(R"({")") + keyword +
                        R"(":[{"type":"string","title":"Name","description":"Its name",
        "minLength":2,"pattern":"^a","enum":["ab","ac"],"default":"ab","examples":["ac"]},)" +
                        null + "]}");
      const SchemaView view = given.view();
      EXPECT_EQ(view.type_words(), "string \u00B7 null");
      EXPECT_EQ(view.title(), "Name");
      EXPECT_EQ(view.description(), "Its name");
      EXPECT_THAT(limits(view), ElementsAre("minLength 2", "pattern ^a"));
      EXPECT_THAT(values(view), ElementsAre("ab", "ac"));
      EXPECT_EQ(view.default_value().string(), "ab");
      EXPECT_EQ(view.example().string(), "ac");
    }
  }
}

TEST(UnionWithNull, HasThePropertiesAndTheItemsOfTheOther) {
  const Given given(R"({"a":{"anyOf":[{"type":"null"},{"$ref":"#/Owner"}]},
    "b":{"type":"array","items":{"anyOf":[{"type":"integer","maximum":9},{"type":"null"}]}},
    "c":{"oneOf":[{"type":"array","items":{"$ref":"#/Owner"}},{"type":"null"}]},
    "Owner":{"type":"object","required":["name"],"properties":{"name":{"type":"string"}}}})");
  ASSERT_EQ(given.view("a").properties().size(), 1u);
  EXPECT_TRUE(given.view("a").properties()[0].required);
  EXPECT_EQ(given.view("a").type_words(), "object \u00B7 null");
  EXPECT_EQ(given.view("a").wrapped().reference_name(), "Owner");
  EXPECT_EQ(given.view("b").type_words(), "array of (integer \u00B7 null)");
  EXPECT_THAT(limits(given.view("b").items()), ElementsAre("maximum 9"));
  EXPECT_EQ(given.view("c").items().properties().size(), 1u);
}

TEST(UnionWithNull, SaysItsOwnWordsThenThoseOfTheOtherInPlace) {
  const Given given(R"({"description":"Here","anyOf":[{"type":"string","title":"T",
    "description":"There"},{"type":"null"}]})");
  EXPECT_EQ(given.view().description(), "Here\n\nThere");
  EXPECT_EQ(given.view().title(), "T");
  const Given named(R"({"a":{"description":"Here","anyOf":[{"$ref":"#/b"},{"type":"null"}]},
    "b":{"description":"There"}})");
  EXPECT_EQ(named.view("a").description(), "Here");
}

TEST(UnionWithNull, OffersTheVariantsOfAUnionInIt) {
  const Given given(R"({"anyOf":[{"oneOf":[{"type":"string"},{"type":"integer"}]},
    {"type":"null"}]})");
  EXPECT_EQ(given.view().variants().size(), 2u);
  EXPECT_EQ(given.view().choice(), Choice::one_of);
  EXPECT_EQ(given.view().type_words(), "string \u00B7 integer \u00B7 null");
}

TEST(UnionOfOne, IsThatSchema) {
  const Given given(R"({"oneOf":[{"type":"string","description":"Words"}]})");
  EXPECT_EQ(given.view().type_words(), "string");
  EXPECT_EQ(given.view().description(), "Words");
}

TEST(UnionOfConstants, IsAnEnumerationWithWords) {
  const Given given(R"({"oneOf":[{"const":1,"title":"Low"},{"const":2,"description":"In between"},
    {"enum":[3],"title":"High","description":"The most"},{"$ref":"#/more"},{"type":"null"}],
    "more":{"const":4}})");
  const SchemaView view = given.view();
  EXPECT_THAT(values(view), ElementsAre("1 Low", "2 In between", "3 High: The most", "4"));
  EXPECT_THAT(view.variants(), IsEmpty());
  EXPECT_EQ(view.choice(), Choice::none);
  EXPECT_TRUE(view.nullable());
}

TEST(UnionOfConstants, IsNoneWithAnythingElseInIt) {
  const Given given(R"({"anyOf":[{"const":"a"},{"type":"string"}]})");
  EXPECT_THAT(values(given.view()), IsEmpty());
  EXPECT_EQ(given.view().variants().size(), 2u);
}

TEST(AllOf, LeavesTheValuesThatAllDefinitionsAllow) {
  const Given given(R"({"allOf":[
    {"properties":{"kind":{"type":"string","enum":["cat","dog","owl"],"description":"Which"},
                   "size":{"type":"integer","minimum":1,"maximum":9,"multipleOf":2}}},
    {"properties":{"kind":{"const":"dog","description":"Always"},
                   "size":{"minimum":3,"maximum":10,"multipleOf":3}}}]})");
  const SchemaView kind = given.view().property("kind");
  EXPECT_THAT(values(kind), ElementsAre("dog"));
  EXPECT_EQ(kind.description(), "Which");
  EXPECT_EQ(given.view().properties().size(), 2u);
  EXPECT_THAT(values(given.view().properties()[0].schema), ElementsAre("dog"));
  EXPECT_THAT(limits(given.view().property("size")),
              ElementsAre("minimum 3", "maximum 9", "multipleOf 2", "multipleOf 3"));
}

TEST(AllOf, OfDefinitionsThatContradictShowsTheFirst) {
  const Given given(R"({"allOf":[{"properties":{"a":{"const":"x"}}},
    {"properties":{"a":{"const":"y"}}}]})");
  EXPECT_THAT(values(given.view().property("a")), ElementsAre("x"));
}

TEST(AllOf, TakesTheItemsOfAllDefinitions) {
  const Given given(R"({"allOf":[{"type":"array","items":{"type":"string"}},
    {"items":{"maxLength":5,"description":"A word"}}]})");
  EXPECT_EQ(given.view().items().description(), "A word");
  EXPECT_THAT(limits(given.view().items()), ElementsAre("maxLength 5"));
}

TEST(AllOf, HasTheWordsThatStandBesideAReference) {
  const Given given(R"({"allOf":[{"$ref":"#/Tag"},{"description":"Of this one","deprecated":true}],
    "Tag":{"type":"string","description":"A tag"}})");
  EXPECT_EQ(given.view().description(), "Of this one");
  EXPECT_TRUE(given.view().deprecated());
}

}  // namespace
}  // namespace vitrine::openapi
