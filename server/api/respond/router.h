#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/api/declare/path_template.h"
#include "server/api/respond/endpoint.h"
#include "server/api/respond/match.h"

namespace vitrine {

/// One path with its endpoints.
struct Resource {
  PathTemplate path;
  /// By method in capitals, in the order of declaration.
  std::vector<std::pair<std::string, Endpoint>> endpoints = {};

  /// The value of `Allow`.
  std::string allowed() const;
};

/// The paths of an API.
class Router {
 public:
  void add(std::string_view path, std::string method, Endpoint endpoint);
  /// Sorts the paths, once all are there.
  void finish();
  Match route(const Request& head) const;

 private:
  std::vector<Resource> resources_;
};

}  // namespace vitrine
