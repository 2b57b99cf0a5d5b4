#include "app/json/yaml_scalar.h"

#include <cstdint>

#include "app/text/ascii.h"

namespace vitrine::json {
namespace {

/// One of the three spellings of a word: `word`, `Word`, `WORD`; `word` in lower case.
bool is_word(std::string_view text, std::string_view word) {
  if (text.size() != word.size()) return false;
  bool lower = true, capital = true, upper = true, first = true;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool letter = word[i] >= 'a' && word[i] <= 'z';
    const char large = letter ? static_cast<char>(word[i] - 'a' + 'A') : word[i];
    lower = lower && text[i] == word[i];
    upper = upper && text[i] == large;
    capital = capital && text[i] == (first ? large : word[i]);
    if (letter) first = false;
  }
  return lower || capital || upper;
}

YamlScalar boolean(bool truth) {
  YamlScalar scalar;
  scalar.type = Type::boolean;
  scalar.truth = truth;
  return scalar;
}

/// `0o…` and `0x…`.
YamlScalar based(std::string_view digits, int bits) {
  YamlScalar scalar;
  uint64_t value = 0;
  for (const char c : digits) {
    const int digit = text::hex_value(c);
    if (digit < 0 || digit >= 1 << bits) return {};
    if (value >> (64 - bits)) scalar.unusual = true;
    value = value << bits | static_cast<uint64_t>(digit);
  }
  if (digits.empty() || scalar.unusual) return scalar;
  scalar.type = Type::number;
  scalar.number = std::to_string(value);
  return scalar;
}

YamlScalar decimal(std::string_view text) {
  YamlScalar scalar;
  size_t at = 0;
  const bool sign = text[0] == '+' || text[0] == '-';
  if (sign) ++at;
  const std::string_view rest = text.substr(at);
  if (is_word(rest, ".inf") || (!sign && is_word(rest, ".nan"))) {
    scalar.unusual = true;
    return scalar;
  }
  auto run = [&] {
    const size_t begin = at;
    while (at < text.size() && text::is_digit(text[at])) ++at;
    return text.substr(begin, at - begin);
  };
  const std::string_view whole = run();
  std::string_view fraction;
  bool point = at < text.size() && text[at] == '.';
  if (point) {
    ++at;
    fraction = run();
  }
  if (whole.empty() && fraction.empty()) return scalar;
  const size_t exponent = at;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    if (run().empty()) return scalar;
  }
  if (at != text.size()) return scalar;
  scalar.type = Type::number;
  const bool zeros = whole.size() > 1 && whole[0] == '0';
  if (text[0] != '+' && !whole.empty() && !zeros && (!point || !fraction.empty())) return scalar;
  if (text[0] == '-') scalar.number = "-";
  const size_t first = whole.find_first_not_of('0');
  scalar.number += first == std::string_view::npos ? "0" : whole.substr(first);
  if (!fraction.empty()) scalar.number.append(".").append(fraction);
  scalar.number += text.substr(exponent);
  return scalar;
}

}  // namespace

YamlScalar resolve_scalar(std::string_view text) {
  YamlScalar null;
  null.type = Type::null;
  if (text.empty()) return null;
  switch (text[0]) {
    case '~':
      return text.size() == 1 ? null : YamlScalar();
    case 'n':
    case 'N':
      return is_word(text, "null") ? null : YamlScalar();
    case 't':
    case 'T':
      return is_word(text, "true") ? boolean(true) : YamlScalar();
    case 'f':
    case 'F':
      return is_word(text, "false") ? boolean(false) : YamlScalar();
    case '0':
      if (text.starts_with("0x")) return based(text.substr(2), 4);
      if (text.starts_with("0o")) return based(text.substr(2), 3);
      return decimal(text);
    default:
      if (text::is_digit(text[0]) || text[0] == '-' || text[0] == '+' || text[0] == '.') {
        return decimal(text);
      }
      return {};
  }
}

}  // namespace vitrine::json
