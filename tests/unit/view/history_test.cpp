#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/view/screen.h"

namespace vitrine::view {
namespace {

using testing::HasSubstr;
using testing::Not;
using ui::Role;

class History : public testing::Test {
 protected:
  Screen screen;
  void SetUp() override {
    screen.open("#/operations/listPictures");
    screen.type(Role::spinbutton, "limit", "12");
    screen.click(Role::button, "Send");
    screen.respond(200, "[]");
    screen.click(Role::button, "History");
  }
};

TEST_F(History, OpensADialogOfItsName) {
  const ui::Surface dialog = screen.surface("history");
  EXPECT_EQ(dialog.kind, ui::Surface::Kind::dialog);
  EXPECT_EQ(dialog.name, "History");
  EXPECT_TRUE(screen.has(Role::button, "GET /pictures 200 OK"));
  EXPECT_THAT(screen.text(), HasSubstr("200 OK · 34 ms · 2026-11-29 19:24"));
  EXPECT_TRUE(screen.key("Escape"));
  EXPECT_FALSE(screen.has_surface("history"));
}

TEST_F(History, StandsInsideItsElement) {
  for (const ui::Size size : {kWide, kMedium, kNarrow}) {
    screen.resize(size);
    const ui::Rect rect = screen.surface("history").rect;
    EXPECT_GE(rect.x, 0);
    EXPECT_LE(rect.right(), size.width);
    EXPECT_LE(rect.bottom(), size.height);
  }
}

TEST_F(History, AClickBringsTheRequestBack) {
  screen.click(Role::button, "Close");
  screen.type(Role::spinbutton, "limit", "3");
  screen.click(Role::button, "History");
  screen.click(Role::button, "GET /pictures 200 OK");
  EXPECT_FALSE(screen.has_surface("history"));
  EXPECT_EQ(screen.find(Role::spinbutton, "limit").value, "12");
  EXPECT_EQ(screen.all<session::SendRequest>().size(), 1u);
}

TEST_F(History, IsFilteredRemovedAndCleared) {
  screen.type(Role::searchbox, "Filter history", "users");
  EXPECT_THAT(screen.text(), HasSubstr("No request matches"));
  screen.type(Role::searchbox, "Filter history", "pict");
  screen.click(Role::button, "Remove GET /pictures");
  EXPECT_THAT(screen.text(), HasSubstr("Nothing was sent yet"));
  EXPECT_TRUE(screen.find(Role::button, "Clear history").disabled);
}

TEST_F(History, MayBeSwitchedOff) {
  screen.click(Role::checkbox, "Keep a history");
  screen.click(Role::button, "Clear history");
  screen.click(Role::button, "Close");
  screen.click(Role::button, "Send");
  screen.respond(200, "[]");
  screen.click(Role::button, "History");
  EXPECT_FALSE(screen.has(Role::button, "GET /pictures 200 OK"));
}

TEST_F(History, IsWordedInTheUsersLanguage) {
  screen.act(session::ChooseLanguage{schema::Language::ko});
  EXPECT_EQ(screen.surface("history").name, "기록");
  EXPECT_THAT(screen.text(), Not(HasSubstr("Kept in this browser")));
}

}  // namespace
}  // namespace vitrine::view
