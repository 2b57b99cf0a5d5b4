#include "app/json/yaml_writer.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "app/json/write.h"
#include "app/json/yaml_scalar.h"
#include "app/text/ascii.h"
#include "app/text/hash.h"
#include "app/text/utf8.h"

namespace vitrine::json {
namespace {

/// A longer key needs `?` (YAML 1.2.2 §7.4.2, "at most 1024 Unicode characters").
constexpr size_t kKeyMost = 1000;

/// Line ends of YAML 1.1, marks and controls: only escaped they are what they were.
bool must_escape(char32_t c) {
  return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c <= 0x9F) || c == 0x2028 ||
         c == 0x2029 || c == 0xFEFF || (c >= 0xFFFE && c <= 0xFFFF);
}

bool has_escapes(std::string_view text) {
  for (size_t at = 0; at < text.size();)
    if (must_escape(text::next_code_point(text, &at))) return true;
  return false;
}

void append_in_quotes(std::string& out, std::string_view text) {
  const std::string quoted = quote(text);
  for (size_t at = 0; at < quoted.size();) {
    const size_t begin = at;
    const char32_t c = text::next_code_point(quoted, &at);
    if (must_escape(c))
      out += "\\u" + text::hex(c, 4);
    else
      out.append(quoted, begin, at - begin);
  }
}

/// What YAML 1.1 reads as a number or a time: `1_000`, `12:30`, `0b1`, `2001-12-14`.
bool is_old_number(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty() || !(text::is_digit(text[0]) || text[0] == '.')) return false;
  const auto all_of = [](std::string_view of, std::string_view allowed) {
    return of.find_first_not_of(allowed) == std::string_view::npos;
  };
  if (text.starts_with("0b")) return all_of(text.substr(2), "01_");
  if (text.starts_with("0x")) return all_of(text.substr(2), "0123456789abcdefABCDEF_");
  if (std::count(text.begin(), text.end(), '.') < 2 && all_of(text, "0123456789_:.eE+-"))
    return true;
  // A date that a time follows.
  return text.size() > 10 && text[4] == '-' && all_of(text.substr(0, 8), "0123456789-");
}

/// What readers of either version take for something other than a text.
bool is_no_text(std::string_view text) {
  const YamlScalar scalar = resolve_scalar(text);
  if (scalar.type != Type::string || scalar.unusual || is_old_number(text)) return true;
  for (const std::string_view word : {"y", "n", "yes", "no", "on", "off", "<<", "="})
    if (text::equals_ignoring_case(text, word)) return true;
  return false;
}

bool may_be_plain(std::string_view text) {
  if (text.empty() || is_no_text(text)) return false;
  const char first = text.front();
  const char last = text.back();
  if (first == ' ' || last == ' ' || last == ':') return false;
  if (std::string_view(",[]{}#&*!|>'\"%@`:").find(first) != std::string_view::npos) return false;
  const bool alone = text.size() == 1 || text[1] == ' ';
  if ((first == '-' || first == '?') && alone) return false;
  if (text.starts_with("---") || text.starts_with("...")) return false;
  for (size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\n' || text[at] == '\t') return false;
    if (text[at] == ':' && text[at + 1 < text.size() ? at + 1 : at] == ' ') return false;
    if (text[at] == '#' && at > 0 && text[at - 1] == ' ') return false;
  }
  return !has_escapes(text);
}

/// Whether a text of several lines can stand below `|`.
bool may_be_block(std::string_view text) {
  return text.find('\n') != std::string_view::npos &&
         text.find_first_not_of(" \t\n") != std::string_view::npos && !has_escapes(text);
}

void append_block(std::string& out, std::string_view text, size_t indent) {
  out += '|';
  const char first = text.front();
  if (first == ' ' || first == '\t' || first == '\n') out += '2';
  const bool ends = text.ends_with('\n');
  if (!ends) out += '-';
  if (text.ends_with("\n\n")) out += '+';
  if (ends) text.remove_suffix(1);
  out += '\n';
  for (;;) {
    const size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    if (!line.empty()) out.append(indent, ' ').append(line);
    out += '\n';
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

void append_key(std::string& out, std::string_view key, size_t indent) {
  const bool is_long = key.size() > kKeyMost;
  if (is_long) out += "? ";
  if (may_be_plain(key))
    out += key;
  else
    append_in_quotes(out, key);
  if (is_long) out.append("\n").append(indent, ' ');
  out += ':';
}

}  // namespace

bool YamlWriter::step(std::string& out, size_t bytes) {
  const size_t begun = out.size();
  if (root_) put(out, std::exchange(root_, Value()), After::nothing, 0);
  while (!open_.empty() && out.size() - begun < bytes) {
    Open& open = open_.back();
    const bool done =
        open.is_object ? open.member == open.members_end : open.element == open.elements_end;
    if (done) {
      open_.pop_back();
      continue;
    }
    const size_t indent = open.indent;
    if (!std::exchange(open.beside, false)) out.append(indent, ' ');
    if (open.is_object) {
      const Member member = *open.member;
      ++open.member;
      append_key(out, member.key, indent);
      put(out, member.value, After::key, indent);
    } else {
      const Value element = *open.element;
      ++open.element;
      out += '-';
      put(out, element, After::dash, indent);
    }
  }
  return open_.empty();
}

void YamlWriter::put(std::string& out, Value value, After after, size_t indent) {
  const bool is_container = value.is_object() || value.is_array();
  const bool opens = is_container && !value.empty();
  if (after != After::nothing && !(opens && after == After::key)) out += ' ';
  if (opens) {
    if (after == After::key) out += '\n';
    const Members members = value.members();
    const Elements elements = value.elements();
    open_.push_back({value.is_object(), after != After::key,
                     after == After::nothing ? 0 : indent + 2, members.begin(), members.end(),
                     elements.begin(), elements.end()});
    return;
  }
  if (is_container) {
    out += value.is_object() ? "{}" : "[]";
  } else if (!value.is_string()) {
    out += value.lexeme();
  } else if (may_be_plain(value.string())) {
    out += value.string();
  } else if (after != After::nothing && may_be_block(value.string())) {
    return append_block(out, value.string(), indent + 2);
  } else {
    append_in_quotes(out, value.string());
  }
  out += '\n';
}

std::string yaml(Value value) {
  std::string out;
  YamlWriter(value).step(out, SIZE_MAX);
  return out;
}

}  // namespace vitrine::json
