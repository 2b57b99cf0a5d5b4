#include <gtest/gtest.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <string>

#include "app/ui/ui.h"
#include "tests/unit/ui/harness.h"

namespace vitrine::ui {
namespace {

TEST(Rows, AllHaveNodesButOnlyVisibleOnesAreDrawn) {
  Page page;
  std::size_t recorded = 0;
  std::size_t drawn = 0;
  std::uint64_t revision = 1;
  std::optional<std::size_t> followed;
  page.frame(in_pane([&](Ui& ui) {
    const auto row = ui.rows(
        "list", 1200, 32, revision,
        [&](std::size_t index) {
          ++recorded;
          Ui::Row made;
          made.id = "op" + std::to_string(index);
          made.name = "GET /pictures/" + std::to_string(index);
          made.href = "#/operations/op" + std::to_string(index);
          return made;
        },
        [&](std::size_t, Rect rect, bool) {
          ++drawn;
          ui.draw_text(rect, "Read", ui.font_text(), ui.theme().text);
        });
    if (row) followed = row;
  }));
  EXPECT_EQ(recorded, 1200u);
  EXPECT_LE(drawn, 14u);
  page.run();
  EXPECT_EQ(recorded, 1200u) << "not again before the revision changes";
  EXPECT_EQ(page.nodes().size(), 1200u);
  page.click(Role::link, "GET /pictures/3");
  EXPECT_EQ(followed, 3u);
  page.activate(Role::link, "GET /pictures/1000");
  EXPECT_EQ(followed, 1000u);
  page.scroll("main", 32 * 600);
  page.click(Role::link, "GET /pictures/605");
  EXPECT_EQ(followed, 605u);
  revision = 2;
  page.run();
  EXPECT_EQ(recorded, 2400u);
}

TEST(Rows, OfVeryManyAWindowHasNodesAndSaysWhereItStands) {
  constexpr std::size_t kCount = 9000;
  Page page;
  std::optional<std::size_t> followed;
  page.frame(in_pane([&](Ui& ui) {
    const auto row = ui.rows(
        "list", kCount, 32, 1,
        [&](std::size_t index) {
          Ui::Row made;
          made.id = made.name = std::to_string(index);
          made.href = "#/operations/" + made.id;
          return made;
        },
        [](std::size_t, Rect, bool) {});
    if (row) followed = row;
  }));
  EXPECT_EQ(page.nodes().size(), Ui::kMostRows);
  EXPECT_EQ(page.last().surfaces[0].content_height, 32 * kCount) << "the whole list scrolls";
  for (const std::size_t at : {std::size_t{5000}, kCount - 1, std::size_t{1200}, std::size_t{0}}) {
    page.scroll("main", 32 * static_cast<float>(at));
    const Node node = page.find(Role::link, std::to_string(at));
    EXPECT_EQ(node.position_in_set, at + 1);
    EXPECT_EQ(node.set_size, kCount);
    EXPECT_EQ(page.nodes().size(), Ui::kMostRows);
    page.click(Role::link, std::to_string(at));
    EXPECT_EQ(followed, at);
  }
}

TEST(Row, DividesTheColumnAndContinuesBelowTheTallestCell) {
  Page page;
  float shared = 0;
  float below = 0;
  page.frame(in_pane([&](Ui& ui) {
    const std::array<float, 3> widths = {100, -1, -3};
    ui.begin_row(widths, 10, 34);
    ui.button("a", "A");
    ui.next_cell();
    shared = ui.width();
    ui.label("b", "B", ui.font_text(), ui.theme().text);
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
      ui.chip("c" + std::to_string(index), "photograph" + std::to_string(index));
    ui.end_flow();
    ui.label("after", "after", ui.font_text(), ui.theme().text);
  }));
  const Node last = page.find(Role::text, "photograph11");
  EXPECT_GT(last.rect.y, 0);
  EXPECT_LE(last.rect.right(), 600);
  EXPECT_GE(page.find(Role::text, "after").rect.y, last.rect.bottom());
}

TEST(Box, ReachesAsFarDownAsItsContent) {
  Page page;
  page.frame(in_pane([&](Ui& ui) {
    ui.begin_box(Ui::Box::card, 14, 10);
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
    ui.text_field("title", "title", {});
    ui.end_container();
  }));
  EXPECT_EQ(page.find(Role::group, "Body").rect.height, 34);
  EXPECT_EQ(page.find(Role::textbox, "title").parent, "main/body");
}

}  // namespace
}  // namespace vitrine::ui
