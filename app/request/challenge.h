// What a response asks for before it lets a request in: the field WWW-Authenticate.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace vitrine::request {

/// A challenge of the scheme Bearer (RFC 6750 §3), as the server wrote it.
struct Challenge {
  std::string error;  ///< e.g. `insufficient_scope`
  std::string description;
  std::string scope;  ///< names, separated by spaces
};

/// The first one in the value of the field, several of which are joined by commas (RFC 9110
/// §11.6.1); nothing where there is none.
std::optional<Challenge> bearer_challenge(std::string_view value);

}  // namespace vitrine::request
