#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace vitrine::schema {

/// Decodes the code point of UTF-8 `text` at `offset` and moves the offset behind it. Ill-formed
/// bytes and surrogates read as U+FFFD; always moves by at least one byte.
char32_t next_code_point(std::string_view text, std::size_t* offset);

/// Length as JSON Schema Validation §6.3.1 counts it: in code points.
std::size_t count_code_points(std::string_view text);

/// At most `longest` code points, the last one "…" where there were more.
std::string shorten(std::string_view text, std::size_t longest);

bool is_ascii(std::string_view text);

void append_utf8(std::string& text, char32_t code_point);

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

}  // namespace vitrine::schema
