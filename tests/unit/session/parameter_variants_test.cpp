// Parameters whose schema is a union.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/session/page.h"

namespace vitrine::session {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kDescription = R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},
  "servers":[{"url":"https://api.example"}],
  "paths":{"/things":{"get":{"operationId":"list","responses":{},"parameters":[
    {"name":"since","in":"query","schema":{"oneOf":[
      {"type":"integer","title":"Seconds"},{"type":"string","format":"date","title":"Day"},
      {"enum":["ever"],"type":"string","title":"Always"}]}},
    {"name":"ids","in":"query","schema":{"anyOf":[{"type":"string"},
      {"type":"array","items":{"type":"string"}}]}},
    {"name":"filter","in":"query","style":"deepObject","schema":{"oneOf":[
      {"type":"object","title":"Range","required":["from"],"properties":{
        "from":{"type":"integer"},"to":{"type":"integer"},"unit":{"type":"string"}}},
      {"type":"object","title":"Exact","properties":{
        "value":{"type":"integer"},"unit":{"type":"string"}}}]}},
    {"name":"limit","in":"query","schema":{"anyOf":[{"type":"integer"},{"type":"null"}]}},
    {"name":"tags","in":"query","schema":{"anyOf":[
      {"type":"array","items":{"type":"string"}},{"type":"null"}]}},
    {"name":"login","in":"query","schema":{"oneOf":[
      {"type":"integer"},{"type":"string","format":"password"}]}}]}}}})";

class ParameterVariants : public testing::Test {
 protected:
  Page page;
  void SetUp() override {
    page.resources["https://docs.example/openapi.json"] = kDescription;
    page.open("#/operations/list");
  }
  uint32_t index(std::string_view name) const {
    const auto& all = page.form().parameters;
    for (uint32_t i = 0; i < all.size(); ++i) {
      if (all[i].name == name) return i;
    }
    return 99;
  }
  void choose(std::string_view name, uint32_t variant) {
    page.act(ChooseParameterVariant{index(name), "", variant});
  }
  void type_part(std::string_view name, std::string pointer, std::string text) {
    page.act(EditParameterPart{
        index(name), std::move(pointer), {request::State::value, std::move(text)}});
  }
  const Field& choice(std::string_view name) const { return page.field(name).parts.front(); }
  std::vector<std::string> parts(std::string_view name) const {
    std::vector<std::string> names;
    for (const Field& part : page.field(name).parts) {
      if (part.kind != Field::Kind::variant) names.push_back(part.name);
    }
    return names;
  }
  std::string url() const { return page.session.current.request.request.url.text; }
};

TEST_F(ParameterVariants, AreAChoiceWithTheInputOfTheAlternative) {
  EXPECT_THAT(labels(choice("since")), ElementsAre("Seconds", "Day", "Always"));
  EXPECT_EQ(choice("since").chosen, 0);
  EXPECT_EQ(page.field("since").kind, Field::Kind::number);
  choose("since", 1);
  EXPECT_EQ(choice("since").chosen, 1);
  EXPECT_EQ(page.field("since").kind, Field::Kind::text);
  EXPECT_EQ(page.field("since").picker, Field::Picker::date);
  choose("since", 2);
  EXPECT_EQ(page.field("since").kind, Field::Kind::choice);
  EXPECT_THAT(labels(page.field("since")), ElementsAre("", "ever"));
}

TEST_F(ParameterVariants, StayChosenWhileTheUserTypes) {
  choose("since", 1);
  page.type("since", "2");
  EXPECT_EQ(choice("since").chosen, 1) << "though it is a number";
  page.type("since", "2026-11-29");
  EXPECT_EQ(choice("since").chosen, 1);
  EXPECT_EQ(url(), "https://api.example/things?since=2026-11-29");
  EXPECT_TRUE(page.field("since").valid());
}

TEST_F(ParameterVariants, KeepWhatFitsAndGiveBackWhatDoesNot) {
  page.type("since", "60");
  choose("since", 1);
  EXPECT_EQ(page.field("since").value.text, "60") << "a text may be digits";
  page.type("since", "2026-11-29");
  const uint32_t revision = page.field("since").revision;
  choose("since", 0);
  EXPECT_EQ(page.field("since").value.text, "60");
  EXPECT_GT(page.field("since").revision, revision);
  choose("since", 2);
  EXPECT_FALSE(page.field("since").present());
  EXPECT_EQ(url(), "https://api.example/things");
  choose("since", 1);
  EXPECT_EQ(url(), "https://api.example/things?since=2026-11-29");
}

TEST_F(ParameterVariants, OfAListHaveItsItems) {
  page.type("ids", "a,b");
  EXPECT_THAT(url(), HasSubstr("ids=a%2Cb"));
  choose("ids", 1);
  EXPECT_TRUE(page.field("ids").in_parts());
  EXPECT_THAT(url(), Not(HasSubstr("ids")));
  page.act(ChangeParameterList{index("ids"), "", ChangeBodyList::Change::add});
  type_part("ids", "/0", "a");
  page.act(ChangeParameterList{index("ids"), "", ChangeBodyList::Change::add});
  type_part("ids", "/1", "b");
  EXPECT_THAT(url(), HasSubstr("ids=a&ids=b"));
  choose("ids", 0);
  EXPECT_THAT(url(), HasSubstr("ids=a%2Cb"));
  choose("ids", 1);
  EXPECT_THAT(url(), HasSubstr("ids=a&ids=b"));
}

TEST_F(ParameterVariants, OfObjectsShareTheirMembers) {
  EXPECT_THAT(parts("filter"), ElementsAre("filter.from", "filter.to", "filter.unit"));
  type_part("filter", "/from", "1");
  type_part("filter", "/unit", "cm");
  EXPECT_THAT(url(), HasSubstr("filter%5Bfrom%5D=1&filter%5Bunit%5D=cm"));
  choose("filter", 1);
  EXPECT_THAT(parts("filter"), ElementsAre("filter.value", "filter.unit"));
  EXPECT_THAT(url(), HasSubstr("filter%5Bunit%5D=cm"));
  EXPECT_THAT(url(), Not(HasSubstr("from")));
  type_part("filter", "/value", "5");
  EXPECT_EQ(choice("filter").chosen, 1);
  choose("filter", 0);
  EXPECT_THAT(url(), HasSubstr("filter%5Bfrom%5D=1&filter%5Bunit%5D=cm"));
}

TEST_F(ParameterVariants, OfOneTypeAndNullAreNoChoice) {
  EXPECT_TRUE(page.field("limit").parts.empty());
  EXPECT_EQ(page.field("limit").kind, Field::Kind::number);
  page.type("tags", "a,b");
  EXPECT_THAT(url(), HasSubstr("tags=a&tags=b"));
  ASSERT_EQ(page.field("tags").parts.size(), 1u);
  EXPECT_EQ(page.field("tags").parts[0].kind, Field::Kind::list);
}

TEST_F(ParameterVariants, OfWhichOneIsSecretMayBeChosenAgain) {
  choose("login", 1);
  EXPECT_TRUE(page.field("login").secret);
  page.type("login", "hidden words");
  EXPECT_EQ(choice("login").chosen, 1);
  choose("login", 0);
  EXPECT_FALSE(page.field("login").present());
  page.act(Woken{Timer::persist});
  page.act(CopyRequestLink{});
  EXPECT_THAT(page.everything_kept(), Not(HasSubstr("hidden")));
}

TEST_F(ParameterVariants, AreKnownByTheirValuesWhenTheyComeBack) {
  choose("filter", 1);
  type_part("filter", "/value", "5");
  choose("ids", 1);
  page.act(ChangeParameterList{index("ids"), "", ChangeBodyList::Change::add});
  type_part("ids", "/0", "a");
  page.act(CopyRequestLink{});
  const std::string link = page.all<CopyText>().back().text;
  Page other;
  other.resources = page.resources;
  other.open(link.substr(link.find('#')));
  EXPECT_EQ(other.field("filter").parts.front().chosen, 1);
  EXPECT_EQ(other.field("ids").parts.front().chosen, 1);
  EXPECT_EQ(other.session.current.request.request.url.text, url());
}

}  // namespace
}  // namespace vitrine::session
