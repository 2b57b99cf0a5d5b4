#include "server/api/declare/group.h"

#include "server/api/declare/declaration.h"

/// Gathers routes and what they have in common.
namespace vitrine {

Route Group::shared() { return Route(info_->shared); }

Route Group::add(std::string method, std::string path, void (*declare)(RouteInfo&),
                 Handler handler) {
  RouteInfo& info = declaration_->routes.emplace_back();
  info.method = std::move(method);
  info.path = info_->prefix + path;
  info.group = info_;
  info.handler = std::move(handler);
  declare(info);
  info.own_identities = info.identities.size();
  return Route(info);
}

Group Group::group(std::string prefix) {
  GroupInfo& info = declaration_->groups.emplace_back();
  if (!prefix.empty() && (prefix.front() != '/' || prefix.back() == '/')) {
    declaration_->problems.push_back("the prefix \"" + prefix +
                                     "\" of a group begins with a slash and ends without one");
  }
  info.parent = info_;
  info.prefix = info_->prefix + prefix;
  return {*declaration_, info};
}

Group& Group::tag(std::string name) {
  shared().tag(std::move(name));
  return *this;
}

Group& Group::deprecated() {
  shared().deprecated();
  return *this;
}

Group& Group::hidden() {
  shared().hidden();
  return *this;
}

Group& Group::limit(RateLimit limit) {
  shared().limit(limit);
  return *this;
}

Group& Group::before(std::function<std::optional<Response>(const Request&)> hook) {
  info_->before.push_back(std::move(hook));
  return *this;
}

Group& Group::after(std::function<void(const Request&, Response&)> hook) {
  info_->after.push_back(std::move(hook));
  return *this;
}

}  // namespace vitrine
