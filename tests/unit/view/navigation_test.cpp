#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/view/screen.h"

namespace vitrine::view {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using ui::Role;

std::vector<std::string> operations(const Screen& screen) {
  std::vector<std::string> found;
  for (const ui::Node* node : screen.page.nodes())
    if (node->role == Role::link && node->id.rfind("navigation/list/", 0) == 0)
      found.push_back(node->name);
  return found;
}

TEST(Navigation, ListsOperationsByMethodPathAndSummary) {
  Screen screen;
  screen.open();
  EXPECT_EQ(screen.surface("navigation").role, Role::navigation);
  EXPECT_EQ(screen.surface("navigation").name, "Operations");
  EXPECT_THAT(operations(screen),
              ElementsAre("POST /users Create an account", "GET /users/me Who am I",
                          "GET /pictures List pictures", "POST /pictures Add a picture",
                          "GET /pictures/{id} Look at one picture"));
  const ui::Node link = screen.find(Role::link, "POST /users Create an account");
  EXPECT_EQ(link.href, "#/operations/createUser");
  EXPECT_EQ(link.position_in_set, 0u) << "all of them are there to be counted";
  // Without an operationId the link says method and path.
  EXPECT_EQ(screen.find(Role::link, "GET /pictures/{id} Look at one picture").href,
            "#/operations/GET/%2Fpictures%2F%7Bid%7D");
}

TEST(Navigation, FilterNarrowsTheListAsItIsTyped) {
  Screen screen;
  screen.open();
  screen.type(Role::searchbox, "Search operations", "pictures");
  EXPECT_THAT(operations(screen),
              ElementsAre("GET /pictures List pictures", "POST /pictures Add a picture",
                          "GET /pictures/{id} Look at one picture"));
  EXPECT_THAT(screen.names(Role::heading), Not(Contains("accounts")));
  screen.type(Role::searchbox, "Search operations", "zebra");
  EXPECT_THAT(operations(screen), IsEmpty());
  EXPECT_THAT(screen.text(), HasSubstr("No operation matches “zebra”"));
  EXPECT_EQ(screen.find(Role::searchbox, "Search operations").value, "zebra");
  screen.type(Role::searchbox, "Search operations", "");
  EXPECT_EQ(operations(screen).size(), 5u);
  EXPECT_THAT(screen.text(), Not(HasSubstr("No operation matches")));
}

TEST(Navigation, AGroupFoldsAndLeadsToThePageOfItsTag) {
  Screen screen;
  screen.open();
  EXPECT_EQ(screen.find(Role::button, "accounts").expanded, ui::Node::Tri::yes);
  screen.click(Role::button, "accounts");
  EXPECT_EQ(screen.find(Role::button, "accounts").expanded, ui::Node::Tri::no);
  EXPECT_THAT(operations(screen),
              ElementsAre("GET /pictures List pictures", "POST /pictures Add a picture",
                          "GET /pictures/{id} Look at one picture"));
  const ui::Node link = screen.find(Role::link, "accounts");
  EXPECT_EQ(link.href, "#/tags/accounts");
  screen.click(Role::link, "accounts");
  EXPECT_EQ(screen.surface("main").name, "accounts");
  EXPECT_EQ(operations(screen).size(), 5u) << "the group of the page shown is open";
  EXPECT_TRUE(screen.find(Role::link, "accounts").current);
}

TEST(Navigation, AllGroupsFoldAtOnce) {
  Screen screen;
  screen.open();
  screen.click(Role::button, "Collapse groups");
  EXPECT_THAT(operations(screen), IsEmpty());
  screen.type(Role::searchbox, "Search operations", "who");
  EXPECT_THAT(operations(screen), ElementsAre("GET /users/me Who am I"));
  EXPECT_FALSE(screen.has(Role::button, "Open all groups"));
  screen.type(Role::searchbox, "Search operations", "");
  screen.click(Role::button, "Open all groups");
  EXPECT_EQ(operations(screen).size(), 5u);
}

TEST(Navigation, TheBrowserFindsWhatAFoldedGroupHides) {
  Screen screen;
  screen.open();
  EXPECT_EQ(screen.find(Role::button, "accounts").folded, "");
  screen.click(Role::button, "accounts");
  EXPECT_EQ(screen.find(Role::button, "accounts").folded,
            "POST /users Create an account\nGET /users/me Who am I\n");
  screen.activate(Role::button, "accounts");
  EXPECT_EQ(screen.find(Role::button, "accounts").folded, "");
}

TEST(Navigation, TheKeyboardReachesFoldedGroups) {
  Screen screen;
  screen.open();
  screen.click(Role::button, "Collapse groups");
  screen.focus(Role::searchbox, "Search operations");
  EXPECT_TRUE(screen.key("ArrowDown"));
  const ui::Node first = screen.node(screen.focused());
  EXPECT_EQ(first.role, Role::button);
  EXPECT_EQ(first.expanded, ui::Node::Tri::no);
  screen.send(boundary::Activated{first.id});
  EXPECT_TRUE(screen.key("ArrowDown"));
  EXPECT_EQ(screen.node(screen.focused()).role, Role::link);
}

TEST(Navigation, LongNamesTakeTwoLines) {
  Screen screen;
  screen.serve(R"({"openapi":"3.2.0","info":{"title":"T","version":"1"},
    "tags":[{"name":"beta","summary":"Beta","kind":"badge"}],"paths":{
    "/short":{"get":{"summary":"Short","responses":{}}},
    "/long":{"get":{"summary":"Finds **everything** that anybody has ever written down",
                    "tags":["beta"],"deprecated":true,"responses":{}}}}})");
  screen.open();
  const ui::Node one = screen.find(Role::link, "GET /short Short");
  const ui::Node two =
      screen.find(Role::link, "GET /long Finds everything that anybody has ever written down");
  EXPECT_GT(two.rect.height, one.rect.height);
  EXPECT_EQ(one.tooltip, "GET /short Short");
  EXPECT_EQ(two.tooltip,
            "GET /long Finds everything that anybody has ever written down · deprecated · Beta");
}

TEST(Navigation, FollowingALinkShowsTheOperation) {
  Screen screen;
  screen.open();
  screen.click(Role::link, "POST /users Create an account");
  EXPECT_EQ(screen.surface("main").role, Role::main);
  EXPECT_EQ(screen.surface("main").name, "Create an account");
  EXPECT_EQ(screen.find(Role::heading, "Create an account").level, 1);
  EXPECT_TRUE(screen.find(Role::link, "POST /users Create an account").current);
  EXPECT_FALSE(screen.find(Role::link, "GET /users/me Who am I").current);
  ASSERT_FALSE(screen.all<session::SetLocation>().empty());
  EXPECT_EQ(screen.all<session::SetLocation>().back().hash, "#/operations/createUser");
  EXPECT_TRUE(screen.all<session::SendRequest>().empty());
}

TEST(Navigation, IsReachedByTheKeyboardOffScreenToo) {
  Screen screen({1440, 160});
  screen.open();
  screen.activate(Role::link, "GET /pictures/{id} Look at one picture");
  EXPECT_EQ(screen.surface("main").name, "Look at one picture");
}

TEST(Navigation, TheTitleLeadsBackToTheOverview) {
  Screen screen;
  screen.open("#/operations/createUser");
  screen.click(Role::link, "Gallery");
  EXPECT_EQ(screen.surface("main").name, "Gallery");
  EXPECT_EQ(screen.find(Role::heading, "Gallery").level, 1);
  EXPECT_FALSE(screen.has(Role::button, "Send"));
}

TEST(EmbeddedOperation, IsARegionNamedLikeItsHeadingAtTheLevelAsked) {
  Screen screen;
  screen.whole_page = false;
  screen.opened.heading_level = 3;
  screen.open("#/operations/addPicture");
  EXPECT_EQ(screen.surface("main").role, Role::region);
  EXPECT_EQ(screen.surface("main").name, "Add a picture");
  EXPECT_EQ(screen.find(Role::heading, "Add a picture").level, 3);
  EXPECT_EQ(screen.find(Role::heading, "Response").level, 4);
}

TEST(Operation, WithoutASummaryIsNamedByMethodAndPath) {
  Screen screen;
  screen.serve(R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},
    "paths":{"/a/{b}":{"delete":{"responses":{"204":{"description":"Gone"}}}}}})");
  screen.open();
  screen.click(Role::link, "DELETE /a/{b}");
  EXPECT_EQ(screen.surface("main").name, "DELETE /a/{b}");
  EXPECT_EQ(screen.find(Role::heading, "DELETE /a/{b}").level, 1);
}

TEST(Operation, ALinkInItsWordsLeadsToAnother) {
  Screen screen;
  screen.serve(R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{
    "/a":{"get":{"operationId":"a","summary":"First","description":"See [the other](#/operations/b).",
                 "responses":{}}},
    "/b":{"get":{"operationId":"b","summary":"Second","responses":{}}}}})");
  screen.open("#/operations/a");
  EXPECT_THAT(screen.hrefs(), Contains("#/operations/b"));
  const auto nodes = screen.page.nodes();
  std::string id;
  for (const ui::Node* node : nodes)
    if (node->layout && ui::Page::text_of(*node->layout) == "See the other.") id = node->id;
  ASSERT_NE(id, "");
  screen.send(boundary::Activated{id + "/1"});
  EXPECT_EQ(screen.surface("main").name, "Second");
}

TEST(Operation, AnotherOneShowsItsOwnSchemas) {
  Screen screen;
  screen.open("#/operations/createUser");
  EXPECT_THAT(screen.text(), HasSubstr("12 characters"));
  screen.click(Role::link, "POST /pictures Add a picture");
  EXPECT_THAT(screen.text(), HasSubstr("at least 1826"));
  EXPECT_THAT(screen.text(), Not(HasSubstr("12 characters")));
}

TEST(Theme, ButtonChangesTheColours) {
  Screen screen;
  screen.open();
  EXPECT_FALSE(screen.playground.theme().dark);
  screen.click(Role::button, "Theme");
  EXPECT_TRUE(screen.playground.theme().dark);
}

TEST(Theme, OfAnElementInAPageIsThePagesToChoose) {
  for (const float width : {1200.0f, 500.0f}) {
    Screen screen({width, 900});
    screen.whole_page = false;
    screen.open();
    EXPECT_FALSE(screen.has(Role::button, "Theme"));
  }
}

}  // namespace
}  // namespace vitrine::view
