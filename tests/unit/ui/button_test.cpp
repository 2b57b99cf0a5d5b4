#include "app/ui/button.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/ui/harness.h"

namespace vitrine::ui {
namespace {

TEST(Button, IsPressedOnceByAClick) {
  Page page;
  int pressed = 0;
  page.frame(in_pane([&](Ui& ui) { pressed += button(ui, "send", "Send"); }));
  EXPECT_EQ(pressed, 0);
  page.click(Role::button, "Send");
  EXPECT_EQ(pressed, 1);
  page.run();
  EXPECT_EQ(pressed, 1);
}

TEST(Button, IsPressedOnceByActivation) {
  Page page;
  int pressed = 0;
  page.frame(in_pane([&](Ui& ui) { pressed += button(ui, "send", "Send"); }));
  page.activate(Role::button, "Send");
  EXPECT_EQ(pressed, 1);
}

TEST(Button, IsNotPressedWhenReleasedElsewhere) {
  Page page;
  int pressed = 0;
  page.frame(in_pane([&](Ui& ui) { pressed += button(ui, "send", "Send"); }));
  const auto [surface, at] = page.middle(page.find(Role::button, "Send"));
  page.ui().pointer_pressed(surface, at);
  page.ui().pointer_released(surface, {at.x, at.y + 200});
  page.run();
  EXPECT_EQ(pressed, 0);
  page.ui().pointer_pressed(surface, {at.x, at.y + 200});
  page.ui().pointer_released(surface, at);
  page.run();
  EXPECT_EQ(pressed, 0);
}

TEST(Button, DisabledTakesNeitherClickNorActivation) {
  Page page;
  int pressed = 0;
  page.frame(in_pane([&](Ui& ui) { pressed += button(ui, "send", "Send", {.disabled = true}); }));
  EXPECT_TRUE(page.find(Role::button, "Send").disabled);
  page.click(Role::button, "Send");
  page.activate(Role::button, "Send");
  EXPECT_EQ(pressed, 0);
}

TEST(Button, HasItsAccessibleNameAndRelations) {
  Page page;
  page.frame(in_pane([&](Ui& ui) {
    ui.push_id("row");
    button(ui, "open", "",
           {.icon = Icon::menu,
            .accessible_name = "Operations",
            .expanded = Node::Tri::no,
            .controls = "/nav/list",
            .described_by = "why"});
    ui.pop_id();
  }));
  const Node node = page.find(Role::button, "Operations");
  EXPECT_EQ(node.id, "main/row/open");
  EXPECT_EQ(node.controls, "nav/list");
  EXPECT_EQ(node.described_by, std::vector<std::string>{"main/row/why"});
  EXPECT_EQ(node.expanded, Node::Tri::no);
}

TEST(Button, SaysWhatIsDrawnWhereThatIsNotItsName) {
  Page page;
  page.frame(in_pane([](Ui& ui) {
    button(ui, "send", "Send", {.kind = ButtonKind::primary});
    button(ui, "more", "Show properties",
           {.kind = ButtonKind::link,
            .icon = Icon::chevron_right,
            .accessible_name = "Show properties of owner",
            .folded = "name, address"});
    button(ui, "close", "", {.icon = Icon::close, .accessible_name = "Close"});
  }));
  EXPECT_EQ(page.find(Role::button, "Send").label, "") << "it is the name";
  EXPECT_EQ(page.find(Role::button, "Send").look, Look::primary);
  const Node more = page.find(Role::button, "Show properties of owner");
  EXPECT_EQ(more.label, "▸ Show properties");
  EXPECT_EQ(more.look, Look::link);
  EXPECT_EQ(more.folded, "name, address");
  EXPECT_EQ(page.find(Role::button, "Close").label, "×");
}

TEST(Button, CanBePressedWhereThePaneIsScrolledTo) {
  Page page;
  int pressed = 0;
  page.frame(in_pane([&](Ui& ui) {
    ui.space(1000);
    pressed += button(ui, "send", "Send");
    ui.space(1000);
  }));
  page.click(Role::button, "Send");
  EXPECT_EQ(pressed, 0) << "it is below the edge of the pane";
  page.scroll("main", 900);
  page.click(Role::button, "Send");
  EXPECT_EQ(pressed, 1);
  EXPECT_EQ(page.find(Role::button, "Send").rect.y, 1000);
}

TEST(Button, UnderADialogIsNotTouched) {
  Page page;
  int below = 0;
  int above = 0;
  page.frame([&](Ui& ui) {
    ui.begin_surface(pane());
    below += button(ui, "send", "Send");
    ui.end_surface();
    Surface dialog = pane("dialog", {0, 0, 300, 200});
    dialog.kind = Surface::Kind::dialog;
    ui.begin_surface(dialog);
    above += button(ui, "save", "Save");
    ui.end_surface();
  });
  page.run();
  page.click(Role::button, "Save");
  EXPECT_EQ(above, 1);
  EXPECT_EQ(below, 0);
}

TEST(Button, ThatSomethingIsDrawnOverIsNotPressed) {
  Page page;
  int pressed = 0;
  float covered = 60;
  page.frame(in_pane([&](Ui& ui) {
    ui.cover_top(covered);
    if (button(ui, "send", "Send")) ++pressed;
  }));
  page.click(Role::button, "Send");
  EXPECT_EQ(pressed, 0);
  page.activate(Role::button, "Send");
  EXPECT_EQ(pressed, 1);
  covered = 0;
  page.click(Role::button, "Send");
  EXPECT_EQ(pressed, 2);
}

}  // namespace
}  // namespace vitrine::ui
