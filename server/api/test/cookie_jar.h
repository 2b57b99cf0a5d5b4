#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace vitrine {

/// The cookies of a client that knows one server (RFC 6265 §5): Path, Max-Age and Expires count,
/// and Secure and HttpOnly cookies are like any other.
class CookieJar {
 public:
  /// Takes a Set-Cookie field of the response to a path.
  void take(std::string_view set_cookie, std::string_view request_path);
  /// The Cookie field of a request to a path, "" for none.
  std::string field(std::string_view request_path) const;
  /// The value of a cookie, nullptr without one; valid until the next change.
  const std::string* find(std::string_view name) const;
  void clear() { cookies_.clear(); }

 private:
  struct Cookie {
    std::string name;
    std::string value;
    std::string path;
  };
  std::vector<Cookie> cookies_;
};

}  // namespace vitrine
