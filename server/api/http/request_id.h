#pragma once
#include <string>
#include <string_view>

/// The names of requests, by which the lines of logs belong together.
namespace vitrine {

/// True for what may be taken over from X-Request-Id: up to 64 letters, digits, `-`, `_` and `.`,
/// so that no one writes lines of their own into a log.
bool is_request_id(std::string_view text);

/// 16 hexadecimal digits, unlike those of other requests and servers. No secret.
std::string new_request_id();

}  // namespace vitrine
