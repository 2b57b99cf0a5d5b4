#include "server/api/declare/declaration.h"

#include <algorithm>
#include <map>
#include <set>

#include "app/json/reader.h"
#include "app/text/ascii.h"
#include "server/api/declare/parameter_style.h"
#include "server/api/declare/path_template.h"
#include "server/api/http/request_head.h"

/// Completes a declaration and finds its mistakes.
namespace vitrine {

namespace {

/// True when the server itself responds at a path, below `root`.
bool reserved(const Declaration& declaration, std::string_view root, const std::string& path) {
  const auto& [docs, document] = declaration.publishing;
  if (!docs.empty() && (is_below(path, docs) || (path == "/" && root.empty()))) return true;
  if (!document.empty()) {
    for (const char* end : {".json", ".yaml", "-3.0.json", "-3.0.yaml"}) {
      if (path == document + end) return true;
    }
  }
  const std::string whole = std::string(root) + path;
  return whole == "/vitrine.js" || is_below(whole, "/vitrine") || is_below(whole, "/spec") ||
         whole == "/docs/oauth2-redirect";
}

void check_prefixes(const Declaration& declaration, std::vector<std::string>& problems) {
  std::set<std::string> prefixes;
  for (const auto& [prefix, mounted] : declaration.mounted) {
    const bool plain = !prefix.empty() && prefix.find('{') == std::string::npos;
    if (!plain || PathTemplate::mistake(prefix) || prefix.back() == '/') {
      problems.push_back("an API cannot be mounted at \"" + prefix +
                         "\": a prefix is a path such as /admin, without parameters");
    }
    if (!prefixes.insert(prefix).second) {
      problems.push_back("two APIs are mounted at " + prefix);
    }
    for (const RouteInfo& route : declaration.routes) {
      if (is_below(route.path, prefix)) {
        problems.push_back(route.label() + " is below the API that is mounted at " + prefix);
      }
    }
  }
  for (const auto* path : {&declaration.publishing.docs, &declaration.publishing.document}) {
    if (!path->empty() && (path->front() != '/' || (path->size() > 1 && path->back() == '/'))) {
      problems.push_back("nothing can be published at \"" + *path +
                         "\": a path begins with a slash and ends without one");
    }
  }
}

void check_extensions(const std::string& where, const Extensions& extensions,
                      std::vector<std::string>& problems) {
  for (const auto& [name, value] : extensions) {
    if (!name.starts_with("x-")) {
      problems.push_back(where + ": the name of the extension \"" + name +
                         "\" does not begin with x- (OAS 3.1.0 §4.9)");
    }
    if (json::read(value).error) {
      problems.push_back(where + ": the value of the extension " + name + " is not JSON");
    }
  }
}

void check_header_name(const std::string& name, std::vector<std::string>& problems,
                       const std::string& where) {
  if (!name.empty() && !is_token(name)) {
    problems.push_back(where + ": \"" + name + "\" is no name of a header (RFC 9110 §5.1)");
  }
}

void check_parameters(const RouteInfo& route, std::vector<std::string>& problems,
                      const std::string& where) {
  std::set<std::pair<openapi::Location, std::string>> seen;
  const std::vector<std::string> names = PathTemplate(route.path).names();
  for (const RouteInfo::ParameterInfo& parameter : route.parameters) {
    if (parameter.name.empty()) problems.push_back(where + ": a parameter has no name");
    if (!seen.emplace(parameter.in, parameter.name).second) {
      problems.push_back(where + ": two parameters are called \"" + parameter.name + "\"");
    }
    if (const std::string mistake = style_mistake(parameter); !mistake.empty()) {
      problems.push_back(where + ", parameter " + parameter.name + ": " + mistake);
    }
    const bool in_path = parameter.in == openapi::Location::path;
    if (in_path && std::find(names.begin(), names.end(), parameter.name) == names.end()) {
      const bool colon = route.path.find("/:" + parameter.name) != std::string::npos;
      problems.push_back(where + ": the path has no {" + parameter.name + "}" +
                         (colon ? "; that is how a parameter is written" : ""));
    }
    if (parameter.in == openapi::Location::header) {
      check_header_name(parameter.name, problems, where);
      for (const std::string_view taken : {"Accept", "Content-Type", "Authorization"}) {
        if (text::equals_ignoring_case(parameter.name, taken)) {
          problems.push_back(where + ": the header " + parameter.name +
                             " cannot be a parameter (OAS 3.1.0 §4.8.12.1)");
        }
      }
    }
  }
  for (const std::string& name : names) {
    if (!seen.count({openapi::Location::path, name})) {
      problems.push_back(where + ": no input takes {" + name + "}; add Path<\"" + name + "\", …>");
    }
  }
}

bool is_media_type(std::string_view type) {
  const auto slash = type.find('/');
  return slash != std::string_view::npos && is_token(type.substr(0, slash)) &&
         is_token(type.substr(slash + 1));
}

/// `Model.field` of the first write-only field in what a response sends, "" without one.
std::string find_write_only(const Shape& shape, std::set<const Shape*>& seen) {
  if (!seen.insert(&shape).second) return {};
  for (const Shape::Member& member : shape.members) {
    if (member.rules->has(Keyword::write_only)) {
      return std::string(shape.name) + "." + std::string(member.name);
    }
    if (std::string found = find_write_only(member.shape(), seen); !found.empty()) return found;
  }
  for (const Shape::Of part : shape.parts) {
    if (std::string found = find_write_only(part(), seen); !found.empty()) return found;
  }
  return {};
}

void check_content(const RouteInfo::ResponseInfo& response, std::vector<std::string>& problems,
                   const std::string& where) {
  std::vector<const Shape*> shapes = {response.shape, response.item};
  for (const RouteInfo::EventInfo& event : response.events) shapes.push_back(event.shape);
  std::set<const Shape*> seen;
  for (const Shape* shape : shapes) {
    if (!shape) continue;
    if (const std::string found = find_write_only(*shape, seen); !found.empty()) {
      problems.push_back(where + ": " + found +
                         " is write-only, and the handler returns it; return a model without it");
    }
  }
  for (const RouteInfo::HeaderInfo& header : response.headers) {
    const bool cookie = !header.cookie.empty();
    const std::string& name = cookie ? header.cookie : header.name;
    if (!is_token(name)) problems.push_back(where + ": \"" + name + "\" is no name of a header");
    for (const std::string_view taken :
         {"Content-Type", "Content-Length", "Transfer-Encoding", "Connection", "Set-Cookie"}) {
      if (!cookie && text::equals_ignoring_case(name, taken)) {
        problems.push_back(where + ": the header " + name +
                           (taken == "Set-Cookie" ? " is declared by SetCookie"
                                                  : " is made by the server itself"));
      }
    }
  }
}

/// Several results of a handler are told apart by their status, or by their media type.
void check_responses(const RouteInfo& route, std::vector<std::string>& problems,
                     const std::string& where) {
  std::map<std::pair<int, std::string>, const Shape*> seen;
  for (const RouteInfo::ResponseInfo* response : route.responses()) {
    check_content(*response, problems, where);
    for (const std::string& type : response->types) {
      if (!is_media_type(type)) {
        problems.push_back(where + ": \"" + type + "\" is no media type");
      }
      const auto [place, first] = seen.emplace(std::pair(response->status, type), response->shape);
      if (!first && place->second != response->shape) {
        problems.push_back(where + ": two results have the status " +
                           std::to_string(response->status) + " and the media type " + type +
                           "; give one of them another status, or make them one std::variant of "
                           "models");
      }
    }
  }
}

void check_failures(const RouteInfo& route, std::vector<std::string>& problems,
                    const std::string& where) {
  for (const RouteInfo::FailureInfo& failure : route.failures) {
    if (failure.status < 400 || failure.status > 599) {
      problems.push_back(where + ": a failure has a status from 400 to 599, not " +
                         std::to_string(failure.status));
    }
    if (failure.status == 422) {
      problems.push_back(where +
                         ": 422 says which values were refused, so no failure can have it; throw "
                         "Invalid instead");
    }
    if (!failure.declared || !failure.declared->shape) continue;
    for (const Shape::Member& member : failure.declared->shape->members) {
      for (const std::string_view taken : {"type", "title", "status", "instance"}) {
        if (member.name == taken) {
          problems.push_back(where + ": " + std::string(failure.declared->shape->name) + "." +
                             std::string(taken) + " is a member of every problem (RFC 9457 §3.1)");
        }
      }
    }
  }
}

}  // namespace

std::vector<std::string> declaration_problems(const Declaration& declaration,
                                              std::string_view root) {
  std::vector<std::string> problems = declaration.problems;
  if (declaration.info.title.empty()) problems.push_back("the API has no title");
  if (declaration.info.version.empty()) problems.push_back("the API has no version");

  std::set<std::string> tag_names;
  for (const Declaration::Tag& tag : declaration.tags) {
    if (!tag_names.insert(tag.name).second) {
      problems.push_back("the tag \"" + tag.name + "\" is declared twice");
    }
  }
  check_prefixes(declaration, problems);
  check_extensions("the API", declaration.extensions, problems);
  for (const GroupInfo& group : declaration.groups) {
    for (const std::string& problem : group.shared.problems) problems.push_back(problem);
  }
  std::set<std::string> webhooks;
  for (const RouteInfo& webhook : declaration.webhooks) {
    for (const std::string& problem : webhook.problems) {
      problems.push_back("webhook " + webhook.path + ": " + problem);
    }
    if (!webhooks.insert(webhook.path).second) {
      problems.push_back("webhook " + webhook.path + " is declared twice");
    }
  }

  std::map<std::string, std::string> shapes;
  std::set<std::string> operations;
  std::set<std::string> ids;
  for (const RouteInfo& route : declaration.routes) {
    const std::string where = route.label();
    for (const std::string& problem : route.problems) problems.push_back(where + ": " + problem);
    if (const auto mistake = PathTemplate::mistake(route.path)) {
      problems.push_back(where + ": " + *mistake);
      continue;
    }
    if (reserved(declaration, root, route.path))
      problems.push_back(where + ": the server needs this path itself");
    const std::string shape = PathTemplate(route.path).shape();
    if (const auto [place, added] = shapes.emplace(shape, route.path);
        !added && place->second != route.path) {
      problems.push_back(where + " matches the same paths as " + place->second);
    }
    if (!operations.insert(route.method + " " + shape).second) {
      problems.push_back(where + " is declared twice");
    }
    if (!route.id.empty() && !ids.insert(route.id).second) {
      problems.push_back(where + ": another route has the id \"" + route.id + "\"");
    }
    if (route.body && (route.method == "get" || route.method == "delete")) {
      problems.push_back(where + ": " + text::upper(route.method) + " has no body (RFC 9110 §9.3)");
    }
    check_parameters(route, problems, where);
    check_extensions(where, route.extensions, problems);
    for (const std::string& tag : route.tags) {
      if (!declaration.tags.empty() && !tag_names.count(tag)) {
        problems.push_back(where + ": the tag \"" + tag + "\" is not declared");
      }
    }
    check_responses(route, problems, where);
    check_failures(route, problems, where);
  }
  return problems;
}

}  // namespace vitrine
