// ASCII letters, case and white space, where a specification means these and no locale.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vitrine::text {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_alpha(char c) { return is_lower(c) || is_upper(c); }
constexpr bool is_alphanumeric(char c) { return is_alpha(c) || is_digit(c); }
/// The value of a hexadecimal digit; -1 for any other character.
constexpr int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}
constexpr bool is_hex(char c) { return hex_value(c) >= 0; }
constexpr char lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }
constexpr char upper(char c) { return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c; }

std::string lower(std::string_view text);
std::string upper(std::string_view text);
bool equals_ignoring_case(std::string_view a, std::string_view b);

/// The first piece of a list, up to the separator; takes both off the list.
std::string_view take_piece(std::string_view& list, char separator);
std::string join(const std::vector<std::string>& pieces, std::string_view separator);

/// `text` without the white space of JSON (RFC 8259 §2) at both ends.
std::string_view trim(std::string_view text);
/// The same of HTTP fields (RFC 9110 §5.6.3): spaces and tabs only.
std::string_view trim_blanks(std::string_view text);

}  // namespace vitrine::text
