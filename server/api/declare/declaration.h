#pragma once
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/api/declare/api.h"
#include "server/api/declare/authenticator.h"
#include "server/api/declare/group_info.h"
#include "server/api/declare/provider.h"
#include "server/api/declare/route_info.h"

namespace vitrine {

/// How a dependency is made.
struct Provider {
  /// Its inputs and failures.
  RouteInfo info = {};
  std::function<std::unique_ptr<Making>()> begin = {};
};

/// The contents of an Api: the document, the checks and the server are made of it.
struct Declaration {
  Info info = {};
  struct Tag {
    std::string name;
    std::string description;
    ExternalDocs external_docs;
  };
  std::vector<Tag> tags = {};
  std::vector<ServerInfo> servers = {};
  ExternalDocs external_docs = {};
  Extensions extensions = {};
  /// The first is the API itself.
  std::deque<GroupInfo> groups = std::deque<GroupInfo>(1);
  std::deque<RouteInfo> routes = {};
  /// Their paths are their names.
  std::deque<RouteInfo> webhooks = {};
  /// Those of all routes.
  std::vector<std::pair<void (*)(RouteInfo&), Catcher>> catchers = {};
  std::map<TypeTag, void*> provided = {};
  std::map<TypeTag, Provider> providers = {};
  std::map<TypeTag, IdentitySource> authenticators = {};
  Publishing publishing = {};
  std::function<void(FreeForm&)> edit = {};
  std::vector<std::function<void()>> start_hooks = {};
  std::vector<std::function<void()>> stop_hooks = {};
  BackgroundOptions background = {};
  /// By prefix.
  std::vector<std::pair<std::string, std::unique_ptr<Declaration>>> mounted = {};
  std::function<void(std::string_view)> report = {};
  std::vector<std::string> problems = {};
};

/// The mistakes of a declaration, mounted at `root`, that can be seen without its document, one
/// sentence each.
std::vector<std::string> declaration_problems(const Declaration& declaration,
                                              std::string_view root = {});

}  // namespace vitrine
