#include "app/openapi/schema_view.h"

#include <gtest/gtest.h>

#include "tests/unit/openapi/given.h"

namespace vitrine::openapi {
namespace {

using schema::Dialect;

std::string words(const char* text, Dialect dialect = Dialect::openapi_3_1) {
  return Given(text, dialect).view().type_words();
}

TEST(SchemaView, SaysTypesInWords) {
  EXPECT_EQ(words(R"({"type":"string"})"), "string");
  EXPECT_EQ(words(R"({"type":["integer","null"]})"), "integer \u00B7 null");
  EXPECT_EQ(words(R"({"type":"array","items":{"type":"string"}})"), "array of string");
  EXPECT_EQ(words(R"({"type":"array","items":{"type":["string","integer"]}})"),
            "array of (string \u00B7 integer)");
  EXPECT_EQ(words(R"({"type":"array","items":{"type":"array","items":{"type":"number"}}})"),
            "array of array of number");
  EXPECT_EQ(words(R"({"properties":{"a":{}}})"), "object");
  EXPECT_EQ(words(R"({"enum":["a",null]})"), "string \u00B7 null");
  EXPECT_EQ(words(R"({"const":true})"), "boolean");
  EXPECT_EQ(words(R"({"oneOf":[{"type":"string"},{"type":"object"}]})"), "string \u00B7 object");
  EXPECT_EQ(words("{}"), "any");
  EXPECT_EQ(words("true"), "any");
  EXPECT_EQ(words("false"), "nothing");
}

TEST(SchemaView, PreparedSaysTheSame) {
  for (const char* text :
       {R"({"type":["integer","null"]})", R"({"type":"array","items":{"type":"number"}})",
        R"({"type":"array","prefixItems":[{"type":"string"}],"items":{"type":"array","items":{}}})",
        R"({"$ref":"#/$defs/a","$defs":{"a":{"type":"array","items":{"$ref":"#/$defs/a"}}}})", "{}",
        "false"}) {
    const Given given(text);
    const SchemaView view = given.view();
    const SchemaView prepared = view.prepared();
    EXPECT_EQ(prepared.type_words(), view.type_words()) << text;
    EXPECT_EQ(prepared.items().type_words(), view.items().type_words()) << text;
    for (const size_t index : {0u, 1u}) {
      EXPECT_EQ(prepared.item(index).type_words(), view.item(index).type_words()) << text;
    }
    EXPECT_EQ(prepared.kinds().array, view.kinds().array) << text;
    EXPECT_EQ(prepared.kinds().any, view.kinds().any) << text;
  }
}

TEST(SchemaView, NullableCountsOnlyWhereTheDialectHasIt) {
  const char* text = R"({"type":"string","nullable":true})";
  EXPECT_EQ(words(text, Dialect::openapi_3_0), "string \u00B7 null");
  EXPECT_EQ(words(text, Dialect::openapi_3_1), "string");
  EXPECT_EQ(words(R"({"type":"string","x-nullable":true})", Dialect::openapi_2_0),
            "string \u00B7 null");
}

TEST(SchemaView, ConstraintsReadTheSameInAllDialects) {
  const Given old(R"({"minimum":1,"exclusiveMinimum":true,"maximum":1.50})", Dialect::openapi_3_0);
  ASSERT_EQ(old.view().constraints().size(), 2u);
  EXPECT_EQ(old.view().constraints()[0].keyword, "exclusiveMinimum");
  EXPECT_EQ(old.view().constraints()[0].value, "1");
  EXPECT_EQ(old.view().constraints()[1].value, "1.50");
  const Given now(R"({"exclusiveMinimum":1,"minLength":3,"pattern":"^a","uniqueItems":false})");
  ASSERT_EQ(now.view().constraints().size(), 3u);
  EXPECT_EQ(now.view().constraints()[0].keyword, "exclusiveMinimum");
  EXPECT_EQ(now.view().constraints()[2].value, "^a");
}

TEST(SchemaView, ConstraintsNameBothLimitsOfAUnit) {
  const Given given(R"({"minContains":2,"maxContains":5,"contentMediaType":"image/png"})");
  const std::vector<Constraint> constraints = given.view().constraints();
  ASSERT_EQ(constraints.size(), 3u);
  for (const Constraint& constraint : constraints) {
    const bool plain = constraint.keyword == "contentMediaType";
    EXPECT_EQ(constraint.display, plain ? schema::Display::plain : schema::Display::matching_items);
  }
}

TEST(SchemaView, KeywordsOfOneTypeSuggestItWhereNoTypeIsGiven) {
  EXPECT_EQ(words(R"({"minItems":1})"), "array");
  EXPECT_EQ(words(R"({"exclusiveMaximum":1})"), "number");
  EXPECT_EQ(words(R"({"required":["a"]})"), "object");
  EXPECT_EQ(words(R"({"required":true})", Dialect::openapi_2_0), "any");
  EXPECT_EQ(words(R"({"minItems":1,"type":"string"})"), "string");
}

TEST(SchemaView, PropertiesComeThroughReferencesAndAllOf) {
  const Given given(R"({"Dog":{"description":"A dog","allOf":[{"$ref":"#/Pet"},
      {"properties":{"bark":{"type":"boolean"},"name":{"type":"integer"}},"required":["bark"]}]},
    "Pet":{"title":"Pet","description":"A pet","properties":{"name":{"type":"string"},
      "tag":{"$ref":"#/Tag"}},"required":["name"]},"Tag":{"type":"string","description":"Word"}})");
  const SchemaView dog = given.view("Dog");
  const auto properties = dog.properties();
  ASSERT_EQ(properties.size(), 3u);
  EXPECT_EQ(properties[0].name, "name");
  EXPECT_TRUE(properties[0].required);
  EXPECT_EQ(properties[0].schema.type_words(), "string");
  EXPECT_FALSE(properties[1].required);
  EXPECT_EQ(properties[1].schema.reference_name(), "Tag");
  EXPECT_EQ(properties[1].schema.description(), "Word");
  EXPECT_TRUE(properties[2].required);
  EXPECT_EQ(dog.description(), "A dog");
  EXPECT_EQ(dog.title(), "") << "the title of a part is not that of the whole";
  EXPECT_TRUE(dog.is_required("bark"));
}

TEST(SchemaView, SiblingsOfAReferenceCountFromVersion31On) {
  const char* text = R"({"a":{"$ref":"#/b","description":"own"},"b":{"description":"target"}})";
  EXPECT_EQ(Given(text, Dialect::openapi_3_1).view("a").description(), "own");
  EXPECT_EQ(Given(text, Dialect::openapi_3_0).view("a").description(), "target");
}

TEST(SchemaView, CirclesEnd) {
  const Given given(R"({"self":{"$ref":"#/self"},"a":{"$ref":"#/b"},"b":{"$ref":"#/a"},
    "all":{"allOf":[{"$ref":"#/all"},{"properties":{"x":{"$ref":"#/all"}}}]},
    "one":{"oneOf":[{"$ref":"#/one"},{"$ref":"#/one"},{"type":"string"}]},
    "list":{"type":"array","items":{"$ref":"#/list"}}})");
  for (const char* key : {"self", "a", "b"}) {
    EXPECT_EQ(given.view(key).type_words(), "any");
    EXPECT_TRUE(given.view(key).properties().empty());
    given.view(key).resolved();
  }
  ASSERT_EQ(given.view("all").properties().size(), 1u);
  EXPECT_EQ(given.view("all").properties()[0].schema.properties().size(), 1u);
  given.view("one").kinds();
  EXPECT_EQ(given.view("list").type_words(), "array of array of array of array");
}

TEST(SchemaView, WhatIsNotLoadedIsNamed) {
  const Given given(R"({"allOf":[{"$ref":"x.json#/A"},{"$ref":"x.json#/B"},{"type":"object"}]})");
  EXPECT_EQ(given.view().missing(), (std::vector<std::string>{"https://e/x.json"}));
  EXPECT_EQ(given.view().type_words(), "object");
}

TEST(SchemaView, ChoicesKnowTheirVariantsAndDiscriminator) {
  const Given given(R"({"anyOf":[{"type":"string"},{"type":"null"}],
    "discriminator":{"propertyName":"kind","mapping":{"cat":"#/Cat"}}})");
  EXPECT_EQ(given.view().choice(), Choice::any_of);
  EXPECT_EQ(given.view().variants().size(), 1u);
  EXPECT_TRUE(given.view().nullable());
  EXPECT_EQ(given.view().discriminator()->mapping.at(0).reference, "#/Cat");
}

TEST(SchemaView, ItemsAndAdditionalProperties) {
  const Given given(R"({"prefixItems":[{"type":"string"}],"items":{"type":"integer"},
    "additionalProperties":false,"patternProperties":{"^x-":{"type":"boolean"}},
    "default":1,"examples":[2],"enum":[1,2],"x-enumDescriptions":{"1":"One"}})");
  const SchemaView view = given.view();
  EXPECT_EQ(view.item(0).type_words(), "string");
  EXPECT_EQ(view.item(1).type_words(), "integer");
  EXPECT_TRUE(view.property("other").allows_nothing());
  EXPECT_EQ(view.property("x-y").type_words(), "boolean");
  EXPECT_EQ(view.default_value().lexeme(), "1");
  EXPECT_EQ(view.example().lexeme(), "2");
  EXPECT_EQ(view.enum_values().size(), 2u);
  EXPECT_EQ(view.enum_descriptions(), (std::vector<std::string>{"One", ""}));
}

}  // namespace
}  // namespace vitrine::openapi
