// What the attributes of the element leave out is neither drawn nor a node.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/view/screen.h"

namespace vitrine::view {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using ui::Role;

class Hidden : public testing::Test {
 protected:
  Screen screen;
  void open(session::Options options, std::string hash, ui::Size size = kWide) {
    screen.whole_page = false;
    screen.size = size;
    screen.opened.options = std::move(options);
    screen.open(std::move(hash));
  }
  std::vector<std::string> surfaces() const {
    std::vector<std::string> ids;
    for (const ui::Surface& surface : screen.page.last().surfaces) ids.push_back(surface.id);
    return ids;
  }
};

TEST_F(Hidden, TheNavigationLeavesItsRoomToTheForm) {
  open({.hide = "navigation"}, "#/operations/addPicture");
  EXPECT_THAT(surfaces(), ElementsAre("main", "send", "request"));
  EXPECT_FALSE(screen.has(Role::searchbox, "Search operations"));
  EXPECT_FALSE(screen.has(Role::separator, "Width of the list"));
  EXPECT_FALSE(screen.key("/")) << "the key is the page's";
  screen.resize({920, 700});
  EXPECT_THAT(surfaces(), ElementsAre("main", "send", "request"));
  screen.resize(kNarrow);
  EXPECT_FALSE(screen.has(Role::button, "Operations"));
}

TEST_F(Hidden, HeaderAndThemeGo) {
  open({.hide = "header theme"}, "#/operations/addPicture");
  EXPECT_FALSE(screen.has(Role::button, "Theme"));
  EXPECT_FALSE(screen.has(Role::link, "Gallery"));
  EXPECT_TRUE(screen.has(Role::searchbox, "Search operations"));
  screen.resize(kNarrow);
  EXPECT_TRUE(screen.has(Role::button, "Operations"));
  EXPECT_FALSE(screen.has(Role::button, "Theme"));
}

TEST_F(Hidden, WithoutTheFormTheCodeStays) {
  open({.hide = "try-it"}, "#/operations/addPicture");
  EXPECT_FALSE(screen.has(Role::button, "Send"));
  EXPECT_FALSE(screen.has(Role::combobox, "Server"));
  EXPECT_FALSE(screen.has(Role::textbox, "Request body"));
  EXPECT_TRUE(screen.has(Role::combobox, "Language"));
  EXPECT_FALSE(screen.key("Enter", true));
  EXPECT_TRUE(screen.all<session::SendRequest>().empty());
}

TEST_F(Hidden, WithoutFormAndCodeThereIsNoRequest) {
  open({.hide = "try-it code"}, "#/operations/addPicture");
  EXPECT_THAT(surfaces(), ElementsAre("head", "navigation", "main"));
}

TEST_F(Hidden, CodeAndServersGo) {
  open({.hide = "code servers"}, "#/operations/addPicture");
  EXPECT_FALSE(screen.has(Role::combobox, "Language"));
  EXPECT_FALSE(screen.has(Role::combobox, "Server"));
  EXPECT_TRUE(screen.has(Role::button, "Authorize"));
  EXPECT_TRUE(screen.has(Role::button, "Send"));
}

TEST_F(Hidden, TheIntroductionGoes) {
  open({.hide = "info servers"}, "");
  EXPECT_FALSE(screen.has(Role::heading, "Gallery"));
  EXPECT_FALSE(screen.has(Role::heading, "Servers"));
  EXPECT_TRUE(screen.has(Role::heading, "Operations"));
}

TEST_F(Hidden, TagsWithoutOperationsAreNotInTheOverview) {
  open({.tag = "accounts"}, "");
  EXPECT_TRUE(screen.has(Role::link, "POST /users Create an account"));
  EXPECT_FALSE(screen.has(Role::link, "GET /pictures List pictures"));
  std::vector<std::string> hrefs = screen.hrefs();
  EXPECT_EQ(std::count(hrefs.begin(), hrefs.end(), "#/tags/pictures"), 0);
}

class Alone : public Hidden {
 protected:
  void SetUp() override {
    screen.margin = 200;
    screen.opened.owns_location = false;
  }
  void alone(std::string operation, ui::Size size) {
    screen.opened.operation = std::move(operation);
    session::Options options;
    options.alone = true;
    open(options, "", size);
  }
};

TEST_F(Alone, AnOperationIsHeadingWordsFormAndResponse) {
  for (const ui::Size size : {kWide, kMedium, kNarrow, ui::Size{320, 568}}) {
    alone("addPicture", size);
    EXPECT_THAT(surfaces(), ElementsAre("main")) << size.width;
    EXPECT_TRUE(screen.has(Role::heading, "Add a picture"));
    EXPECT_TRUE(screen.has(Role::button, "Send"));
    EXPECT_TRUE(screen.has(Role::textbox, "Request body"));
    EXPECT_FALSE(screen.has(Role::button, "Try it")) << "the form is open";
    EXPECT_FALSE(screen.has(Role::button, "Copy link"));
    EXPECT_FALSE(screen.has(Role::link, "Skip to content"));
    EXPECT_TRUE(screen.names(Role::searchbox).empty());
    for (const ui::Node* node : screen.page.nodes())
      EXPECT_LE(node->rect.right(), size.width + 0.5f) << node->id << " at " << size.width;
  }
}

TEST_F(Alone, HeadingsTakeTheLevelThatIsAsked) {
  screen.opened.heading_level = 3;
  alone("addPicture", kMedium);
  EXPECT_EQ(screen.find(Role::heading, "Add a picture").level, 3);
}

TEST_F(Alone, ASchemaIsItsHeadingAndItsProperties) {
  alone("#/schemas/UserCreate", kMedium);
  EXPECT_THAT(surfaces(), ElementsAre("main"));
  EXPECT_TRUE(screen.has(Role::heading, "UserCreate"));
  EXPECT_FALSE(screen.has(Role::heading, "Used by"));
}

TEST_F(Alone, ALinkToAnotherPageLeadsBackToo) {
  alone("addPicture", kMedium);
  screen.act(session::Navigate{"#/schemas/UserCreate"});
  EXPECT_TRUE(screen.has(Role::heading, "UserCreate"));
  EXPECT_THAT(screen.hrefs(), testing::Contains("#/operations/addPicture"));
}

TEST_F(Alone, WhatIsNotThereIsSaid) {
  alone("gone", kMedium);
  EXPECT_THAT(screen.text(), HasSubstr("No operation or schema named"));
  EXPECT_FALSE(screen.has(Role::heading, "Gallery"));
}

TEST(Expansion, IsAsTheElementAsks) {
  const auto shown = [](std::string expand) {
    Screen screen;
    screen.opened.options.expand = std::move(expand);
    screen.serve(R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{},
      "components":{"schemas":{"X":{"type":"object","required":["must"],"properties":{
        "must":{"type":"object","properties":{"deep":{"type":"object","properties":{
          "deeper":{"type":"string"}}}}},
        "may":{"type":"object","properties":{"other":{"type":"string"}}}}}}}})");
    screen.open("#/schemas/X");
    return screen.text();
  };
  EXPECT_THAT(shown("none"), Not(HasSubstr("deep  object")));
  EXPECT_THAT(shown("1"), HasSubstr("deep  object"));
  EXPECT_THAT(shown("1"), Not(HasSubstr("deeper  string")));
  EXPECT_THAT(shown("all"), HasSubstr("deeper  string"));
  EXPECT_THAT(shown("required"), HasSubstr("deep  object"));
  EXPECT_THAT(shown("required"), Not(HasSubstr("other  string")));
}

}  // namespace
}  // namespace vitrine::view
