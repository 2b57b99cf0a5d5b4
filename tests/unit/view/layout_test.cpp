#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/unit/view/screen.h"

namespace vitrine::view {
namespace {

using ui::Role;

std::vector<std::string> surfaces(const Screen& screen) {
  std::vector<std::string> ids;
  for (const ui::Surface& surface : screen.page.last().surfaces) ids.push_back(surface.id);
  return ids;
}

/// Ids of the form's fields from their group on: what links and FocusField hold on to.
std::set<std::string> fields(const Screen& screen) {
  std::set<std::string> ids;
  for (const ui::Node* node : screen.page.nodes()) {
    const auto at = node->id.find("/try/");
    if (at != std::string::npos && node->focusable) ids.insert(node->id.substr(at));
  }
  return ids;
}

class Layout : public testing::Test {
 protected:
  Screen screen;
  void SetUp() override {
    screen.serve(session::read_fixture("fields.json"));
    screen.open("#/operations/change");
  }
};

TEST_F(Layout, KeepsTitleAndSearchWhereTheyAreWhileTheListScrolls) {
  screen.scroll("navigation", 40);
  EXPECT_EQ(screen.find(Role::searchbox, "Search operations").id, "head/search");
  EXPECT_EQ(screen.surface("head").scroll_y, 0);
  EXPECT_EQ(screen.surface("head").rect.bottom(), screen.surface("navigation").rect.y);
  EXPECT_EQ(screen.surface("head").role, Role::search);
}

TEST_F(Layout, LeadsToTheFormWhereItStandsFarBelow) {
  EXPECT_FALSE(screen.has(Role::button, "Try it")) << "it is beside the words";
  screen.resize(kNarrow);
  screen.click(Role::button, "Try it");
  const ui::Node send = screen.find(Role::combobox, "Server");
  EXPECT_GT(screen.surface("main").scroll_y, 0);
  EXPECT_LT(send.rect.y - screen.surface("main").scroll_y, kNarrow.height / 2);
}

TEST_F(Layout, HasThreePanesWhereItIsWideTwoOnATabletOneOnAPhone) {
  EXPECT_THAT(surfaces(screen),
              testing::ElementsAre("head", "navigation", "main", "send", "request"));
  screen.resize(kMedium);
  EXPECT_THAT(surfaces(screen), testing::ElementsAre("head", "navigation", "main"));
  screen.resize(kNarrow);
  EXPECT_THAT(surfaces(screen), testing::ElementsAre("bar", "main"));
}

TEST_F(Layout, ShowsTheSameFieldsAtEveryWidth) {
  const std::set<std::string> wide = fields(screen);
  EXPECT_EQ(wide.size(), 19u);
  screen.resize(kMedium);
  EXPECT_EQ(fields(screen), wide);
  screen.resize(kNarrow);
  EXPECT_EQ(fields(screen), wide);
}

TEST_F(Layout, WhatWasTypedSurvivesAnotherWidth) {
  screen.type(Role::spinbutton, "limit", "500");
  for (const ui::Size size : {kMedium, kNarrow, kWide}) {
    screen.resize(size);
    const ui::Node limit = screen.find(Role::spinbutton, "limit");
    EXPECT_EQ(limit.value, "500");
    EXPECT_TRUE(limit.invalid);
  }
}

TEST_F(Layout, PanesStandBesideEachOtherAndFillTheElement) {
  for (const ui::Size size : {kWide, kMedium, kNarrow, ui::Size{320, 480}, ui::Size{2560, 1400}}) {
    screen.resize(size);
    float area = 0;
    for (const ui::Surface& surface : screen.page.last().surfaces)
      area += surface.rect.width * surface.rect.height;
    EXPECT_NEAR(area, size.width * size.height, 1) << size.width;
  }
}

TEST_F(Layout, NothingReachesOutOfItsPane) {
  for (const ui::Size size : {kWide, kMedium, kNarrow, ui::Size{320, 480}}) {
    screen.resize(size);
    for (const ui::Surface& surface : screen.page.last().surfaces) {
      for (const ui::Node* node : screen.page.nodes()) {
        if (node->id.rfind(surface.id + "/", 0) != 0) continue;
        EXPECT_GE(node->rect.x, 0) << node->id << " at " << size.width;
        EXPECT_LE(node->rect.right(), surface.rect.width + 0.5f)
            << node->id << " at " << size.width;
      }
    }
  }
}

class Drawer : public testing::Test {
 protected:
  Screen screen{kNarrow};
  void SetUp() override { screen.open(); }
};

TEST_F(Drawer, OpensByAButtonThatSaysWhetherItIsOpen) {
  EXPECT_FALSE(screen.has_surface("navigation"));
  EXPECT_EQ(screen.find(Role::button, "Operations").expanded, ui::Node::Tri::no);
  screen.click(Role::button, "Operations");
  EXPECT_EQ(screen.surface("navigation").kind, ui::Surface::Kind::drawer);
  EXPECT_EQ(screen.surface("navigation").role, Role::navigation);
  EXPECT_EQ(screen.surface("navigation").name, "Operations");
  EXPECT_EQ(screen.find(Role::button, "Operations").expanded, ui::Node::Tri::yes);
  screen.activate(Role::button, "Operations");
  EXPECT_FALSE(screen.has_surface("navigation"));
}

TEST_F(Drawer, ClosesWhenAnOperationIsChosen) {
  screen.click(Role::button, "Operations");
  screen.click(Role::link, "GET /pictures List pictures");
  EXPECT_FALSE(screen.has_surface("navigation"));
  EXPECT_EQ(screen.surface("main").name, "List pictures");
}

TEST_F(Drawer, ClosesWhenTheOverviewIsChosen) {
  screen.act(session::Navigate{"#/operations/createUser"});
  screen.click(Role::button, "Operations");
  screen.click(Role::link, "Gallery");
  EXPECT_FALSE(screen.has_surface("navigation"));
  EXPECT_EQ(screen.surface("main").name, "Gallery");
}

TEST_F(Drawer, HasRoomForEveryLink) {
  screen.click(Role::button, "Operations");
  for (const ui::Node* node : screen.page.nodes()) {
    if (node->role == Role::link) {
      EXPECT_LE(node->rect.right(), screen.surface("navigation").rect.width) << node->name;
    }
  }
}

TEST_F(Drawer, OfAWiderElementIsForgottenThere) {
  screen.click(Role::button, "Operations");
  screen.resize(kWide);
  EXPECT_EQ(screen.surface("navigation").kind, ui::Surface::Kind::pane);
}

class Boundary : public testing::Test {
 protected:
  Screen screen;
  void SetUp() override { screen.open(); }
  ui::Node edge() { return screen.find(ui::Role::separator, "Width of the list"); }
  float width() { return screen.surface("navigation").rect.width; }
};

TEST_F(Boundary, FollowsThePointerThatDragsIt) {
  EXPECT_EQ(edge().value_now, 272u);
  EXPECT_EQ(edge().value_min, 200u);
  EXPECT_EQ(edge().value_max, 480u);
  EXPECT_EQ(width(), 272);
  screen.press("main", {3, 300});
  EXPECT_EQ(width(), 272) << "a press alone moves nothing";
  // The pointer is over the page still, then over the list.
  screen.send(boundary::Pointer{boundary::PointerKind::moved, 2, {63, 320}});
  EXPECT_EQ(width(), 332);
  EXPECT_EQ(screen.surface("main").rect.x, 332);
  screen.send(boundary::Pointer{boundary::PointerKind::moved, 1, {20, 320}});
  EXPECT_EQ(width(), 200);
  screen.send(boundary::Pointer{boundary::PointerKind::released, 1, {20, 320}});
  EXPECT_EQ(screen.all<session::Persist>().back().key, "listWidth");
  EXPECT_EQ(screen.all<session::Persist>().back().value, "200");
  screen.send(boundary::Activated{edge().id});
  EXPECT_EQ(width(), 272) << "two clicks";
}

TEST_F(Boundary, MovesByTheKeyboard) {
  EXPECT_FALSE(screen.key("ArrowRight"));
  screen.focus(ui::Role::separator, "Width of the list");
  EXPECT_TRUE(screen.key("ArrowRight"));
  EXPECT_EQ(edge().value_now, 288u);
  EXPECT_TRUE(screen.key("ArrowLeft"));
  EXPECT_TRUE(screen.key("ArrowLeft"));
  EXPECT_EQ(width(), 256);
  EXPECT_TRUE(screen.key("Home"));
  EXPECT_EQ(width(), 200);
  EXPECT_TRUE(screen.key("End"));
  EXPECT_EQ(width(), 480);
  EXPECT_FALSE(screen.key("ArrowUp"));
}

TEST_F(Boundary, StaysInViewWhereThePageScrolls) {
  screen.act(session::Navigate{"#/operations/createUser"});
  screen.scroll("main", 80);
  EXPECT_EQ(edge().rect.y, screen.surface("main").scroll_y);
}

TEST(NarrowBoundary, IsNone) {
  Screen screen(kNarrow);
  screen.open();
  EXPECT_FALSE(screen.has(ui::Role::separator, "Width of the list"));
}

TEST(SkipLink, IsTheFirstNodeAndLeadsToThePage) {
  Screen screen;
  screen.open();
  const ui::Node link = *screen.page.nodes().front();
  EXPECT_EQ(ui::Nodes::name_of(link), "Skip to content");
  EXPECT_LE(link.rect.width, 1) << "it shows when it has the focus";
  screen.focus(ui::Role::link, "Skip to content");
  EXPECT_GT(screen.find(ui::Role::link, "Skip to content").rect.width, 50);
  screen.send(boundary::Activated{link.id});
  EXPECT_EQ(screen.focused(), "main");
}

}  // namespace
}  // namespace vitrine::view
