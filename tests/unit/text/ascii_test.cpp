// Case, white space and kinds of ASCII characters.
#include "app/text/ascii.h"

#include <gtest/gtest.h>

namespace vitrine::text {
namespace {

TEST(AsciiCase, ChangesLettersOfAsciiOnly) {
  EXPECT_EQ(lower("Content-TYPE @[`{ É"), "content-type @[`{ É");
  EXPECT_EQ(upper("get @[`{ é"), "GET @[`{ é");
  EXPECT_EQ(lower(std::string_view()), "");
}

TEST(AsciiCase, EqualWhereOnlyTheCaseDiffers) {
  EXPECT_TRUE(equals_ignoring_case("Content-Type", "content-type"));
  EXPECT_TRUE(equals_ignoring_case("", ""));
  EXPECT_FALSE(equals_ignoring_case("Content-Type", "content-typ"));
  EXPECT_FALSE(equals_ignoring_case("@", "`"));
  EXPECT_FALSE(equals_ignoring_case("É", "é"));
}

TEST(Trim, TakesWhiteSpaceFromBothEnds) {
  EXPECT_EQ(trim(" \t\r\n a b \n"), "a b");
  EXPECT_EQ(trim("a"), "a");
  EXPECT_EQ(trim(" \t "), "");
  EXPECT_EQ(trim(""), "");
}

TEST(Trim, LeavesLineBreaksWhereBlanksAreMeant) { EXPECT_EQ(trim_blanks(" \r\n\t"), "\r\n"); }

TEST(AsciiKinds, KnowTheirBounds) {
  EXPECT_TRUE(is_hex('f') && is_hex('F') && is_hex('0'));
  EXPECT_FALSE(is_hex('g') || is_hex('G') || is_hex('/') || is_hex(':'));
  EXPECT_EQ(hex_value('0') + hex_value('9') + hex_value('a') + hex_value('F'), 0 + 9 + 10 + 15);
  EXPECT_EQ(hex_value('g'), -1);
  EXPECT_TRUE(is_alphanumeric('a') && is_alphanumeric('Z') && is_alphanumeric('9'));
  EXPECT_FALSE(is_alphanumeric('@') || is_alphanumeric('[') || is_alphanumeric('_'));
}

}  // namespace
}  // namespace vitrine::text
