#pragma once
#include <functional>
#include <memory>
#include <string_view>

#include "server/api/inputs.h"

namespace vitrine {

/// A security scheme with its check: the identity of a credential, nullptr for a bad one.
struct Authenticator {
  SecurityScheme scheme;
  std::function<std::shared_ptr<const void>(std::string_view credential)> identify;
};

}  // namespace vitrine
