#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "server/api/model/fixed_string.h"
#include "server/api/model/rules.h"

/// Cookies that responses set (RFC 6265 §4.1).
namespace vitrine {

enum class SameSite { strict, lax, none };

/// The attributes of a cookie. They are the careful ones unless said otherwise: no script reads the
/// cookie, other sites send it along with links only, and it travels by HTTPS alone (browsers take
/// it from localhost as well).
struct CookieAttributes {
  /// Without one the cookie goes with the browser's session.
  std::optional<std::chrono::seconds> max_age = {};
  std::string path = "/";
  /// "": this host alone, without its subdomains.
  std::string domain = {};
  SameSite same_site = SameSite::lax;
  bool http_only = true;
  bool secure = true;
  /// A jar for each site that embeds this one (CHIPS).
  bool partitioned = false;
};

/// A cookie as a header of a response:
///
///     using Token = SetCookie<"session", description("Who is signed in.")>;
///     … -> With<User, Token> { return {user, {{token, {.max_age = std::chrono::hours(24)}}}}; }
///     … -> With<NoContent, Token> { return {{}, {Token::removed()}}; }
///
/// A std::optional of it may be left out. A value that a cookie cannot hold (space, quote, comma,
/// semicolon, backslash, and all that is not ASCII), or attributes that browsers do not take
/// together, are a 500: nothing is sent.
template <FixedString Name, auto... R>
struct SetCookie {
  static constexpr std::string_view name() { return kName.view(); }
  static constexpr Rules rules() {
    Rules list;
    (list.add(kRule<R>.rule()), ...);
    return list;
  }

  /// Path and domain have to be those with which it was set.
  static SetCookie removed(CookieAttributes attributes = {}) {
    attributes.max_age = std::chrono::seconds(0);
    return {{}, std::move(attributes)};
  }

  std::string value;
  CookieAttributes attributes = {};

 private:
  static constexpr auto kName = Name;
  template <auto Rule>
  static constexpr auto kRule = Rule;
};

/// The value of Set-Cookie. Throws std::invalid_argument, which never names the value.
std::string set_cookie_text(std::string_view name, std::string_view value,
                            const CookieAttributes& attributes);

}  // namespace vitrine
