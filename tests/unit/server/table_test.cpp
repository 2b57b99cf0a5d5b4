// The gallery as a table for spreadsheets.
#include "server/demo/table.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>

namespace vitrine::demo {
namespace {

std::string table_with(Picture picture) {
  picture.id = "pic_1";
  picture.owner = "usr_1";
  auto next = table_of([left = std::optional<Picture>(std::move(picture))]() mutable {
    return std::exchange(left, std::nullopt);
  });
  std::string text;
  while (const std::optional<std::string> line = next()) text += *line;
  return text;
}

TEST(Table, HasALineAPictureAfterTheNamesOfItsColumns) {
  Picture picture;
  picture.title = "A \"walk\", in snow";
  picture.year = 1904;
  picture.tags = {"snow", "ink"};
  EXPECT_EQ(table_with(picture),
            "id,title,year,medium,tags,owner\r\n"
            "\"pic_1\",\"A \"\"walk\"\", in snow\",1904,\"photograph\",\"snow ink\",\"usr_1\"\r\n");
}

TEST(Table, HasNoFormulas) {
  for (const char* title : {"=1+1", "+1", "-1", "@SUM(A1)"}) {
    Picture picture;
    picture.title = title;
    EXPECT_NE(table_with(picture).find("\"'" + std::string(title) + "\",,"), std::string::npos)
        << title;
  }
}

}  // namespace
}  // namespace vitrine::demo
