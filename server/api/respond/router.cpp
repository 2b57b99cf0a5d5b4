#include "server/api/respond/router.h"

#include <algorithm>
#include <iterator>

/// Finds the endpoint of a request.
namespace vitrine {

std::string Resource::allowed() const {
  std::string list;
  for (const auto& [method, endpoint] : endpoints) {
    list += method;
    if (method == "GET") list += ", HEAD";
    list += ", ";
  }
  return list + "OPTIONS";
}

void Router::add(std::string_view path, std::string method, Endpoint endpoint) {
  PathTemplate shape(path);
  auto place = std::find_if(resources_.begin(), resources_.end(), [&](const Resource& resource) {
    return resource.path.shape() == shape.shape();
  });
  if (place == resources_.end()) {
    resources_.push_back({std::move(shape)});
    place = std::prev(resources_.end());
  }
  place->endpoints.emplace_back(std::move(method), std::move(endpoint));
}

void Router::finish() {
  std::stable_sort(resources_.begin(), resources_.end(),
                   [](const Resource& a, const Resource& b) { return a.path.before(b.path); });
}

Match Router::route(const Request& head) const {
  Match match;
  const std::string_view path = head.path();
  for (const Resource& resource : resources_) {
    auto captured = resource.path.match(path);
    if (!captured) continue;
    match.resource = &resource;
    match.captured = std::move(*captured);
    // HEAD is handled as GET; the sockets leave the content out.
    const std::string_view method = head.method == "HEAD" ? "GET" : std::string_view(head.method);
    for (const auto& [name, endpoint] : resource.endpoints) {
      if (name != method) continue;
      match.endpoint = &endpoint;
      if (const RouteInfo::BodyInfo* body = endpoint.info->body.get()) {
        using Kind = RouteInfo::BodyInfo::Kind;
        const bool in_pieces = body->kind == Kind::pieces;
        match.body = {body->max_bytes, body->kind != Kind::json && !in_pieces, in_pieces};
      }
      break;
    }
    break;
  }
  return match;
}

}  // namespace vitrine
