#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/json/reader.h"
#include "tests/unit/session/case_page.h"

/// Forms, examples and verdicts of schemas that others build on by `allOf`.
namespace vitrine::session {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class Inheritance : public testing::Test {
 protected:
  Page page;
  bool open() {
    if (!std::filesystem::exists(cases() / "31-all-of-discriminator.yaml")) return false;
    serve_case(page, "31-all-of-discriminator.yaml");
    page.show("addAnimal");
    return true;
  }
  std::string said(const std::string& body) {
    page.act(EditBody{body});
    std::string text;
    for (const BodyMessage& message : body_messages(page.form(), schema::Language::en)) {
      text += message.name + ' ' + message.text + '\n';
    }
    return text;
  }
};

#define OPEN_CASE()                             \
  REQUIRE_CASE("31-all-of-discriminator.yaml"); \
  ASSERT_TRUE(open())

TEST_F(Inheritance, TheFormOffersTheAlternativesWithTheirFields) {
  OPEN_CASE();
  EXPECT_THAT(field_names(page.form()), ElementsAre("", "kind", "name", "lives"));
  EXPECT_THAT(labels(page.form().fields[0]), ElementsAre("Cat", "Dog", "Puppy"));
  page.act(ChooseVariant{"", 1});
  EXPECT_THAT(field_names(page.form()), ElementsAre("", "kind", "name", "pack"));
  EXPECT_THAT(page.form().body, HasSubstr("\"kind\": \"wolf\""));
  page.act(ChooseVariant{"", 2});
  EXPECT_THAT(field_names(page.form()), ElementsAre("", "kind", "name", "pack", "weeks"));
  EXPECT_THAT(page.form().body, HasSubstr("\"kind\": \"Puppy\""));
}

TEST_F(Inheritance, TheFirstTextIsOneOfThem) {
  OPEN_CASE();
  EXPECT_THAT(page.form().body, HasSubstr("\"kind\": \"Cat\""));
  EXPECT_THAT(page.form().body, HasSubstr("\"lives\": 0"));
  EXPECT_EQ(violations_after_touch(page), 0u);
}

TEST_F(Inheritance, TheTextChoosesTheAlternative) {
  OPEN_CASE();
  page.act(EditBody{R"({"kind":"wolf","name":"x","pack":1})"});
  EXPECT_EQ(page.form().fields[0].chosen, 1);
  EXPECT_EQ(violation_count(page.form()), 0u);
}

TEST_F(Inheritance, AValueThatNamesNoneIsRefused) {
  OPEN_CASE();
  const std::string words = said(R"({"kind":"Fish","name":"x"})");
  EXPECT_THAT(words, HasSubstr("kind must be one of wolf, Cat, Dog, Puppy"));
  EXPECT_NE(said(R"({"kind":"Animal","name":"x"})"), "");
}

TEST_F(Inheritance, TheAlternativeNamedIsValidatedAndEachFaultSaidOnce) {
  OPEN_CASE();
  EXPECT_EQ(said(R"({"kind":"Cat","name":"x","lives":9})"), "");
  EXPECT_EQ(said(R"({"kind":"Cat","name":"x"})"), "lives is required\n");
  EXPECT_EQ(said(R"({"kind":"Cat","lives":1})"), "name is required\n");
  EXPECT_EQ(said(R"({"kind":"Puppy","name":"x","pack":1,"weeks":2})"), "");
  EXPECT_EQ(said(R"({"kind":"Puppy","name":"x","weeks":"2","pack":1})"),
            "weeks must be an integer (is a string)\n");
}

TEST_F(Inheritance, AGeneratedExampleIsOneOfThem) {
  OPEN_CASE();
  page.act(ChooseExample{0});
  const json::Reading reading = json::read(page.form().body);
  EXPECT_EQ(reading.document.root()["kind"].string(), "Cat");
  EXPECT_TRUE(reading.document.root()["lives"]);
  EXPECT_EQ(violation_count(page.form()), 0u);
}

TEST(GeneratedExample, ThatCannotBeMadeSaysWhy) {
  Page page;
  page.resources["https://docs.example/openapi.json"] =
      R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{"/a":{"post":{"operationId":"a",
        "requestBody":{"content":{"application/json":{"schema":{"type":"object","required":["x"],
          "properties":{"x":{"type":"string","enum":["a"],"minLength":5}}}}}},
        "responses":{"200":{"description":""}}}}}})";
  page.open("#/operations/a");
  const std::string before = page.form().body;
  page.act(ChooseExample{0});
  EXPECT_EQ(page.form().body, before);
  EXPECT_THAT(page.form().example_failure, HasSubstr("x: "));
  page.act(EditBody{"{}"});
  EXPECT_EQ(page.form().example_failure, "");
}

}  // namespace
}  // namespace vitrine::session
