#pragma once
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/api/api.h"
#include "server/api/authenticator.h"
#include "server/api/route_info.h"

namespace vitrine {

/// The contents of an Api: the document, the checks and the server are made of it.
struct Declaration {
  Info info = {};
  std::vector<std::pair<std::string, std::string>> tags = {};
  std::deque<RouteInfo> routes = {};
  /// What is added to every route.
  std::vector<std::function<void(Route)>> shared = {};
  std::vector<std::pair<void (*)(RouteInfo&), Catcher>> catchers = {};
  std::map<TypeTag, void*> provided = {};
  std::map<TypeTag, Authenticator> authenticators = {};
  std::function<void(std::string_view)> report = {};
  std::vector<std::string> problems = {};
};

/// Adds to every route what the API says of all.
void share_with_routes(Declaration& declaration);

/// The mistakes of a declaration that can be seen without its document, one sentence each.
std::vector<std::string> declaration_problems(const Declaration& declaration);

}  // namespace vitrine
