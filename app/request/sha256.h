#pragma once

#include <string>
#include <string_view>

namespace vitrine::request {

/// The 32 bytes of SHA-256 (FIPS 180-4). For PKCE, not for passwords.
std::string sha256(std::string_view bytes);

}  // namespace vitrine::request
