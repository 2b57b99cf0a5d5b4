#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/view/screen.h"

namespace vitrine::view {
namespace {

using testing::HasSubstr;
using ui::Role;

TEST(Import, FillsTheFormFromADialog) {
  Screen screen;
  screen.open("#/operations/listPictures");
  screen.click(Role::button, "Import");
  EXPECT_EQ(screen.surface("import").name, "Import");
  screen.type(Role::textbox, "Text to import", "curl 'https://docs.example/pictures?limit=7'");
  screen.click(Role::button, "GET https://docs.example/pictures?limit=7");
  EXPECT_FALSE(screen.has_surface("import"));
  EXPECT_EQ(screen.find(Role::spinbutton, "limit").value, "7");
  EXPECT_TRUE(screen.all<session::SendRequest>().empty());
}

TEST(Import, SaysWhatItCannotRead) {
  Screen screen;
  screen.open("#/operations/listPictures");
  screen.click(Role::button, "Import");
  screen.type(Role::textbox, "Text to import", "hello");
  EXPECT_TRUE(screen.find(Role::textbox, "Text to import").invalid);
  EXPECT_THAT(screen.text(), HasSubstr("No cURL command, HAR file or Postman collection"));
  EXPECT_TRUE(screen.key("Escape"));
  EXPECT_FALSE(screen.has_surface("import"));
}

}  // namespace
}  // namespace vitrine::view
