#include <gtest/gtest.h>
#include <imgui.h>

#include <cmath>
#include <string>

#include "app/ui/ui.h"
#include "tests/unit/ui/harness.h"

namespace vitrine::ui {
namespace {

TEST(Rest, NothingMovesWithoutAnEvent) {
  Page page;
  page.frame(in_pane([&](Ui& ui) {
    ui.button("send", "Send", {.kind = ButtonKind::primary});
    ui.checkbox("open", "open", true);
    ui.text_field("year", "year", {.invalid = true});
  }));
  page.one_frame();
  EXPECT_FALSE(page.last().animating);
  EXPECT_EQ(page.patch, "{}");
}

TEST(Motion, FadesForAMomentAndNotAtAllWhenReduced) {
  Page page;
  const auto view = in_pane([&](Ui& ui) { ui.button("send", "Send"); });
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
    ui.button("send", "Send");
    ui.text_field("title", "title", {});
  }));
  for (const Role role : {Role::button, Role::textbox}) {
    const std::string name = role == Role::button ? "Send" : "title";
    page.ui().focused(page.find(role, name).id, true);
    page.one_frame();
    EXPECT_EQ(page.patch, "{\"paint\":[0]}") << name;
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
    ui.label("crumb", "Pictures", ui.font_text(), ui.theme().text);
    ui.label("below", "below", ui.font_text(), ui.theme().text);
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
  first.frame(in_pane([&](Ui& ui) { pressed += ui.button("send", "Send"); }));
  second.frame(in_pane([&](Ui& ui) { pressed += 100 * ui.button("send", "Send"); }));
  first.click(Role::button, "Send");
  EXPECT_EQ(pressed, 1);
  EXPECT_EQ(ImGui::GetCurrentContext(), nullptr);
}

}  // namespace
}  // namespace vitrine::ui
