// Knows the names that secrets go by.
#include <algorithm>
#include <iterator>

#include "app/request/request.h"
#include "app/text/ascii.h"

namespace vitrine::request {
namespace {

/// In lower case and without `_` and `-`, as all names below.
std::string plain_name(std::string_view name) {
  std::string plain;
  for (const char c : name) {
    if (c != '_' && c != '-') plain += text::lower(c);
  }
  return plain;
}

/// What authorizes a request by itself.
constexpr std::string_view kTokens[] = {"token",       "accesstoken", "idtoken", "authtoken",
                                        "bearertoken", "jwt",         "apikey",  "apitoken"};

/// Ends of other names: `X-Amz-Security-Token`, `Ocp-Apim-Subscription-Key`. A `page_token` is
/// none.
constexpr std::string_view kEnds[] = {
    "accesstoken",     "apikey",       "apitoken",      "authkey",   "authorization",
    "authtoken",       "bearertoken",  "clientsecret",  "csrftoken", "password",
    "privatetoken",    "refreshtoken", "securitytoken", "sessionid", "sessiontoken",
    "subscriptionkey", "xsrftoken"};

template <size_t count>
bool is_one_of(const std::string_view (&names)[count], std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

}  // namespace

bool names_token(std::string_view name) { return is_one_of(kTokens, plain_name(name)); }

bool is_secret_name(openapi::Location in, std::string_view name) {
  using openapi::Location;
  const std::string plain = plain_name(name);
  const auto ends = [&](std::string_view end) { return std::string_view(plain).ends_with(end); };
  if (is_one_of(kTokens, plain)) return true;
  if (in == Location::cookie && (plain == "sid" || ends("sessid") || ends("session"))) return true;
  if (in == Location::header && (plain == "cookie" || plain == "setcookie" || ends("token")))
    return true;
  return std::any_of(std::begin(kEnds), std::end(kEnds), ends);
}

}  // namespace vitrine::request
