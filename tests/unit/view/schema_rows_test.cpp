// What a schema's page shows of its keywords, at every depth.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/unit/view/screen.h"

namespace vitrine::view {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using ui::Role;

class SchemaRows : public testing::Test {
 protected:
  Screen screen;

  /// Opens the page of the schema X among these.
  void open(const std::string& schemas) {
    screen.serve(R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{},
      "components":{"schemas":{)" +
                 schemas + "}}}");
    screen.open("#/schemas/X");
  }
  void shows(std::initializer_list<const char*> texts) {
    for (const char* text : texts) EXPECT_THAT(screen.text(), HasSubstr(text));
  }
};

TEST_F(SchemaRows, SayOfAUnionWithNullWhatTheOtherSchemaSays) {
  open(R"("X":{"type":"object","properties":{
    "name":{"anyOf":[{"type":"string","description":"Its name","minLength":1,"maxLength":1,
                      "default":"a"},{"type":"null"}]},
    "owner":{"anyOf":[{"$ref":"#/components/schemas/Owner"},{"type":"null"}]}}},
    "Owner":{"type":"object","description":"Who has it","properties":{"city":{"type":"string"}}})");
  shows({"name  string · null", "Its name", "exactly 1 character", "default \"a\"", "Who has it",
         "owner  Owner", "city  string"});
  EXPECT_FALSE(screen.has(Role::combobox, "Any of"));
}

TEST_F(SchemaRows, AreUnfoldedToALevelAndFoldedAgain) {
  open(R"("X":{"type":"object","properties":{"a":{"type":"object","properties":{
    "b":{"type":"object","properties":{"c":{"type":"object","properties":{
      "deep":{"type":"string"}}}}}}}}})");
  const auto choose = [&](const char* option) {
    screen.choose(Role::combobox, "Show properties", option);
  };
  EXPECT_THAT(screen.text(), Not(HasSubstr("deep  string")));
  choose("Expand all");
  shows({"deep  string"});
  choose("2 levels");
  shows({"c  object"});
  EXPECT_THAT(screen.text(), Not(HasSubstr("deep  string")));
  screen.activate(Role::button, "Show properties of a.b.c");
  shows({"deep  string"});
  choose("Collapse all");
  EXPECT_THAT(screen.text(), Not(HasSubstr("b  object")));
}

/// All properties of all properties would not be counted in the time of a test.
TEST_F(SchemaRows, OfVeryManyPropertiesThatHoldAsManyAreShown) {
  std::string properties;
  for (int number = 0; number < 20'000; ++number)
    properties += (number > 0 ? ",\"p" : "\"p") + std::to_string(number) +
                  R"(":{"$ref":"#/components/schemas/X"})";
  open(R"("X":{"type":"object","properties":{)" + properties + "}}");
  shows({"p0  X", "p900  X"});
}

TEST_F(SchemaRows, OfASchemaThatHoldsItselfEndWhenAllAreUnfolded) {
  open(R"("X":{"type":"object","properties":{"next":{"$ref":"#/components/schemas/X"},
    "list":{"type":"array","items":{"$ref":"#/components/schemas/X"}}}})");
  screen.choose(Role::combobox, "Show properties", "Expand all");
  EXPECT_TRUE(screen.has(Role::button, "Show properties of next.next"));
  EXPECT_LT(screen.page.nodes().size(), 200u);
}

TEST_F(SchemaRows, OfferTheAlternativesOfTheForm) {
  screen.serve(R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{"/a":{"post":{
    "operationId":"a","responses":{},"requestBody":{"content":{"application/json":{"schema":{
      "type":"object","properties":{"home":{"oneOf":[
        {"title":"Cage","type":"object","properties":{"bars":{"type":"integer"}}},
        {"title":"Pond","type":"object","properties":{"depth":{"type":"number"}}}]}}}}}}}}}})");
  screen.open("#/operations/a");
  if (screen.has(Role::button, "Show properties of home"))
    screen.activate(Role::button, "Show properties of home");
  shows({"bars  integer"});
  const std::string kind =
      session::fill(session::Word::kind_of, schema::Language::en, {{"name", "home"}});
  screen.choose(Role::combobox, kind, "Pond");
  shows({"depth  number"});
  screen.choose(Role::combobox, "One of", "Cage");
  shows({"bars  integer"});
  EXPECT_EQ(screen.find(Role::combobox, kind).selected_option, 0);
}

TEST_F(SchemaRows, CountInTheSingularAndThePlural) {
  open(R"("X":{"type":"object","minProperties":1,"properties":{
    "a":{"type":"object","minProperties":2},"b":{"type":"array","maxItems":1},
    "c":{"type":"string","minLength":1,"maxLength":2,"uniqueItems":true}}})");
  shows({"at least 1 property", "at least 2 properties", "at most 1 item", "1 to 2 characters"});
  EXPECT_THAT(screen.text(), Not(HasSubstr("no duplicates")));
}

TEST_F(SchemaRows, ListTheItemsOfATuple) {
  open(R"("X":{"type":"object","properties":{"pair":{"type":"array","items":false,
    "prefixItems":[{"type":"string","description":"The key"},{"type":"integer"}]}}})");
  shows({"pair  array of (string, integer)", "[0]  string", "The key", "[1]  integer",
         "No additional items"});
}

TEST_F(SchemaRows, SayWhatTheItemsOfAListAndTheValuesOfAMapAre) {
  open(R"("X":{"type":"object","properties":{
    "tags":{"type":"array","items":{"type":"string","description":"A word","maxLength":9}},
    "sizes":{"type":"object","additionalProperties":{"type":"integer","minimum":3}}}})");
  shows({"tags  array of string", "each item  string", "A word", "at most 9 characters",
         "sizes  map of integer", "each value  integer", "at least 3"});
}

TEST_F(SchemaRows, FoldedPropertiesAreFoundByTheBrowser) {
  open(R"("X":{"type":"object","properties":{"owner":{"type":"object","properties":{
    "home":{"type":"object","properties":{"city":{"type":"string","description":"Where"}}}}}}})");
  const std::string name = "Show properties of owner.home";
  EXPECT_EQ(screen.find(Role::button, name).folded, "city Where\n");
  screen.click(Role::button, name);
  EXPECT_EQ(screen.find(Role::button, "Hide properties of owner.home").folded, "");
}

TEST_F(SchemaRows, SayConditionsAndDependenciesInWords) {
  open(R"("X":{"type":"object","not":{"required":["a"]},
    "if":{"minProperties":3},"then":{"required":["b"]},"else":{"maxProperties":1},
    "dependentRequired":{"c":["d","e"]},"dependentSchemas":{"f":{"minProperties":2}},
    "propertyNames":{"type":"string","pattern":"^p"},
    "patternProperties":{"^x-":{"type":"integer"}}})");
  shows({"must not match  object", "required a", "if  object", "at least 3 properties",
         "then  object", "required b", "else  object", "at most 1 property", "c requires d, e",
         "when f is given  object", "at least 2 properties", "property names  string", "matches ^p",
         "/^x-/  integer"});
}

TEST_F(SchemaRows, OfferTheVariantsOfAPropertyByTheirNames) {
  open(R"("X":{"type":"object","properties":{"target":{"anyOf":[
      {"type":"string","title":"Id","maxLength":40},{"type":"integer"},
      {"type":"array","items":{"type":"string"}},{"$ref":"#/components/schemas/Owner"}]}}},
    "Owner":{"type":"object","properties":{"city":{"type":"string"}}})");
  EXPECT_THAT(screen.find(Role::combobox, "Any of").options,
              ElementsAre("Id", "integer", "array of string", "Owner"));
  shows({"at most 40 characters"});
  screen.choose(Role::combobox, "Any of", "Owner");
  shows({"city  string"});
}

TEST_F(SchemaRows, ListVariantsThatHaveNoProperties) {
  open(R"("X":{"type":"object","properties":{
    "at":{"oneOf":[{"type":"string","format":"date","description":"A day"},
                   {"type":"string","title":"Relative","enum":["today"]}]},
    "plain":{"oneOf":[{"type":"string"},{"type":"integer"}]}}})");
  shows({"One of", "string · date", "A day", "Relative  string", "plain  string · integer"});
  EXPECT_THAT(screen.readable(), HasSubstr("today"));
  EXPECT_FALSE(screen.has(Role::combobox, "One of"));
}

TEST_F(SchemaRows, OfAUnionThatHoldsItselfEnd) {
  open(R"("X":{"oneOf":[{"type":"array","items":{"$ref":"#/components/schemas/X"}},
    {"type":"object","additionalProperties":{"$ref":"#/components/schemas/X"}},
    {"type":"string","description":"Words"}]})");
  shows({"One of", "Words"});
  EXPECT_LT(screen.page.nodes().size(), 300u);
}

TEST_F(SchemaRows, OfAUnionOnTheWayThroughAVariantOfferItsVariants) {
  open(R"("X":{"type":"object","properties":{"content":{"oneOf":[
      {"type":"array","items":{"$ref":"#/components/schemas/Part"}},{"type":"string"}]}}},
    "Part":{"anyOf":[{"$ref":"#/components/schemas/Image"},{"$ref":"#/components/schemas/Words"}]},
    "Image":{"type":"object","properties":{"width":{"type":"integer"}}},
    "Words":{"type":"object","properties":{"text":{"type":"string"}}})");
  EXPECT_THAT(screen.find(Role::combobox, "Any of").options, ElementsAre("Image", "Words"));
  shows({"width  integer"});
}

TEST_F(SchemaRows, ShowConstantsWithWordsAsAnEnumeration) {
  open(R"("X":{"type":"object","properties":{"level":{"oneOf":[{"const":1,"title":"Low"},
    {"const":2,"title":"High","description":"The most"}]}}})");
  shows({"1  Low", "2  High: The most"});
  EXPECT_THAT(screen.text(), Not(HasSubstr("One of")));
}

TEST_F(SchemaRows, KeepTheConstantThatAPartAdds) {
  open(R"("X":{"allOf":[{"$ref":"#/components/schemas/Animal"},
      {"properties":{"kind":{"const":"lynx"}}}]},
    "Animal":{"type":"object","properties":{"kind":{"type":"string","description":"Which"}}})");
  shows({"Which"});
  EXPECT_THAT(screen.readable(), HasSubstr("lynx"));
}

TEST_F(SchemaRows, ShowAllExamplesAndEveryValueOfALongEnumeration) {
  std::string values;
  for (int i = 100; i < 160; ++i) values += (values.empty() ? "" : ",") + std::to_string(i);
  open(R"("X":{"type":"object","properties":{"a":{"type":"string","examples":["ab","cd"]},
    "b":{"enum":[)" +
       values + "]}}}");
  shows({"Examples \"ab\", \"cd\"", "100, 101", "159"});
}

TEST_F(SchemaRows, SayOfALimitOf30ThatItIsExclusive) {
  screen.serve(R"({"openapi":"3.0.3","info":{"title":"T","version":"1"},"paths":{},
    "components":{"schemas":{"X":{"type":"object","properties":{
      "a":{"type":"number","minimum":3,"exclusiveMinimum":true,"maximum":9}}}}}})");
  screen.open("#/schemas/X");
  shows({"at most 9", "more than 3"});
}

TEST_F(SchemaRows, DoNotRepeatTheNamesAbove) {
  open(R"("X":{"type":"object","properties":{"owner":{"type":"object","properties":{
    "address":{"type":"object","properties":{"city":{"type":"string"}}}}}}})");
  shows({"address  object"});
  screen.activate(Role::button, "Show properties of owner.address");
  shows({"city  string"});
  EXPECT_THAT(screen.text(), Not(HasSubstr("owner.address.city")));
}

TEST_F(SchemaRows, OfferWhatBuildsOnASchemaWithADiscriminator) {
  open(R"("X":{"type":"object","properties":{"messages":{"type":"array",
      "items":{"$ref":"#/components/schemas/Message"}}}},
    "Message":{"type":"object","required":["type"],"properties":{"type":{"type":"string"}},
      "discriminator":{"propertyName":"type","mapping":{"text":"#/components/schemas/Text",
                                                        "sticker":"#/components/schemas/Sticker"}}},
    "Text":{"allOf":[{"$ref":"#/components/schemas/Message"},
      {"type":"object","properties":{"words":{"type":"string"}}}]},
    "Sticker":{"allOf":[{"$ref":"#/components/schemas/Message"},
      {"type":"object","properties":{"package":{"type":"string"}}}]})");
  EXPECT_THAT(screen.find(Role::combobox, "One of").options, ElementsAre("Text", "Sticker"));
  shows({"words  string"});
  screen.choose(Role::combobox, "One of", "Sticker");
  shows({"package  string"});
}

}  // namespace
}  // namespace vitrine::view
