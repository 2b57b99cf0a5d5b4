// Where schemas are used.
#include "app/openapi/uses.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/openapi/loaded.h"

namespace vitrine::openapi {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kShop = R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},
  "paths":{
    "/pets":{
      "parameters":[{"name":"like","in":"query","schema":{"$ref":"#/components/schemas/Pet"}}],
      "post":{"requestBody":{"$ref":"#/components/requestBodies/Pet"},
        "responses":{"200":{"description":"","content":{"application/json":{
            "schema":{"type":"array","items":{"$ref":"#/components/schemas/Pet"}},
            "example":{"$ref":"#/components/schemas/Shop"}}}},
          "404":{"$ref":"#/components/responses/Lost"}},
        "callbacks":{"fed":{"{$url}":{"post":{"requestBody":{"content":{"application/json":{
          "schema":{"$ref":"#/components/schemas/Pet"}}}}}}}}}},
    "/shops":{"get":{"responses":{"200":{"description":"","content":{"application/json":{
      "schema":{"$ref":"#/components/schemas/Shop"}}}}}}}},
  "components":{
    "requestBodies":{"Pet":{"content":{"application/json":{
      "schema":{"$ref":"#/components/schemas/Pet"}}}}},
    "responses":{"Lost":{"description":"","content":{"application/json":{
      "schema":{"$ref":"#/components/schemas/Error"}}}}},
    "schemas":{
      "Pet":{"type":"object","properties":{"parent":{"$ref":"#/components/schemas/Pet"}}},
      "Shop":{"type":"object","properties":{"example":{"type":"object","properties":{
        "pets":{"type":"array","items":{"$ref":"#/components/schemas/Pet"}}}}},
        "additionalProperties":{"$ref":"#/components/schemas/a~1b"}},
      "Cat":{"allOf":[{"$ref":"#/components/schemas/Pet"}]},
      "Error":{"type":"string"},
      "HugePet":{"type":"string"},
      "a/b":{"type":"string"}}}})";

std::vector<std::string> uses_of(const char* text, std::string_view name, std::size_t budget) {
  const Loaded loaded(text);
  std::vector<std::string> words;
  for (const NamedSchema& schema : loaded.description.schemas()) {
    if (schema.name != name) continue;
    Uses uses(loaded.description, schema);
    while (!uses.step(budget)) {
    }
    for (const Use& use : uses.take()) {
      words.push_back(use.way == Use::Way::schema
                          ? loaded.description.schemas()[use.owner].name
                          : loaded.description.operations()[use.owner].path);
      const char* const ways[] = {"parameter", "body", "response", "callback", "message", "schema"};
      words.back() += std::string(" ") + ways[static_cast<int>(use.way)] + " " + use.detail;
    }
  }
  return words;
}

TEST(Uses, AreFoundInOperationsAndSchemas) {
  for (const std::size_t budget : {1, 1000}) {
    EXPECT_THAT(uses_of(kShop, "Pet", budget),
                ElementsAre("/pets parameter like", "/pets body ", "/pets response 200",
                            "/pets callback fed", "Pet schema parent", "Shop schema example.pets[]",
                            "Cat schema "));
  }
}

TEST(Uses, AreFoundInMessagesOfWebSockets) {
  constexpr const char* kRoom = R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},
    "paths":{"/room":{"get":{"responses":{"101":{"description":""}},"x-websocket":{
      "send":{"$ref":"#/components/schemas/Say"},
      "receive":{"type":"array","items":{"$ref":"#/components/schemas/Say"}}}}},
      "/yes":{"get":{"responses":{},"x-websocket":true}}},
    "components":{"schemas":{"Say":{"type":"string"}}}})";
  EXPECT_THAT(uses_of(kRoom, "Say", 1000),
              ElementsAre("/room message send", "/room message receive"));
}

TEST(Uses, OfAPartThatAnOperationRefersToAreItsOwn) {
  EXPECT_THAT(uses_of(kShop, "Error", 1000), ElementsAre("/pets response 404"));
}

TEST(Uses, AreNoValues) {
  EXPECT_THAT(uses_of(kShop, "Shop", 1000), ElementsAre("/shops response 200"));
  EXPECT_THAT(uses_of(kShop, "HugePet", 1000), IsEmpty());
}

TEST(Uses, OfNamesThatAreEscapedAreFound) {
  EXPECT_THAT(uses_of(kShop, "a/b", 1000), ElementsAre("Shop schema .*"));
}

TEST(Uses, OfDefinitionsOf20AreFound) {
  EXPECT_THAT(uses_of(R"({"swagger":"2.0","info":{"title":"T","version":"1"},"paths":{"/a":{"post":{
      "parameters":[{"name":"b","in":"body","schema":{"$ref":"#/definitions/A"}}],
      "responses":{"200":{"description":"","schema":{"$ref":"#/definitions/A"}}}}}},
      "definitions":{"A":{"type":"object"}}})",
                      "A", 1000),
              ElementsAre("/a body ", "/a response 200"));
}

/// All values of all responses would not be seen in the time of a test.
TEST(Uses, OfAnOperationAreLookedForInSoManyValues) {
  std::string values = "{}";
  std::string responses;
  for (int number = 0; number < 20'000; ++number) {
    values += ",{}";
    responses += (number > 0 ? ",\"" : "\"") + std::to_string(number) +
                 R"(":{"$ref":"#/components/responses/Large"})";
  }
  const std::string text = R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{
    "/a":{"get":{"responses":{)" +
                           responses + R"(}}},
    "/b":{"get":{"responses":{"200":{"content":{"application/json":{
      "schema":{"$ref":"#/components/schemas/A"}}}}}}}},
    "components":{"schemas":{"A":{}},"responses":{"Large":{"content":{"application/json":{
      "schema":{"allOf":[)" +
                           values + "]}}}}}}}";
  EXPECT_THAT(uses_of(text.c_str(), "A", 1000), ElementsAre("/b response 200"));
}

TEST(Uses, BelowLongNamesAreFoundWithoutThem) {
  const std::string name(100'000, 'n');
  const std::string text = R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{},
    "components":{"schemas":{"A":{},"B":{"properties":{"b":{"properties":{")" +
                           name +
                           R"(":{"properties":{"c":{"$ref":"#/components/schemas/A"}}}}}}}}})";
  EXPECT_THAT(uses_of(text.c_str(), "A", 1000), ElementsAre("B schema b.c"));
}

}  // namespace
}  // namespace vitrine::openapi
