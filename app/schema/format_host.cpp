// The formats of host names and IP addresses.
#include <string>

#include "app/schema/format_checks.h"
#include "app/text/ascii.h"
#include "app/text/utf8.h"

namespace vitrine::schema::formats {

namespace {

/// RFC 1123 §2.1.
bool is_ldh_label(std::string_view label) {
  if (label.empty() || label.size() > 63) return false;
  if (label.front() == '-' || label.back() == '-') return false;
  for (const char c : label) {
    if (!text::is_alphanumeric(c) && c != '-') return false;
  }
  return true;
}

/// RFC 5890: "--" in third and fourth place is reserved for A-labels.
bool is_label(std::string_view label) {
  if (!is_ldh_label(label)) return false;
  return label.size() < 4 || label[2] != '-' || label[3] != '-' || is_a_label(label);
}

bool is_idn_label(std::string_view label) {
  return text::is_ascii(label) ? is_label(label) : is_u_label(label);
}

template <bool (*check)(std::string_view)>
bool are_labels(std::string_view text) {
  if (text.size() > 253) return false;
  for (;;) {
    const std::size_t dot = text.find('.');
    if (!check(text.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

/// The text with every character beyond ASCII replaced by a letter.
std::string as_ascii(std::string_view text) {
  std::string ascii;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = text::next_code_point(text, &at);
    ascii += c < 0x80 ? static_cast<char>(c) : 'a';
  }
  return ascii;
}

/// RFC 5322 §3.2.3 atext.
bool is_atext(char c) {
  return text::is_alphanumeric(c) ||
         std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
}

bool is_dot_string(std::string_view text) {
  bool after_dot = true;
  for (const char c : text) {
    if (c == '.') {
      if (after_dot) return false;
      after_dot = true;
    } else {
      if (!is_atext(c)) return false;
      after_dot = false;
    }
  }
  return !after_dot;
}

bool is_quoted_string(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return false;
  text = text.substr(1, text.size() - 2);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && ++i == text.size()) return false;
    if (text[i] < ' ' || text[i] > '~') return false;
    if (text[i] == '"' && text[i - 1] != '\\') return false;
  }
  return true;
}

bool is_address_literal(std::string_view text) {
  if (text.size() < 2 || text.front() != '[' || text.back() != ']') return false;
  text = text.substr(1, text.size() - 2);
  constexpr std::string_view kTag = "IPv6:";
  if (text.starts_with(kTag)) return is_ipv6(text.substr(kTag.size()));
  return is_ipv4(text);
}

}  // namespace

bool is_hostname(std::string_view text) { return are_labels<is_label>(text); }

bool is_old_hostname(std::string_view text) { return are_labels<is_ldh_label>(text); }

bool is_idn_hostname(std::string_view text) {
  // The other full stops separate labels too (RFC 3490 §3.1).
  std::string dotted;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = text::next_code_point(text, &at);
    text::append_utf8(dotted, c == 0x3002 || c == 0xFF0E || c == 0xFF61 ? U'.' : c);
  }
  return are_labels<is_idn_label>(dotted) &&
         (!has_right_to_left(dotted) || are_labels<suits_bidi>(dotted));
}

bool is_email(std::string_view text) {
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos) return false;
  const std::string_view local = text.substr(0, at);
  const std::string_view domain = text.substr(at + 1);
  return (is_dot_string(local) || is_quoted_string(local)) &&
         (is_hostname(domain) || is_address_literal(domain));
}

bool is_idn_email(std::string_view text) {
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos) return false;
  const std::string local = as_ascii(text.substr(0, at));
  const std::string_view domain = text.substr(at + 1);
  return (is_dot_string(local) || is_quoted_string(local)) &&
         (is_idn_hostname(domain) || is_address_literal(domain));
}

bool is_ipv4(std::string_view text) {
  for (int part = 0; part < 4; ++part) {
    std::size_t digits = 0;
    int value = 0;
    while (digits < text.size() && digits < 4 && text::is_digit(text[digits])) {
      value = value * 10 + (text[digits++] - '0');
    }
    if (digits == 0 || digits > 3 || value > 255 || (digits > 1 && text[0] == '0')) return false;
    text.remove_prefix(digits);
    if (part == 3) break;
    if (text.empty() || text.front() != '.') return false;
    text.remove_prefix(1);
  }
  return text.empty();
}

bool is_ipv6(std::string_view text) {
  int groups = 0;
  bool shortened = false;
  if (text.starts_with("::")) {
    shortened = true;
    text.remove_prefix(2);
  }
  while (!text.empty()) {
    std::size_t digits = 0;
    while (digits < text.size() && text::is_hex(text[digits])) ++digits;
    if (digits < text.size() && text[digits] == '.') {
      if (!is_ipv4(text)) return false;
      groups += 2;
      break;
    }
    if (digits == 0 || digits > 4) return false;
    ++groups;
    text.remove_prefix(digits);
    if (text.empty()) break;
    if (text.front() != ':') return false;
    text.remove_prefix(1);
    if (text.empty()) return false;
    if (text.front() == ':') {
      if (shortened) return false;
      shortened = true;
      text.remove_prefix(1);
    }
  }
  return shortened ? groups < 8 : groups == 8;
}

}  // namespace vitrine::schema::formats
