// Regions that are scrolled sideways.
#include <gtest/gtest.h>

#include "app/ui/button.h"
#include "tests/unit/ui/harness.h"

namespace vitrine::ui {
namespace {

class Sideways : public testing::Test {
 protected:
  Page page;
  int pressed = 0;

  void SetUp() override {
    page.frame(in_pane([this](Ui& ui) {
      ui.begin_sideways("wide", "Errors", 1000);
      const float widths[] = {800, 200};
      ui.begin_row(widths, 0);
      button(ui, "first", "First");
      ui.next_cell();
      if (button(ui, "last", "Last")) ++pressed;
      ui.end_row();
      ui.end_sideways();
      button(ui, "below", "Below");
    }));
  }
  void press(Point at) {
    page.ui().pointer_moved("main", at);
    page.ui().pointer_pressed("main", at);
    page.ui().pointer_released("main", at);
    page.run();
  }
};

TEST_F(Sideways, IsATabStopAsWideAsTheColumnWithAllInIt) {
  const Node region = page.find(Role::region, "Errors");
  EXPECT_TRUE(region.focusable && region.scrolls);
  EXPECT_EQ(region.rect.width, 600);
  const Node last = page.find(Role::button, "Last");
  EXPECT_EQ(last.parent, region.id);
  EXPECT_EQ(last.rect.x, 800);
  EXPECT_GT(region.rect.bottom(), last.rect.bottom()) << "room for the bar";
  const Node below = page.find(Role::button, "Below");
  EXPECT_EQ(below.rect.x, 0);
  EXPECT_GE(below.rect.y, region.rect.bottom());
}

TEST_F(Sideways, WhatStandsInItReactsWhereItIsSeen) {
  const Node last = page.find(Role::button, "Last");
  const float y = last.rect.y + last.rect.height / 2;
  press({last.rect.x + 10, y});
  EXPECT_EQ(pressed, 0) << "out of sight";
  page.scroll("main/wide", 400);
  EXPECT_EQ(page.find(Role::button, "Last").rect, last.rect) << "the page moves its element";
  press({last.rect.x - 400 + 10, y});
  EXPECT_EQ(pressed, 1);
}

TEST_F(Sideways, IsScrolledNoFurtherThanItsContents) {
  page.scroll("main/wide", 400);
  const auto end = page.picture();
  page.scroll("main/wide", 4000);
  EXPECT_EQ(page.picture(), end);
}

}  // namespace
}  // namespace vitrine::ui
