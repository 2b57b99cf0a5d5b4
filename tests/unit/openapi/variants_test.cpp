#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/openapi/loaded.h"

/// Alternatives: listed, or found by inheritance, and named by a discriminator; dynamic references.
namespace vitrine::openapi {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string document(const std::string& schemas, const std::string& version = "3.0.3") {
  return R"({"openapi":")" + version +
         R"(","info":{"title":"T","version":"1"},"paths":{},"components":{"schemas":{)" + schemas +
         "}}}";
}

SchemaView component(const Loaded& loaded, std::string_view name) {
  for (const NamedSchema& schema : loaded.description.schemas()) {
    if (schema.name == name) return loaded.view(schema.cursor);
  }
  return {};
}

std::vector<std::string> names(const std::vector<SchemaView>& variants) {
  std::vector<std::string> list;
  for (const SchemaView& variant : variants) list.push_back(variant.name());
  return list;
}

std::vector<std::string> tags(const SchemaView& view) {
  std::vector<std::string> list;
  for (const Tag& tag : view.tags()) list.push_back(tag.value + '=' + std::to_string(tag.variant));
  return list;
}

std::vector<std::string> properties(const SchemaView& view) {
  std::vector<std::string> list;
  for (const Property& property : view.properties()) list.emplace_back(property.name);
  return list;
}

constexpr const char* kZoo = R"(
  "Animal":{"type":"object","required":["kind"],"properties":{"kind":{"type":"string"}},
            "discriminator":{"propertyName":"kind","mapping":{"wolf":"#/components/schemas/Dog",
                             "stone":"Stone"}}},
  "Cat":{"allOf":[{"$ref":"#/components/schemas/Animal"},{"properties":{"lives":{"type":"integer"}}}]},
  "Dog":{"allOf":[{"$ref":"#/components/schemas/Animal"},{"properties":{"pack":{"type":"integer"}}}]},
  "Puppy":{"allOf":[{"$ref":"#/components/schemas/Dog"},{"properties":{"weeks":{"type":"integer"}}}]},
  "Stone":{"type":"object","properties":{"kind":{"type":"string"}}},
  "Hound":{"$ref":"#/components/schemas/Dog"},
  "Keeper":{"type":"object","properties":{
    "pet":{"$ref":"#/components/schemas/Animal"},
    "told":{"allOf":[{"$ref":"#/components/schemas/Animal"}],"description":"With words"},
    "dog":{"$ref":"#/components/schemas/Dog"},
    "cat":{"$ref":"#/components/schemas/Cat"},
    "listed":{"oneOf":[{"$ref":"#/components/schemas/Dog"},{"$ref":"#/components/schemas/Cat"}]}}})";

TEST(Family, IsAllThatBuildOnASchemaWithADiscriminator) {
  const Loaded loaded(document(kZoo));
  const SchemaView animal = component(loaded, "Animal");
  EXPECT_THAT(names(animal.variants()), ElementsAre("Cat", "Dog", "Puppy", "Stone"));
  EXPECT_EQ(animal.choice(), Choice::one_of);
  EXPECT_THAT(tags(animal),
              ElementsAre("wolf=1", "stone=3", "Cat=0", "Dog=1", "Puppy=2", "Stone=3"));
  EXPECT_EQ(animal.tag(1), "wolf");
  EXPECT_THAT(properties(animal.variants()[2]), ElementsAre("kind", "pack", "weeks"));
}

TEST(Family, IsFoundThroughReferencesAndWrappers) {
  const Loaded loaded(document(kZoo));
  const SchemaView keeper = component(loaded, "Keeper");
  EXPECT_EQ(keeper.property("pet").variants().size(), 4u);
  EXPECT_EQ(keeper.property("told").variants().size(), 4u);
}

TEST(Family, OfAMemberIsItselfAndWhatBuildsOnIt) {
  const Loaded loaded(document(kZoo));
  const SchemaView keeper = component(loaded, "Keeper");
  EXPECT_THAT(names(keeper.property("dog").variants()), ElementsAre("Dog", "Puppy"));
  EXPECT_THAT(tags(keeper.property("dog")), ElementsAre("wolf=0", "Dog=0", "Puppy=1"));
  EXPECT_THAT(keeper.property("cat").variants(), IsEmpty());
}

TEST(Family, IsNoChoiceOnceAMemberIsChosen) {
  const Loaded loaded(document(kZoo));
  for (const SchemaView& variant : component(loaded, "Animal").variants()) {
    EXPECT_THAT(variant.variants(), IsEmpty()) << variant.name();
    EXPECT_EQ(variant.choice(), Choice::none);
  }
  const SchemaView listed = component(loaded, "Keeper").property("listed");
  EXPECT_THAT(names(listed.variants()), ElementsAre("Dog", "Cat"));
  EXPECT_THAT(listed.variants()[0].variants(), IsEmpty());
}

TEST(Family, OfOpenApi2HasTheNamesOfItsDefinitions) {
  const Loaded loaded(
      R"({"swagger":"2.0","info":{"title":"T","version":"1"},"paths":{},"definitions":{
    "Pet":{"type":"object","discriminator":"type","required":["type"],"properties":{"type":{"type":"string"}}},
    "Cat":{"allOf":[{"$ref":"#/definitions/Pet"}]},
    "Dog":{"x-ms-discriminator-value":"Zoo.Dog","allOf":[{"$ref":"#/definitions/Pet"},{}]}}})");
  EXPECT_THAT(tags(component(loaded, "Pet")), ElementsAre("Cat=0", "Zoo.Dog=1", "Dog=1"));
}

TEST(Family, WithoutADiscriminatorIsNone) {
  const Loaded loaded(
      document(R"("A":{"type":"object"},"B":{"allOf":[{"$ref":"#/components/schemas/A"},{}]})"));
  EXPECT_THAT(component(loaded, "A").variants(), IsEmpty());
}

TEST(Family, InACircleEnds) {
  const Loaded loaded(document(R"("A":{"discriminator":{"propertyName":"k"},
    "allOf":[{"$ref":"#/components/schemas/B"},{}]},"B":{"allOf":[{"$ref":"#/components/schemas/A"},{}]})"));
  EXPECT_THAT(names(component(loaded, "A").variants()), ElementsAre("B"));
}

TEST(Tags, OfAMappingAreKnownByWhatTheyLeadTo) {
  const std::map<std::string, std::string> files = {
      {"openapi.json", R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{},
        "components":{"schemas":{"Ride":{"$ref":"models/Ride.json"},"Walk":{"type":"object"}}}})"},
      {"models/Ride.json", R"({"discriminator":{"propertyName":"kind","mapping":{
        "rails":"Tram.json","feet":"./Walk.json#/x","air":"Balloon.json",
        "home":"../openapi.json#/components/schemas/Walk","bus":"Bus"}},
        "oneOf":[{"$ref":"Tram.json"},{"$ref":"Walk.json#/x"},{"$ref":"../openapi.json#/components/schemas/Walk"},
                 {"$ref":"Bus.json"}]})"},
      {"models/Tram.json", R"({"type":"object"})"},
      {"models/Bus.json", R"({"type":"object"})"},
      {"models/Walk.json", R"({"x":{"$ref":"Tram.json"}})"}};
  const Loaded loaded(files, "openapi.json");
  const SchemaView ride = component(loaded, "Ride");
  EXPECT_EQ(ride.tag(0), "rails");
  EXPECT_EQ(ride.tag(1), "feet");
  EXPECT_EQ(ride.tag(2), "home");
  EXPECT_EQ(ride.tag(3), "bus");
}

TEST(Tags, OfAFamilyInSeveralFilesAreThoseOfTheMapping) {
  const std::map<std::string, std::string> files = {
      {"openapi.json", R"({"openapi":"3.0.3","info":{"title":"T","version":"1"},"paths":{},
        "components":{"schemas":{"Animal":{"$ref":"zoo/Animal.json"},"Cat":{"$ref":"zoo/Cat.json"},
                                 "Dog":{"$ref":"zoo/Dog.json"}}}})"},
      {"zoo/Animal.json",
       R"({"type":"object","discriminator":{"propertyName":"kind","mapping":{"wolf":"Dog.json"}}})"},
      {"zoo/Cat.json", R"({"allOf":[{"$ref":"Animal.json"},{"properties":{"lives":{}}}]})"},
      {"zoo/Dog.json", R"({"allOf":[{"$ref":"Animal.json"},{"properties":{"pack":{}}}]})"}};
  const Loaded loaded(files, "openapi.json");
  const SchemaView animal = component(loaded, "Animal");
  EXPECT_THAT(names(animal.variants()), ElementsAre("Cat", "Dog"));
  EXPECT_EQ(animal.tag(0), "Cat");
  EXPECT_EQ(animal.tag(1), "wolf");
}

TEST(DynamicReference, LeadsToTheOutermostAnchorOfItsName) {
  const Loaded loaded(document(R"(
    "User":{"type":"object","properties":{"email":{"type":"string"}}},
    "Page":{"$id":"https://example.com/page","type":"object",
      "properties":{"items":{"type":"array","items":{"$dynamicRef":"#item"}}},
      "$defs":{"item":{"$dynamicAnchor":"item","type":"integer"}}},
    "Users":{"$id":"https://example.com/users","$ref":"page",
      "$defs":{"item":{"$dynamicAnchor":"item","$ref":"openapi.json#/components/schemas/User"}}},
    "Tree":{"$id":"https://example.com/tree","$dynamicAnchor":"node","type":"object",
      "properties":{"data":true,"children":{"type":"array","items":{"$dynamicRef":"#node"}}}},
    "Strict":{"$id":"https://example.com/strict","$dynamicAnchor":"node","$ref":"tree",
      "unevaluatedProperties":false,"title":"Strict"})",
                               "3.1.0"),
                      "https://example.com/openapi.json");
  EXPECT_EQ(component(loaded, "Page").property("items").items().type_words(), "integer");
  const SchemaView item = component(loaded, "Users").property("items").items();
  EXPECT_THAT(properties(item), ElementsAre("email"));
  EXPECT_EQ(item.resolved().property("email").type_words(), "string");
  EXPECT_EQ(component(loaded, "Tree").property("children").items().title(), "");
  const SchemaView child = component(loaded, "Strict").property("children").items();
  EXPECT_EQ(child.title(), "Strict");
  EXPECT_EQ(child.property("children").items().title(), "Strict");
}

}  // namespace
}  // namespace vitrine::openapi
