#include "app/json/edit.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "app/json/document.h"
#include "app/json/pointer.h"
#include "app/json/reader.h"
#include "app/json/write.h"
#include "app/text/ascii.h"

namespace vitrine::json {
namespace {

/// A member or element in the text: from its key, or its value, to the end of its value.
struct Entry {
  uint32_t begin;
  uint32_t value_begin;
  uint32_t end;
};

std::vector<Entry> entries_of(Value container) {
  std::vector<Entry> entries;
  entries.reserve(container.size());
  for (const auto& [key, value, key_range] : container.members()) {
    entries.push_back({key_range.begin, value.range().begin, value.range().end});
  }
  for (const Value element : container.elements()) {
    const Range range = element.range();
    entries.push_back({range.begin, range.begin, range.end});
  }
  return entries;
}

bool is_blank(std::string_view text) { return text::trim(text).empty(); }
bool has_line_break(std::string_view text) {
  return text.find_first_of("\n\r") != std::string_view::npos;
}

std::string_view part(std::string_view text, uint32_t begin, uint32_t end) {
  return text.substr(begin, end - begin);
}

/// How a text is laid out.
struct Layout {
  std::string newline = "\n";
  std::string unit = "  ";
  /// The text between a key and its value.
  std::string colon = ": ";
};

std::string_view line_indent(std::string_view text, uint32_t at) {
  const size_t line = text.substr(0, at).find_last_of("\n\r") + 1;
  size_t end = line;
  while (end < at && (text[end] == ' ' || text[end] == '\t')) ++end;
  return text.substr(line, end - line);
}

bool opens_lines(std::string_view text, Value container) {
  const auto entries = entries_of(container);
  return !entries.empty() && has_line_break(part(text, container.range().begin, entries[0].begin));
}

/// The text between the last key and its value.
std::optional<std::string> colon_of(std::string_view text, Value object) {
  std::optional<std::string> colon;
  for (const auto& [key, value, key_range] : object.members()) {
    colon = std::string(part(text, key_range.end, value.range().begin));
  }
  return colon;
}

Layout layout_of(std::string_view text, Value root) {
  Layout layout;
  if (text.find("\r\n") != std::string_view::npos) layout.newline = "\r\n";
  if (const auto colon = colon_of(text, root)) layout.colon = *colon;
  if (!opens_lines(text, root)) return layout;
  const std::string_view outer = line_indent(text, root.range().begin);
  const std::string_view inner = line_indent(text, entries_of(root)[0].begin);
  if (inner.size() > outer.size()) layout.unit = inner.substr(outer.size());
  return layout;
}

/// The value with `indent` before each of its lines but the first.
std::string indented(std::string_view value, std::string_view indent, const Layout& layout) {
  std::string out;
  out.reserve(value.size());
  for (size_t i = 0; i < value.size(); ++i) {
    if (value[i] != '\n' && value[i] != '\r') {
      out += value[i];
      continue;
    }
    if (value[i] == '\r' && i + 1 < value.size() && value[i + 1] == '\n') ++i;
    out += layout.newline;
    out += indent;
  }
  return out;
}

bool makes_array(std::string_view token) { return token == "0" || token == "-"; }

/// `value` within the containers that `tokens` ask for; on lines of their own, the first at
/// `indent`, or all on one.
std::string nested(const std::vector<std::string>& tokens, size_t first, std::string_view value,
                   std::string indent, bool lines, const Layout& layout) {
  std::string out;
  std::vector<std::string> closing;
  for (size_t i = first; i < tokens.size(); ++i) {
    const bool array = makes_array(tokens[i]);
    std::string close = lines ? layout.newline + indent : std::string();
    closing.push_back(close + (array ? ']' : '}'));
    out += array ? '[' : '{';
    if (lines) {
      indent += layout.unit;
      out += layout.newline;
      out += indent;
    }
    if (!array) out += quote(tokens[i]) + layout.colon;
  }
  out += indented(value, indent, layout);
  for (; !closing.empty(); closing.pop_back()) out += closing.back();
  return out;
}

std::string replaced(std::string_view text, uint32_t begin, uint32_t end, std::string_view by) {
  std::string out;
  out.reserve(text.size() - (end - begin) + by.size());
  out += text.substr(0, begin);
  out += by;
  out += text.substr(end);
  return out;
}

/// The index of a member of an object; past the end where there is none.
size_t index_of(Value object, std::string_view name) {
  size_t index = 0;
  for (const auto& [key, value, key_range] : object.members()) {
    if (key == name) break;
    ++index;
  }
  return index;
}

/// Adds an entry to `container`: tokens[at] names it, further tokens lie inside it.
std::string added(std::string_view text, Value container, const std::vector<std::string>& tokens,
                  size_t at, std::string_view value, std::string_view before, Layout layout) {
  const auto entries = entries_of(container);
  const Range range = container.range();
  if (const auto colon = colon_of(text, container)) layout.colon = *colon;
  std::string entry = container.is_object() ? quote(tokens[at]) + layout.colon : std::string();
  if (entries.empty()) {
    const Value parent = container.parent();
    const bool lines = !parent || opens_lines(text, parent);
    const std::string outer(line_indent(text, range.begin));
    const std::string inner = outer + layout.unit;
    entry += nested(tokens, at + 1, value, lines ? inner : outer, lines, layout);
    if (lines) entry = layout.newline + inner + entry + layout.newline + outer;
    return replaced(text, range.begin + 1, range.end - 1, entry);
  }
  const Entry& last = entries.back();
  std::string separator;
  if (entries.size() > 1) {
    separator = part(text, entries[entries.size() - 2].end, last.begin);
  } else {
    separator = "," + std::string(part(text, range.begin + 1, last.begin));
  }
  const bool lines = has_line_break(separator);
  const std::string indent(line_indent(text, last.begin));
  entry += nested(tokens, at + 1, value, indent, lines, layout);
  if (!before.empty() && container.is_object()) {
    const size_t index = index_of(container, before);
    if (index < entries.size()) {
      const uint32_t begin = entries[index].begin;
      return replaced(text, begin, begin, entry + separator);
    }
  }
  return replaced(text, last.end, last.end, separator + entry);
}

struct Parsed {
  Document document;
  std::vector<std::string> tokens;
};

Result<Parsed> parse(std::string_view text, std::string_view pointer) {
  Reading reading = read(text);
  if (reading.error) return std::move(*reading.error);
  auto tokens = split(pointer);
  if (!tokens) return std::move(tokens).error();
  return Parsed{std::move(reading.document), std::move(*tokens)};
}

bool is_next_index(Value array, std::string_view token) {
  return token == "-" || array_index(token) == array.size();
}

}  // namespace

Result<std::string> set(std::string_view text, std::string_view pointer,
                        std::string_view json_value, std::string_view before) {
  if (Reading value = read(json_value); value.error) return std::move(*value.error);
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (json_value.starts_with(kMark)) json_value.remove_prefix(kMark.size());
  json_value = text::trim(json_value);
  if (is_blank(text)) {
    const auto tokens = split(pointer);
    if (!tokens) return tokens.error();
    return nested(*tokens, 0, json_value, "", true, Layout());
  }
  const auto parsed = parse(text, pointer);
  if (!parsed) return parsed.error();
  const auto& tokens = parsed->tokens;
  const Value root = parsed->document.root();
  const Layout layout = layout_of(text, root);

  Value value = root;
  size_t at = 0;
  for (; at < tokens.size(); ++at) {
    const Value next = step(value, tokens[at]);
    if (!next) break;
    value = next;
  }
  if (at == tokens.size()) {
    const Range range = value.range();
    const std::string_view indent = line_indent(text, range.begin);
    return replaced(text, range.begin, range.end, indented(json_value, indent, layout));
  }
  if (value.is_object() || (value.is_array() && is_next_index(value, tokens[at]))) {
    return added(text, value, tokens, at, json_value, before, layout);
  }
  return Error{value.is_array() ? "The list has no element \"" + tokens[at] + "\""
                                : "This value is neither an object nor a list, so that nothing can "
                                  "be put into it",
               value.pointer(), value.position()};
}

Result<std::string> rename(std::string_view text, std::string_view pointer, std::string_view name) {
  const auto parsed = parse(text, pointer);
  if (!parsed) return parsed.error();
  const Value value = resolve(parsed->document.root(), pointer);
  if (!value) return std::string(text);
  for (const auto& [key, member, key_range] : value.parent().members()) {
    if (member == value) return replaced(text, key_range.begin, key_range.end, quote(name));
  }
  return std::string(text);
}

Result<std::string> remove(std::string_view text, std::string_view pointer) {
  const auto parsed = parse(text, pointer);
  if (!parsed) return parsed.error();
  if (pointer.empty()) return std::string();
  const Value value = resolve(parsed->document.root(), pointer);
  if (!value) return std::string(text);

  const Value container = value.parent();
  const std::string& token = parsed->tokens.back();
  std::vector<bool> goes;
  for (const auto& [key, member, key_range] : container.members()) goes.push_back(key == token);
  for (const Value element : container.elements()) goes.push_back(element == value);
  const Range range = container.range();
  if (std::find(goes.begin(), goes.end(), false) == goes.end()) {
    return replaced(text, range.begin + 1, range.end - 1, "");
  }

  const auto entries = entries_of(container);
  std::string out(text.substr(0, entries[0].begin));
  bool first = true;
  for (size_t i = 0; i < entries.size(); ++i) {
    if (goes[i]) continue;
    // An entry that stays keeps the separator before it.
    const uint32_t begin = first ? entries[i].begin : entries[i - 1].end;
    out += part(text, begin, entries[i].end);
    first = false;
  }
  out += text.substr(entries.back().end);
  return out;
}

}  // namespace vitrine::json
