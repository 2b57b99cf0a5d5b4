#include "app/ui/rows.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string>

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
    const auto row = rows(
        ui, "list", 1200, 32, revision,
        [&](std::size_t index) {
          ++recorded;
          Row made;
          made.id = "op" + std::to_string(index);
          made.name = "GET /pictures/" + std::to_string(index);
          made.href = "#/operations/op" + std::to_string(index);
          return made;
        },
        [&](std::size_t, Rect rect, bool) {
          ++drawn;
          ui.draw_text(rect, "Read", type::kText, ui.theme().text);
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
    const auto row = rows(
        ui, "list", kCount, 32, 1,
        [&](std::size_t index) {
          Row made;
          made.id = made.name = std::to_string(index);
          made.href = "#/operations/" + made.id;
          return made;
        },
        [](std::size_t, Rect, bool) {});
    if (row) followed = row;
  }));
  EXPECT_EQ(page.nodes().size(), kMostRows);
  EXPECT_EQ(page.last().surfaces[0].content_height, 32 * kCount) << "the whole list scrolls";
  for (const std::size_t at : {std::size_t{5000}, kCount - 1, std::size_t{1200}, std::size_t{0}}) {
    page.scroll("main", 32 * static_cast<float>(at));
    const Node node = page.find(Role::link, std::to_string(at));
    EXPECT_EQ(node.position_in_set, at + 1);
    EXPECT_EQ(node.set_size, kCount);
    EXPECT_EQ(page.nodes().size(), kMostRows);
    page.click(Role::link, std::to_string(at));
    EXPECT_EQ(followed, at);
  }
}

TEST(Rows, HaveAPlaceWhileTheyAreShown) {
  Page page;
  bool shown = true;
  page.frame(in_pane([&](Ui& ui) {
    ui.space(100);
    if (!shown) return;
    rows(
        ui, "list", 3, 32, 1,
        [](std::size_t index) {
          Row made;
          made.id = made.name = std::to_string(index);
          made.height = index == 0 ? 44.0f : 0.0f;
          return made;
        },
        [](std::size_t, Rect, bool) {});
  }));
  EXPECT_EQ(row_place(page.ui(), "main/list", 1).y, 144);
  EXPECT_EQ(row_place(page.ui(), "main/list", 0).height, 44);
  EXPECT_EQ(row_place(page.ui(), "main/list", 3).height, 0);
  EXPECT_EQ(row_place(page.ui(), "main/other", 0).height, 0);
  shown = false;
  page.run();
  EXPECT_EQ(row_place(page.ui(), "main/list", 1).height, 0);
}

TEST(Rows, ThatFoldMayBeLinksToo) {
  Page page;
  std::optional<std::size_t> followed;
  bool folded = false;
  page.frame(in_pane([&](Ui& ui) {
    const auto row = rows(
        ui, "list", 3, 32, 1,
        [](std::size_t index) {
          Row made;
          made.id = std::to_string(index);
          made.name = index == 0 ? "Pictures" : "GET /" + made.id;
          made.tooltip = "tip " + made.id;
          made.href = "#/" + made.id;
          if (index == 0) made.expanded = Node::Tri::yes;
          made.fold_width = 26;
          return made;
        },
        [](std::size_t, Rect, bool) {}, &folded);
    if (row) followed = row;
  }));
  ASSERT_EQ(page.nodes().size(), 4u);
  EXPECT_EQ(page.nodes()[0]->role, Role::button);
  EXPECT_EQ(page.nodes()[0]->expanded, Node::Tri::yes);
  EXPECT_EQ(page.nodes()[0]->href, "");
  EXPECT_EQ(page.nodes()[1]->href, "#/0");
  EXPECT_EQ(page.find(Role::link, "GET /2").tooltip, "tip 2");
  EXPECT_EQ(page.find(Role::link, "Pictures").rect.x, 26);
  page.click(Role::button, "Pictures");
  EXPECT_EQ(followed, 0u);
  EXPECT_TRUE(folded);
  page.click(Role::link, "Pictures");
  EXPECT_EQ(followed, 0u);
  EXPECT_FALSE(folded);
  page.activate(Role::link, "GET /2");
  EXPECT_EQ(followed, 2u);
  EXPECT_FALSE(folded);
}

}  // namespace
}  // namespace vitrine::ui
