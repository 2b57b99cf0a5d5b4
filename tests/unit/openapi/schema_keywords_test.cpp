// What keywords say of a value, and the schemas that they hold.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/openapi/given.h"

namespace vitrine::openapi {
namespace {

using schema::Dialect;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> subschemas(const SchemaView& view) {
  std::vector<std::string> list;
  for (const Subschema& each : view.subschemas()) {
    list.push_back(std::string(each.keyword) + (each.key.empty() ? "" : " " + each.key) + ": " +
                   each.schema.type_words());
  }
  return list;
}

TEST(Subschemas, AreAllThatAKeywordHolds) {
  const Given given(R"({"not":{"type":"null"},"if":{"required":["a"]},"then":{"minProperties":2},
    "else":{"maxProperties":1},"dependentSchemas":{"a":{"required":["b"]}},
    "patternProperties":{"^x-":{"type":"integer"}},"propertyNames":{"type":"string"}})");
  EXPECT_THAT(
      subschemas(given.view()),
      ElementsAre("propertyNames: string", "patternProperties ^x-: integer", "not: null",
                  "if: object", "then: object", "else: object", "dependentSchemas a: object"));
}

TEST(Subschemas, OfATupleAreItsItems) {
  const Given given(R"({"prefixItems":[{"type":"string"},{"type":"integer"}],"items":false,
    "contains":{"const":1}})");
  EXPECT_THAT(subschemas(given.view()),
              ElementsAre("prefixItems 0: string", "prefixItems 1: integer", "contains: number"));
  EXPECT_EQ(given.view().tuple_size(), 2u);
  EXPECT_EQ(given.view().type_words(), "array of (string, integer)");
  const Given old(R"({"items":[{"type":"string"}],"additionalItems":{"type":"boolean"}})",
                  Dialect::draft4);
  EXPECT_THAT(subschemas(old.view()), ElementsAre("items 0: string"));
  EXPECT_EQ(old.view().type_words(), "array of (string, \u2026)");
  EXPECT_EQ(old.view().items().type_words(), "boolean");
}

TEST(Subschemas, ThatCannotApplyAreSilent) {
  const Given given(R"({"type":"string","prefixItems":[{}],"propertyNames":{"minLength":1},
    "contains":{"const":1},"then":{"minLength":3},"contentSchema":{"type":"object"}})");
  EXPECT_THAT(subschemas(given.view()), ElementsAre("contentSchema: object"));
}

TEST(Subschemas, OfDraft4DependenciesAreThoseThatAreNoLists) {
  const Given given(R"({"dependencies":{"a":["b","c"],"d":{"required":["e"]}}})", Dialect::draft4);
  EXPECT_THAT(subschemas(given.view()), ElementsAre("dependencies d: object"));
  const std::vector<Dependency> dependencies = given.view().dependencies();
  ASSERT_EQ(dependencies.size(), 1u);
  EXPECT_EQ(dependencies[0].property, "a");
  EXPECT_THAT(dependencies[0].required, ElementsAre("b", "c"));
}

TEST(Subschemas, HaveTheUnionsBesideTheOneThatIsChosenFrom) {
  const Given given(R"({"oneOf":[{"type":"string"},{"type":"integer"}],
    "anyOf":[{"minLength":1},{"minimum":1}]})");
  EXPECT_EQ(given.view().variants().size(), 2u);
  EXPECT_THAT(subschemas(given.view()), ElementsAre("anyOf 1.0: string", "anyOf 1.1: number"));
}

TEST(Constraints, OfOtherTypesAreSilent) {
  const Given given(R"({"type":"string","uniqueItems":true,"minimum":1,"minProperties":1,
    "maxLength":3,"contentEncoding":"base64"})");
  const std::vector<Constraint> constraints = given.view().constraints();
  ASSERT_EQ(constraints.size(), 2u);
  EXPECT_EQ(constraints[0].keyword, "maxLength");
  EXPECT_EQ(constraints[1].keyword, "contentEncoding");
}

TEST(Examples, AreAllOfThem) {
  const Given given(R"({"example":1,"examples":[2,3]})");
  std::vector<std::string> examples;
  for (const json::Value& value : given.view().examples()) examples.emplace_back(value.lexeme());
  EXPECT_THAT(examples, ElementsAre("1", "2", "3"));
}

TEST(Required, NamesWhatIsNoPropertyOfTheSchema) {
  const Given given(R"({"required":["a","b"],"allOf":[{"required":["b","c"]},
    {"properties":{"a":{}}}]})");
  EXPECT_THAT(given.view().other_required(), ElementsAre("b", "c"));
  EXPECT_THAT(Given(R"({"required":true})").view().other_required(), IsEmpty());
}

TEST(EnumWords, ComeFromListsAndMapsOfExtensions) {
  EXPECT_THAT(Given(R"({"enum":[1,2],"x-enum-varnames":["LOW","HIGH"],
    "x-enum-descriptions":["little","much"]})")
                  .view()
                  .enum_descriptions(),
              ElementsAre("LOW: little", "HIGH: much"));
  EXPECT_THAT(
      Given(R"({"enum":["a","b"],"x-enum-descriptions":{"b":"last"}})").view().enum_descriptions(),
      ElementsAre("", "last"));
}

}  // namespace
}  // namespace vitrine::openapi
