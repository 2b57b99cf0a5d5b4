#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/openapi/loaded.h"

/// `$ref` where the version has no Reference Object: reported, and followed.
namespace vitrine::openapi {
namespace {

/// The places that were reported, of the description and of its first operation.
std::vector<std::string> places(const Loaded& loaded) {
  std::vector<std::string> list;
  const auto take = [&list](const std::vector<Problem>& problems) {
    for (const Problem& problem : problems) {
      if (problem.message.find("cannot stand in place of") != std::string::npos) {
        EXPECT_EQ(problem.rule, "ref-not-allowed");
        EXPECT_EQ(problem.severity, Severity::error);
        list.push_back(problem.pointer);
      }
    }
  };
  take(loaded.description.problems());
  if (!loaded.description.operations().empty()) take(loaded.operation().problems);
  return list;
}

struct Row {
  const char* name;
  const char* description;
  const char* place;
  std::string (*found)(const Loaded& loaded);
};

const std::vector<Row> kRows = {
    {"info", R"({"openapi":"3.0.3","info":{"$ref":"#/x-all/info"},"paths":{},"x-all":{"info":
      {"title":"There","version":"1"}}})",
     "/info/$ref", [](const Loaded& loaded) { return loaded.description.info().title; }},
    {"server", R"({"openapi":"3.0.3","info":{"title":"T","version":"1"},"paths":{},
      "servers":[{"$ref":"#/x-all"}],"x-all":{"url":"There"}})",
     "/servers/0/$ref",
     [](const Loaded& loaded) { return loaded.description.servers().at(0).url; }},
    {"servers", R"({"openapi":"3.0.3","info":{"title":"T","version":"1"},"paths":{},
      "servers":{"$ref":"#/x-all"},"x-all":[{"url":"There"}]})",
     "/servers/$ref", [](const Loaded& loaded) { return loaded.description.servers().at(0).url; }},
    {"tag", R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{"/":{"get":{
      "tags":["a"],"responses":{"200":{"description":""}}}}},"tags":[{"$ref":"#/x-all"}],
      "x-all":{"name":"a","description":"There"}})",
     "/tags/0/$ref",
     [](const Loaded& loaded) { return loaded.description.groups().at(0).description; }},
    {"paths", R"({"openapi":"3.0.3","info":{"title":"T","version":"1"},"paths":{"$ref":"#/x-all"},
      "x-all":{"/a":{"get":{"summary":"There","responses":{"200":{"description":""}}}}}})",
     "/paths/$ref",
     [](const Loaded& loaded) { return loaded.description.operations().at(0).summary; }},
    {"components", R"({"openapi":"3.0.3","info":{"title":"T","version":"1"},"paths":{},
      "components":{"$ref":"#/x-all"},"x-all":{"schemas":{"There":{}}}})",
     "/components/$ref",
     [](const Loaded& loaded) { return loaded.description.schemas().at(0).name; }},
    {"operation", R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{"/a":{
      "get":{"$ref":"#/x-all"}}},"x-all":{"operationId":"There","responses":{"200":{"description":""}}}})",
     "/paths/~1a/get/$ref",
     [](const Loaded& loaded) { return loaded.description.operations().at(0).operation_id; }},
    {"operation of 2.0", R"({"swagger":"2.0","info":{"title":"T","version":"1"},"paths":{"/a":{
      "get":{"$ref":"#/x-all"}}},"x-all":{"operationId":"There","responses":{"200":{"description":""}}}})",
     "/paths/~1a/get/$ref",
     [](const Loaded& loaded) { return loaded.description.operations().at(0).operation_id; }},
    {"parameter list",
     R"({"openapi":"3.0.3","info":{"title":"T","version":"1"},"paths":{"/a":{"get":{
      "parameters":{"$ref":"#/x-all"},"responses":{"200":{"description":""}}}}},
      "x-all":[{"name":"There","in":"query","schema":{}}]})",
     "/paths/~1a/get/parameters/$ref",
     [](const Loaded& loaded) { return loaded.operation().parameters.at(0).name; }},
    {"responses", R"({"openapi":"3.0.3","info":{"title":"T","version":"1"},"paths":{"/a":{"get":{
      "responses":{"$ref":"#/x-all"}}}},"x-all":{"200":{"description":"There"}}})",
     "/paths/~1a/get/responses/$ref",
     [](const Loaded& loaded) { return loaded.operation().responses.at(0).description; }},
    {"content", R"({"openapi":"3.0.3","info":{"title":"T","version":"1"},"paths":{"/a":{"get":{
      "responses":{"200":{"description":"","content":{"$ref":"#/x-all"}}}}}},"x-all":{"text/There":{}}})",
     "/paths/~1a/get/responses/200/content/$ref",
     [](const Loaded& loaded) {
       return loaded.operation().responses.at(0).content.at(0).name.substr(5);
     }},
    {"media type", R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{"/a":{"get":{
      "responses":{"200":{"description":"","content":{"text/plain":{"$ref":"#/x-all"}}}}}}},
      "x-all":{"schema":{"title":"There"}}})",
     "/paths/~1a/get/responses/200/content/text~1plain/$ref",
     [](const Loaded& loaded) {
       return loaded.view(loaded.operation().responses.at(0).content.at(0).schema).title();
     }},
    {"encoding", R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{"/a":{"post":{
      "requestBody":{"content":{"multipart/form-data":{"schema":{},"encoding":{"p":{"$ref":"#/x-all"}}}}},
      "responses":{"200":{"description":""}}}}},"x-all":{"contentType":"There"}})",
     "/paths/~1a/post/requestBody/content/multipart~1form-data/encoding/p/$ref",
     [](const Loaded& loaded) {
       return loaded.operation().request_body->content.at(0).encoding.at(0).content_type;
     }},
};

TEST(ReferenceHere, IsReportedAndFollowedInEveryPlaceOfTheTable) {
  for (const Row& row : kRows) {
    const Loaded loaded(row.description);
    EXPECT_THAT(places(loaded), testing::Contains(row.place)) << row.name;
    EXPECT_EQ(row.found(loaded), "There") << row.name;
  }
}

TEST(ReferenceHere, IsNotSaidWhereTheVersionHasAReferenceObject) {
  const Loaded loaded(R"({"openapi":"3.2.0","info":{"title":"T","version":"1"},"paths":{
    "/a":{"$ref":"#/components/pathItems/A"}},"components":{"pathItems":{"A":{"post":{
      "parameters":[{"$ref":"#/components/parameters/P"}],
      "requestBody":{"$ref":"#/components/requestBodies/B"},
      "responses":{"200":{"$ref":"#/components/responses/R"}},
      "callbacks":{"c":{"$ref":"#/components/callbacks/C"}}}}},
    "parameters":{"P":{"name":"p","in":"query","schema":{},"examples":{"e":{"$ref":"#/components/examples/E"}}}},
    "requestBodies":{"B":{"content":{"text/plain":{"$ref":"#/components/mediaTypes/M"}}}},
    "responses":{"R":{"description":"","headers":{"H":{"$ref":"#/components/headers/H"}},
      "links":{"l":{"$ref":"#/components/links/L"}}}},
    "callbacks":{"C":{}},"mediaTypes":{"M":{"schema":{}}},"headers":{"H":{"schema":{}}},
    "links":{"L":{"operationRef":"#/paths/~1a/post"}},"examples":{"E":{"value":1}}}})");
  EXPECT_THAT(places(loaded), testing::IsEmpty());
}

TEST(ReferenceHere, OneThatLeadsNowhereIsSaidOnceAndTheOperationStaysInTheList) {
  const Loaded loaded(R"({"openapi":"3.0.3","info":{"title":"T","version":"1"},
    "paths":{"/a/{id}":{"parameters":[{"name":"id","in":"path","required":true,"schema":{}}],
    "get":{"$ref":"ops/read.yaml"}}}})");
  ASSERT_EQ(loaded.description.operations().size(), 1u);
  EXPECT_EQ(loaded.description.operations().front().link, "/operations/GET/%2Fa%2F%7Bid%7D");
  EXPECT_EQ(loaded.description.missing(),
            (std::vector<std::string>{"https://example.com/api/ops/read.yaml"}));
  const Operation operation = loaded.operation();
  EXPECT_EQ(operation.parameters.size(), 1u);
  EXPECT_TRUE(operation.problems.empty()) << operation.problems.front().message;
}

TEST(ReferenceHere, AMapOfSchemasInAnotherFileIsPointedInto) {
  const std::map<std::string, std::string> files = {
      {"openapi.json", R"({"openapi":"3.0.3","info":{"title":"T","version":"1"},
        "paths":{"$ref":"paths.json"},"components":{"schemas":{"$ref":"schemas/all.json"}}})"},
      {"paths.json", R"({"/a":{"post":{"requestBody":{"content":{"application/json":{"schema":
        {"$ref":"openapi.json#/components/schemas/A"}}}},"responses":{"200":{"description":""}}}}})"},
      {"schemas/all.json", R"({"A":{"type":"object","properties":{"b":{"$ref":"b.json"}}},
                               "B":{"$ref":"#/A"}})"},
      {"schemas/b.json", R"({"type":"integer"})"}};
  const Loaded loaded(files, "openapi.json");
  ASSERT_EQ(loaded.description.schemas().size(), 2u);
  const SchemaView body = loaded.view(loaded.operation().request_body->content[0].schema);
  EXPECT_EQ(body.property("b").type_words(), "integer");
  EXPECT_EQ(loaded.view(loaded.description.schemas()[1].cursor).type_words(), "object");
}

TEST(ReferenceHere, PointersThroughReferencesInACircleEnd) {
  const Loaded loaded(R"({"openapi":"3.0.3","info":{"title":"T","version":"1"},"paths":{},
    "components":{"schemas":{"A":{"$ref":"#/components/schemas/A/b"},
      "B":{"$ref":"#/components/schemas/C/x"},"C":{"$ref":"#/components/schemas/B/x"}}}})");
  for (const NamedSchema& schema : loaded.description.schemas()) {
    EXPECT_FALSE(loaded.view(schema.cursor).resolved()) << schema.name;
  }
}

TEST(ReferenceHere, CirclesOfOperationsEnd) {
  const Loaded loaded(R"({"openapi":"3.0.3","info":{"title":"T","version":"1"},"paths":{
    "/a":{"get":{"$ref":"#/paths/~1b/get"}},"/b":{"get":{"$ref":"#/paths/~1a/get"}}}})");
  EXPECT_EQ(loaded.description.operations().size(), 2u);
  EXPECT_TRUE(says(loaded.description.problems(), "leads back to itself"));
}

TEST(ReferenceHere, AnObjectOfPropertiesIsFollowedInForms) {
  const Loaded loaded(R"({"openapi":"3.0.3","info":{"title":"T","version":"1"},"paths":{},
    "components":{"schemas":{"A":{"type":"object","required":["a"],"properties":{"$ref":"#/x-all"}}}},
    "x-all":{"a":{"type":"integer"},"b":{"$ref":"#/x-all/a"}}})");
  const SchemaView view = loaded.view(loaded.description.schemas().at(0).cursor);
  ASSERT_EQ(view.properties().size(), 2u);
  EXPECT_TRUE(view.properties()[0].required);
  EXPECT_EQ(view.properties()[1].schema.type_words(), "integer");
  EXPECT_EQ(view.property("a").type_words(), "integer");
}

}  // namespace
}  // namespace vitrine::openapi
