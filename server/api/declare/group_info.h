#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "server/api/declare/route_info.h"

namespace vitrine {

/// What the routes of a group have in common.
struct GroupInfo {
  /// nullptr for that of all routes, which is the API itself.
  const GroupInfo* parent = nullptr;
  /// With those of the groups around it.
  std::string prefix = {};
  /// Of a route what holds for each of them.
  RouteInfo shared = {};
  std::vector<std::function<std::optional<Response>(const Request&)>> before = {};
  std::vector<std::function<void(const Request&, Response&)>> after = {};
};

}  // namespace vitrine
