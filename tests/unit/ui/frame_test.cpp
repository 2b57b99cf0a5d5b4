#include <gtest/gtest.h>
#include <imgui.h>

#include <cmath>
#include <string>

#include "app/ui/button.h"
#include "app/ui/checkbox.h"
#include "app/ui/text.h"
#include "app/ui/text_field.h"
#include "tests/unit/ui/harness.h"

namespace vitrine::ui {
namespace {

TEST(Rest, NothingMovesWithoutAnEvent) {
  Page page;
  page.frame(in_pane([&](Ui& ui) {
    button(ui, "send", "Send", {.kind = ButtonKind::primary});
    checkbox(ui, "open", "open", true);
    text_field(ui, "year", "year", {.invalid = true});
  }));
  const Page::Picture before = page.picture();
  page.one_frame();
  EXPECT_FALSE(page.last().animating);
  EXPECT_EQ(page.picture(), before);
}

TEST(Motion, FadesForAMomentAndNotAtAllWhenReduced) {
  Page page;
  const auto view = in_pane([&](Ui& ui) { button(ui, "send", "Send"); });
  page.frame(view);
  const int before = page.frames;
  page.hover(Role::button, "Send");
  EXPECT_GT(page.frames - before, 3);
  EXPECT_LT(page.frames - before, 12);
  page.ui().pointer_left();
  page.run();
  page.settings.reduced_motion = true;
  page.hover(Role::button, "Send");
  page.ui().pointer_left();
  page.one_frame();
  EXPECT_FALSE(page.last().animating);
}

TEST(Density, EdgesStandOnDevicePixels) {
  for (const float density : {1.0f, 1.5f, 2.0f}) {
    Page page({600, 400}, density);
    page.frame(in_pane([&](Ui& ui) {
      ui.space(7.3f);
      ui.fill({3.2f, ui.y(), 50, 1}, ui.theme().text);
    }));
    for (const ImDrawVert& vertex : page.last().draw_data->CmdLists[0]->VtxBuffer) {
      EXPECT_NEAR(vertex.pos.y * density, std::round(vertex.pos.y * density), 0.01f) << density;
    }
  }
}

TEST(Focus, IsDrawnAndMovesNoNode) {
  Page page;
  page.frame(in_pane([&](Ui& ui) {
    ui.space(20);
    button(ui, "send", "Send");
    text_field(ui, "title", "title", {});
  }));
  for (const Role role : {Role::button, Role::textbox}) {
    const std::string name = role == Role::button ? "Send" : "title";
    const Page::Picture before = page.picture();
    page.ui().focused(page.find(role, name).id, true);
    page.one_frame();
    EXPECT_EQ(page.picture().nodes, before.nodes) << name;
    EXPECT_NE(page.picture().surfaces, before.surfaces) << name;
    EXPECT_TRUE(page.ui().is_focused(page.find(role, name).id));
    page.run();
  }
  page.ui().focused("", false);
  page.run();
  EXPECT_FALSE(page.ui().is_focused("main/title"));
  EXPECT_FALSE(page.ui().is_focused(""));
}

TEST(LateFonts, LayTextOutAnew) {
  Page page;
  page.frame(in_pane([&](Ui& ui) {
    label(ui, "crumb", "Pictures", type::kText, ui.theme().text);
    label(ui, "below", "below", type::kText, ui.theme().text);
  }));
  const float before = page.find(Role::text, "Pictures").rect.width;
  page.glyphs().change_fonts(1.5f);
  page.run();
  EXPECT_GT(page.find(Role::text, "Pictures").rect.width, before * 1.4f);
}

TEST(TwoPages, DoNotDisturbEachOther) {
  Page first;
  Page second;
  int pressed = 0;
  first.frame(in_pane([&](Ui& ui) { pressed += button(ui, "send", "Send"); }));
  second.frame(in_pane([&](Ui& ui) { pressed += 100 * button(ui, "send", "Send"); }));
  first.click(Role::button, "Send");
  EXPECT_EQ(pressed, 1);
  EXPECT_EQ(ImGui::GetCurrentContext(), nullptr);
}

}  // namespace
}  // namespace vitrine::ui
