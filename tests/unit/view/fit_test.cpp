#include "app/view/fit.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace vitrine::view
