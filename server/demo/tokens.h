#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

/// Access tokens: JSON Web Tokens (RFC 7519), signed by HMAC with SHA-256 of libsodium.
namespace vitrine::demo {

/// The claims of a token (RFC 7519 §4.1, RFC 8693 §4.2). Times are seconds since 1970.
struct Claims {
  /// Whose it is.
  std::string sub;
  /// Makes each token another one.
  std::string jti;
  /// What it is for: names with spaces between.
  std::string scope;
  std::int64_t iat = 0;
  std::int64_t exp = 0;
  std::optional<std::int64_t> nbf = {};
};

/// Signs tokens, and judges them. There is one algorithm (HS256) and one header, which is compared
/// rather than read: a token has no say in how it is judged (RFC 8725 §3.1).
class Tokens {
 public:
  /// The key has kMinKeyBytes or more.
  explicit Tokens(std::string key) : key_(std::move(key)) {}

  std::string sign(const Claims& claims) const;
  /// The claims of a token that has been signed with this key and is valid at that time, else
  /// nullopt. Nothing of it is decoded before its signature is right.
  std::optional<Claims> read(std::string_view token,
                             std::chrono::system_clock::time_point time) const;

 private:
  const std::string key_;
};

/// The signature of a JWS (RFC 7515 §5.1) by HS256 (RFC 7518 §3.2), as it stands in the token.
std::string hs256(std::string_view key, std::string_view signing_input);

}  // namespace vitrine::demo
