#pragma once
#include <functional>
#include <memory>
#include <string_view>

#include "server/api/http.h"
#include "server/api/inputs.h"

/// The functions of an API that handlers depend on.
namespace vitrine {

/// Gives a request its object for one dependency. Must be safe from several threads.
using Provider = std::function<std::shared_ptr<void>(const Request&)>;

/// A security scheme with its check: the identity of a credential, nullptr for a bad one.
struct Authenticator {
  SecurityScheme scheme;
  std::function<std::shared_ptr<const void>(std::string_view credential)> identify;
};

}  // namespace vitrine
