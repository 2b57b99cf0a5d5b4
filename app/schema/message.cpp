// Words violations in the user's language.
#include "app/schema/message.h"

#include "app/json/number.h"
#include "app/json/write.h"
#include "app/schema/message_words.h"
#include "app/text/utf8.h"

namespace vitrine::schema {

namespace {

constexpr std::size_t kLongest = 60;  // code points of one value
constexpr std::size_t kLongestPattern = 80;
constexpr std::size_t kListed = 10;  // values of an enum

/// A string as it is unless it could be mistaken for something else.
std::string readable(const Parameter::Item& item) {
  const std::string& text = item.text;
  if (!item.is_string) return text;
  const bool plain = !text.empty() && text.front() != ' ' && text.back() != ' ' &&
                     text.find_first_of(",\"'\n\r\t") == std::string::npos;
  const bool ambiguous =
      text == "true" || text == "false" || text == "null" || json::Number::parse(text).has_value();
  return plain && !ambiguous ? text : json::quote(text);
}

std::string allowed(const Violation& violation) {
  std::string list;
  std::size_t index = 0;
  const auto& values = violation.list("allowed");
  for (const Parameter::Item& value : values) {
    if (index == kListed) break;
    if (index++ > 0) list += ", ";
    list += text::shortened_to_code_points(readable(value), kLongest);
  }
  const auto count = json::Number::parse(violation.param("count"));
  const auto all = count ? count->to_uint64() : std::nullopt;
  if (all.value_or(values.size()) > index) list += ", …";
  return list;
}

std::string expected(const Violation& violation, Language language) {
  const std::string_view last_joint = language == Language::ko   ? " 또는 "
                                      : language == Language::ja ? "または"
                                                                 : " or ";
  const std::string_view joint = language == Language::ja ? "、" : ", ";
  std::string list;
  std::size_t index = 0;
  const auto& types = violation.list("expected");
  for (const Parameter::Item& type : types) {
    if (index > 0) list += index + 1 == types.size() ? last_joint : joint;
    const auto words = type_words(type.text);
    list += words ? words->in(language) : std::string_view(type.text);
    ++index;
  }
  return list;
}

std::string actual_type(const Violation& violation, Language language) {
  const std::string_view type = violation.param("actual");
  if (type == "boolean" && language == Language::en) return "a boolean";
  const auto words = type_words(type);
  return std::string(words ? words->in(language) : type);
}

std::string value_of(const Violation& violation, std::string_view name, Language language) {
  if (name == "allowed") return allowed(violation);
  if (name == "expected") return expected(violation, language);
  if (name == "matches") return std::to_string(violation.list("matched").size());
  if (name == "cause") return message(violation.causes.front(), language);
  if (name == "pattern") {
    const bool of_name = violation.keyword == "propertyNames";
    return text::shortened_to_code_points(
        (of_name ? violation.causes.front() : violation).param(name), kLongestPattern);
  }
  if (name == "actual" && violation.keyword == "type") return actual_type(violation, language);
  return text::shortened_to_code_points(violation.param(name), kLongest);
}

std::string fill(std::string_view words, const Violation& violation, Language language) {
  std::string text;
  while (!words.empty()) {
    const std::size_t open = words.find('{');
    text += words.substr(0, open);
    if (open == std::string_view::npos) break;
    const std::size_t close = words.find('}', open);
    std::string_view name = words.substr(open + 1, close - open - 1);
    words.remove_prefix(close + 1);
    std::string_view forms;
    if (const std::size_t colon = name.find(':'); colon != std::string_view::npos) {
      forms = name.substr(colon + 1);
      name = name.substr(0, colon);
    }
    const std::string value = value_of(violation, name, language);
    text += value;
    if (forms.empty()) continue;
    const std::size_t bar = forms.find('|');
    text += ' ';
    text += value == "1" ? forms.substr(0, bar) : forms.substr(bar + 1);
  }
  return text;
}

std::optional<Words> sentence_for(const Violation& violation) {
  const std::string& keyword = violation.keyword;
  if (!violation.param("error").empty()) return sentence(violation.param("error"));
  if (keyword == "format") {
    if (const auto words = format_sentence(violation.param("format"))) return words;
  }
  if (keyword == "propertyNames" && !violation.causes.empty()) {
    const Violation& cause = violation.causes.front();
    if (cause.keyword == "false") return sentence("propertyNames");
    const bool by_pattern = cause.keyword == "pattern" && cause.param("error").empty();
    return sentence(by_pattern ? "propertyNames with pattern" : "propertyNames with cause");
  }
  if (keyword == "minLength" && violation.param("limit") == "1") {
    return sentence("minLength of 1");
  }
  if (!violation.list("matched").empty()) return sentence("oneOf with matches");
  if (keyword == "enum" && violation.param("count") == "1") return sentence("const");
  return sentence(keyword);
}

}  // namespace

Language language_of(std::string_view tag) {
  const std::string_view primary = tag.substr(0, tag.find_first_of("-_"));
  if (primary == "ko" || primary == "KO") return Language::ko;
  if (primary == "ja" || primary == "JA") return Language::ja;
  return Language::en;
}

std::string message(const Violation& violation, Language language) {
  auto words = sentence_for(violation);
  if (!words) words = sentence("false");
  return fill(words->in(language), violation, language);
}

}  // namespace vitrine::schema
