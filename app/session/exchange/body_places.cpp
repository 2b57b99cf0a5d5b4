// Places in the body of a response: the pointer of a row, the row of a pointer, what stands there.
#include <algorithm>

#include "app/json/pointer.h"
#include "app/json/reader.h"
#include "app/session/exchange/body_text.h"

namespace vitrine::session {
namespace {

/// Containers of fewer children are looked through each time.
constexpr size_t kHintFrom = 100;

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

/// Where the string that begins there ends: after its quote.
size_t string_end(std::string_view text, size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\') ++at;
  }
  return std::min(at + 1, text.size());
}

}  // namespace

uint32_t BodyText::row_at(uint32_t from) const {
  uint32_t low = 0;
  uint32_t high = rows();
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (rows_[middle].from < from) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

uint32_t BodyText::first_of_line(uint32_t row) const {
  while (row > 0 && rows_[row].goes_on) --row;
  return row;
}

BodyText::Place BodyText::place_at(uint32_t first) const {
  Place place{first, first, first};
  while (place.line + 1 < rows() && rows_[place.line + 1].goes_on) ++place.line;
  const uint32_t close = rows_[place.line].close;
  place.last = close > 0 ? std::min(close, rows() - 1) : place.line;
  return place;
}

bool BodyText::is_array(const Place& place) const {
  const std::string_view line = trimmed(std::string_view(text_).substr(
      rows_[place.line].from, end_of(place.line) - rows_[place.line].from));
  return line.ends_with('[');
}

/// The name of a member, "" for an element; `value` is where its value begins in the text.
std::string BodyText::key_of(const Place& place, size_t* value) const {
  const std::string_view text = text_;
  *value = rows_[place.first].from;
  if (*value >= text.size() || text[*value] != '"') return {};
  const size_t end = string_end(text, *value);
  size_t colon = end;
  while (colon < text.size() && is_space(text[colon])) ++colon;
  if (colon >= text.size() || text[colon] != ':') return {};
  const json::Reading key = json::read(text.substr(*value, end - *value));
  *value = colon + 1;
  while (*value < text.size() && is_space(text[*value])) ++*value;
  return std::string(key.document.root().string());
}

std::string BodyText::pointer_of(uint32_t row) const {
  std::string pointer;
  if (row >= rows()) return pointer;
  Place around = place_at(0);
  // A row of the value's own line, or its last one, stands for the whole.
  while (row > around.line && row <= around.last && around.last > around.line) {
    const bool closed = rows_[around.line].close < rows();
    if (closed && row == around.last) break;
    const bool array = is_array(around);
    const bool known = hint_.line == around.line && hint_.first <= row;
    size_t index = known ? hint_.index : 0;
    Place child = place_at(known ? hint_.first : around.line + 1);
    while (row > child.last && child.last < around.last) {
      child = place_at(child.last + 1);
      ++index;
    }
    if (array && index > kHintFrom) hint_ = {around.line, index, child.first};
    size_t value = 0;
    if (array) {
      json::append(pointer, index);
    } else {
      json::append(pointer, key_of(child, &value));
    }
    around = child;
  }
  return pointer;
}

uint32_t BodyText::row_of(std::string_view pointer) const {
  const json::Result<std::vector<std::string>> tokens = json::split(pointer);
  if (!tokens || rows() == 0) return 0;
  Place around = place_at(0);
  for (const std::string& token : *tokens) {
    if (around.last == around.line) break;
    const bool array = is_array(around);
    const std::optional<size_t> element = array ? json::array_index(token) : std::nullopt;
    if (array && !element) break;
    const size_t wanted = element.value_or(0);
    std::optional<Place> found;
    const bool known = array && hint_.line == around.line && hint_.index <= wanted;
    size_t index = known ? hint_.index : 0;
    const uint32_t end = std::min(rows_[around.line].close, rows());
    for (uint32_t at = known ? hint_.first : around.line + 1; at < end; ++index) {
      const Place child = place_at(at);
      size_t value = 0;
      if (array ? index == wanted : key_of(child, &value) == token) found = child;
      if (array && found) break;
      at = child.last + 1;
    }
    if (array && found && index > kHintFrom) hint_ = {around.line, index, found->first};
    if (!found) break;
    around = *found;
  }
  return around.first;
}

std::string_view BodyText::value_of(uint32_t row) const {
  if (row >= rows()) return {};
  uint32_t first = first_of_line(row);
  const char begins = text_[rows_[first].from];
  if (begins == '}' || begins == ']') {
    // The line that ends a value stands for all of it.
    uint32_t opener = first;
    while (opener > 0 && rows_[opener].close != first) --opener;
    first = first_of_line(opener);
  }
  const Place place = place_at(first);
  size_t from = 0;
  key_of(place, &from);
  const std::string_view text = text_;
  if (place.last > place.line && rows_[place.line].close < rows()) {
    return text.substr(from, rows_[place.last].from + 1 - from);
  }
  const std::string_view value = trimmed(text.substr(from, end_of(place.last) - from));
  return value.ends_with(',') ? trimmed(value.substr(0, value.size() - 1)) : value;
}

}  // namespace vitrine::session
