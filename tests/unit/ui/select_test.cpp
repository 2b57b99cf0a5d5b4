#include "app/ui/select.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/ui/harness.h"

namespace vitrine::ui {
namespace {

TEST(Select, ReportsTheOptionChosenAndRefusesOthers) {
  Page page;
  const std::vector<std::string> options = {"photograph", "painting", "print"};
  int selected = 1;
  page.frame(in_pane([&](Ui& ui) {
    if (auto chosen = select(ui, "medium", "medium", options, selected)) selected = *chosen;
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
  page.frame(in_pane([&](Ui& ui) { select(ui, "medium", "medium", {}, 0); }));
  EXPECT_EQ(page.find(Role::combobox, "medium").selected_option, -1);
}

}  // namespace
}  // namespace vitrine::ui
