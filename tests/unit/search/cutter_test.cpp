#include "app/search/cutter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace vitrine::search {
namespace {

using testing::ElementsAre;

std::vector<std::string> terms(std::string_view text, bool markup = false) {
  std::vector<std::string> found;
  Cutter cutter(text, markup);
  while (cutter.next()) found.emplace_back(cutter.term());
  return found;
}

TEST(Cutter, TakesNamesApartAndTogether) {
  EXPECT_THAT(terms("createdAt, user_id"),
              ElementsAre("created", "at", "createdat", "user", "id", "userid"));
  EXPECT_THAT(terms("HTTPServer_v2"), ElementsAre("http", "server", "v2", "httpserverv2"));
  EXPECT_THAT(terms("/users/{id}"), ElementsAre("users", "id"));
}

TEST(Cutter, TakesScriptsWithoutSpacesInPairs) {
  EXPECT_THAT(terms("생성일 값 tokyo東京都"),
              ElementsAre("생성", "성일", "값", "tokyo", "東京", "京都"));
  EXPECT_THAT(terms("背景。色"), ElementsAre("背景", "色"));
}

TEST(Cutter, WritesWordsInLowerCase) {
  EXPECT_THAT(terms("GRÖSSE Дом"), ElementsAre("grösse", "дом"));
}

TEST(Cutter, PassesAddressesAndTagsOfMarkdown) {
  EXPECT_THAT(terms("a [link](https://x.example/path) <b>bold</b> 1 < 2", true),
              ElementsAre("a", "link", "bold", "1", "2"));
}

TEST(Cutter, SaysWhereATermStands) {
  Cutter cutter("to userId");
  ASSERT_TRUE(cutter.next() && cutter.next());
  EXPECT_EQ(cutter.begin(), 3u);
  EXPECT_EQ(cutter.end(), 7u);
  ASSERT_TRUE(cutter.next() && cutter.next());
  EXPECT_TRUE(cutter.joins());
  EXPECT_EQ(cutter.begin(), 3u);
  EXPECT_EQ(cutter.end(), 9u);
  EXPECT_FALSE(cutter.next());
}

TEST(Cutter, CutsWhatIsNoWord) {
  ASSERT_EQ(terms(std::string(1000, 'a')).size(), 1u);
  EXPECT_EQ(terms(std::string(1000, 'a'))[0].size(), Cutter::kMostBytes);
}

}  // namespace
}  // namespace vitrine::search
