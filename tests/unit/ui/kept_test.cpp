// Surfaces that stand as they were recorded, and events that need no frame.
#include <gtest/gtest.h>
#include <imgui.h>

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "app/ui/button.h"
#include "app/ui/hash.h"
#include "app/ui/link.h"
#include "app/ui/rows.h"
#include "app/ui/text.h"
#include "app/ui/text_field.h"
#include "tests/unit/ui/harness.h"

namespace vitrine::ui {
namespace {

/// Two surfaces side by side, which count how often they are recorded.
struct Panes {
  std::map<std::string, int> recorded;
  std::map<std::string, std::uint64_t> revisions = {{"left", 1}, {"right", 1}};
  std::map<std::string, std::string> texts = {{"left", "Left"}, {"right", "Right"}};
  bool right_shown = true;
  int pressed = 0;

  void pane(Ui& ui, const std::string& id, Rect rect) {
    if (!ui.begin_surface(ui::pane(id, rect), revisions[id])) return;
    ++recorded[id];
    label(ui, "text", texts[id], type::kText, ui.theme().text);
    if (button(ui, "button", "Button " + id)) ++pressed;
    FieldOptions field;
    field.value = "x";
    text_field(ui, "field", "Field " + id, field);
    ui.space(1000);
    ui.end_surface();
  }
  Page::View view() {
    return [this](Ui& ui) {
      pane(ui, "left", {0, 0, 300, 400});
      if (right_shown) pane(ui, "right", {300, 0, 300, 400});
    };
  }
};

class KeptSurfaces : public testing::Test {
 protected:
  KeptSurfaces() {
    page.settings.reduced_motion = true;
    page.frame(panes.view());
    page.run();
    panes.recorded.clear();
  }
  int left() { return panes.recorded["left"]; }
  int right() { return panes.recorded["right"]; }
  std::vector<float> vertices(int surface) {
    std::vector<float> all;
    for (const ImDrawVert& vertex : page.last().draw_data->CmdLists[surface]->VtxBuffer) {
      all.insert(all.end(), {vertex.pos.x, vertex.pos.y, vertex.uv.x, vertex.uv.y,
                             static_cast<float>(vertex.col)});
    }
    return all;
  }

  Panes panes;
  Page page{{600, 400}};
};

TEST_F(KeptSurfaces, StandWhileNothingChanges) {
  const auto before = vertices(1);
  const std::uint64_t picture = page.last().surfaces[1].picture;
  const std::uint64_t recordings = page.ui().recordings();
  const auto nodes = page.nodes().size();
  page.run();
  EXPECT_EQ(left(), 0);
  EXPECT_EQ(right(), 0);
  EXPECT_EQ(page.ui().recordings(), recordings);
  EXPECT_EQ(page.nodes().size(), nodes);
  EXPECT_EQ(vertices(1), before);
  EXPECT_EQ(page.last().surfaces[1].picture, picture);
  EXPECT_GT(page.last().surfaces[1].content_height, 1000);
}

TEST_F(KeptSurfaces, AreRecordedAnewWithAnotherRevision) {
  panes.revisions["right"] = 2;
  panes.texts["right"] = "Another";
  page.run();
  EXPECT_EQ(left(), 0);
  EXPECT_EQ(right(), 1);
  EXPECT_NE(page.text().find("Another"), std::string::npos);
}

TEST_F(KeptSurfaces, AreRecordedAnewWhenAskedFor) {
  page.ui().record_anew();
  page.run();
  EXPECT_EQ(left(), 1);
  EXPECT_EQ(right(), 1);
  page.run();
  EXPECT_EQ(left(), 1);
}

TEST_F(KeptSurfaces, AreRecordedAnewInAnotherThemeAndSize) {
  Theme accented = light_theme();
  accented.accent = 0x112233FF;
  page.settings.theme = &accented;
  page.run();
  EXPECT_EQ(left(), 1);
  EXPECT_EQ(right(), 1);
  page.settings.size = {700, 400};
  page.run();
  EXPECT_EQ(right(), 2);
  page.settings.theme = &light_theme();
  page.run();
  EXPECT_EQ(right(), 3);
}

TEST_F(KeptSurfaces, AreRecordedAnewWithOtherGlyphs) {
  page.glyphs().change_fonts(1.5f);
  page.run();
  EXPECT_EQ(left(), 1);
  EXPECT_EQ(right(), 1);
}

TEST_F(KeptSurfaces, OnlyTheScrolledOneIsRecorded) {
  EXPECT_TRUE(page.ui().scrolled("left", 20));
  page.run();
  EXPECT_EQ(left(), 1);
  EXPECT_EQ(right(), 0);
  EXPECT_FALSE(page.ui().scrolled("left", 20)) << "It is there already";
  EXPECT_FALSE(page.ui().has_events());
}

TEST_F(KeptSurfaces, AMoveOverTextNeedsNoFrame) {
  EXPECT_FALSE(page.ui().pointer_moved("left", {5, 5}));
  EXPECT_FALSE(page.ui().pointer_moved("left", {9, 6}));
  EXPECT_FALSE(page.ui().pointer_moved("right", {9, 6}));
  EXPECT_FALSE(page.ui().pointer_left());
  EXPECT_FALSE(page.ui().has_events());
  page.run();
  EXPECT_EQ(left() + right(), 0);
}

TEST_F(KeptSurfaces, AHoverRecordsOnlyItsSurface) {
  const auto [surface, at] = page.middle(page.find(Role::button, "Button left"));
  EXPECT_TRUE(page.ui().pointer_moved(surface, at));
  page.run();
  EXPECT_EQ(left(), 1);
  EXPECT_EQ(right(), 0);
  EXPECT_EQ(page.last().cursor, "pointer");
  EXPECT_FALSE(page.ui().pointer_moved(surface, {at.x + 1, at.y})) << "The same thing";
  page.run();
  EXPECT_EQ(page.last().cursor, "pointer") << "also of a surface that is kept";
  EXPECT_EQ(left(), 1);

  const auto [other, there] = page.middle(page.find(Role::button, "Button right"));
  EXPECT_TRUE(page.ui().pointer_moved(other, there));
  page.run();
  EXPECT_EQ(left(), 2) << "the hover ends there";
  EXPECT_EQ(right(), 1);
  EXPECT_TRUE(page.ui().pointer_moved(other, {5, 5}));
  page.run();
  EXPECT_EQ(page.last().cursor, "");
  EXPECT_EQ(left(), 2);
  EXPECT_EQ(right(), 2);
}

TEST_F(KeptSurfaces, AHoverOfWhatIsScrolledUnderThePointerIsSeen) {
  const auto [surface, at] = page.middle(page.find(Role::button, "Button left"));
  EXPECT_FALSE(page.ui().pointer_moved(surface, {at.x, at.y - 30}));
  page.scroll("left", 30);
  EXPECT_EQ(page.last().cursor, "pointer") << "a move without a frame is not forgotten";
  EXPECT_TRUE(page.ui().pointer_moved(surface, at));
}

TEST_F(KeptSurfaces, APressRecordsTheOthersToo) {
  page.click(Role::button, "Button left");
  EXPECT_EQ(panes.pressed, 1);
  EXPECT_GE(right(), 1) << "the button may have changed what it shows";
  panes.recorded.clear();
  page.activate(Role::button, "Button right");
  EXPECT_EQ(panes.pressed, 2);
  page.run();
  EXPECT_GE(left(), 1);
  page.run();
  panes.recorded.clear();
  page.run();
  EXPECT_EQ(left() + right(), 0);
}

TEST_F(KeptSurfaces, TypingAndFocusRecordTheirSurface) {
  page.focus(Role::textbox, "Field right");
  EXPECT_EQ(left(), 0);
  EXPECT_EQ(right(), 1);
  page.type(Role::textbox, "Field right", "xy");
  EXPECT_EQ(left(), 0);
  EXPECT_EQ(right(), 2);
  page.focus(Role::textbox, "Field left");
  EXPECT_EQ(left(), 1);
  EXPECT_EQ(right(), 3);
}

TEST_F(KeptSurfaces, FadeOnTheirOwn) {
  page.settings.reduced_motion = false;
  page.hover(Role::button, "Button left");
  EXPECT_GT(left(), 3);
  EXPECT_EQ(right(), 0);
  EXPECT_FALSE(page.last().animating);
  panes.recorded.clear();
  page.hover(Role::button, "Button right");
  EXPECT_GT(left(), 3) << "the one fades out";
  EXPECT_GT(right(), 3) << "the other in";
}

TEST_F(KeptSurfaces, OneThatComesBackIsRecorded) {
  const std::uint64_t recording = page.last().surfaces[1].recording;
  panes.right_shown = false;
  page.run();
  EXPECT_EQ(page.last().surfaces.size(), 1u);
  panes.right_shown = true;
  page.run();
  EXPECT_EQ(right(), 1);
  EXPECT_NE(page.last().surfaces[1].recording, recording);
}

TEST(Kept, RowsOfAKeptSurfaceStay) {
  Page page;
  int recorded = 0;
  int made = 0;
  page.frame([&](Ui& ui) {
    if (!ui.begin_surface(pane(), 1)) return;
    ++recorded;
    rows(
        ui, "list", 3, 30, 1,
        [&](std::size_t index) {
          ++made;
          return Row{.id = std::to_string(index), .name = "Row", .href = "#/"};
        },
        [](std::size_t, Rect, bool) {});
    ui.end_surface();
  });
  recorded = made = 0;
  page.run();
  page.run();
  EXPECT_EQ(page.find_all(Role::link, "Row").size(), 3u);
  EXPECT_EQ(row_place(page.ui(), "main/list", 2).y, 60);
  EXPECT_EQ(recorded, 0);
  page.ui().record_anew();
  page.run();
  EXPECT_EQ(recorded, 1);
  EXPECT_EQ(made, 0) << "what the list keeps outlived the frames that kept the surface";
}

TEST(Kept, WithoutARevisionNothingIs) {
  Page page;
  int recorded = 0;
  page.frame(in_pane([&](Ui&) { ++recorded; }));
  recorded = 0;
  page.run();
  EXPECT_EQ(recorded, 1);
}

/// A long form, whose rows are parts: each a text field and a button, and one with an error.
struct Form {
  std::vector<std::string> values = std::vector<std::string>(100, "x");
  std::vector<int> drawn = std::vector<int>(100);
  std::size_t wrong = 1000;
  std::string pressed;

  Page::View view() {
    return in_pane([this](Ui& ui) {
      ui.begin_container("form", Role::group, "Form");
      for (std::size_t index = 0; index < values.size(); ++index) row(ui, index);
      ui.end_container();
    });
  }
  void row(Ui& ui, std::size_t index) {
    const std::string name = "Field " + std::to_string(index);
    Hash key;
    key.add(std::string_view(values[index]));
    key.add(std::uint64_t{index == wrong});
    if (!ui.begin_part("row/" + std::to_string(index), key.value())) return;
    ++drawn[index];
    FieldOptions field;
    field.value = values[index];
    if (auto change = text_field(ui, "field/" + std::to_string(index), name, field))
      values[index] = change->text;
    if (index == wrong) message(ui, "message/" + std::to_string(index), "Wrong");
    paragraph(ui, "words/" + std::to_string(index), {});
    if (button(ui, "button/" + std::to_string(index), "Button " + std::to_string(index)))
      pressed += name;
    ui.end_part();
  }
  int count() {
    int all = 0;
    for (int& row : drawn) all += std::exchange(row, 0);
    return all;
  }
};

class KeptParts : public testing::Test {
 protected:
  KeptParts() {
    page.settings.reduced_motion = true;
    page.frame(form.view());
    page.run();
    form.count();
  }
  /// Compares the page with one that draws every part.
  void expect_as_drawn() {
    page.run();
    const auto kept = page.picture();
    const float height = page.last().surfaces[0].content_height;
    form.count();
    page.ui().record_anew();
    page.run();
    EXPECT_EQ(form.count(), 100);
    EXPECT_EQ(page.picture(), kept);
    EXPECT_EQ(page.last().surfaces[0].content_height, height);
  }

  Form form;
  Page page;
};

TEST_F(KeptParts, AreDrawnOnlyWhereTheyAreSeen) {
  page.run();
  EXPECT_LT(form.count(), 20);
  page.scroll("main", 1500);
  EXPECT_LT(form.count(), 40);
  EXPECT_EQ(form.drawn[0], 0);
  expect_as_drawn();
}

TEST_F(KeptParts, AreDrawnAgainWithAnotherKeyAndMoveWhatStandsBelow) {
  const float below = page.find(Role::textbox, "Field 99").rect.y;
  form.wrong = 60;
  page.run();
  page.run();
  EXPECT_GT(page.find(Role::textbox, "Field 99").rect.y, below);
  expect_as_drawn();
}

TEST_F(KeptParts, TakeEventsWhileTheyAreOutOfSight) {
  page.activate(Role::button, "Button 80");
  EXPECT_EQ(form.pressed, "Field 80");
  page.type(Role::textbox, "Field 81", "typed");
  EXPECT_EQ(form.values[81], "typed");
  page.run();
  EXPECT_EQ(page.find(Role::textbox, "Field 81").value, "typed");
  page.focus(Role::button, "Button 90");
  form.count();
  page.run();
  EXPECT_LT(form.count(), 20);
  expect_as_drawn();
}

TEST_F(KeptParts, ComeAndGo) {
  form.values.resize(50);
  page.run();
  EXPECT_FALSE(page.has(Role::textbox, "Field 50"));
  form.values.resize(100);
  expect_as_drawn();
}

TEST_F(KeptParts, FollowAnotherSize) {
  page.settings.size.width = 500;
  expect_as_drawn();
}

}  // namespace
}  // namespace vitrine::ui
