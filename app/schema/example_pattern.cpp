#include "app/schema/example_pattern.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "app/text/ascii.h"
#include "app/text/utf8.h"

namespace vitrine::schema {

namespace {

constexpr std::uint32_t kSteps = 50'000;
constexpr std::uint32_t kMaxVariety = 4;  // small and large letters, digits, all else

/// The characters of a class, as ranges of code points.
struct CharacterClass {
  std::vector<std::pair<char32_t, char32_t>> ranges;
  bool negated = false;

  void add(char32_t from, char32_t to) { ranges.emplace_back(from, to); }
  bool has(char32_t c) const {
    const bool inside = std::any_of(ranges.begin(), ranges.end(), [c](const auto& range) {
      return range.first <= c && c <= range.second;
    });
    return inside != negated;
  }
};

/// `\d`, `\w`, `\s` and, by a capital letter, what is not in them; ASCII will do.
void add_shorthand(CharacterClass& set, char letter) {
  CharacterClass meant;
  switch (letter | 0x20) {
    case 'd':
      meant.add('0', '9');
      break;
    case 'w':
      meant.ranges = {{'a', 'z'}, {'A', 'Z'}, {'0', '9'}, {'_', '_'}};
      break;
    default:
      meant.ranges = {{' ', ' '}, {'\t', '\r'}};
  }
  if ((letter & 0x20) != 0) {
    set.ranges.insert(set.ranges.end(), meant.ranges.begin(), meant.ranges.end());
    return;
  }
  for (char32_t c = ' '; c < 127; ++c) {
    if (!meant.has(c)) set.add(c, c);
  }
}

struct UnicodeProperty {
  std::string_view name;
  char32_t from;
  char32_t to;
};

/// Some characters of the properties people use; all others are taken for letters.
constexpr UnicodeProperty kProperties[] = {
    {"Lu", 'A', 'Z'},
    {"Uppercase", 'A', 'Z'},
    {"N", '0', '9'},
    {"Nd", '0', '9'},
    {"Number", '0', '9'},
    {"P", '-', '.'},
    {"Punctuation", '-', '.'},
    {"S", '+', '+'},
    {"Z", ' ', ' '},
    {"Zs", ' ', ' '},
    {"Han", 0x4E00, 0x9FA5},
    {"Hangul", 0xAC00, 0xD7A3},
    {"Hiragana", 0x3042, 0x3094},
    {"Katakana", 0x30A2, 0x30FA},
    {"Cyrillic", 0x0430, 0x044F},
    {"Greek", 0x03B1, 0x03C9},
    {"Emoji", 0x1F600, 0x1F64F},
};

void add_property(CharacterClass& set, std::string_view name, bool negated) {
  if (const std::size_t equals = name.find('='); equals != std::string_view::npos) {
    name.remove_prefix(equals + 1);
  }
  char32_t from = 'a';
  char32_t to = 'z';
  for (const UnicodeProperty& property : kProperties) {
    if (property.name == name) {
      from = property.from;
      to = property.to;
    }
  }
  if (!negated) {
    set.add(from, to);
    if (from == 'a') set.add('A', 'Z');
    return;
  }
  for (char32_t c = ' '; c < 127; ++c) {
    if ((c < from || c > to) && (from != 'a' || !text::is_alpha(static_cast<char>(c))))
      set.add(c, c);
  }
}

std::size_t category(char32_t c) {
  if (c >= 'a' && c <= 'z') return 0;
  if (c >= 'A' && c <= 'Z') return 1;
  return c >= '0' && c <= '9' ? 2 : 3;
}

/// Reads the expression and writes the text at the same time; what is repeated is read again.
class Writer {
 public:
  Writer(std::string_view source, std::uint32_t variant, std::size_t spare, std::size_t most)
      : source_(source), variant_(variant), spare_(spare), most_(most) {}

  std::optional<std::string> run() {
    disjunction(0, source_.size());
    if (failed_ || text_.size() > most_) return std::nullopt;
    return std::move(text_);
  }

 private:
  struct Quantifier {
    std::size_t least = 1;
    std::size_t most = 1;
  };

  bool step() {
    if (++steps_ > kSteps || text_.size() > most_) failed_ = true;
    return !failed_;
  }

  /// The end of the escape at `at`.
  std::size_t escape_end(std::size_t at) const {
    const std::size_t end = source_.size();
    if (at + 1 >= end) return end;
    const char letter = source_[at + 1];
    const bool braced = at + 2 < end && (source_[at + 2] == '{' || source_[at + 2] == '<');
    if (braced && (letter == 'u' || letter == 'p' || letter == 'P' || letter == 'k')) {
      const std::size_t close = source_.find_first_of("}>", at);
      return close == std::string_view::npos ? end : close + 1;
    }
    std::size_t size = letter == 'u' ? 6 : letter == 'x' ? 4 : letter == 'c' ? 3 : 2;
    if (letter == 'u' && is_surrogate(at, 0x8) && is_surrogate(at + 6, 0xC)) size = 12;
    return std::min(end, at + size);
  }

  /// Whether the escape of one half of a pair stands at `at`: `\uD800`… for a `first` of 8,
  /// `\uDC00`… for C.
  bool is_surrogate(std::size_t at, int first) const {
    if (source_.size() < at + 6 || source_.compare(at, 2, "\\u") != 0) return false;
    if ((source_[at + 2] | 0x20) != 'd' || !text::is_hex(source_[at + 3])) return false;
    return text::hex_value(source_[at + 3]) >= first &&
           text::hex_value(source_[at + 3]) < first + 4;
  }

  std::size_t class_end(std::size_t at) const {
    for (++at; at < source_.size() && source_[at] != ']'; ++at) {
      if (source_[at] == '\\') ++at;
    }
    return std::min(source_.size(), at + 1);
  }

  /// The first of `|` and `)` from `at` on that belongs to the group begun there, else `end`.
  std::size_t alternative_end(std::size_t at, std::size_t end) {
    std::size_t depth = 0;
    while (at < end && step()) {
      const char c = source_[at];
      if (c == '\\') {
        at = escape_end(at);
      } else if (c == '[') {
        at = class_end(at);
      } else {
        if (depth == 0 && (c == '|' || c == ')')) return at;
        if (c == '(') ++depth;
        if (c == ')') --depth;
        ++at;
      }
    }
    return end;
  }

  std::size_t group_end(std::size_t at, std::size_t end) {
    while (at < end && source_[at] != ')') {
      at = alternative_end(at, end);
      if (at < end && source_[at] == '|') ++at;
    }
    return at;
  }

  void disjunction(std::size_t at, std::size_t end) {
    std::vector<std::pair<std::size_t, std::size_t>> alternatives;
    for (;;) {
      const std::size_t stop = alternative_end(at, end);
      alternatives.emplace_back(at, stop);
      if (stop >= end || failed_) break;
      at = stop + 1;
    }
    const auto [from, to] = alternatives[variant_ / 2 % alternatives.size()];
    alternative(from, to);
  }

  void alternative(std::size_t at, std::size_t end) {
    while (at < end && step()) {
      const std::size_t stop = atom_end(at, end);
      std::size_t next = stop;
      const Quantifier quantifier = read_quantifier(&next, end);
      for (std::size_t i = 0; i < quantifier.least && step(); ++i) atom(at, stop);
      const bool looks_around = source_.compare(at, 2, "(?") == 0 && source_[at + 2] != ':';
      for (std::size_t i = quantifier.least; i < quantifier.most && spare_ > 0 && !looks_around;
           ++i) {
        if (!step()) return;
        const std::size_t before = text_.size();
        atom(at, stop);
        if (text_.size() == before) break;
        spare_ -= std::min(spare_, text::count_code_points(std::string_view(text_).substr(before)));
      }
      at = next;
    }
  }

  std::size_t atom_end(std::size_t at, std::size_t end) {
    switch (source_[at]) {
      case '\\':
        return std::min(end, escape_end(at));
      case '[':
        return std::min(end, class_end(at));
      case '(':
        return std::min(end, group_end(at + 1, end) + 1);
      default:
        text::next_code_point(source_, &at);
        return at;
    }
  }

  Quantifier read_quantifier(std::size_t* at, std::size_t end) const {
    constexpr std::size_t kMany = 1'000'000'000;
    Quantifier quantifier;
    if (*at >= end) return quantifier;
    const char c = source_[*at];
    if (c == '*' || c == '+' || c == '?') {
      quantifier.least = c == '+' ? 1 : 0;
      quantifier.most = c == '?' ? 1 : kMany;
      ++*at;
    } else if (c == '{' && *at + 1 < end && text::is_digit(source_[*at + 1])) {
      std::size_t i = *at + 1;
      const auto number = [&] {
        std::size_t value = 0;
        for (; i < end && text::is_digit(source_[i]); ++i) {
          value =
              std::min<std::size_t>(kMany, value * 10 + static_cast<std::size_t>(source_[i] - '0'));
        }
        return value;
      };
      quantifier.least = quantifier.most = number();
      if (i < end && source_[i] == ',') {
        ++i;
        quantifier.most = i < end && text::is_digit(source_[i]) ? number() : kMany;
      }
      if (i >= end || source_[i] != '}') return {};  // outside unicode mode a brace may be a brace
      *at = i + 1;
    } else {
      return quantifier;
    }
    if (*at < end && source_[*at] == '?') ++*at;
    return quantifier;
  }

  void atom(std::size_t at, std::size_t end) {
    const char c = source_[at];
    if (c == '(') return group(at, end);
    if (c == '^' || c == '$') return;
    CharacterClass set;
    if (c == '.') {
      set.add(' ', '~');
    } else if (c == '[') {
      read_class(set, at + 1, end - 1);
    } else if (c == '\\') {
      const char letter = at + 1 < end ? source_[at + 1] : '\\';
      if (letter == 'b' || letter == 'B' || letter == 'k') return;
      if (letter >= '1' && letter <= '9') {
        const auto index = static_cast<std::size_t>(letter - '1');
        if (index < captures_.size()) text_ += captures_[index];
        return;
      }
      read_escape(set, at, end);
    } else {
      const char32_t literal = text::next_code_point(source_, &at);
      return put(literal);
    }
    pick(set);
  }

  void group(std::size_t at, std::size_t end) {
    const std::size_t stop = end > at && source_[end - 1] == ')' ? end - 1 : end;
    ++at;
    bool captures = true;
    if (at < stop && source_[at] == '?') {
      const std::string_view kind = source_.substr(at, 3);
      captures = kind.starts_with("?<") && kind != "?<=" && kind != "?<!";
      if (!captures && !kind.starts_with("?:")) return;
      at = captures ? std::min(stop, source_.find('>', at)) + 1 : at + 2;
    }
    const std::size_t index = captures_.size();
    if (captures) captures_.emplace_back();
    const std::size_t before = text_.size();
    disjunction(at, stop);
    if (captures && !failed_) captures_[index] = text_.substr(before);
  }

  /// The characters an escape stands for; one code point, or a class.
  void read_escape(CharacterClass& set, std::size_t at, std::size_t end) const {
    constexpr std::string_view kLetters = "tnvfr0";
    constexpr std::string_view kControls = std::string_view("\t\n\v\f\r\0", 6);
    const char letter = at + 1 < end ? source_[at + 1] : '\\';
    const std::string_view rest =
        source_.substr(std::min(at + 2, end), end - std::min(at + 2, end));
    if (std::string_view("dDwWsS").find(letter) != std::string_view::npos) {
      return add_shorthand(set, letter);
    }
    if ((letter == 'p' || letter == 'P') && rest.size() > 2) {
      return add_property(set, rest.substr(1, rest.size() - 2), letter == 'P');
    }
    char32_t value = static_cast<unsigned char>(letter);
    if (letter == 'u' || letter == 'x') {
      value = 0;
      for (const char digit : rest) {
        if (!text::is_hex(digit)) continue;
        value = value * 16 + static_cast<char32_t>(text::hex_value(digit));
      }
      // Two escapes of one character.
      if (value > 0x10FFFF) value = 0x10000 + ((value >> 16 & 0x3FF) << 10) + (value & 0x3FF);
    } else if (letter == 'c' && !rest.empty()) {
      value = static_cast<char32_t>(rest[0] & 0x1F);
    } else if (const std::size_t i = kLetters.find(letter); i != std::string_view::npos) {
      value = static_cast<unsigned char>(kControls[i]);
    } else if (value >= 0x80) {
      value = text::next_code_point(source_, &++at);
    }
    set.add(value, value);
  }

  void read_class(CharacterClass& set, std::size_t at, std::size_t end) {
    set.negated = at < end && source_[at] == '^';
    if (set.negated) ++at;
    const auto member = [&](CharacterClass& into) {
      if (source_[at] == '\\') {
        const std::size_t stop = std::min(end, escape_end(at));
        read_escape(into, at, stop);
        at = stop;
      } else {
        const char32_t c = text::next_code_point(source_, &at);
        into.add(c, c);
      }
    };
    while (at < end && step()) {
      CharacterClass first;
      member(first);
      if (at + 1 < end && source_[at] == '-' && first.ranges.size() == 1) {
        CharacterClass last;
        ++at;
        member(last);
        if (last.ranges.size() == 1) {
          set.add(first.ranges[0].first, last.ranges[0].second);
          continue;
        }
        set.ranges.insert(set.ranges.end(), last.ranges.begin(), last.ranges.end());
        set.add('-', '-');
      }
      set.ranges.insert(set.ranges.end(), first.ranges.begin(), first.ranges.end());
    }
  }

  /// Writes a character of the set: letters of the alphabet one after another, digits from 1 on.
  void pick(const CharacterClass& set) {
    constexpr std::string_view kPreferred =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890-_.!@#+ "
        ",:;/=?&%$*~^'\"(){}[]<>|`\\";
    std::string choices[kMaxVariety];
    for (const char c : kPreferred) {
      if (set.has(static_cast<unsigned char>(c)))
        choices[category(static_cast<unsigned char>(c))] += c;
    }
    const std::size_t position = picked_++;
    const std::size_t start = variant_ % 2 == 1 ? position : 0;
    for (std::size_t i = 0; i < kMaxVariety; ++i) {
      const std::string& from = choices[(start + i) % kMaxVariety];
      if (from.empty()) continue;
      text_ += from[(position + variant_ / 2) % from.size()];
      return;
    }
    if (set.negated) {
      for (char32_t c = 0xE0; c < 0x3000; ++c) {
        if (set.has(c)) return put(c);
      }
    } else if (!set.ranges.empty()) {
      const auto [from, to] = set.ranges.front();
      const auto size = to < from ? 1 : to - from + 1;
      return put(from + static_cast<char32_t>((position + variant_ / 2) % size));
    }
    failed_ = true;
  }

  /// No text has half a pair.
  void put(char32_t c) {
    failed_ = failed_ || (c >= 0xD800 && c < 0xE000);
    if (!failed_) text::append_utf8(text_, c);
  }

  std::string_view source_;
  std::uint32_t variant_;
  std::size_t spare_;
  std::size_t most_;
  std::uint32_t steps_ = 0;
  std::size_t picked_ = 0;
  bool failed_ = false;
  std::string text_;
  std::vector<std::string> captures_;
};

}  // namespace

std::optional<std::string> text_from_pattern(std::string_view source, std::uint32_t variant,
                                             std::size_t least, std::size_t most) {
  // A lookahead for several kinds of characters needs some room for them.
  const std::size_t wanted = variant % 2 == 1 ? std::max<std::size_t>(least, 8) : least;
  std::optional<std::string> text = Writer(source, variant, 0, most).run();
  if (!text) return text;
  const std::size_t size = text::count_code_points(*text);
  if (size >= wanted) return text;
  return Writer(source, variant, wanted - size, most).run();
}

}  // namespace vitrine::schema
