#include "app/request/code_json.h"

#include <algorithm>

#include "app/json/reader.h"
#include "app/text/ascii.h"

namespace vitrine::request {
namespace {

constexpr int kMaxDepth = 64;

/// Every language keeps fifteen digits of a number, and spells it in this way.
bool is_plain_number(std::string_view number) {
  if (number.starts_with('-')) number.remove_prefix(1);
  return number != "0" ? number.size() <= 15 && number.find_first_of("eE+") == number.npos : true;
}

bool is_identifier(std::string_view name) {
  return std::all_of(name.begin(), name.end(),
                     [](char c) { return text::is_alphanumeric(c) || c == '_'; });
}

}  // namespace

JsonLiterals::JsonLiterals(const Language& language, const SecretText& text, Secrets secrets)
    : language_(language), text_(text), masked_(secrets == Secrets::masked) {
  std::string_view words = language.setting('l');
  if (words.empty()) return;
  while (!words.empty()) words_.push_back(text::take_piece(words, '|'));
  json::Reading reading = json::read(text.text);
  document_ = std::move(reading.document);
  const json::Value root = document_.root();
  possible_ = !reading.error && (root.is_object() || root.is_array()) && can_say(root, 0) &&
              (!masked_ || told_ == text.secrets.size());
}

bool JsonLiterals::can_say(json::Value value, int depth) {
  if (depth > kMaxDepth) return false;
  if (value.is_number()) return is_plain_number(value.lexeme());
  if (value.is_string()) {
    const std::string_view content = value.string();
    told_ += secret_of(value) ? 1 : 0;
    // What was half of a pair of surrogates is no longer; and a NUL stands in few literals.
    return content.find("\xEF\xBF\xBD") == content.npos && content.find('\0') == content.npos;
  }
  for (const json::Member& member : value.members()) {
    const std::string_view key = member.key;
    if (key.empty() || text::is_digit(key[0]) || key[0] == '-' || key == "__proto__" ||
        key.find('\0') != key.npos || value[key] != member.value ||
        !can_say(member.value, depth + 1)) {
      return false;
    }
  }
  for (json::Value element : value.elements()) {
    if (!can_say(element, depth + 1)) return false;
  }
  return true;
}

const Secret* JsonLiterals::secret_of(json::Value value) const {
  if (!masked_) return nullptr;
  const json::Range range = value.range();
  const auto found =
      std::lower_bound(text_.secrets.begin(), text_.secrets.end(), range.begin + 1,
                       [](const Secret& secret, uint32_t at) { return secret.begin < at; });
  const bool whole = found != text_.secrets.end() && found->begin == range.begin + 1 &&
                     found->end + 1 == range.end;
  return whole ? &*found : nullptr;
}

std::string JsonLiterals::name(std::string_view key) const {
  return language_.has('i') && is_identifier(key) ? std::string(key) : language_.literal(key);
}

bool JsonLiterals::is_short(json::Value list) {
  constexpr uint32_t kShort = 60;
  if (list.range().size() > kShort) return false;
  for (json::Value element : list.elements()) {
    if (element.is_object() || element.is_array()) return false;
  }
  return true;
}

}  // namespace vitrine::request
