#pragma once
#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "app/openapi/model.h"
#include "server/api/model/fixed_string.h"

/// The vocabulary of constraints and words, shared by fields (`field<&T::m>("m").min_length(2)`)
/// and parameters (`Query<"limit", int, minimum(1), maximum(100)>`). A rule becomes one keyword of
/// the generated schema, and the server enforces that schema.
namespace vitrine {

enum class Keyword : std::uint8_t {
  title,
  description,
  format,
  pattern,
  min_length,
  max_length,
  minimum,
  maximum,
  exclusive_minimum,
  exclusive_maximum,
  multiple_of,
  min_items,
  max_items,
  unique_items,
  min_properties,
  max_properties,
  media_type,
  content_encoding,
  style,
  explode,
  as_json,
  default_value,
  defaulted,
  example,
  nullable,
  required,
  read_only,
  write_only,
  deprecated,
};

/// A constant of the declaration. `text` points to a literal or a template argument: static
/// storage.
struct Literal {
  enum class Kind : std::uint8_t { boolean, integer, number, string };
  Kind kind = Kind::boolean;
  bool boolean = true;
  std::int64_t integer = 0;
  double number = 0;
  std::string_view text = {};
};

/// One keyword with its value; `each` makes it a rule for the items of an array.
struct Rule {
  Keyword keyword = Keyword::title;
  bool each = false;
  Literal value = {};
};

/// A rule as a template argument (structural: no pointers, no private members).
struct NumberRule {
  Keyword keyword;
  Literal::Kind kind;
  bool each;
  std::int64_t integer;
  double number;

  constexpr Rule rule() const {
    Rule made{keyword, each, {}};
    made.value.kind = kind;
    made.value.boolean = integer != 0;
    made.value.integer = integer;
    made.value.number = number;
    return made;
  }
};

template <std::size_t N>
struct TextRule {
  Keyword keyword;
  bool each;
  FixedString<N> text;

  /// The view lives as long as this object: call it on a template argument or on a static.
  constexpr Rule rule() const {
    Rule made{keyword, each, {}};
    made.value.kind = Literal::Kind::string;
    made.value.text = text.view();
    return made;
  }
};

namespace rules {

template <class Number>
constexpr NumberRule number(Keyword keyword, Number value) {
  if constexpr (std::same_as<Number, bool>) {
    return {keyword, Literal::Kind::boolean, false, value ? 1 : 0, 0};
  } else if constexpr (std::integral<Number>) {
    return {keyword, Literal::Kind::integer, false, static_cast<std::int64_t>(value), 0};
  } else {
    return {keyword, Literal::Kind::number, false, 0, static_cast<double>(value)};
  }
}
template <std::size_t N>
constexpr TextRule<N> text(Keyword keyword, const char (&value)[N]) {
  return {keyword, false, FixedString<N>(value)};
}

}  // namespace rules

template <class Number>
constexpr auto minimum(Number value) {
  return rules::number(Keyword::minimum, value);
}
template <class Number>
constexpr auto maximum(Number value) {
  return rules::number(Keyword::maximum, value);
}
template <class Number>
constexpr auto exclusive_minimum(Number value) {
  return rules::number(Keyword::exclusive_minimum, value);
}
template <class Number>
constexpr auto exclusive_maximum(Number value) {
  return rules::number(Keyword::exclusive_maximum, value);
}
template <class Number>
constexpr auto multiple_of(Number value) {
  return rules::number(Keyword::multiple_of, value);
}
/// Lengths count Unicode code points.
constexpr auto min_length(std::int64_t value) { return rules::number(Keyword::min_length, value); }
constexpr auto max_length(std::int64_t value) { return rules::number(Keyword::max_length, value); }
constexpr auto min_items(std::int64_t value) { return rules::number(Keyword::min_items, value); }
constexpr auto max_items(std::int64_t value) { return rules::number(Keyword::max_items, value); }
constexpr auto unique_items() { return rules::number(Keyword::unique_items, true); }
constexpr auto deprecated() { return rules::number(Keyword::deprecated, true); }
using Style = openapi::Style;
/// How a parameter that is an array or an object travels (OAS 3.1.0 §4.8.12.3), where not as usual:
/// `style(Style::pipe_delimited)`.
constexpr auto style(Style value) { return rules::number(Keyword::style, static_cast<int>(value)); }
/// Whether each item of such a parameter comes with its name; so it is unless false in queries and
/// cookies, and only where true elsewhere.
constexpr auto explode(bool value) { return rules::number(Keyword::explode, value); }
/// The parameter is JSON text, of any type.
constexpr auto as_json() { return rules::number(Keyword::as_json, true); }
/// How text stands for bytes: `content_encoding("base64")` (JSON Schema Validation §8.3).
template <std::size_t N>
constexpr auto content_encoding(const char (&value)[N]) {
  return rules::text(Keyword::content_encoding, value);
}
template <std::size_t N>
constexpr auto format(const char (&value)[N]) {
  return rules::text(Keyword::format, value);
}
template <std::size_t N>
constexpr auto pattern(const char (&value)[N]) {
  return rules::text(Keyword::pattern, value);
}
template <std::size_t N>
constexpr auto description(const char (&value)[N]) {
  return rules::text(Keyword::description, value);
}
template <std::size_t N>
constexpr auto example(const char (&value)[N]) {
  return rules::text(Keyword::example, value);
}
template <class Number>
requires std::integral<Number> || std::floating_point<Number>
constexpr auto example(Number value) { return rules::number(Keyword::example, value); }
/// The value a parameter takes when it is left out; enumerations by their name.
template <std::size_t N>
constexpr auto default_value(const char (&value)[N]) {
  return rules::text(Keyword::default_value, value);
}
template <class Number>
requires std::integral<Number> || std::floating_point<Number>
constexpr auto default_value(Number value) { return rules::number(Keyword::default_value, value); }
/// Turns a rule into one for each item: `Query<"tags", std::vector<std::string>,
/// each(min_length(2))>`.
template <class R>
constexpr R each(R rule) {
  rule.each = true;
  return rule;
}

/// The rules of one field or parameter, in the order of their declaration.
class Rules {
 public:
  static constexpr std::size_t kCapacity = 20;

  constexpr void add(const Rule& rule) {
    if (count_ == kCapacity) throw "a field or parameter has at most 20 rules";
    list_[count_++] = rule;
  }
  constexpr const Rule* begin() const { return list_.data(); }
  constexpr const Rule* end() const { return list_.data() + count_; }
  /// The last rule with this keyword, nullptr without one; rules for items are not looked at.
  constexpr const Rule* find(Keyword keyword) const {
    const Rule* found = nullptr;
    for (const Rule& rule : *this) {
      if (rule.keyword == keyword && !rule.each) found = &rule;
    }
    return found;
  }
  constexpr bool has(Keyword keyword) const { return find(keyword) != nullptr; }

 private:
  std::array<Rule, kCapacity> list_{};
  std::size_t count_ = 0;
};

/// The JSON Schema keyword a rule writes; "" for those that steer the declaration itself.
std::string_view schema_keyword(Keyword keyword);

}  // namespace vitrine
