// Spells a text as a string literal of a language, by its settings.
#include <cstdio>

#include "app/request/code_language.h"
#include "app/text/ascii.h"
#include "app/text/utf8.h"

namespace vitrine::request {
namespace {

/// Characters that end a line in some language, hide, or turn the direction of what follows.
bool is_deceptive(char32_t c) {
  return (c >= 0x7F && c < 0xA0) || c == 0xAD || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
         (c >= 0xE0000 && c <= 0xE0FFF);
}

/// PowerShell takes them for quotes.
bool is_quote_of_books(char32_t c) { return c >= 0x2018 && c <= 0x201F; }

std::string format(const char* pattern, unsigned number) {
  char text[16];
  std::snprintf(text, sizeof text, pattern, number);
  return text;
}

std::string escaped(char escape, char32_t c, std::string_view bytes) {
  std::string out;
  switch (escape) {
    case 'o':
      for (char byte : bytes) out += format("\\%03o", static_cast<unsigned char>(byte));
      return out;
    case 'b':
      return format("\\u{%x}", c);
    case 'x':
    case 'X':
      if (c < 0x80) return format("\\x%02x", c);
      break;
    case 'u':
      // Java reads \u before everything else: a line feed by that name would end the line.
      if (c < 0x80) return format("\\%03o", c);
      break;
    default:
      break;
  }
  if (c < 0x10000) return format("\\u%04x", c);
  if (escape == 'x' || escape == 'U') return format("\\U%08x", c);
  return format("\\u%04x", 0xD7C0 + (c >> 10)) + format("\\u%04x", 0xDC00 + (c & 0x3FF));
}

/// Whether the text may stand between the marks of the raw literal.
bool suits_raw(std::string_view text, std::string_view raw, std::string_view special) {
  if (text.empty() || text.front() <= ' ' || text.front() == '"' || text.back() == '"') {
    return false;
  }
  const bool single = raw.front() == '\'';
  for (size_t i = 0; i < text.size();) {
    const text::CodePoint point = text::decode_utf8(text.data() + i, text.size() - i);
    const char32_t c = point.value;
    if ((c < 0x20 && c != '\n') || c == '\\' || c == '`' || is_deceptive(c)) return false;
    if (single && (c == '\'' || is_quote_of_books(c))) return false;
    i += point.bytes;
  }
  if (raw.front() == '"' && text.find_first_of(special) != std::string_view::npos) return false;
  for (std::string_view end : {"${", "\"\"\"", ")json\"", ")---\"", "\"#", "</", "<!"}) {
    if (text.find(end) != std::string_view::npos) return false;
  }
  return true;
}

}  // namespace

std::string_view Language::setting(char key) const {
  for (std::string_view rest = text_; rest.starts_with('=');) {
    const std::string_view line = text::take_piece(rest, '\n');
    if (line[1] == key) return line.substr(2);
  }
  return {};
}

std::string_view Language::program() const {
  std::string_view rest = text_;
  while (rest.starts_with('=')) text::take_piece(rest, '\n');
  return rest;
}

void append_setting(std::string& out, std::string_view format, std::string_view value) {
  for (char c : format) {
    if (c == '*') {
      out += value;
    } else {
      out += c == '\f' ? '\n' : c;
    }
  }
}

std::string Language::literal(std::string_view text) const {
  const std::string_view raw = setting('r');
  const std::string_view special = setting('x');
  const char escape = setting('e', "s").front();
  const bool tick = has('k');
  const char slash = tick ? '`' : '\\';
  const bool quotes = text.find('"') != std::string_view::npos;
  const bool lines = text.find('\n') != std::string_view::npos;
  const bool single = has('\'') && quotes && !lines && text.find('\'') == std::string_view::npos;
  const bool wants_raw = lines || (quotes && raw.find('\f') == std::string_view::npos);
  std::string out;
  if (!raw.empty() && wants_raw && !single && suits_raw(text, raw, special)) {
    append_setting(out, raw, text);
    return out;
  }
  const char quote = single ? '\'' : '"';
  for (size_t i = 0; i < text.size();) {
    const text::CodePoint point = text::decode_utf8(text.data() + i, text.size() - i);
    const char32_t c = point.value;
    const std::string_view bytes = text.substr(i, point.bytes);
    i += point.bytes;
    const char next = i < text.size() ? text[i] : ' ';
    const bool is_special = c < 0x80 &&
                            special.find(static_cast<char>(c)) != std::string_view::npos &&
                            (c != '#' || next == '{' || next == '$' || next == '@');
    const char last = out.empty() ? ' ' : out.back();
    if (c == static_cast<unsigned char>(quote) || c == static_cast<unsigned char>(slash) ||
        is_special) {
      out += slash;
      out += static_cast<char>(c);
    } else if (c == '\n' || c == '\r' || c == '\t') {
      out += slash;
      out += c == '\n' ? 'n' : c == '\r' ? 'r' : 't';
    } else if (c < 0x20 || is_deceptive(c) || (c >= 0x80 && escape == 'u') ||
               (tick && is_quote_of_books(c))) {
      out += escaped(escape, c, bytes);
      if (tick) out[out.rfind('\\')] = slash;
    } else if ((c == '/' || c == '!' || c == '?') && last == (c == '?' ? '?' : '<')) {
      // The end of a script element around the program, and C++'s trigraphs.
      if (c == '?' && escape != 'o') {
        out += '?';
      } else {
        out += escaped(escape, c, bytes);
        if (tick) out[out.rfind('\\')] = slash;
      }
    } else {
      text::append_utf8(out, c);
    }
  }
  if (single) return '\'' + out + '\'';
  std::string whole;
  const std::string_view around = setting('q', "\"*\"");
  const size_t star = around.find('*');
  whole.append(around.substr(0, star)).append(out).append(around.substr(star + 1));
  return whole;
}

}  // namespace vitrine::request
