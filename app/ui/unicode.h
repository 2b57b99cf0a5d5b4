#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace vitrine::ui {

/// One code point of UTF-8 text. An ill-formed byte counts as U+FFFD of length 1, so that every
/// text can be walked to its end.
struct CodePoint {
  char32_t value = 0;
  std::uint32_t length = 0;  ///< bytes; 0 at the end of the text
};
CodePoint decode(std::string_view text, std::size_t at);

/// Properties of characters for line breaking and for the maker of plausible glyphs.
bool is_white_space(char32_t c);  ///< where lines break and which hangs at their end
bool is_combining(char32_t c);    ///< extends the cluster before it
bool is_hangul(char32_t c);
bool is_ideographic(char32_t c);  ///< breaks on either side: Han, kana, full width forms
bool is_emoji(char32_t c);
bool is_right_to_left(char32_t c);    ///< strong R or AL
bool is_left_to_right(char32_t c);    ///< strong L, roughly: letters that are not right-to-left
bool may_not_begin_line(char32_t c);  ///< kinsoku: closing marks, small kana, 、。 …
bool may_not_end_line(char32_t c);    ///< kinsoku: opening brackets

/// End of the grapheme cluster that begins at `at`: combining marks, ZWJ sequences, variation
/// selectors, skin tones, flags, tags and Hangul jamo stay together (UAX #29 in what text on
/// screens has).
std::size_t cluster_end(std::string_view text, std::size_t at);

}  // namespace vitrine::ui
