#include "app/view/fit.h"

#include <gtest/gtest.h>

#include <string_view>

#include "app/ui/plain_glyphs.h"

namespace vitrine::view {
namespace {

class Fitting : public testing::Test {
 protected:
  ui::PlainGlyphs glyphs;
  ui::Ui page{glyphs};
  ui::Font font = ui::type::kCode;
  float width_of(std::string_view text) { return page.measure(text, font).width + 0.5f; }
};

TEST_F(Fitting, WhatHasRoomStaysAsItIs) {
  EXPECT_EQ(end_that_fits(page, "/v1/account", font, width_of("/v1/account")), "/v1/account");
  const TwoLines lines = in_two_lines(page, "title", font, font, width_of("title"));
  EXPECT_EQ(lines.first, "");
  EXPECT_EQ(lines.second, "title");
}

TEST_F(Fitting, OfAPathTheEndIsKept) {
  EXPECT_EQ(end_that_fits(page, "/v1/account/bank_accounts/{id}", font, width_of("…accounts/{id}")),
            "…accounts/{id}");
  EXPECT_EQ(end_that_fits(page, "abcdefghij", font, width_of("…hij")), "…hij");
  EXPECT_EQ(end_that_fits(page, "いろはにほへと", font, width_of("…へと")), "…へと");
}

TEST_F(Fitting, ANameIsCutAtADotFirst) {
  const float width = width_of("physicalProperties");
  const TwoLines lines = in_two_lines(page, "physicalProperties.temperatureMax", font, font, width);
  EXPECT_EQ(lines.second, "temperatureMax");
  EXPECT_EQ(lines.first.substr(0, 3), "…");
  EXPECT_NE(lines.first.find("Properties."), std::string::npos);
  EXPECT_LE(page.measure(lines.first, font).width, width);
}

TEST_F(Fitting, AWordAloneIsCutWithinItself) {
  const TwoLines lines =
      in_two_lines(page, "successCallbackUrl", font, font, width_of("successCallback"));
  EXPECT_EQ(lines.first, "success");
  EXPECT_EQ(lines.second, "CallbackUrl");
}

TEST_F(Fitting, ANameIsWrappedBetweenItsWords) {
  const TwoLines lines =
      wrapped(page, "List pictures of a friend", font, width_of("List pictures"), {});
  EXPECT_EQ(lines.first, "List pictures");
  EXPECT_EQ(lines.second, "of a friend");
  EXPECT_EQ(wrapped(page, "List", font, width_of("List"), {}).second, "");
}

TEST_F(Fitting, ANameThatIsCutTellsItselfFromThoseBesideIt) {
  const std::string_view weekly = "Get the billing usage report of an organization by week";
  const std::string_view monthly = "Get the billing usage report of an organization by month";
  const std::string_view others[] = {monthly, "Another"};
  const TwoLines lines = wrapped(page, weekly, font, width_of("Get the billing usage"), others);
  EXPECT_EQ(lines.first, "Get the billing usage");
  EXPECT_EQ(lines.second, "…week");
  const TwoLines alone = wrapped(page, weekly, font, width_of("Get the billing usage"), {});
  EXPECT_EQ(alone.second, "report of an organization by week") << "cut where it is drawn";
}

TEST_F(Fitting, OfAPathThatIsCutTheEndIsShown) {
  const float width = width_of("/repositories/{owner}");
  const std::string_view name = "/repositories/{owner}/{name}/issues/{number}/comments";
  const std::string_view others[] = {"/repositories/{owner}/{name}/pulls/{number}/comments"};
  const TwoLines lines = wrapped(page, name, font, width, {});
  EXPECT_TRUE(lines.second.ends_with("/comments"));
  EXPECT_LE(page.measure(lines.second, font).width, width);
  EXPECT_NE(wrapped(page, name, font, width_of("/repositories/"), others).second,
            wrapped(page, others[0], font, width_of("/repositories/"), {{name}}).second);
}

TEST_F(Fitting, WhatANameNeedsIsGuessedRatherTooWide) {
  font = ui::type::kText;
  for (const std::string_view name : {"List pictures", "Willkommen im MMM", "/v1/accounts/{id}",
                                      "그림 목록을 가져옵니다", "写真の一覧を取得します"}) {
    EXPECT_GE(about_width(name, font), page.measure(name, font).width) << name;
    EXPECT_LE(about_width(name, font), 1.25f * page.measure(name, font).width) << name;
  }
}

}  // namespace
}  // namespace vitrine::view
