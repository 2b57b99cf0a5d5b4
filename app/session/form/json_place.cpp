#include "app/session/form/json_place.h"

#include <algorithm>

#include "app/json/pointer.h"
#include "app/json/reader.h"
#include "app/text/ascii.h"

namespace vitrine::session {
namespace {

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_word(char c) {
  return text::is_alphanumeric(c) || c == '_' || c == '-' || c == '+' || c == '.' || c == '$';
}

/// The end of the string that begins there: after its quote, or where its line ends.
std::size_t string_end(std::string_view text, std::size_t begin) {
  for (std::size_t at = begin + 1; at < text.size(); ++at) {
    if (text[at] == '\n') return at;
    if (text[at] == '"') return at + 1;
    if (text[at] == '\\') ++at;
  }
  return text.size();
}

}  // namespace

std::size_t past_spaces(std::string_view text, std::size_t at) {
  while (at < text.size() && is_space(text[at])) ++at;
  return at;
}

std::string unquoted(std::string_view token) {
  return std::string(json::read(token).document.root().string());
}

JsonPlace::JsonPlace(std::string_view text, std::size_t at)
    : text_(text), at_(std::min(at, text.size())) {
  begin = end = at_;
  for (std::size_t i = 0; i < at_;) i = read(i);
  if (levels.empty()) {
    known = text::trim(text_.substr(0, begin)).empty();
    return;
  }
  const Level& level = levels.back();
  is_key = level.object && !level.after_colon;
  missing_comma = is_key && level.has_value;
  // After a name stands a colon, after an element a comma.
  known = is_key ? begun || level.has_value || level.key.empty() : !level.has_value;
}

std::string JsonPlace::pointer(std::size_t count) const {
  std::string result;
  for (std::size_t i = 0; i < count; ++i) {
    if (levels[i].object)
      json::append(result, unquoted(levels[i].key));
    else
      json::append(result, levels[i].index);
  }
  return result;
}

std::vector<std::string> JsonPlace::names() const {
  std::vector<std::string> found;
  int depth = 0;
  for (std::size_t i = levels.back().open + 1; i < text_.size() && depth >= 0;) {
    const char c = text_[i];
    if (c == '"') {
      const std::size_t after = string_end(text_, i);
      const std::size_t colon = past_spaces(text_, after);
      if (depth == 0 && i != begin && colon < text_.size() && text_[colon] == ':')
        found.push_back(unquoted(text_.substr(i, after - i)));
      i = after;
      continue;
    }
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    ++i;
  }
  return found;
}

std::string JsonPlace::without_word() const {
  std::string whole(text_.substr(0, begin));
  std::size_t rest = end;
  if (!is_key) {
    whole += "null";
  } else if (const std::size_t next = past_spaces(text_, end);
             next < text_.size() && text_[next] == ':') {
    return std::string(text_);
  } else if (next < text_.size() && text_[next] == ',') {
    rest = next + 1;
  }
  whole += text_.substr(rest);
  return whole;
}

std::size_t JsonPlace::read(std::size_t i) {
  const char c = text_[i];
  if (is_space(c)) return i + 1;
  if (c == '{' || c == '[') {
    levels.push_back({c == '{', i, {}, false, false, 0, 0});
    return i + 1;
  }
  if (c == '}' || c == ']') {
    if (!levels.empty()) levels.pop_back();
    value_ended(i + 1);
    return i + 1;
  }
  if (c == ',' || c == ':') {
    if (levels.empty()) return i + 1;
    Level& level = levels.back();
    if (c == ':') {
      level.after_colon = level.object;
    } else {
      level.after_colon = level.has_value = false;
      level.key = {};
      ++level.index;
    }
    return i + 1;
  }
  std::size_t after = i + 1;
  if (c == '"')
    after = string_end(text_, i);
  else
    while (after < text_.size() && is_word(text_[after])) ++after;
  const bool closed = c == '"' && after - i > 1 && text_[after - 1] == '"';
  if (after > at_ || (after == at_ && !closed)) {
    begin = i;
    end = c == '"' && !closed ? at_ : after;
    begun = true;
    return after;
  }
  if (!levels.empty() && levels.back().object && !levels.back().after_colon) {
    levels.back().key = text_.substr(i, after - i);
    levels.back().has_value = false;
  } else {
    value_ended(after);
  }
  return after;
}

void JsonPlace::value_ended(std::size_t after) {
  if (levels.empty()) return;
  Level& level = levels.back();
  level.has_value = true;
  level.value_end = after;
  // The name that follows without a comma is one.
  if (level.object) level.after_colon = false;
}

}  // namespace vitrine::session
