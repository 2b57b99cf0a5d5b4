#include "server/api/declare/set_cookie.h"

#include <algorithm>
#include <stdexcept>

#include "server/api/http/request_head.h"

namespace vitrine {

namespace {

/// cookie-octet (RFC 6265 §4.1.1).
bool is_octet(char c) {
  return c > ' ' && c < '\x7f' && c != '"' && c != ',' && c != ';' && c != '\\';
}

/// av-octet, the text of an attribute (RFC 6265 §4.1.1).
bool is_attribute(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c >= ' ' && c < '\x7f' && c != ';'; });
}

std::string_view words(SameSite same_site) {
  switch (same_site) {
    case SameSite::strict:
      return "Strict";
    case SameSite::lax:
      return "Lax";
    case SameSite::none:
      break;
  }
  return "None";
}

/// Why browsers would not take the cookie (RFC 6265bis §4.1.2.7, §4.1.3); "" when they do.
std::string_view mistake(std::string_view name, std::string_view value,
                         const CookieAttributes& attributes) {
  if (!is_token(name)) return "its name is no token";
  if (!std::all_of(value.begin(), value.end(), is_octet)) {
    return "its value has a character that cookies cannot hold; encode it";
  }
  if (!attributes.path.starts_with('/') || !is_attribute(attributes.path)) {
    return "its path does not begin with / or has a character that attributes cannot hold";
  }
  if (!is_attribute(attributes.domain)) {
    return "its domain has a character that attributes cannot hold";
  }
  if (!attributes.secure) {
    if (attributes.same_site == SameSite::none) return "SameSite=None needs Secure";
    if (attributes.partitioned) return "Partitioned needs Secure";
    if (name.starts_with("__Secure-") || name.starts_with("__Host-")) {
      return "a name with this prefix needs Secure";
    }
  }
  if (name.starts_with("__Host-") && (attributes.path != "/" || !attributes.domain.empty())) {
    return "a name with this prefix has the path / and no domain";
  }
  return {};
}

}  // namespace

std::string set_cookie_text(std::string_view name, std::string_view value,
                            const CookieAttributes& attributes) {
  if (const std::string_view reason = mistake(name, value, attributes); !reason.empty()) {
    throw std::invalid_argument("the cookie " + std::string(name) + ": " + std::string(reason));
  }
  std::string text(name);
  text += '=';
  text += value;
  text += "; Path=" + attributes.path;
  if (!attributes.domain.empty()) text += "; Domain=" + attributes.domain;
  if (attributes.max_age) text += "; Max-Age=" + std::to_string(attributes.max_age->count());
  text += "; SameSite=";
  text += words(attributes.same_site);
  if (attributes.http_only) text += "; HttpOnly";
  if (attributes.secure) text += "; Secure";
  if (attributes.partitioned) text += "; Partitioned";
  return text;
}

}  // namespace vitrine
