#include "app/ui/text_field.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/ui/harness.h"

namespace vitrine::ui {
namespace {

TEST(TextField, ReportsWhatWasTypedAndKeepsItsTextForThePage) {
  Page page;
  std::string value = "ink";
  int changes = 0;
  page.frame(in_pane([&](Ui& ui) {
    if (auto change =
            text_field(ui, "title", "title", {.value = value, .revision = 7, .required = true})) {
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
    text_field(ui, "a", "limit", {.kind = FieldKind::number});
    text_field(ui, "b", "Search operations",
               {.kind = FieldKind::search, .icon = Icon::search, .hint = "/"});
    text_field(ui, "c", "password", {.kind = FieldKind::password, .invalid = true});
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
    text_field(ui, "body", "Request body",
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
    changes += text_field(ui, "id", "id", {.value = "x", .readonly = true}).has_value();
  }));
  page.type(Role::textbox, "id", "y");
  EXPECT_EQ(changes, 0);
}

}  // namespace
}  // namespace vitrine::ui
