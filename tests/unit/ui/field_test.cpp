#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "app/ui/ui.h"
#include "tests/unit/ui/harness.h"

namespace vitrine::ui {
namespace {

TEST(TextField, ReportsWhatWasTypedAndKeepsItsTextForThePage) {
  Page page;
  std::string value = "ink";
  int changes = 0;
  page.frame(in_pane([&](Ui& ui) {
    if (auto change =
            ui.text_field("title", "title", {.value = value, .revision = 7, .required = true})) {
      value = change->text;
      ++changes;
    }
  }));
  const Node node = page.find(Role::textbox, "title");
  EXPECT_EQ(node.value, "ink");
  EXPECT_EQ(node.revision, 7u);
  EXPECT_TRUE(node.required);
  EXPECT_EQ(node.rect.height, 34);
  page.type(Role::textbox, "title", "겨울 산책 ❄");
  EXPECT_EQ(value, "겨울 산책 ❄");
  EXPECT_EQ(changes, 1);
}

TEST(TextField, KindsHaveTheirRoles) {
  Page page;
  page.frame(in_pane([&](Ui& ui) {
    ui.text_field("a", "limit", {.kind = FieldKind::number});
    ui.text_field("b", "Search operations",
                  {.kind = FieldKind::search, .icon = Icon::search, .hint = "/"});
    ui.text_field("c", "password", {.kind = FieldKind::password, .invalid = true});
  }));
  EXPECT_EQ(page.find(Role::spinbutton, "limit").padding_x, 10);
  EXPECT_GT(page.find(Role::searchbox, "Search operations").padding_x, 26);
  EXPECT_TRUE(page.find(Role::textbox, "password").password);
  EXPECT_TRUE(page.find(Role::textbox, "password").invalid);
}

TEST(TextField, OfSeveralLinesGrowsWithItsText) {
  Page page;
  std::string value = "{}";
  page.frame(in_pane([&](Ui& ui) {
    ui.text_field("body", "Request body",
                  {.kind = FieldKind::multiline, .value = value, .min_lines = 3, .max_lines = 6});
  }));
  EXPECT_EQ(page.find(Role::textbox, "Request body").rect.height, 3 * 20 + 14);
  value = "{\n1\n2\n3\n}";
  page.run();
  EXPECT_EQ(page.find(Role::textbox, "Request body").rect.height, 5 * 20 + 14);
  value = std::string(50, '\n');
  page.run();
  EXPECT_EQ(page.find(Role::textbox, "Request body").rect.height, 6 * 20 + 14);
}

TEST(TextField, ReadOnlyIgnoresTyping) {
  Page page;
  int changes = 0;
  page.frame(in_pane([&](Ui& ui) {
    changes += ui.text_field("id", "id", {.value = "x", .readonly = true}).has_value();
  }));
  page.type(Role::textbox, "id", "y");
  EXPECT_EQ(changes, 0);
}

TEST(Select, ReportsTheOptionChosenAndRefusesOthers) {
  Page page;
  const std::vector<std::string> options = {"photograph", "painting", "print"};
  int selected = 1;
  page.frame(in_pane([&](Ui& ui) {
    if (auto chosen = ui.select("medium", "medium", options, selected)) selected = *chosen;
  }));
  EXPECT_EQ(page.find(Role::combobox, "medium").value, "painting");
  page.choose(Role::combobox, "medium", "print");
  EXPECT_EQ(selected, 2);
  page.ui().option_chosen("main/medium", 9);
  page.ui().option_chosen("main/medium", -1);
  page.run();
  EXPECT_EQ(selected, 2);
}

TEST(Select, WithoutASelectionShowsNone) {
  Page page;
  page.frame(in_pane([&](Ui& ui) { ui.select("medium", "medium", {}, 0); }));
  EXPECT_EQ(page.find(Role::combobox, "medium").selected_option, -1);
}

TEST(Checkbox, TurnsByClickAndActivation) {
  Page page;
  bool checked = false;
  page.frame(in_pane([&](Ui& ui) {
    if (auto now = ui.checkbox("open", "open", checked)) checked = *now;
  }));
  EXPECT_EQ(page.find(Role::checkbox, "open").checked, Node::Tri::no);
  page.click(Role::checkbox, "open");
  EXPECT_TRUE(checked);
  page.run();
  EXPECT_EQ(page.find(Role::checkbox, "open").checked, Node::Tri::yes);
  page.activate(Role::checkbox, "open");
  EXPECT_FALSE(checked);
}

TEST(Tabs, ChooseByClickAndSayWhichIsSelected) {
  Page page;
  const std::array<std::string, 2> labels = {"Form", "JSON"};
  int selected = 0;
  int changes = 0;
  page.frame(in_pane([&](Ui& ui) {
    if (auto chosen = ui.tabs("view", "View", labels, selected, true)) {
      selected = *chosen;
      ++changes;
    }
  }));
  page.click(Role::tab, "JSON");
  EXPECT_EQ(selected, 1);
  page.run();
  EXPECT_EQ(page.find(Role::tab, "JSON").selected, Node::Tri::yes);
  EXPECT_EQ(page.find(Role::tab, "Form").selected, Node::Tri::no);
  EXPECT_EQ(page.find(Role::tab, "Form").parent, page.find(Role::tablist, "View").id);
  page.click(Role::tab, "JSON");
  EXPECT_EQ(changes, 1) << "the selected one is no choice";
}

}  // namespace
}  // namespace vitrine::ui
