#include "app/session/form/completion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/session/page.h"

namespace vitrine::session {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// What is offered for the body of an operation, whose caret is at `|`.
class Completing : public testing::Test {
 protected:
  Page page;
  std::string text;
  Completions offered;

  void SetUp() override {
    page.resources["https://docs.example/openapi.json"] = read_fixture("body.json");
    page.open("#/operations/add");
  }
  std::vector<std::string> at(std::string marked) {
    const std::size_t caret = marked.find('|');
    text = marked.erase(caret, 1);
    page.act(EditBody{text});
    offered = complete_body(page.session, caret);
    std::vector<std::string> names;
    for (const Completion& item : offered.items) names.push_back(item.name);
    return names;
  }
  /// The text with the first offer, `|` at its caret.
  std::string taken() {
    const Completion& item = offered.items.at(0);
    std::string result = text.substr(0, offered.begin) + item.text + text.substr(offered.end);
    return result.insert(offered.begin + item.caret, "|");
  }
};

TEST_F(Completing, NamesOfPropertiesComeRequiredOnesFirst) {
  EXPECT_THAT(at("{|}"), ElementsAre("title", "public", "year", "note", "medium", "framed", "tags",
                                     "origin", "pin", "extra"));
  EXPECT_TRUE(offered.items[0].required);
  EXPECT_EQ(offered.items[2].detail, "integer · null");
  EXPECT_EQ(taken(), "{\"title\": \"|\"}");
}

TEST_F(Completing, WhatIsThereAlreadyIsNotOffered) {
  EXPECT_THAT(at(R"({"title": "x", |, "public": true, "extra": {"note": 1}})"),
              ElementsAre("year", "note", "medium", "framed", "tags", "origin", "pin"));
}

TEST_F(Completing, WhatBeginsLikeTheWordComesFirst) {
  EXPECT_THAT(at(R"({"t|"})"), ElementsAre("title", "tags", "note", "extra"));
}

TEST_F(Completing, TheWordAndItsQuotesAreReplaced) {
  at(R"({"ti|"})");
  EXPECT_EQ(taken(), "{\"title\": \"|\"}");
  at(R"({"ti|": "x"})");
  EXPECT_EQ(taken(), R"({"title"|: "x"})");
  at("{ti|}");
  EXPECT_EQ(taken(), "{\"title\": \"|\"}");
  at("{\n  \"ti|\n}");
  EXPECT_EQ(taken(), "{\n  \"title\": \"|\"\n}");
}

TEST_F(Completing, WhileOneTypesOnlyWhatIsBegunIsCompleted) {
  at("{|}");
  EXPECT_THAT(complete_body(page.session, 1, Wanted::begun).items, IsEmpty());
  at(R"({"ti|"})");
  EXPECT_EQ(complete_body(page.session, 4, Wanted::begun).items.size(), 1u);
}

TEST_F(Completing, CommasAreAddedWhereTheyAreMissing) {
  at("{\n  \"title\": \"x\"\n  \"pu|\"\n}");
  EXPECT_EQ(taken(), "{\n  \"title\": \"x\",\n  \"public\": |\n}");
  at("{\"pu|\" \"title\": \"x\"}");
  EXPECT_EQ(taken(), "{\"public\": |, \"title\": \"x\"}");
}

TEST_F(Completing, ValuesOfAnEnumAndConstants) {
  EXPECT_THAT(at(R"({"medium": |})"), ElementsAre("\"photograph\"", "\"painting\""));
  EXPECT_THAT(at(R"({"medium": "pa|"})"), ElementsAre("\"painting\""));
  EXPECT_EQ(taken(), R"({"medium": "painting"|})");
  EXPECT_THAT(at(R"({"public": |})"), ElementsAre("true", "false"));
  EXPECT_THAT(at(R"({"year": n|})"), ElementsAre("null"));
}

TEST_F(Completing, NestedPlacesHaveTheirOwn) {
  EXPECT_THAT(at(R"({"title": "x", "origin": {"|"}})"), ElementsAre("place", "year"));
  EXPECT_THAT(at(R"({"origin": {"place": "a", |}})"), ElementsAre("year"));
}

TEST_F(Completing, NothingWhereNothingIsKnown) {
  EXPECT_THAT(at(R"({"title": "x|"})"), IsEmpty());
  EXPECT_THAT(at(R"({"title" |})"), IsEmpty());
  EXPECT_THAT(at(R"({"title": "x"} |)"), IsEmpty());
  EXPECT_THAT(at(R"({"unknown": {|}})"), IsEmpty());
  EXPECT_THAT(at(R"({"tags": ["a" |]})"), IsEmpty());
}

class CompletingVariants : public Completing {
  void SetUp() override {
    Completing::SetUp();
    page.show("shape");
  }
};

TEST_F(CompletingVariants, TheDiscriminatorSaysWhichPropertiesThereAre) {
  EXPECT_THAT(at(R"({"kind": "Square", "|"})"), ElementsAre("side", "color"));
  EXPECT_THAT(at(R"({"|", "kind": "round"})"), ElementsAre("radius", "color"));
}

TEST_F(CompletingVariants, WithoutItThereAreThoseOfAll) {
  EXPECT_THAT(at("{|}"), ElementsAre("kind", "radius", "side", "color"));
}

TEST_F(CompletingVariants, ValuesOfTheDiscriminatorAreOffered) {
  EXPECT_THAT(at(R"({"kind": "|"})"), testing::IsSupersetOf({"\"round\"", "\"Square\""}));
}

TEST_F(CompletingVariants, AnEmptyPlaceOffersTheVariants) {
  EXPECT_THAT(at("|"), ElementsAre("Circle", "Square"));
  EXPECT_EQ(taken(), "{\n  \"kind\": \"round\",\n  \"radius\": 0\n}|");
}

}  // namespace
}  // namespace vitrine::session
