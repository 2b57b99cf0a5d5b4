#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/view/screen.h"

namespace vitrine::view {
namespace {

using testing::HasSubstr;
using testing::Not;
using ui::Role;

constexpr const char* kSecret = "s3cr3t-of-the-user";

class Environments : public testing::Test {
 protected:
  Screen screen;
  void SetUp() override {
    screen.open("#/operations/listPictures");
    screen.click(Role::button, "Environments");
    screen.click(Role::button, "New environment");
  }
};

TEST_F(Environments, AreNamedAndFilledInADialog) {
  EXPECT_EQ(screen.surface("environments").name, "Environments");
  screen.type(Role::textbox, "Name of the environment", "Staging");
  screen.type(Role::textbox, "Name of variable 1", "n");
  screen.type(Role::textbox, "Value of variable 1", "12");
  screen.click(Role::button, "Close");
  EXPECT_EQ(screen.find(Role::combobox, "Environment").value, "Staging");
  screen.type(Role::spinbutton, "limit", "{{n}}");
  EXPECT_THAT(screen.host.session.current.code, HasSubstr("limit=12"));
  screen.choose(Role::combobox, "Environment", "No environment");
  EXPECT_THAT(screen.host.session.current.code, Not(HasSubstr("limit=12")));
}

TEST_F(Environments, ASecretIsReadNowhere) {
  screen.type(Role::textbox, "Name of variable 1", "token");
  screen.click(Role::checkbox, "Variable 1 is secret");
  EXPECT_TRUE(screen.find(Role::textbox, "Value of variable 1").password);
  screen.type(Role::textbox, "Value of variable 1", kSecret);
  EXPECT_TRUE(screen.key("Escape"));
  EXPECT_FALSE(screen.has_surface("environments"));
  EXPECT_THAT(screen.readable(), Not(HasSubstr(kSecret)));
  EXPECT_THAT(screen.host.everything_kept(), Not(HasSubstr(kSecret)));
}

TEST_F(Environments, VariablesAreAddedAndRemoved) {
  screen.type(Role::textbox, "Name of variable 1", "a");
  screen.click(Role::button, "Add variable");
  screen.type(Role::textbox, "Name of variable 2", "b");
  screen.click(Role::button, "Remove a");
  EXPECT_EQ(screen.find(Role::textbox, "Name of variable 1").value, "b");
  screen.click(Role::button, "Remove environment");
  EXPECT_FALSE(screen.has(Role::textbox, "Name of the environment"));
}

TEST_F(Environments, StandInsideTheirElement) {
  for (const ui::Size size : {kWide, kMedium, kNarrow}) {
    screen.resize(size);
    const ui::Rect rect = screen.surface("environments").rect;
    EXPECT_LE(rect.right(), size.width);
    EXPECT_LE(rect.bottom(), size.height);
  }
}

}  // namespace
}  // namespace vitrine::view
