#include "server/demo/tokens.h"

#include <sodium.h>
#include <vitrine.h>

#include "app/json/reader.h"
#include "server/demo/secrets.h"

template <>
struct vitrine::Schema<vitrine::demo::Claims> {
  static constexpr auto fields =
      vitrine::fields(field<&demo::Claims::sub>("sub"), field<&demo::Claims::jti>("jti"),
                      field<&demo::Claims::scope>("scope"), field<&demo::Claims::iat>("iat"),
                      field<&demo::Claims::exp>("exp"), field<&demo::Claims::nbf>("nbf"));
};

/// Writes tokens, and reads those of its own key.
namespace vitrine::demo {

namespace {

/// {"alg":"HS256","typ":"JWT"}
constexpr std::string_view kHeader = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.";
constexpr std::size_t kMaxTokenBytes = 2048;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::string hs256(std::string_view key, std::string_view signing_input) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, bytes_of(key), key.size());
  crypto_auth_hmacsha256_update(&state, bytes_of(signing_input), signing_input.size());
  unsigned char hash[crypto_auth_hmacsha256_BYTES];
  crypto_auth_hmacsha256_final(&state, hash);
  return base64url({reinterpret_cast<const char*>(hash), sizeof hash});
}

std::string Tokens::sign(const Claims& claims) const {
  const std::string input = std::string(kHeader) + base64url(to_text(claims));
  return input + "." + hs256(key_, input);
}

std::optional<Claims> Tokens::read(std::string_view token,
                                   std::chrono::system_clock::time_point time) const {
  if (token.size() > kMaxTokenBytes || !token.starts_with(kHeader)) return std::nullopt;
  const std::size_t dot = token.rfind('.');
  if (dot < kHeader.size()) return std::nullopt;
  const std::string signature = hs256(key_, token.substr(0, dot));
  const std::string_view given = token.substr(dot + 1);
  // In a time that does not tell how much of it is right.
  if (given.size() != signature.size() ||
      sodium_memcmp(given.data(), signature.data(), given.size()) != 0) {
    return std::nullopt;
  }
  const auto payload = from_base64url(token.substr(kHeader.size(), dot - kHeader.size()));
  if (!payload) return std::nullopt;
  const json::Reading reading = json::read(*payload);
  Claims claims;
  if (reading.error || !bind(reading.document.root(), claims)) return std::nullopt;
  const std::int64_t now =
      std::chrono::floor<std::chrono::seconds>(time.time_since_epoch()).count();
  if (now >= claims.exp || now < claims.nbf.value_or(now)) return std::nullopt;
  return claims;
}

}  // namespace vitrine::demo
