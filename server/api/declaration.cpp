#include "server/api/declaration.h"

#include <algorithm>
#include <map>
#include <set>

#include "app/text/ascii.h"
#include "server/api/path_template.h"
#include "server/api/request_head.h"

/// Finds the mistakes of a declaration.
namespace vitrine {

namespace {

/// True when the server itself responds at a path.
bool reserved(std::string_view path) {
  for (const std::string_view taken :
       {"/", "/docs", "/openapi.json", "/openapi.yaml", "/vitrine.js", "/embed"}) {
    if (path == taken) return true;
  }
  return path.starts_with("/vitrine/") || path.starts_with("/docs/") || path.starts_with("/spec/");
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

}  // namespace

std::vector<std::string> declaration_problems(const Declaration& declaration) {
  std::vector<std::string> problems = declaration.problems;
  if (declaration.info.title.empty()) problems.push_back("the API has no title");
  if (declaration.info.version.empty()) problems.push_back("the API has no version");

  std::set<std::string> tag_names;
  for (const auto& [name, words] : declaration.tags) {
    if (!tag_names.insert(name).second) {
      problems.push_back("the tag \"" + name + "\" is declared twice");
    }
  }

  std::map<std::string, std::string> shapes;
  std::set<std::string> operations;
  std::set<std::string> ids;
  for (const RouteInfo& route : declaration.routes) {
    const std::string where = route.method + " " + route.path;
    for (const std::string& problem : route.problems) problems.push_back(where + ": " + problem);
    if (const auto mistake = PathTemplate::mistake(route.path)) {
      problems.push_back(where + ": " + *mistake);
      continue;
    }
    if (reserved(route.path)) problems.push_back(where + ": the server needs this path itself");
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
      problems.push_back(where + ": " + route.method + " has no body (RFC 9110 §9.3)");
    }
    check_parameters(route, problems, where);
    for (const RouteInfo::HeaderInfo& header : route.response.headers) {
      check_header_name(header.name, problems, where);
    }
    for (const std::string& tag : route.tags) {
      if (!declaration.tags.empty() && !tag_names.count(tag)) {
        problems.push_back(where + ": the tag \"" + tag + "\" is not declared");
      }
    }
    for (const RouteInfo::FailureInfo& failure : route.failures) {
      if (failure.status < 400 || failure.status > 599) {
        problems.push_back(where + ": a failure has a status from 400 to 599, not " +
                           std::to_string(failure.status));
      }
      if (failure.status == 422) {
        problems.push_back(where +
                           ": 422 says which values were refused, so no failure can have it");
      }
    }
  }
  return problems;
}

}  // namespace vitrine
