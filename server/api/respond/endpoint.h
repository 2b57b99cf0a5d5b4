#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/openapi/schema_view.h"
#include "app/request/parameter.h"
#include "app/schema/schema.h"
#include "server/api/declare/authenticator.h"
#include "server/api/declare/route_info.h"

namespace vitrine {

/// A route made ready: everything that can be computed before the first request.
struct Endpoint {
  struct Parameter {
    request::Serialisation rule;
    openapi::SchemaView view;
    std::shared_ptr<const schema::Schema> schema;
  };

  const RouteInfo* info = nullptr;
  std::vector<Parameter> parameters = {};
  std::shared_ptr<const schema::Schema> body = {};
  openapi::SchemaView body_view = {};
  /// The schema of each item of a body of JSON Lines.
  std::shared_ptr<const schema::Schema> item = {};
  /// The schema of a WebSocket's messages.
  std::shared_ptr<const schema::Schema> message = {};
  /// An object, or the index of the provision that makes it.
  struct Dependency {
    void* object = nullptr;
    std::size_t provision = 0;
  };
  struct Limit {
    RateLimiter* limiter;
    /// The index of the identity that is counted; nullopt: the address.
    std::optional<std::size_t> identity;
    const std::function<std::string(const void*)>* key;
  };
  std::vector<Dependency> dependencies = {};
  std::vector<const IdentitySource*> identities = {};
  std::vector<Limit> limits = {};
};

}  // namespace vitrine
