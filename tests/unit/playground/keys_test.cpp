#include <gtest/gtest.h>

#include "tests/unit/view/screen.h"

namespace vitrine::view {
namespace {

using ui::Role;

TEST(Keys, SlashAndControlKLeadToTheSearch) {
  for (const bool ctrl : {false, true}) {
    Screen screen;
    screen.open("#/operations/addPicture");
    EXPECT_TRUE(screen.key(ctrl ? "k" : "/", ctrl));
    EXPECT_EQ(screen.focused(), screen.surface("head").search);
    EXPECT_EQ(screen.node(screen.focused()).role, Role::searchbox);
  }
}

TEST(Keys, OfTheSearchOpenTheDrawerOfANarrowElement) {
  Screen screen(kNarrow);
  screen.open("#/operations/addPicture");
  EXPECT_FALSE(screen.has_surface("navigation"));
  EXPECT_TRUE(screen.key("K", true));
  EXPECT_EQ(screen.surface("navigation").kind, ui::Surface::Kind::drawer);
  EXPECT_EQ(screen.node(screen.focused()).role, Role::searchbox);
}

TEST(Keys, OthersMeanNothing) {
  Screen screen;
  screen.open("#/operations/addPicture");
  EXPECT_FALSE(screen.key("/", true));
  EXPECT_FALSE(screen.key("k"));
  EXPECT_FALSE(screen.key("Enter"));
  EXPECT_FALSE(screen.key("Escape"));
}

TEST(Keys, MeanNothingBeforeThereIsADescription) {
  Screen screen;
  screen.host.serves_resources = false;
  screen.open();
  EXPECT_FALSE(screen.key("/"));
  EXPECT_FALSE(screen.key("Enter", true));
}

TEST(Keys, ControlEnterSends) {
  Screen screen;
  screen.open("#/operations/listPictures");
  EXPECT_TRUE(screen.key("Enter", true));
  EXPECT_EQ(screen.all<session::SendRequest>().size(), 1u);
}

TEST(Keys, ControlEnterSendsNothingFromAPageWithoutAnOperation) {
  Screen screen;
  screen.open();
  EXPECT_FALSE(screen.key("Enter", true));
}

TEST(Keys, EscapeClosesTheDialogThenTheSearchThenTheDrawer) {
  Screen screen(kNarrow);
  screen.open("#/operations/addPicture");
  screen.activate(Role::button, "Authorize");
  ASSERT_TRUE(screen.has_surface("dialog"));
  EXPECT_FALSE(screen.key("/")) << "a dialog is open";
  EXPECT_TRUE(screen.key("Escape"));
  EXPECT_FALSE(screen.has_surface("dialog"));

  screen.key("/");
  screen.type(Role::searchbox, "Search operations", "pict");
  EXPECT_TRUE(screen.key("Escape"));
  EXPECT_EQ(screen.host.session.navigation.filter, "");
  EXPECT_TRUE(screen.has_surface("navigation"));
  while (screen.has_surface("navigation") && screen.key("Escape")) {
  }
  EXPECT_FALSE(screen.has_surface("navigation"));
  EXPECT_FALSE(screen.key("Escape"));
}

TEST(Keys, ArrowsWalkTheListFromTheSearchOn) {
  Screen screen;
  screen.open();
  EXPECT_TRUE(screen.surface("navigation").arrows);
  EXPECT_TRUE(screen.surface("head").arrows);
  EXPECT_FALSE(screen.surface("main").arrows);
  screen.key("/");
  EXPECT_TRUE(screen.key("ArrowDown"));
  const std::string first = screen.focused();
  EXPECT_EQ(first.rfind("navigation/", 0), 0u);
  EXPECT_TRUE(screen.key("ArrowDown"));
  EXPECT_NE(screen.focused(), first);
  EXPECT_TRUE(screen.key("ArrowUp"));
  EXPECT_EQ(screen.focused(), first);
  EXPECT_TRUE(screen.key("ArrowUp"));
  EXPECT_EQ(screen.focused(), screen.surface("head").search);
}

}  // namespace
}  // namespace vitrine::view
