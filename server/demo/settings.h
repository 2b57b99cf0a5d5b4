#pragma once
#include <vitrine.h>

#include <chrono>
#include <cstddef>
#include <optional>

namespace vitrine::demo {

/// The settings of the demo, from the environment: VITRINE_DEMO_SIGNING_KEY and
/// VITRINE_DEMO_TOKEN_LIFETIME.
struct Settings {
  /// Signs the tokens, in base64. Without one a random key does, and no token outlives the demo.
  std::optional<Base64> signing_key;
  std::chrono::seconds token_lifetime = std::chrono::hours(12);
};

/// RFC 7518 §3.2: as many as the hash has.
inline constexpr std::size_t kMinKeyBytes = 32;

}  // namespace vitrine::demo

namespace vitrine {

template <>
struct Schema<demo::Settings> {
  static constexpr auto fields =
      vitrine::fields(field<&demo::Settings::signing_key>("signing_key"),
                      field<&demo::Settings::token_lifetime>("token_lifetime").defaulted());
  static Invalid check(const demo::Settings& settings) {
    Invalid found;
    if (settings.signing_key && settings.signing_key->value.size() < demo::kMinKeyBytes) {
      found.add("/signing_key", "must be at least 32 bytes in base64: openssl rand -base64 32");
    }
    const std::chrono::seconds lifetime = settings.token_lifetime;
    if (lifetime < std::chrono::minutes(1) || lifetime > std::chrono::hours(24 * 366)) {
      found.add("/token_lifetime", "must be between PT1M and P366D");
    }
    return found;
  }
};

}  // namespace vitrine
