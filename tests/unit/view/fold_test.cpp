#include "app/view/fold.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vitrine::view {
namespace {

using Tri = ui::Node::Tri;

constexpr const char* kText = "{\n  \"tags\": [\n    \"a{\",\n    {}\n  ],\n  \"end\": {\n  }\n}";

std::vector<std::uint32_t> numbers(const Folded& folded) {
  std::vector<std::uint32_t> result;
  for (const ui::CodeLine& line : folded.lines) result.push_back(line.number);
  return result;
}

TEST(Folding, OffersTheLinesThatOpenABracket) {
  const Folded all = fold(kText, true, {});
  EXPECT_EQ(all.text, kText);
  EXPECT_THAT(numbers(all), testing::ElementsAre(1, 2, 3, 4, 5, 6, 7, 8));
  EXPECT_EQ(all.lines[1].expanded, Tri::yes);
  EXPECT_EQ(all.lines[2].expanded, Tri::unset);
  EXPECT_EQ(all.lines[3].expanded, Tri::unset);
}

TEST(Folding, LeavesOutWhatIsBetweenAndKeepsTheNumbers) {
  const Folded some = fold(kText, true, {2});
  EXPECT_EQ(some.text, "{\n  \"tags\": [ … ],\n  \"end\": {\n  }\n}");
  EXPECT_THAT(numbers(some), testing::ElementsAre(1, 2, 6, 7, 8));
  EXPECT_EQ(some.lines[1].expanded, Tri::no);
  EXPECT_EQ(fold(kText, true, {1, 2}).text, "{ … }");
}

TEST(Folding, OfOtherTextNothing) {
  EXPECT_EQ(fold("a {\nb", false, {1}).text, "a {\nb");
  EXPECT_EQ(fold("{", true, {1}).text, "{");
  EXPECT_EQ(fold("", true, {}).lines.size(), 1u);
}

}  // namespace
}  // namespace vitrine::view
