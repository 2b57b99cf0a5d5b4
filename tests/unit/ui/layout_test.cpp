#include <gtest/gtest.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "app/ui/button.h"
#include "app/ui/chip.h"
#include "app/ui/ornament.h"
#include "app/ui/text.h"
#include "app/ui/text_field.h"
#include "tests/unit/ui/harness.h"

namespace vitrine::ui {
namespace {

TEST(Box, IsTheLookOfWhatItEnclosesAlone) {
  Page page;
  page.frame(in_pane([](Ui& ui) {
    ui.begin_container("card", Role::region, "Code");
    ui.begin_box(Box::card, 0, 0);
    ui.begin_box(Box::code, gap::kCard, gap::kMedium);
    label(ui, "one", "one", type::kText, 0);
    ui.end_box();
    label(ui, "two", "two", type::kText, 0);
    ui.end_box();
    ui.end_container();
    ui.begin_box(Box::code, gap::kCard, gap::kMedium);
    label(ui, "three", "three", type::kText, 0);
    label(ui, "four", "four", type::kText, 0);
    ui.end_box();
  }));
  EXPECT_EQ(page.find(Role::region, "Code").look, Look::card);
  EXPECT_EQ(page.find(Role::text, "one").look, Look::code);
  for (const char* plain : {"two", "three", "four"})
    EXPECT_EQ(page.find(Role::text, plain).look, Look::plain) << plain;
}

TEST(Row, DividesTheColumnAndContinuesBelowTheTallestCell) {
  Page page;
  float shared = 0;
  float below = 0;
  page.frame(in_pane([&](Ui& ui) {
    const std::array<float, 3> widths = {100, -1, -3};
    ui.begin_row(widths, 10, 34);
    button(ui, "a", "A");
    ui.next_cell();
    shared = ui.width();
    label(ui, "b", "B", type::kText, ui.theme().text);
    ui.next_cell();
    ui.space(80);
    ui.end_row();
    below = ui.y();
  }));
  EXPECT_EQ(shared, 120);
  EXPECT_EQ(below, 80);
  EXPECT_EQ(page.find(Role::text, "B").rect.y, 7) << "centred in the row's height";
}

TEST(Flow, WrapsWhatDoesNotFit) {
  Page page;
  page.frame(in_pane([&](Ui& ui) {
    ui.begin_flow(6, 6);
    for (int index = 0; index < 12; ++index)
      chip(ui, "c" + std::to_string(index), "photograph" + std::to_string(index));
    ui.end_flow();
    label(ui, "after", "after", type::kText, ui.theme().text);
  }));
  const Node last = page.find(Role::text, "photograph11");
  EXPECT_GT(last.rect.y, 0);
  EXPECT_LE(last.rect.right(), 600);
  EXPECT_GE(page.find(Role::text, "after").rect.y, last.rect.bottom());
}

TEST(Box, AndLinesAreNodesWhereTheLayerShowsItself) {
  Theme theme = light_theme();
  theme.shapes = true;
  Page page;
  page.frame(in_pane([](Ui& ui) {
    divider(ui);
    ui.begin_box(Box::callout, gap::kCard, gap::kMedium);
    label(ui, "one", "one", type::kText, 0);
    divider(ui);
    ui.end_box();
  }));
  const auto shapes = [&] {
    std::vector<Look> looks;
    for (const Node* node : page.nodes())
      if (node->role == Role::generic) looks.push_back(node->look);
    return looks;
  };
  EXPECT_TRUE(shapes().empty());
  page.settings.theme = &theme;
  page.run();
  EXPECT_EQ(shapes(), (std::vector<Look>{Look::line, Look::callout, Look::line}));
  for (const Node* node : page.nodes()) {
    if (node->look == Look::callout) EXPECT_EQ(node->rect.height, 20 + leading::kText + 1);
  }
}

TEST(Box, ReachesAsFarDownAsItsContent) {
  Page page;
  page.frame(in_pane([&](Ui& ui) {
    ui.begin_box(Box::card, 14, 10);
    ui.space(2000);
    ui.end_box();
    EXPECT_EQ(ui.y(), 2020);
  }));
  float lowest = 0;
  const ImDrawList& list = *page.last().draw_data->CmdLists[0];
  for (const ImDrawVert& vertex : list.VtxBuffer) lowest = std::max(lowest, vertex.pos.y);
  EXPECT_NEAR(lowest, 2020, 4);
}

TEST(Container, ReachesOverWhatIsInIt) {
  Page page;
  page.frame(in_pane([&](Ui& ui) {
    ui.begin_container("body", Role::group, "Body");
    text_field(ui, "title", "title", {});
    ui.end_container();
  }));
  EXPECT_EQ(page.find(Role::group, "Body").rect.height, 34);
  EXPECT_EQ(page.find(Role::textbox, "title").parent, "main/body");
}

}  // namespace
}  // namespace vitrine::ui
