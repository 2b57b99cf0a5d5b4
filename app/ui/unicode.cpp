#include "app/ui/unicode.h"

#include <algorithm>
#include <iterator>

#include "app/text/utf8.h"

namespace vitrine::ui {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

template <std::size_t count>
bool in(const Range (&ranges)[count], char32_t c) {
  const Range* end = ranges + count;
  const Range* after = std::upper_bound(
      ranges, end, c, [](char32_t value, const Range& range) { return value < range.first; });
  return after != ranges && c <= (after - 1)->last;
}

template <std::size_t size>
bool one_of(const char32_t (&set)[size], char32_t c) {
  return std::find(set, set + size - 1, c) != set + size - 1;
}

constexpr Range kCombining[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD},   {0x05BF, 0x05BF},   {0x05C1, 0x05C2},
    {0x05C4, 0x05C5}, {0x05C7, 0x05C7}, {0x0610, 0x061A},   {0x064B, 0x065F},   {0x0670, 0x0670},
    {0x06D6, 0x06DC}, {0x06DF, 0x06E4}, {0x06E7, 0x06E8},   {0x06EA, 0x06ED},   {0x0711, 0x0711},
    {0x0730, 0x074A}, {0x0900, 0x0903}, {0x093A, 0x093C},   {0x093E, 0x094F},   {0x0951, 0x0957},
    {0x0962, 0x0963}, {0x0981, 0x0983}, {0x09BC, 0x09BC},   {0x09BE, 0x09CD},   {0x0A01, 0x0A03},
    {0x0A3C, 0x0A4D}, {0x0A81, 0x0A83}, {0x0ABC, 0x0ABC},   {0x0ABE, 0x0ACD},   {0x0B82, 0x0B82},
    {0x0BBE, 0x0BCD}, {0x0C00, 0x0C04}, {0x0C3E, 0x0C4D},   {0x0CBE, 0x0CCD},   {0x0D3E, 0x0D4D},
    {0x0E31, 0x0E31}, {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E},   {0x0EB1, 0x0EB1},   {0x0EB4, 0x0EBC},
    {0x0EC8, 0x0ECE}, {0x0F71, 0x0F84}, {0x102B, 0x103E},   {0x17B6, 0x17D3},   {0x1AB0, 0x1AFF},
    {0x1DC0, 0x1DFF}, {0x200C, 0x200D}, {0x20D0, 0x20F0},   {0x302A, 0x302F},   {0x3099, 0x309A},
    {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0x1F3FB, 0x1F3FF}, {0xE0020, 0xE007F}, {0xE0100, 0xE01EF},
};

constexpr Range kIdeographic[] = {
    {0x2E80, 0x303F}, {0x3041, 0x3096}, {0x309B, 0x30FF},   {0x3105, 0x312F},   {0x3190, 0x31FF},
    {0x3200, 0x4DBF}, {0x4E00, 0x9FFF}, {0xA000, 0xA4CF},   {0xF900, 0xFAFF},   {0xFE30, 0xFE4F},
    {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6}, {0x1B000, 0x1B2FF}, {0x20000, 0x3FFFD},
};

constexpr Range kEmoji[] = {
    {0x231A, 0x231B},   {0x23E9, 0x23F3},   {0x25FD, 0x25FE},   {0x2600, 0x2604},
    {0x260E, 0x260E},   {0x2614, 0x2615},   {0x2640, 0x2642},   {0x2648, 0x2653},
    {0x267F, 0x267F},   {0x2693, 0x2696},   {0x26A0, 0x26A1},   {0x26BD, 0x26BE},
    {0x26C4, 0x26C5},   {0x26CE, 0x26CE},   {0x26D4, 0x26D4},   {0x26EA, 0x26EA},
    {0x26F2, 0x26FD},   {0x2702, 0x2702},   {0x2705, 0x2705},   {0x2708, 0x270F},
    {0x2728, 0x2728},   {0x274C, 0x274E},   {0x2753, 0x2757},   {0x2763, 0x2764},
    {0x2795, 0x2797},   {0x27B0, 0x27BF},   {0x2B1B, 0x2B1C},   {0x2B50, 0x2B55},
    {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF}, {0x1F18E, 0x1F19A}, {0x1F1E6, 0x1F1FF},
    {0x1F200, 0x1F265}, {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F7E0, 0x1F7EB},
    {0x1F900, 0x1FAFF},
};

constexpr Range kRightToLeft[] = {
    {0x0590, 0x08FF}, {0x200F, 0x200F},   {0xFB1D, 0xFDFF},
    {0xFE70, 0xFEFC}, {0x10800, 0x10FFF}, {0x1E800, 0x1EFFF},
};

bool is_regional_indicator(char32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }

enum class Jamo { none, leading, vowel, trailing, lv, lvt };

Jamo jamo(char32_t c) {
  if (c >= 0x1100 && c <= 0x115F) return Jamo::leading;
  if (c >= 0x1160 && c <= 0x11A7) return Jamo::vowel;
  if (c >= 0x11A8 && c <= 0x11FF) return Jamo::trailing;
  if (c >= 0xAC00 && c <= 0xD7A3) return (c - 0xAC00) % 28 == 0 ? Jamo::lv : Jamo::lvt;
  return Jamo::none;
}

bool jamo_join(Jamo before, Jamo after) {
  switch (before) {
    case Jamo::leading:
      return after != Jamo::none && after != Jamo::trailing;
    case Jamo::vowel:
    case Jamo::lv:
      return after == Jamo::vowel || after == Jamo::trailing;
    case Jamo::trailing:
    case Jamo::lvt:
      return after == Jamo::trailing;
    case Jamo::none:
      return false;
  }
  return false;
}

}  // namespace

CodePoint decode(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const text::CodePoint point = text::decode_utf8(text.data() + at, text.size() - at);
  return {point.value, point.valid ? point.bytes : 1};
}

bool is_white_space(char32_t c) {
  // No-break spaces (U+00A0, U+202F, U+2007) are not here: they belong to their words.
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v' || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200B && c != 0x2007) || c == 0x2028 || c == 0x2029 || c == 0x205F ||
         c == 0x3000;
}

bool is_combining(char32_t c) { return c >= 0x300 && in(kCombining, c); }

bool is_hangul(char32_t c) {
  return (c >= 0xAC00 && c <= 0xD7FB) || (c >= 0x1100 && c <= 0x11FF) ||
         (c >= 0x3130 && c <= 0x318F) || (c >= 0xA960 && c <= 0xA97C);
}

bool is_ideographic(char32_t c) { return c >= 0x2E80 && !is_hangul(c) && in(kIdeographic, c); }

bool is_emoji(char32_t c) { return c >= 0x231A && in(kEmoji, c); }

bool is_right_to_left(char32_t c) { return c >= 0x590 && in(kRightToLeft, c); }

bool is_left_to_right(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
  if (c >= 0x2000 && c < 0x2C00) return false;
  return !is_right_to_left(c) && !is_combining(c) && !is_emoji(c) && !(c >= 0x3000 && c <= 0x3020);
}

bool may_not_begin_line(char32_t c) {
  static constexpr char32_t kSet[] =
      U"!%),.:;?]}"
      U"\u00A2\u00B0\u00BB\u2019\u201D\u2026\u2030\u2103\u3001\u3002\u3003\u3005\u3009\u300B\u300D"
      U"\u300F\u3011\u3015\u3017\u3019\u301C\u301F\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085"
      U"\u3087\u308E"
      U"\u309D\u309E\u30A0\u30A1\u30A3\u30A5\u30A7\u30A9\u30C3\u30E3\u30E5\u30E7\u30EE\u30F5\u30F6"
      U"\u30FB\u30FC"
      U"\u30FD\u30FE\uFF01\uFF05\uFF09\uFF0C\uFF0E\uFF1A\uFF1B\uFF1F\uFF3D\uFF5D\uFF60\uFF61\uFF63"
      U"\uFF64";
  return one_of(kSet, c);
}

bool may_not_end_line(char32_t c) {
  static constexpr char32_t kSet[] =
      U"$([{"
      U"\u00A3\u00A5\u00AB\u2018\u201C\u20A9\u20AC\u3008\u300A\u300C\u300E\u3010\u3014\u3016\u3018"
      U"\u301D"
      U"\uFF04\uFF08\uFF3B\uFF5B\uFF5F\uFF62\uFFE1\uFFE5\uFFE6";
  return one_of(kSet, c);
}

std::size_t cluster_end(std::string_view text, std::size_t at) {
  CodePoint point = decode(text, at);
  if (point.length == 0) return text.size();
  std::size_t end = at + point.length;
  bool pairs_flag = is_regional_indicator(point.value);
  for (;;) {
    const CodePoint next = decode(text, end);
    if (next.length == 0) return end;
    const bool joins = is_combining(next.value) || (point.value == '\r' && next.value == '\n') ||
                       (point.value == 0x200D && is_emoji(next.value)) ||
                       (pairs_flag && is_regional_indicator(next.value)) ||
                       jamo_join(jamo(point.value), jamo(next.value));
    if (!joins) return end;
    pairs_flag = false;
    // A selector or a mark does not hide the letter that a joiner after it continues.
    point = next;
    end += next.length;
  }
}

}  // namespace vitrine::ui
