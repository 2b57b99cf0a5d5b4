// Code points are read and written, and text is cut between them.
#include "app/text/utf8.h"

#include <gtest/gtest.h>

namespace vitrine::text {
namespace {

// One, two, three and four bytes.
constexpr std::string_view kText = "aé€😀";

TEST(TextCut, IsNeverWithinACharacter) {
  const size_t cuts[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10};
  for (size_t bytes = 0; bytes < std::size(cuts); ++bytes) {
    EXPECT_EQ(cut(kText, bytes).size(), cuts[bytes]) << bytes;
  }
}

TEST(TextCut, OfBytesThatOnlyContinueIsEmpty) { EXPECT_EQ(cut("\x80\x80\x80", 2), ""); }

TEST(TextShortened, EndsInAnEllipsisOnlyWhereItWasLonger) {
  EXPECT_EQ(shortened("abc", 3), "abc");
  EXPECT_EQ(shortened("abcd", 3), "abc…");
  EXPECT_EQ(shortened("aé", 2), "a…");
}

TEST(TextShortened, ToCodePointsCountsTheEllipsis) {
  EXPECT_EQ(shortened_to_code_points(kText, 4), kText);
  EXPECT_EQ(shortened_to_code_points(kText, 3), "aé…");
}

TEST(CodePoints, AreReadOneByOne) {
  size_t offset = 0;
  for (const char32_t expected : {U'a', U'é', U'€', U'😀'}) {
    EXPECT_EQ(next_code_point(kText, &offset), expected);
  }
  EXPECT_EQ(offset, kText.size());
  EXPECT_EQ(count_code_points(kText), 4u);
}

TEST(CodePoints, OfIllFormedBytesAreReplacedAndTheNextOneIsRead) {
  // A lead byte without its sequence, a surrogate, an overlong form.
  for (const std::string_view text : {"\xC3(", "\xED\xA0\x80(", "\xC0\xAF("}) {
    size_t offset = 0;
    char32_t last = 0;
    EXPECT_EQ(next_code_point(text, &offset), U'\uFFFD');
    while (offset < text.size()) last = next_code_point(text, &offset);
    EXPECT_EQ(last, U'(');
  }
}

TEST(ValidUtf8, KeepsWhatIsValidAndReplacesTheRest) {
  EXPECT_EQ(valid_utf8(kText), kText);
  EXPECT_EQ(valid_utf8("a\xFF\xC3("), "a\uFFFD\uFFFD(");
  EXPECT_EQ(valid_utf8(""), "");
}

TEST(CodePoints, AreWrittenAsTheyAreRead) {
  std::string out;
  for (const char32_t c : {U'a', U'é', U'€', U'😀'}) append_utf8(out, c);
  EXPECT_EQ(out, kText);
}

TEST(AsciiText, HasNoByteAbove127) {
  EXPECT_TRUE(is_ascii("plain"));
  EXPECT_FALSE(is_ascii("pláin"));
}

}  // namespace
}  // namespace vitrine::text
