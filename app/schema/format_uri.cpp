// The formats of URIs and IRIs (RFC 3986, RFC 3987), UUIDs, JSON Pointers and Base64.
#include <algorithm>
#include <string>

#include "app/schema/format_checks.h"
#include "app/text/ascii.h"
#include "app/text/utf8.h"

namespace vitrine::schema::formats {

namespace {

bool contains(std::string_view set, char c) { return set.find(c) != std::string_view::npos; }

bool is_unreserved(char c) { return text::is_alphanumeric(c) || contains("-._~", c); }

bool is_sub_delim(char c) { return contains("!$&'()*+,;=", c); }

/// Unreserved, sub-delims and percent triplets, and those named in `more`.
bool consists_of(std::string_view text, std::string_view more) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      if (text.size() - i < 3 || !text::is_hex(text[i + 1]) || !text::is_hex(text[i + 2]))
        return false;
      i += 2;
    } else if (!is_unreserved(text[i]) && !is_sub_delim(text[i]) && !contains(more, text[i])) {
      return false;
    }
  }
  return true;
}

bool is_scheme(std::string_view text) {
  if (text.empty() || !text::is_alpha(text.front())) return false;
  for (const char c : text) {
    if (!text::is_alphanumeric(c) && !contains("+-.", c)) return false;
  }
  return true;
}

/// RFC 3986 §3.2.2 IPvFuture = "v" 1*HEXDIG "." 1*( unreserved / sub-delims / ":" )
bool is_ip_future(std::string_view text) {
  if (text.size() < 4 || (text.front() != 'v' && text.front() != 'V')) return false;
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos || dot < 2 || dot + 1 == text.size()) return false;
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(dot);
  const std::string_view rest = text.substr(dot + 1);
  return std::all_of(text.begin() + 1, end, text::is_hex) && !contains(rest, '%') &&
         consists_of(rest, ":");
}

bool is_authority(std::string_view text) {
  if (const std::size_t at = text.find('@'); at != std::string_view::npos) {
    if (!consists_of(text.substr(0, at), ":")) return false;
    text.remove_prefix(at + 1);
  }
  std::string_view port;
  if (!text.empty() && text.front() == '[') {
    const std::size_t close = text.find(']');
    if (close == std::string_view::npos) return false;
    const std::string_view literal = text.substr(1, close - 1);
    if (!is_ipv6(literal) && !is_ip_future(literal)) return false;
    port = text.substr(close + 1);
    if (!port.empty() && port.front() != ':') return false;
  } else {
    const std::size_t colon = text.find(':');
    if (!consists_of(text.substr(0, colon), "")) return false;
    if (colon != std::string_view::npos) port = text.substr(colon);
  }
  if (!port.empty()) port.remove_prefix(1);
  return std::all_of(port.begin(), port.end(), text::is_digit);
}

/// RFC 3987 §2.2 ucschar.
bool is_ucschar(char32_t c) {
  if (c < 0x10000) {
    return (c >= 0xA0 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFDCF) ||
           (c >= 0xFDF0 && c <= 0xFFEF);
  }
  return (c & 0xFFFF) <= 0xFFFD && c < 0xF0000 && (c < 0xE0000 || c >= 0xE1000);
}

/// RFC 3987 §2.2 iprivate.
bool is_iprivate(char32_t c) {
  return (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xF0000 && (c & 0xFFFF) <= 0xFFFD);
}

/// The URI of the same form, as far as syntax goes: `~` stands for all that RFC 3987 adds, which it
/// adds where RFC 3986 has `unreserved`, and in queries.
std::string as_uri(std::string_view iri) {
  std::string uri;
  for (std::size_t at = 0; at < iri.size();) {
    const std::size_t begin = at;
    const char32_t c = text::next_code_point(iri, &at);
    const bool in_query = uri.find('?') != std::string::npos && uri.find('#') == std::string::npos;
    if (is_ucschar(c) || (in_query && is_iprivate(c))) {
      uri += '~';
    } else {
      uri += iri.substr(begin, at - begin);
    }
  }
  return uri;
}

enum class Scheme { required, optional };

bool is_reference(std::string_view text, Scheme scheme) {
  if (const std::size_t hash = text.find('#'); hash != std::string_view::npos) {
    if (!consists_of(text.substr(hash + 1), ":@/?")) return false;
    text = text.substr(0, hash);
  }
  if (const std::size_t question = text.find('?'); question != std::string_view::npos) {
    if (!consists_of(text.substr(question + 1), ":@/?")) return false;
    text = text.substr(0, question);
  }
  const std::size_t colon = text.find(':');
  if (colon != std::string_view::npos && colon < text.find('/')) {
    // A first segment with a colon can only be a scheme (RFC 3986 §4.2).
    if (!is_scheme(text.substr(0, colon))) return false;
    text.remove_prefix(colon + 1);
  } else if (scheme == Scheme::required) {
    return false;
  }
  if (text.starts_with("//")) {
    text.remove_prefix(2);
    const std::size_t slash = std::min(text.find('/'), text.size());
    if (!is_authority(text.substr(0, slash))) return false;
    text.remove_prefix(slash);
  }
  return consists_of(text, ":@/");
}

}  // namespace

bool is_uri(std::string_view text) { return is_reference(text, Scheme::required); }

bool is_uri_reference(std::string_view text) { return is_reference(text, Scheme::optional); }

bool is_iri(std::string_view text) { return is_uri(as_uri(text)); }

bool is_iri_reference(std::string_view text) { return is_uri_reference(as_uri(text)); }

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    if (hyphen ? text[i] != '-' : !text::is_hex(text[i])) return false;
  }
  return true;
}

bool is_json_pointer(std::string_view text) {
  if (!text.empty() && text.front() != '/') return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '~') continue;
    if (i + 1 == text.size() || (text[i + 1] != '0' && text[i + 1] != '1')) return false;
  }
  return true;
}

bool is_old_relative_json_pointer(std::string_view text) {
  std::size_t digits = 0;
  while (digits < text.size() && text::is_digit(text[digits])) ++digits;
  if (digits == 0 || (digits > 1 && text.front() == '0')) return false;
  text.remove_prefix(digits);
  return text == "#" || is_json_pointer(text);
}

bool is_relative_json_pointer(std::string_view text) {
  const std::size_t sign = text.find_first_not_of("0123456789");
  if (sign == std::string_view::npos || sign == 0 || (text[sign] != '+' && text[sign] != '-')) {
    return is_old_relative_json_pointer(text);
  }
  // Both numbers are of one kind: no leading zeros.
  return is_old_relative_json_pointer(text.substr(0, sign)) &&
         is_old_relative_json_pointer(text.substr(sign + 1));
}

bool is_base64(std::string_view text) {
  if (text.size() % 4 != 0) return false;
  std::size_t padding = 0;
  while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=') ++padding;
  const auto end = text.end() - static_cast<std::ptrdiff_t>(padding);
  return std::all_of(text.begin(), end,
                     [](char c) { return text::is_alphanumeric(c) || c == '+' || c == '/'; });
}

}  // namespace vitrine::schema::formats
