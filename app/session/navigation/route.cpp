// Links to places of the page: parsing and writing.
#include "app/session/navigation/route.h"

#include "app/json/uri.h"

namespace vitrine::session {
namespace {

bool take_prefix(std::string_view& text, std::string_view prefix) {
  if (text.substr(0, prefix.size()) != prefix) return false;
  text.remove_prefix(prefix.size());
  return true;
}

std::string value_of(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    if (std::string_view value = pair; take_prefix(value, name)) return json::percent_decode(value);
    query.remove_prefix(pair.size() == query.size() ? pair.size() : pair.size() + 1);
  }
  return {};
}

}  // namespace

Route parse_route(std::string_view hash) {
  Route route;
  take_prefix(hash, "#");
  if (hash.substr(0, 1) != "/" || hash == "/") return route;
  std::string_view path = hash;
  if (const size_t mark = hash.find('?'); mark != std::string_view::npos) {
    path = hash.substr(0, mark);
    route.field = value_of(hash.substr(mark + 1), "field=");
    route.request = value_of(hash.substr(mark + 1), "request=");
    route.heading = value_of(hash.substr(mark + 1), "heading=");
  }
  if (path == "/") return route;
  std::string_view rest = path;
  if (take_prefix(rest, "/operations/") || take_prefix(rest, "/webhooks/")) {
    route.kind = Route::Kind::operation;
    route.target = std::string(path);
  } else if (take_prefix(rest, "/schemas/")) {
    route.kind = Route::Kind::schema;
    route.target = json::percent_decode(rest);
  } else if (take_prefix(rest, "/tags/")) {
    route.kind = Route::Kind::tag;
    route.target = json::percent_decode(rest);
  } else {
    route.kind = Route::Kind::unknown;
    route.target = std::string(path);
  }
  return route;
}

std::string format(const Route& route) {
  std::string hash = "#";
  switch (route.kind) {
    case Route::Kind::overview:
      hash += '/';
      break;
    case Route::Kind::operation:
    case Route::Kind::unknown:
      hash += route.target;
      break;
    case Route::Kind::schema:
      hash += "/schemas/" + json::encode_component(route.target);
      break;
    case Route::Kind::tag:
      hash += "/tags/" + json::encode_component(route.target);
      break;
  }
  if (!route.request.empty()) {
    hash += "?request=" + route.request;
  } else if (!route.field.empty()) {
    hash += "?field=" + json::encode_component(route.field);
  } else if (!route.heading.empty()) {
    hash += "?heading=" + json::encode_component(route.heading);
  }
  return hash;
}

}  // namespace vitrine::session
