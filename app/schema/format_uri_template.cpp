// URI templates (RFC 6570).
#include "app/schema/format_checks.h"
#include "app/text/ascii.h"

namespace vitrine::schema::formats {

namespace {

bool is_triplet(std::string_view text, std::size_t at) {
  return text.size() - at >= 3 && text[at] == '%' && text::is_hex(text[at + 1]) &&
         text::is_hex(text[at + 2]);
}

/// §2.3: varchar *( ["."] varchar )
bool is_name(std::string_view text) {
  bool after_dot = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '.') {
      if (after_dot) return false;
      after_dot = true;
      continue;
    }
    after_dot = false;
    if (is_triplet(text, i)) {
      i += 2;
    } else if (!text::is_alphanumeric(text[i]) && text[i] != '_') {
      return false;
    }
  }
  return !after_dot;
}

/// §2.4.1: a positive integer below 10,000.
bool is_prefix_length(std::string_view text) {
  if (text.empty() || text.size() > 4 || text.front() == '0') return false;
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// §2.3: varname [ ":" max-length / "*" ]
bool is_variable(std::string_view text) {
  if (!text.empty() && text.back() == '*') return is_name(text.substr(0, text.size() - 1));
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return is_name(text);
  return is_name(text.substr(0, colon)) && is_prefix_length(text.substr(colon + 1));
}

/// §2.2, between the braces. The operators that are reserved for extensions are syntax too.
bool is_expression(std::string_view text) {
  constexpr std::string_view kOperators = "+#./;?&=,!@|";
  if (!text.empty() && kOperators.find(text.front()) != std::string_view::npos) {
    text.remove_prefix(1);
  }
  for (;;) {
    const std::size_t comma = text.find(',');
    if (!is_variable(text.substr(0, comma))) return false;
    if (comma == std::string_view::npos) return true;
    text.remove_prefix(comma + 1);
  }
}

}  // namespace

bool is_uri_template(std::string_view text) {
  // §2.1; an apostrophe is a literal by erratum 6937.
  constexpr std::string_view kExcluded = "\"<>\\^`{|} ";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '{') {
      const std::size_t close = text.find('}', i);
      if (close == std::string_view::npos || !is_expression(text.substr(i + 1, close - i - 1))) {
        return false;
      }
      i = close;
    } else if (c == '%') {
      if (!is_triplet(text, i)) return false;
      i += 2;
    } else if ((c >= 0 && c < ' ') || c == 0x7F || kExcluded.find(c) != std::string_view::npos) {
      return false;
    }
  }
  return true;
}

}  // namespace vitrine::schema::formats
