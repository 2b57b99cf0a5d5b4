#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "server/api/http.h"
#include "server/api/path_template.h"

/// The destination of a request.
namespace vitrine {

struct Endpoint;
struct Resource;

/// The destination of a request, found once from its head. Valid as long as the target of the head
/// and the server that made it.
struct Match {
  enum class Area { page, description, api };
  Area area = Area::api;
  /// True when the Host header names this server.
  bool known_host = true;
  /// nullptr where no route takes the request.
  const Endpoint* endpoint = nullptr;
  /// The path of the API with whatever methods it takes, nullptr where there is none.
  const Resource* resource = nullptr;
  /// The raw texts of the path parameters, with their names.
  PathTemplate::Captured captured = {};
  BodyPlan body = {};
};

}  // namespace vitrine
