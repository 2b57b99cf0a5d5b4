#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/openapi/loaded.h"

/// Path items that refer to others (OAS 3.0.3 §4.7.9.1, 3.1.1 §4.8.9.1), and webhooks.
namespace vitrine::openapi {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string document(const std::string& paths, const std::string& rest = "",
                     const std::string& version = "3.1.0") {
  return R"({"openapi":")" + version + R"(","info":{"title":"T","version":"1"},"paths":{)" + paths +
         "}" + rest + "}";
}

std::vector<std::string> listed(const Description& description) {
  std::vector<std::string> list;
  for (const OperationEntry& entry : description.operations()) {
    list.push_back(entry.method + ' ' + entry.path + ' ' + entry.summary);
  }
  return list;
}

std::vector<std::string> parameters(const Operation& operation) {
  std::vector<std::string> list;
  for (const Parameter& parameter : operation.parameters) {
    list.push_back(parameter.name + (parameter.required ? "!" : ""));
  }
  return list;
}

constexpr const char* kItems = R"(,"components":{"pathItems":{
  "One":{"$ref":"#/components/pathItems/Two","put":{"responses":{"200":{"description":""}}}},
  "Two":{"get":{"responses":{"200":{"description":""}}},
         "parameters":[{"name":"far","in":"query","schema":{}},{"name":"both","in":"query","schema":{}}],
         "servers":[{"url":"https://far.example"}]}}})";

TEST(PathItem, WhatStandsBesideAReferenceHoldsForTheOperationsOfItsTarget) {
  const Loaded loaded(document(R"("/a/{id}":{"$ref":"#/components/pathItems/Two","summary":"Near",
    "description":"Words","post":{"summary":"Own","responses":{"200":{"description":""}}},
    "parameters":[{"name":"id","in":"path","required":true,"schema":{"type":"integer"}}]})",
                               kItems));
  EXPECT_THAT(listed(loaded.description), ElementsAre("POST /a/{id} Own", "GET /a/{id} Near"));
  EXPECT_THAT(parameters(loaded.description.operation(0)), ElementsAre("far", "both", "id!"));
  const Operation target = loaded.description.operation(1);
  EXPECT_THAT(parameters(target), ElementsAre("far", "both", "id!"));
  EXPECT_EQ(target.servers.front().url, "https://far.example");
  EXPECT_EQ(target.description, "Words");
  EXPECT_TRUE(target.problems.empty()) << target.problems.front().message;
}

TEST(PathItem, ChainsOfReferencesAreOnePathItem) {
  const Loaded loaded(document(R"("/a":{"$ref":"#/components/pathItems/One",
    "servers":[{"url":"https://near.example"}],
    "parameters":[{"name":"near","in":"query","schema":{}}]})",
                               kItems));
  EXPECT_THAT(listed(loaded.description), ElementsAre("PUT /a ", "GET /a "));
  for (size_t i : {0u, 1u}) {
    const Operation operation = loaded.description.operation(i);
    EXPECT_THAT(parameters(operation), ElementsAre("far", "both", "near"));
    EXPECT_EQ(operation.servers.front().url, "https://near.example");
  }
}

TEST(PathItem, AFieldInBothIsReportedAndTheOneBesideCounts) {
  const Loaded loaded(document(R"("/a":{"$ref":"#/components/pathItems/Two",
    "get":{"summary":"Near","responses":{"200":{"description":""}}},
    "parameters":[{"name":"both","in":"query","required":true,"schema":{}}]})",
                               kItems));
  EXPECT_THAT(listed(loaded.description), ElementsAre("GET /a Near"));
  EXPECT_THAT(parameters(loaded.operation()), ElementsAre("far", "both!"));
  EXPECT_TRUE(says(loaded.description.problems(), "\"get\" stands beside \"$ref\""));
  EXPECT_TRUE(says(loaded.description.problems(), "\"parameters\" stands beside \"$ref\""));
}

TEST(PathItem, CirclesEnd) {
  const Loaded loaded(document(
      R"("/a":{"$ref":"#/paths/~1b","get":{"responses":{"200":{"description":""}}}},
         "/b":{"$ref":"#/paths/~1a"},"/c":{"$ref":"#/paths/~1c"})"));
  EXPECT_THAT(listed(loaded.description), ElementsAre("GET /a ", "GET /b "));
  EXPECT_TRUE(says(loaded.description.problems(), "refers to itself"));
}

TEST(Webhooks, AreWhatDescriptionsBefore31CallAnExtension) {
  const Loaded loaded(document(
      "", R"(,"x-webhooks":{"star":{"post":{"operationId":"star/created","summary":"A star",
        "responses":{"200":{"description":""}}}}})",
      "3.0.3"));
  ASSERT_EQ(loaded.description.webhook_operations(), 1u);
  EXPECT_EQ(loaded.description.path_operations(), 0u);
  const OperationEntry& entry = loaded.description.operations().front();
  EXPECT_TRUE(entry.webhook);
  EXPECT_EQ(entry.link, "/webhooks/star/POST");
  EXPECT_EQ(loaded.description.find("#/webhooks/star/post"), 0u);
  EXPECT_TRUE(loaded.operation().webhook);
  EXPECT_THAT(loaded.description.problems(), IsEmpty());
}

}  // namespace
}  // namespace vitrine::openapi
