#pragma once
#include <string>
#include <string_view>

namespace vitrine {

/// The 20 bytes of SHA-1 (RFC 3174), which the handshake of WebSockets asks for (RFC 6455 §1.3). It
/// protects nothing.
std::string sha1(std::string_view bytes);

}  // namespace vitrine
