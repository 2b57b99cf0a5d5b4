// What a token says of itself.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vitrine::request {

/// For display alone: nobody has checked it. Empty or 0 where the token does not say.
struct Identity {
  std::string name;                 ///< whose token it is; nothing in it moves the text around it
  double expires_s = 0;             ///< seconds since 1970
  std::vector<std::string> scopes;  ///< those granted
};

/// From the claims of a JWT (RFC 7519 §4.1, RFC 9068 §2.2.3); of any other token nothing is known.
Identity identity_of(std::string_view token);

/// A foreign text on a line of ours: short, without control characters and those that turn the
/// direction of writing.
std::string plain_line(std::string_view text);

/// `read write` as its names, each once.
std::vector<std::string> split_scopes(std::string_view text);

}  // namespace vitrine::request
