#include "app/ui/tabs.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

#include "tests/unit/ui/harness.h"

namespace vitrine::ui {
namespace {

TEST(Tabs, ChooseByClickAndSayWhichIsSelected) {
  Page page;
  const std::array<std::string, 2> labels = {"Form", "JSON"};
  int selected = 0;
  int changes = 0;
  page.frame(in_pane([&](Ui& ui) {
    if (auto chosen = tabs(ui, "view", "View", labels, selected, Align::right)) {
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

TEST(Tabs, HaveTheTextsThatTheyShowUnlessItIsShown) {
  Page page;
  const std::array<std::string, 2> labels = {"200", "404"};
  const std::array<std::string, 2> folded = {"Fine", "Gone"};
  page.frame(
      in_pane([&](Ui& ui) { tabs(ui, "status", "Responses", labels, 0, Align::left, folded); }));
  EXPECT_EQ(page.find(Role::tab, "200").folded, "");
  EXPECT_EQ(page.find(Role::tab, "404").folded, "Gone");
}

}  // namespace
}  // namespace vitrine::ui
