#include "server/api/respond/resolve.h"

#include <algorithm>

namespace vitrine {

namespace {

template <class T>
void append(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

/// What the route says itself of a failure stands.
void append_failures(std::vector<RouteInfo::FailureInfo>& to,
                     const std::vector<RouteInfo::FailureInfo>& from) {
  for (const RouteInfo::FailureInfo& failure : from) {
    const bool known = failure.declared &&
                       std::any_of(to.begin(), to.end(), [&](const RouteInfo::FailureInfo& other) {
                         return other.declared == failure.declared;
                       });
    if (!known) to.push_back(failure);
  }
}

void take_from(const GroupInfo& group, RouteInfo& route) {
  const RouteInfo& shared = group.shared;
  for (const std::string& tag : shared.tags) {
    if (std::find(route.tags.begin(), route.tags.end(), tag) == route.tags.end()) {
      route.tags.push_back(tag);
    }
  }
  route.deprecated = route.deprecated || shared.deprecated;
  route.hidden = route.hidden || shared.hidden;
  append_failures(route.failures, shared.failures);
  append(route.needs, shared.needs);
  append(route.identities, shared.identities);
  append(route.limits, shared.limits);
}

/// The same input of several functions, which are one parameter of the request.
bool is_same(const RouteInfo::ParameterInfo& a, const RouteInfo::ParameterInfo& b) {
  return a.in == b.in && a.name == b.name && a.rules == b.rules && a.shape == b.shape;
}

class Resolver {
 public:
  Resolver(const Declaration& declaration, RouteInfo& route)
      : declaration_(declaration), route_(route) {}

  void run() {
    for (const GroupInfo* group = route_.group; group; group = group->parent) {
      route_.groups.insert(route_.groups.begin(), group);
      take_from(*group, route_);
    }
    // What is made for all routes comes first. Copies: making adds to the lists.
    auto wanted = route_.needs;
    append(wanted, route_.dependencies);
    for (const RouteInfo::Dependency& dependency : wanted) make(dependency);
  }

 private:
  void make(const RouteInfo::Dependency& dependency) {
    const auto found = declaration_.providers.find(dependency.type);
    if (found == declaration_.providers.end()) return;
    const Provider& provider = found->second;
    if (std::find(open_.begin(), open_.end(), &provider) != open_.end()) {
      route_.problems.push_back("the " + dependency.type_name + " depends on itself");
      return;
    }
    const auto known =
        std::find_if(route_.provisions.begin(), route_.provisions.end(),
                     [&](const Provision& provision) { return provision.provider == &provider; });
    if (known != route_.provisions.end()) return;
    open_.push_back(&provider);
    for (const RouteInfo::Dependency& inner : provider.info.dependencies) make(inner);
    open_.pop_back();
    add(provider);
  }

  void add(const Provider& provider) {
    const RouteInfo& info = provider.info;
    Provision& provision = route_.provisions.emplace_back();
    provision.provider = &provider;
    for (const RouteInfo::ParameterInfo& parameter : info.parameters) {
      const auto known = std::find_if(route_.parameters.begin(), route_.parameters.end(),
                                      [&](const auto& other) { return is_same(parameter, other); });
      provision.parameters.push_back(static_cast<std::size_t>(known - route_.parameters.begin()));
      if (known == route_.parameters.end()) route_.parameters.push_back(parameter);
    }
    provision.first_identity = route_.identities.size();
    provision.first_dependency = route_.dependencies.size();
    append(route_.identities, info.identities);
    append(route_.dependencies, info.dependencies);
    append_failures(route_.failures, info.failures);
    append(route_.problems, info.problems);
  }

  const Declaration& declaration_;
  RouteInfo& route_;
  std::vector<const Provider*> open_;
};

}  // namespace

void resolve(Declaration& declaration) {
  for (RouteInfo& route : declaration.routes) {
    Resolver(declaration, route).run();
    for (const auto& [declare, catcher] : declaration.catchers) {
      declare(route);
      route.catchers.push_back(catcher);
    }
  }
}

}  // namespace vitrine
