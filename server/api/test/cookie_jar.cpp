#include "server/api/test/cookie_jar.h"

#include <algorithm>
#include <ctime>
#include <utility>

#include "app/text/ascii.h"
#include "server/api/http/http_date.h"

/// Keeps cookies as a browser does.
namespace vitrine {

namespace {

/// RFC 6265 §5.1.4.
std::string default_path(std::string_view request_path) {
  const auto slash = request_path.rfind('/');
  if (slash == 0 || slash == std::string_view::npos) return "/";
  return std::string(request_path.substr(0, slash));
}

bool is_below(std::string_view path, std::string_view cookie_path) {
  if (!path.starts_with(cookie_path)) return false;
  return path.size() == cookie_path.size() || cookie_path.ends_with('/') ||
         path[cookie_path.size()] == '/';
}

bool is_over(std::string_view expires) {
  const auto date = read_http_date(expires);
  return date && *date <= std::time(nullptr);
}

}  // namespace

void CookieJar::take(std::string_view set_cookie, std::string_view request_path) {
  const std::string_view pair = text::take_piece(set_cookie, ';');
  const auto equals = pair.find('=');
  if (equals == std::string_view::npos) return;
  Cookie cookie{std::string(text::trim_blanks(pair.substr(0, equals))),
                std::string(text::trim_blanks(pair.substr(equals + 1))),
                default_path(request_path)};
  bool over = false;
  // Max-Age has precedence (§5.3).
  bool has_age = false;
  while (!set_cookie.empty()) {
    std::string_view value = text::trim_blanks(text::take_piece(set_cookie, ';'));
    const std::string_view name = text::trim_blanks(text::take_piece(value, '='));
    value = text::trim_blanks(value);
    if (text::equals_ignoring_case(name, "Path") && value.starts_with('/')) {
      cookie.path = value;
    } else if (text::equals_ignoring_case(name, "Max-Age")) {
      has_age = true;
      over = value.starts_with('-') || value == "0";
    } else if (text::equals_ignoring_case(name, "Expires") && !has_age) {
      over = is_over(value);
    }
  }
  const auto place = std::find_if(cookies_.begin(), cookies_.end(), [&](const Cookie& one) {
    return one.name == cookie.name && one.path == cookie.path;
  });
  if (over) {
    if (place != cookies_.end()) cookies_.erase(place);
  } else if (place != cookies_.end()) {
    *place = std::move(cookie);
  } else {
    cookies_.push_back(std::move(cookie));
  }
}

std::string CookieJar::field(std::string_view request_path) const {
  std::string all;
  for (const Cookie& cookie : cookies_) {
    if (!is_below(request_path, cookie.path)) continue;
    all += (all.empty() ? "" : "; ") + cookie.name + "=" + cookie.value;
  }
  return all;
}

const std::string* CookieJar::find(std::string_view name) const {
  const auto found = std::find_if(cookies_.begin(), cookies_.end(),
                                  [&](const Cookie& one) { return one.name == name; });
  return found == cookies_.end() ? nullptr : &found->value;
}

}  // namespace vitrine
