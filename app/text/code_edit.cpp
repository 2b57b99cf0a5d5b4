#include "app/text/code_edit.h"

#include <algorithm>
#include <vector>

#include "app/text/ascii.h"
#include "app/text/utf8.h"

namespace vitrine::text {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_space(char c) { return is_blank(c) || c == '\n' || c == '\r'; }

char partner_of(char c) {
  switch (c) {
    case '{':
      return '}';
    case '[':
      return ']';
    case '"':
    case '\'':
      return c;
    default:
      return '\0';
  }
}

std::size_t line_begin(std::string_view code, std::size_t at) {
  const std::size_t before = at == 0 ? std::string_view::npos : code.rfind('\n', at - 1);
  return before == std::string_view::npos ? 0 : before + 1;
}

std::string_view indentation(std::string_view code, std::size_t line) {
  std::size_t end = line;
  while (end < code.size() && is_blank(code[end])) ++end;
  return code.substr(line, end - line);
}

char at_or_none(std::string_view code, std::size_t at) {
  return at < code.size() ? code[at] : '\0';
}

/// Whether a string of JSON is open there. None goes over the end of a line.
bool is_in_string(std::string_view code, std::size_t at) {
  bool open = false;
  for (std::size_t i = line_begin(code, at); i < at; ++i) {
    if (open && code[i] == '\\') {
      ++i;
    } else if (code[i] == '"') {
      open = !open;
    }
  }
  return open;
}

/// The beginning of the tag that is open there; npos where none is.
std::size_t open_tag(std::string_view code, std::size_t at) {
  const std::size_t last = code.substr(0, at).find_last_of("<>");
  return last == std::string_view::npos || code[last] == '>' ? std::string_view::npos : last;
}

CodeEdit insertion(Selection replaced, std::string text, std::size_t caret) {
  const std::size_t place = replaced.begin + caret;
  return {replaced, std::move(text), {place, place}};
}

CodeEdit step_over(std::size_t at) { return {{at, at}, {}, {at + 1, at + 1}}; }

CodeEdit newline(std::string_view code, Selection selected, CodeSyntax syntax) {
  const std::size_t line = line_begin(code, selected.begin);
  std::string text = "\n";
  text += indentation(code, line).substr(0, selected.begin - line);
  const std::string closing = text;
  std::size_t before = selected.begin;
  while (before > line && is_blank(code[before - 1])) --before;
  std::size_t after = selected.end;
  while (after < code.size() && is_blank(code[after])) ++after;
  const char last = before > line ? code[before - 1] : '\0';
  const std::string_view rest = code.substr(after);
  bool opens = false;
  bool closes = false;
  if (syntax == CodeSyntax::json && (last == '{' || last == '[')) {
    opens = !is_in_string(code, before - 1);
    closes = !rest.empty() && rest[0] == partner_of(last);
  } else if (syntax == CodeSyntax::xml && last == '>') {
    const std::size_t tag = code.rfind('<', before - 1);
    const char kind = tag == std::string_view::npos ? '/' : at_or_none(code, tag + 1);
    opens = kind != '/' && kind != '!' && kind != '?' && code[before - 2] != '/';
    closes = rest.substr(0, 2) == "</";
  }
  if (opens) text += indentation_unit(code);
  const std::size_t caret = text.size();
  if (opens && closes) {
    text += closing;
    selected.end = after;
  }
  return insertion(selected, std::move(text), caret);
}

/// Moves all lines of the selection by one level.
CodeEdit move_lines(std::string_view code, Selection selected, bool in) {
  const std::string_view unit = indentation_unit(code);
  const std::size_t first = line_begin(code, selected.begin);
  const std::size_t end = std::max(
      selected.end > first && at_or_none(code, selected.end - 1) == '\n' && !selected.empty()
          ? selected.end - 1
          : selected.end,
      first);
  const std::size_t last = std::min(code.find('\n', end), code.size());
  CodeEdit edit{{first, last}, {}, selected};
  for (std::size_t line = first; line <= last;) {
    const std::size_t next = std::min(code.find('\n', line), last);
    std::size_t from = line;
    std::ptrdiff_t moved = 0;
    if (in) {
      if (next > line) edit.text += unit;
      moved = next > line ? static_cast<std::ptrdiff_t>(unit.size()) : 0;
    } else {
      const std::size_t most = unit == "\t" ? 1 : unit.size();
      while (from < next && from - line < most && is_blank(code[from])) ++from;
      moved = -static_cast<std::ptrdiff_t>(from - line);
    }
    edit.text += code.substr(from, next - from);
    const auto follow = [&](std::size_t& place, std::size_t original) {
      if (original < line || (original == line && in && !selected.empty())) return;
      const std::ptrdiff_t shift =
          in ? moved : std::max(moved, -static_cast<std::ptrdiff_t>(original - line));
      place = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(place) + shift);
    };
    follow(edit.selected.begin, selected.begin);
    follow(edit.selected.end, selected.end);
    if (next >= last) break;
    edit.text += '\n';
    line = next + 1;
  }
  return edit;
}

CodeEdit indent(std::string_view code, Selection selected) {
  const std::string_view inside = code.substr(selected.begin, selected.end - selected.begin);
  if (inside.find('\n') != std::string_view::npos) return move_lines(code, selected, true);
  const std::string unit(indentation_unit(code));
  return insertion(selected, unit, unit.size());
}

std::optional<CodeEdit> backspace(std::string_view code, Selection selected) {
  if (!selected.empty() || selected.begin == 0) return std::nullopt;
  const std::size_t at = selected.begin;
  const char after = at_or_none(code, at);
  if (after == '\0' || partner_of(code[at - 1]) != after) return std::nullopt;
  // A quote before another may as well end a string.
  if (code[at - 1] == after && !is_in_string(code, at) && after == '"') return std::nullopt;
  return CodeEdit{{at - 1, at + 1}, {}, {at - 1, at - 1}};
}

/// The name of the element whose start tag `>` ends there; empty where it needs no end tag.
std::string_view element_ended(std::string_view code, std::size_t at) {
  const std::size_t tag = open_tag(code, at);
  if (tag == std::string_view::npos || at < tag + 2 || code[at - 1] == '/') return {};
  std::size_t end = tag + 1;
  while (end < at && !is_space(code[end]) && code[end] != '"') ++end;
  const std::string_view name = code.substr(tag + 1, end - tag - 1);
  return name.empty() || (!is_alpha(name[0]) && name[0] != '_') ? std::string_view() : name;
}

}  // namespace

std::string CodeEdit::apply(std::string_view code) const {
  std::string result(code.substr(0, replaced.begin));
  result += text;
  result += code.substr(std::min(replaced.end, code.size()));
  return result;
}

std::optional<CodeEdit> edit_code(std::string_view code, Selection selected, CodeKey key,
                                  CodeSyntax syntax) {
  switch (key) {
    case CodeKey::newline:
      return newline(code, selected, syntax);
    case CodeKey::indent:
      return indent(code, selected);
    case CodeKey::outdent:
      return move_lines(code, selected, false);
    case CodeKey::backspace:
      return syntax == CodeSyntax::plain ? std::nullopt : backspace(code, selected);
  }
  return std::nullopt;
}

std::optional<CodeEdit> type_code(std::string_view code, Selection selected, char typed,
                                  CodeSyntax syntax) {
  if (syntax == CodeSyntax::plain) return std::nullopt;
  const bool xml = syntax == CodeSyntax::xml;
  const std::size_t at = selected.begin;
  const char next = at_or_none(code, selected.end);
  if (xml && typed == '>' && selected.empty()) {
    const std::string_view name = element_ended(code, at);
    if (name.empty()) return std::nullopt;
    return insertion(selected, "></" + std::string(name) + '>', 1);
  }
  const bool quote = typed == '"' || (xml && typed == '\'');
  const bool opens = !xml && (typed == '{' || typed == '[');
  const bool inside = xml ? open_tag(code, at) == std::string_view::npos : is_in_string(code, at);
  if (!selected.empty()) {
    if (!opens && !quote) return std::nullopt;
    std::string text(1, typed);
    text += code.substr(at, selected.end - at);
    text += partner_of(typed);
    return CodeEdit{selected, std::move(text), {at + 1, selected.end + 1}};
  }
  if (quote && next == typed && (xml || inside) && at_or_none(code, at - 1) != '\\')
    return step_over(at);
  if (inside) return std::nullopt;
  if (!xml && (typed == '}' || typed == ']')) {
    if (next == typed) return step_over(at);
    // Alone in its line, it stands where the line of its partner begins.
    const std::size_t line = line_begin(code, at);
    const std::size_t unit = indentation_unit(code).size();
    if (indentation(code, line).size() < std::max(at - line, unit) || at - line < unit)
      return std::nullopt;
    return insertion({at - unit, at}, std::string(1, typed), 1);
  }
  if (!opens && !quote) return std::nullopt;
  const bool alone = next == '\0' || is_space(next) || next == ',' || next == '}' || next == ']' ||
                     (xml && (next == '>' || next == '/' || next == '?'));
  if (!alone) return std::nullopt;
  return insertion(selected, {typed, partner_of(typed)}, 1);
}

std::optional<std::size_t> matching_bracket(std::string_view json, std::size_t at) {
  const auto matches = [&](std::size_t open, char close) {
    return partner_of(json[open]) == close;
  };
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < json.size(); ++i) {
    switch (json[i]) {
      case '"':
        for (++i; i < json.size() && json[i] != '"' && json[i] != '\n'; ++i)
          if (json[i] == '\\') ++i;
        break;
      case '{':
      case '[':
        open.push_back(i);
        break;
      case '}':
      case ']': {
        if (open.empty()) return std::nullopt;
        const std::size_t begin = open.back();
        if (begin == at || i == at) {
          if (!matches(begin, json[i])) return std::nullopt;
          return begin == at ? i : begin;
        }
        open.pop_back();
        break;
      }
      default:
        break;
    }
    if (i > at && (open.empty() || open.front() > at)) return std::nullopt;
  }
  return std::nullopt;
}

std::string_view indentation_unit(std::string_view code) {
  constexpr std::size_t kWidest = 8;
  for (std::size_t end = code.find('\n'); end != std::string_view::npos;
       end = code.find('\n', end + 1)) {
    const std::string_view blanks = indentation(code, end + 1);
    const char after = at_or_none(code, end + 1 + blanks.size());
    if (blanks.empty() || after == '\n' || after == '\0') continue;
    return blanks[0] == '\t' ? blanks.substr(0, 1) : blanks.substr(0, kWidest);
  }
  return "  ";
}

std::size_t from_utf16(std::string_view text, std::size_t units) {
  std::size_t at = 0;
  while (units > 0 && at < text.size()) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte == '\r' && at_or_none(text, at + 1) == '\n') ++at;
    const std::size_t size = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    at += size;
    units -= size == 4 ? std::min<std::size_t>(units, 2) : 1;
  }
  return std::min(at, text.size());
}

std::size_t to_utf16(std::string_view text, std::size_t bytes) {
  std::size_t units = 0;
  for (std::size_t at = 0; at < std::min(bytes, text.size()); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte == '\r' && at_or_none(text, at + 1) == '\n') continue;
    if (!is_continuation(text[at])) units += byte >= 0xF0 ? 2 : 1;
  }
  return units;
}

}  // namespace vitrine::text
