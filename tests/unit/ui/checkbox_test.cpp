#include "app/ui/checkbox.h"

#include <gtest/gtest.h>

#include "tests/unit/ui/harness.h"

namespace vitrine::ui {
namespace {

TEST(Checkbox, TurnsByClickAndActivation) {
  Page page;
  bool checked = false;
  page.frame(in_pane([&](Ui& ui) {
    if (auto now = checkbox(ui, "open", "open", checked)) checked = *now;
  }));
  EXPECT_EQ(page.find(Role::checkbox, "open").checked, Node::Tri::no);
  page.click(Role::checkbox, "open");
  EXPECT_TRUE(checked);
  page.run();
  EXPECT_EQ(page.find(Role::checkbox, "open").checked, Node::Tri::yes);
  page.activate(Role::checkbox, "open");
  EXPECT_FALSE(checked);
}

}  // namespace
}  // namespace vitrine::ui
