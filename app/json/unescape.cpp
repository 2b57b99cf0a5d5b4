#include "app/json/unescape.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "app/text/ascii.h"
#include "app/text/utf8.h"

namespace vitrine::json {
namespace {

/// The four digits after `\u` at `at`, -1 where they are something else.
int32_t hex4(std::string_view text, size_t at) {
  if (text.size() - at < 6 || text[at] != '\\' || text[at + 1] != 'u') return -1;
  int32_t value = 0;
  for (size_t i = 2; i < 6; ++i) {
    const int digit = text::hex_value(text[at + i]);
    if (digit < 0) return -1;
    value = value << 4 | digit;
  }
  return value;
}

bool is_high(int32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low(int32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

char simple_escape(char letter) {
  switch (letter) {
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case '"':
    case '\\':
    case '/':
      return letter;
    default:
      return 0;
  }
}

/// Only digits follow, too few of them: the string was cut off here.
bool is_cut_off(std::string_view rest) {
  for (size_t i = 2; i < rest.size(); ++i) {
    if (text::hex_value(rest[i]) < 0) return false;
  }
  return rest.size() < 6;
}

}  // namespace

size_t unescape(std::string_view content, size_t invalid, char* out) {
  char* const begin = out;
  size_t at = 0;
  while (at < content.size()) {
    const char byte = content[at];
    if (byte != '\\' && invalid == 0) {
      const size_t run = std::min(content.find('\\', at), content.size()) - at;
      std::memmove(out, content.data() + at, run);
      out += run;
      at += run;
      continue;
    }
    if (byte != '\\') {
      const text::CodePoint code_point =
          text::decode_utf8(content.data() + at, content.size() - at);
      at += code_point.bytes;
      out = text::encode_utf8(code_point.value, out);
      continue;
    }
    if (at + 1 == content.size()) break;
    if (content[at + 1] != 'u') {
      const char meaning = simple_escape(content[at + 1]);
      if (meaning) {
        *out++ = meaning;
        at += 2;
      } else {
        *out++ = byte;
        ++at;
      }
      continue;
    }
    const int32_t unit = hex4(content, at);
    if (unit < 0) {
      if (is_cut_off(content.substr(at))) break;
      *out++ = byte;
      ++at;
      continue;
    }
    at += 6;
    const int32_t low = is_high(unit) ? hex4(content, at) : -1;
    if (is_low(low)) {
      at += 6;
      out = text::encode_utf8(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00), out);
    } else if (is_high(unit) || is_low(unit)) {
      out = text::encode_utf8(0xFFFD, out);
    } else {
      out = text::encode_utf8(static_cast<char32_t>(unit), out);
    }
  }
  return static_cast<size_t>(out - begin);
}

}  // namespace vitrine::json
