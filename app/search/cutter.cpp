// Cuts a text into the terms that a search compares.
#include "app/search/cutter.h"

#include "app/text/ascii.h"
#include "app/text/utf8.h"

namespace vitrine::search {
namespace {

struct Character {
  enum Kind : uint8_t { separator, small, capital, unspaced };
  Kind kind = separator;
  char32_t lower = 0;
  size_t bytes = 1;
};

struct Range {
  char32_t first;
  char32_t last;
};

template <size_t count>
bool is_in(const Range (&ranges)[count], char32_t character) {
  for (const Range& range : ranges)
    if (character >= range.first && character <= range.last) return true;
  return false;
}

/// Scripts whose words a space does not part, and Korean, whose particles it does not.
constexpr Range kUnspaced[] = {{0x0E00, 0x0EFF}, {0x1100, 0x11FF},  {0x2E80, 0x2FDF},
                               {0x3005, 0x3007}, {0x3041, 0x30FA},  {0x30FC, 0x9FFF},
                               {0xA960, 0xA97F}, {0xAC00, 0xD7FF},  {0xF900, 0xFAFF},
                               {0xFF66, 0xFF9D}, {0x20000, 0x3FFFF}};
constexpr Range kSeparators[] = {{0x80, 0xA9},     {0xAB, 0xB4},     {0xB6, 0xB9},
                                 {0xBB, 0xBF},     {0xD7, 0xD7},     {0xF7, 0xF7},
                                 {0x2000, 0x2E7F}, {0x3000, 0x30FB}, {0xE000, 0xF8FF},
                                 {0xFE10, 0xFE6F}, {0xFF00, 0xFFFF}, {0x1F000, 0x1FFFF}};
/// Capitals whose small letters stand 32 places further.
constexpr Range kCapitals[] = {{0xC0, 0xDE}, {0x391, 0x3A9}, {0x410, 0x42F}};

Character character_at(std::string_view text, size_t at) {
  const char c = text[at];
  if (static_cast<unsigned char>(c) < 0x80) {
    if (text::is_upper(c)) return {Character::capital, static_cast<char32_t>(text::lower(c)), 1};
    return {text::is_alphanumeric(c) ? Character::small : Character::separator,
            static_cast<char32_t>(c), 1};
  }
  size_t after = at;
  const char32_t character = text::next_code_point(text, &after);
  if (is_in(kUnspaced, character)) return {Character::unspaced, character, after - at};
  if (is_in(kSeparators, character)) return {Character::separator, character, after - at};
  if (is_in(kCapitals, character)) return {Character::capital, character + 32, after - at};
  return {Character::small, character, after - at};
}

Character character_or_end(std::string_view text, size_t at) {
  return at < text.size() ? character_at(text, at) : Character();
}

bool is_letter(const Character& character) {
  return character.kind == Character::small || character.kind == Character::capital;
}

}  // namespace

bool Cutter::next() {
  joins_ = pair_ = false;
  if (name_waits_) {
    name_waits_ = false;
    joins_ = true;
    term_ = name_;
    begin_ = name_begin_;
    return true;
  }
  while (at_ < text_.size()) {
    if (markup_ && skip_markup()) continue;
    const Character first = character_at(text_, at_);
    if (is_letter(first)) {
      take_part();
      return true;
    }
    if (first.kind == Character::unspaced) {
      if (take_pair()) return true;
      continue;
    }
    at_ += first.bytes;
  }
  return false;
}

/// Passes the address of a link, `](address)`, and the inside of a tag, `<a href=…>`.
bool Cutter::skip_markup() {
  size_t end = std::string_view::npos;
  if (text_.substr(at_, 2) == "](") {
    end = text_.find_first_of(")\n", at_);
  } else if (text_[at_] == '<') {
    const char second = at_ + 1 < text_.size() ? text_[at_ + 1] : ' ';
    if (second == '/' || second == '!' || text::is_alpha(second))
      end = text_.find_first_of(">\n", at_);
  }
  if (end == std::string_view::npos) return false;
  at_ = end + 1;
  return true;
}

/// False for the last character of a run, which the pair before had.
bool Cutter::take_pair() {
  const size_t second = at_ + character_at(text_, at_).bytes;
  const Character after = character_or_end(text_, second);
  const bool both = after.kind == Character::unspaced;
  const bool known = in_run_ && !both;
  begin_ = at_;
  end_ = both ? second + after.bytes : second;
  at_ = second;
  in_run_ = both;
  pair_ = true;
  term_ = text_.substr(begin_, end_ - begin_);
  return !known;
}

/// A part ends before a capital after a small letter, and before the last of several capitals
/// that a small letter follows: `HTTPServer`.
void Cutter::take_part() {
  if (!in_name_) {
    name_.clear();
    name_begin_ = at_;
    parts_ = 0;
  }
  term_.clear();
  begin_ = at_;
  Character::Kind before = Character::separator;
  while (at_ < text_.size()) {
    const Character here = character_at(text_, at_);
    if (!is_letter(here)) break;
    if (here.kind == Character::capital && before != Character::separator) {
      if (before == Character::small) break;
      const size_t after = at_ + here.bytes;
      const bool small = character_or_end(text_, after).kind == Character::small;
      if (small && !text::is_digit(text_[after])) break;
    }
    if (term_.size() < kMostBytes) text::append_utf8(term_, here.lower);
    before = here.kind;
    at_ += here.bytes;
  }
  end_ = at_;
  ++parts_;
  if (name_.size() < kMostBytes) name_ += term_;
  size_t next = at_;
  if (next < text_.size() && (text_[next] == '_' || text_[next] == '-')) ++next;
  in_name_ = is_letter(character_or_end(text_, next));
  if (in_name_) at_ = next;
  name_waits_ = !in_name_ && parts_ > 1;
}

}  // namespace vitrine::search
