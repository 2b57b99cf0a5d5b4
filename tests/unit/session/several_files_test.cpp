#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/session/case_page.h"

/// Descriptions in several files: what is shown is loaded, behind any number of references.
namespace vitrine::session {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string operation(const std::string& schema) {
  return R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{"/a":{"post":{
    "operationId":"a","requestBody":{"content":{"application/json":{"schema":)" +
         schema + R"(}}},"responses":{"200":{"description":""}}}}}})";
}

class SeveralFiles : public testing::Test {
 protected:
  Page page;
  void serve(const std::string& main, std::map<std::string, std::string> files) {
    page.resources.clear();
    page.resources["https://docs.example/openapi.json"] = main;
    for (auto& [path, text] : files) page.resources["https://docs.example/" + path] = text;
    page.open("#/operations/a");
  }
  std::vector<std::string> loaded() const {
    std::vector<std::string> uris;
    for (const LoadResource& load : page.all<LoadResource>()) uris.push_back(load.uri);
    return uris;
  }
};

TEST_F(SeveralFiles, FormsReachThroughEveryKindOfReference) {
  serve(
      operation(R"({"$ref":"a.json"})"),
      {{"a.json", R"({"properties":{"b":{"$ref":"b.json"},"c":{"type":"array","minItems":1,
            "items":{"$ref":"c.json"}},"d":{"allOf":[{"$ref":"d.json"}]}},"required":["b","c","d"]})"},
       {"b.json", R"({"type":"object","required":["x"],"properties":{"x":{"$ref":"e.json#/x"}}})"},
       {"c.json", R"({"type":"object","properties":{"y":{"type":"string"}}})"},
       {"d.json", R"({"oneOf":[{"$ref":"e.json#/x"},{"type":"boolean"}]})"},
       {"e.json", R"({"x":{"type":"integer"}})"}});
  EXPECT_THAT(field_names(page.form()), testing::IsSupersetOf({"b.x", "d"}));
  for (const Field& field : page.form().fields) {
    if (field.name == "b.x") {
      EXPECT_EQ(field.kind, Field::Kind::number);
    }
  }
  EXPECT_THAT(page.session.missing, IsEmpty());
}

TEST_F(SeveralFiles, ResponsesAndParametersAreLoadedAsWell) {
  serve(R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{"/a":{"get":{
    "operationId":"a","parameters":[{"name":"p","in":"query","schema":{"items":{"$ref":"p.json"}}}],
    "responses":{"200":{"description":"","headers":{"H":{"schema":{"$ref":"h.json"}}},
      "content":{"application/json":{"schema":{"properties":{"r":{"$ref":"r.json"}}}}}}}}}}})",
        {{"p.json", "{}"},
         {"h.json", "{}"},
         {"r.json", R"({"items":{"$ref":"s.json"}})"},
         {"s.json", "{}"}});
  EXPECT_THAT(loaded(), testing::UnorderedElementsAre(
                            "https://docs.example/openapi.json", "https://docs.example/p.json",
                            "https://docs.example/h.json", "https://docs.example/r.json",
                            "https://docs.example/s.json"));
}

TEST_F(SeveralFiles, ADocumentThatIsNotThereIsAskedForAndListedOnce) {
  serve(operation(R"({"properties":{"a":{"$ref":"gone.json"},"b":{"$ref":"gone.json#/x"},
                                    "c":{"$ref":"there.json"}}})"),
        {{"there.json", R"({"properties":{"d":{"$ref":"gone.json"}}})"}});
  const std::vector<std::string> uris = loaded();
  EXPECT_EQ(std::count(uris.begin(), uris.end(), "https://docs.example/gone.json"), 1);
  ASSERT_EQ(page.session.missing.size(), 1u);
  EXPECT_EQ(page.session.missing[0].state, MissingDocument::State::failed);
  EXPECT_THAT(field_names(page.form()), testing::Contains("c.d"));
}

TEST_F(SeveralFiles, OtherOriginsAreAskedForBeforeTheyAreLoaded) {
  serve(operation(R"({"properties":{"a":{"$ref":"https://other.example/x.json"}}})"), {});
  EXPECT_EQ(loaded().size(), 1u);
  ASSERT_EQ(page.session.missing.size(), 1u);
  EXPECT_EQ(page.session.missing[0].state, MissingDocument::State::asks);
}

TEST_F(SeveralFiles, WhatBuildsOnASchemaIsLoadedToBeOffered) {
  serve(R"({"openapi":"3.0.3","info":{"title":"T","version":"1"},"paths":{"/a":{"post":{
    "operationId":"a","requestBody":{"content":{"application/json":{"schema":{
      "$ref":"zoo/Animal.json"}}}},"responses":{"200":{"description":""}}}}},
    "components":{"schemas":{"Animal":{"$ref":"zoo/Animal.json"},"Cat":{"$ref":"zoo/Cat.json"},
      "Dog":{"allOf":[{"$ref":"zoo/Animal.json"},{"properties":{"pack":{"type":"integer"}}}]}}}})",
        {{"zoo/Animal.json", R"({"type":"object","discriminator":{"propertyName":"kind"},
            "required":["kind"],"properties":{"kind":{"type":"string"}}})"},
         {"zoo/Cat.json", R"({"allOf":[{"$ref":"Animal.json"},{"required":["lives"],
            "properties":{"lives":{"type":"integer"}}}]})"}});
  ASSERT_FALSE(page.form().fields.empty());
  EXPECT_THAT(labels(page.form().fields[0]), testing::UnorderedElementsAre("Cat", "Dog"));
  page.act(EditBody{R"({"kind":"Cat"})"});
  const auto messages = body_messages(page.form(), schema::Language::en);
  ASSERT_EQ(messages.size(), 1u);
  EXPECT_EQ(messages[0].name, "lives");
}

TEST_F(SeveralFiles, CirclesOfFilesEnd) {
  serve(operation(R"({"$ref":"a.json"})"),
        {{"a.json", R"({"properties":{"b":{"$ref":"b.json"},"n":{"type":"integer"}}})"},
         {"b.json", R"({"properties":{"a":{"$ref":"a.json"}}})"}});
  EXPECT_EQ(loaded().size(), 3u);
  EXPECT_THAT(field_names(page.form()), testing::Contains("n"));
}

TEST_F(SeveralFiles, OperationsInFilesOfTheirOwnAreAllShown) {
  std::string paths;
  std::map<std::string, std::string> files;
  for (int i = 0; i < 60; ++i) {
    const std::string name = "op" + std::to_string(i);
    paths += (i ? ",\"/" : "\"/") + name + "\":{\"get\":{\"$ref\":\"ops/" + name + ".json\"}}";
    files["ops/" + name + ".json"] = "{\"operationId\":\"" + (i == 7 ? std::string("a") : name) +
                                     "\",\"responses\":{\"200\":{\"description\":\"\"}}}";
  }
  serve(R"({"openapi":"3.0.3","info":{"title":"T","version":"1"},"paths":{)" + paths + "}}", files);
  ASSERT_EQ(page.session.spec->description.operations().size(), 60u);
  EXPECT_EQ(page.session.spec->description.operations()[59].operation_id, "op59");
  EXPECT_EQ(page.session.spec->description.operations()[7].link, "/operations/a");
  EXPECT_THAT(page.session.missing, IsEmpty());
}

TEST(Cases, FormsAreMadeOfSeveralFiles) {
  REQUIRE_CASE("49-form-of-other-files");
  Page page;
  serve_case(page, "49-form-of-other-files", "openapi.yaml");
  page.show("plain");
  EXPECT_THAT(field_names(page.form()), ElementsAre("size", "size.width", "label"));
  page.show("choice");
  EXPECT_THAT(field_names(page.form()), ElementsAre("", "size", "size.width", "label"));
  page.act(ChooseVariant{"", 1});
  EXPECT_THAT(field_names(page.form()), ElementsAre("", "width"));
}

TEST(Cases, AMappingToAFileIsKnownByWhatItLeadsTo) {
  REQUIRE_CASE("09-mapping-files");
  Page page;
  serve_case(page, "09-mapping-files", "openapi.yaml");
  page.act(Navigate{"#/operations/POST/%2Frides"});
  ASSERT_FALSE(page.form().fields.empty());
  EXPECT_THAT(labels(page.form().fields[0]), ElementsAre("Tram", "Walk"));
  EXPECT_EQ(page.form().fields[0].chosen, 0);
  page.act(ChooseVariant{"", 1});
  EXPECT_THAT(page.form().body, HasSubstr("\"kind\": \"on-foot\""));
  EXPECT_THAT(field_names(page.form()), testing::Contains("metres"));
  page.act(ChooseVariant{"", 0});
  EXPECT_THAT(page.form().body, HasSubstr("\"kind\": \"on-rails\""));
  // A file that is not there is listed once.
  ASSERT_EQ(page.session.missing.size(), 1u);
  EXPECT_THAT(page.session.missing[0].uri, HasSubstr("models/Balloon.yaml"));
  // In validation the mapping's values are what the property may be.
  page.act(EditBody{R"({"kind":"by-boat"})"});
  const auto messages = body_messages(page.form(), schema::Language::en);
  ASSERT_EQ(messages.size(), 1u);
  EXPECT_THAT(messages[0].text, HasSubstr("on-rails"));
  EXPECT_THAT(messages[0].text, HasSubstr("on-foot"));
  page.act(EditBody{R"({"kind":"on-foot","metres":3})"});
  EXPECT_EQ(violation_count(page.form()), 0u);
}

TEST(Cases, AnOperationInAFileOfItsOwnIsShown) {
  REQUIRE_CASE("41-operation-ref");
  Page page;
  serve_case(page, "41-operation-ref", "openapi.yaml");
  page.show("readBox");
  EXPECT_EQ(page_name(page.session), "Read a box");
  EXPECT_EQ(page.form().parameters.size(), 2u);
}

}  // namespace
}  // namespace vitrine::session
