#pragma once
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "server/api/declare/security_scheme.h"

namespace vitrine {

/// A security scheme with its check: the identity of a credential, nullptr for a bad one.
struct Authenticator {
  SecurityScheme scheme;
  std::function<std::shared_ptr<const void>(std::string_view credential)> identify;
};

/// The schemes that give one type of identity; any of them is enough.
struct IdentitySource {
  std::vector<Authenticator> schemes;
};

}  // namespace vitrine
