#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/json/reader.h"
#include "app/json/write.h"
#include "tests/unit/session/page.h"

namespace vitrine::session {
namespace {

using schema::Language;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

/// Media types: 0 JSON, 1 multipart, 2 urlencoded, 3 text, 4 XML.
constexpr const char* kDescription = R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},
  "servers":[{"url":"https://api.example"}],
  "paths":{"/things":{"post":{"operationId":"add","responses":{},"requestBody":{"content":{
    "application/json":{"schema":{"type":"object","properties":{
      "name":{"type":"string"},"size":{"type":"object","properties":{
        "width":{"type":"integer"},"height":{"type":"integer"}}},"note":{"type":"string"}}},
      "examples":{"small":{"value":{"name":"small"}},"large":{"value":{"name":"large"}},
        "far":{"externalValue":"far.json"},"file":{"externalValue":"file:///etc/passwd"}}},
    "multipart/form-data":{"schema":{"type":"object","properties":{
      "name":{"type":"string"},"image":{"type":"string","format":"binary"},
      "size":{"type":"object","properties":{"width":{"type":"integer"}}}}}},
    "application/x-www-form-urlencoded":{"schema":{"type":"object","properties":{
      "name":{"type":"string"},"image":{"type":"string"}}}},
    "text/plain":{"schema":{"type":"string"}},
    "application/xml":{"schema":{"type":"object","xml":{"name":"thing"},"properties":{
      "name":{"type":"string"},"count":{"type":"integer","xml":{"attribute":true}},
      "tags":{"type":"array","items":{"type":"string","xml":{"name":"tag"}}}}}}}}}}}})";

class Bodies : public testing::Test {
 protected:
  Page page;
  void SetUp() override {
    page.resources["https://docs.example/openapi.json"] = kDescription;
    page.open("#/operations/add");
  }
  const std::string& body() const { return page.form().body; }
  void pick(std::string pointer) {
    page.act(FilePicked{std::move(pointer), {{"file-1", "a.png", 3, "image/png"}}});
  }
};

TEST_F(Bodies, AnotherMediaTypeTakesOverWhatItsSchemaNames) {
  page.act(EditBody{R"({"name":"n","size":{"width":1,"height":2},"note":"x"})"});
  page.act(ChooseContentType{1});
  EXPECT_EQ(json::compact(json::read(body()).document.root()),
            R"({"name":"n","size":{"width":1}})");
  page.act(ChooseContentType{2});
  EXPECT_EQ(json::compact(json::read(body()).document.root()), R"({"name":"n"})");
}

TEST_F(Bodies, WhatWasTypedIsThereAgainOnReturn) {
  const std::string typed = R"({ "name": "n",  "note": "x" })";
  page.act(EditBody{typed});
  page.act(ChooseContentType{2});
  page.act(EditBody{R"({"name":"other"})"});
  page.act(ChooseContentType{0});
  EXPECT_EQ(body(), typed);
  page.act(ChooseContentType{2});
  EXPECT_EQ(body(), R"({"name":"other"})");
}

TEST_F(Bodies, WhatWasTakenOverFollowsWhatItCameFrom) {
  page.act(EditBody{R"({"name":"first"})"});
  page.act(ChooseContentType{2});
  page.act(ChooseContentType{0});
  page.act(EditBody{R"({"name":"second"})"});
  page.act(ChooseContentType{2});
  EXPECT_EQ(body(), R"({"name":"second"})");
}

TEST_F(Bodies, AFileGoesOnlyWhereTheSchemaTakesFiles) {
  page.act(ChooseContentType{1});
  page.act(EditBody{R"({"name":"n"})"});
  pick("/image");
  ASSERT_THAT(page.form().files, SizeIs(1));
  page.act(ChooseContentType{2});
  EXPECT_THAT(page.form().files, IsEmpty());
  EXPECT_THAT(body(), Not(HasSubstr("image")));
  page.act(Send{});
  EXPECT_EQ(body_text(page.all<SendRequest>().back().request), "name=n");
  page.act(Cancel{});
  page.act(ChooseContentType{1});
  EXPECT_THAT(page.form().files, SizeIs(1));
  EXPECT_THAT(body(), HasSubstr("a.png"));
}

TEST_F(Bodies, JsonIsNoPlainText) {
  page.act(EditBody{R"({"name":"n"})"});
  page.act(ChooseContentType{3});
  EXPECT_EQ(body(), "");
}

TEST_F(Bodies, OneThatWasLeftAloneBeginsAnew) {
  page.act(ChooseContentType{1});
  EXPECT_FALSE(page.form().body_edited);
  page.act(ChooseContentType{0});
  EXPECT_THAT(body(), HasSubstr("small"));
}

TEST_F(Bodies, AnExampleKeepsWhatWasTyped) {
  page.act(EditBody{R"({"name":"mine"})"});
  page.act(ChooseExample{1});
  EXPECT_THAT(body(), HasSubstr("large"));
  page.act(ChooseExample{0});
  EXPECT_THAT(body(), HasSubstr("small"));
  page.act(ChooseExample{5});
  EXPECT_EQ(body(), R"({"name":"mine"})");
  EXPECT_EQ(page.form().example, -1);
  page.act(ChooseExample{5});
  EXPECT_EQ(body(), R"({"name":"mine"})");
}

TEST_F(Bodies, AnExampleStaysChosenOnReturn) {
  page.act(EditBody{R"({"name":"mine"})"});
  page.act(ChooseExample{1});
  page.act(ChooseContentType{2});
  page.act(ChooseContentType{0});
  EXPECT_EQ(page.form().example, 1);
  EXPECT_THAT(body(), HasSubstr("large"));
  page.act(ChooseExample{5});
  EXPECT_EQ(body(), R"({"name":"mine"})");
}

TEST_F(Bodies, AnExternalExampleIsLoadedWhenItIsChosen) {
  page.resources["https://docs.example/far.json"] = R"({"name":"far"})";
  page.act(EditBody{R"({"name":"mine"})"});
  EXPECT_THAT(page.all<LoadResource>(), SizeIs(1)) << "the description";
  page.act(ChooseExample{2});
  EXPECT_EQ(page.all<LoadResource>().back().uri, "https://docs.example/far.json");
  EXPECT_EQ(body(), R"({"name":"far"})");
  EXPECT_EQ(page.form().example, 2);
  page.act(ChooseExample{5});
  EXPECT_EQ(body(), R"({"name":"mine"})");
}

TEST_F(Bodies, AnExternalExampleThatCannotBeLoadedLeavesTheBody) {
  page.act(EditBody{R"({"name":"mine"})"});
  page.act(ChooseExample{2});
  EXPECT_EQ(body(), R"({"name":"mine"})");
  EXPECT_EQ(text(page.form().example_load, Language::en),
            "The example could not be loaded. https://docs.example: 404 Not Found");
  page.serves_resources = false;
  page.act(ChooseExample{2});
  EXPECT_EQ(page.form().example_load.word, Word::example_loading);
  page.act(Failed{page.all<LoadResource>().back().id, FailureKind::cross_origin, "", 0});
  EXPECT_THAT(text(page.form().example_load, Language::en), HasSubstr("(CORS)"));
}

TEST_F(Bodies, AnExternalExampleIsBoundedInSize) {
  page.resources["https://docs.example/far.json"] = std::string(1'200'000, 'a');
  const std::string before = body();
  page.act(ChooseExample{2});
  EXPECT_EQ(body(), before);
  EXPECT_FALSE(page.all<CancelRequest>().empty());
  EXPECT_EQ(page.form().example_load.word, Word::example_too_large);
}

TEST_F(Bodies, OnlyAddressesOfTheWebAreLoaded) {
  page.act(ChooseExample{3});
  EXPECT_THAT(page.all<LoadResource>(), SizeIs(1));
  EXPECT_EQ(page.form().example_load.word, Word::example_not_http);
}

TEST_F(Bodies, XmlIsEditedAsSuch) {
  page.act(ChooseContentType{4});
  const std::string json = R"({"name": "n", "count": 2, "tags": ["a", "b"]})";
  page.act(EditBody{json});
  page.act(ChooseBodyView{true});
  EXPECT_EQ(body(), R"(<?xml version="1.0" encoding="UTF-8"?>
<thing count="2">
  <name>n</name>
  <tag>a</tag>
  <tag>b</tag>
</thing>)");
  page.act(ChooseBodyView{false});
  EXPECT_EQ(body(), json) << "nothing was changed";
  page.act(ChooseBodyView{true});
  page.act(EditBody{R"(<thing count="3"><tag>c</tag><name>m</name></thing>)"});
  page.act(ChooseBodyView{false});
  EXPECT_EQ(json::compact(json::read(body()).document.root()),
            R"({"name":"m","count":3,"tags":["c"]})");
  EXPECT_FALSE(page.form().fields.empty());
}

TEST_F(Bodies, XmlThatIsNoneStaysATextAndSaysWhy) {
  page.act(ChooseContentType{4});
  page.act(ChooseBodyView{true});
  page.act(EditBody{"<thing><name>n</thing>"});
  page.act(ChooseBodyView{false});
  EXPECT_TRUE(page.form().text_shown);
  EXPECT_EQ(page.form().xml_failure, "<name> is closed by </thing>");
  EXPECT_EQ(body(), "<thing><name>n</thing>");
  page.act(Send{});
  EXPECT_TRUE(page.all<SendRequest>().empty()) << "not without being asked";
  page.act(SendAnyway{});
  EXPECT_EQ(body_text(page.all<SendRequest>().back().request), "<thing><name>n</thing>");
}

TEST_F(Bodies, XmlIsJudgedForItsForm) {
  page.act(ChooseContentType{4});
  page.act(ChooseBodyView{true});
  page.act(EditBody{"<thing>\n <name>n</nam>\n</thing>"});
  ASSERT_EQ(page.session.current.body_messages.size(), 1u);
  EXPECT_EQ(page.session.current.body_messages[0].text, "<name> is closed by </nam>");
  EXPECT_EQ(page.session.current.body_messages[0].position, (json::Position{2, 14}));
  page.act(EditBody{"<thing>\n <name>n</name>\n</thing>"});
  EXPECT_TRUE(page.session.current.body_messages.empty());
  EXPECT_EQ(page.session.current.violations, 0u);
}

TEST_F(Bodies, XmlLeavesItsValuesToOthers) {
  page.act(ChooseContentType{4});
  page.act(EditBody{R"(<thing count="3"><name>m</name></thing>)"});
  page.act(ChooseContentType{2});
  EXPECT_EQ(json::compact(json::read(body()).document.root()), R"({"name":"m"})");
  page.act(ChooseContentType{4});
  EXPECT_EQ(body(), R"(<thing count="3"><name>m</name></thing>)");
}

TEST_F(Bodies, AnExampleOfXmlIsGeneratedAsXml) {
  page.act(ChooseContentType{4});
  page.act(ChooseBodyView{true});
  page.act(ChooseExample{0});
  EXPECT_THAT(body(), testing::StartsWith("<?xml"));
  EXPECT_THAT(body(), HasSubstr("<thing"));
}

}  // namespace
}  // namespace vitrine::session
