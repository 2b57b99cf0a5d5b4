#include <algorithm>
#include <set>

#include "app/openapi/context.h"
#include "app/openapi/legacy.h"

/// Server Object (OAS 3.1.0 §4.8.5).
namespace vitrine::openapi {

using json::Cursor;
using json::Value;

namespace {

/// Relative addresses of an API are relative to where their document was got from, whatever it is
/// called by `$self` (OAS 3.2.0 "Relative References in API URLs").
std::string location_of(const Context& context, const Cursor& cursor) {
  const std::string_view uri = context.set->uri_of(cursor.document);
  return uri.empty() ? cursor.base_uri : std::string(uri);
}

void check_variables(Context& context, const Cursor& server, std::string_view url,
                     Value variables) {
  size_t at = 0;
  std::set<std::string_view> used;
  while ((at = url.find('{', at)) != std::string_view::npos) {
    const size_t end = url.find('}', at);
    if (end == std::string_view::npos) {
      context.report(rule::kServerUrl, server, "a { of the server's \"url\" is not closed");
      break;
    }
    const std::string_view name = url.substr(at + 1, end - at - 1);
    if (used.insert(name).second && !variables[name]) {
      context.report(rule::kServerVariableUndeclared, server,
                     "the server's \"url\" has {" + std::string(name) +
                         "}, but no variable of this name is described; add it to "
                         "\"variables\"");
    }
    at = end + 1;
  }
  for (const json::Member& member : variables.members()) {
    if (is_extension(member.key) || used.count(member.key)) continue;
    context.report(rule::kServerVariableUnused, server, member.value,
                   "the server variable " + quoted(member.key) + " is not used in the \"url\"");
  }
}

}  // namespace

std::vector<Server> read_servers(Context& context, const Cursor& list) {
  std::vector<Server> servers;
  for (Value element : list.value.elements()) {
    const Cursor cursor = context.here(child(list, element), "a server");
    if (!context.is_object(cursor,
                           "a server must be an object with a \"url\"; this one is ignored")) {
      continue;
    }
    context.check_fields(cursor, "a server", "url description variables name@2");
    Server server;
    server.base_uri = location_of(context, cursor);
    server.name = context.text(cursor, "name");
    server.description = context.text(cursor, "description");
    Value url = cursor.value["url"];
    server.url = context.text(cursor, "url");
    if (!url)
      context.report(rule::kMissingField, cursor, "this server has no \"url\"; it is ignored");
    if (!url.is_string()) continue;
    // A template such as {scheme}://host has no scheme of its own.
    context.check_url(cursor, "url", rule::kServerScheme);
    const Cursor variables = context.object(cursor, "variables");
    check_variables(context, cursor, server.url, variables.value);
    for (const json::Member& member : variables.value.members()) {
      const Cursor entry = context.here(child(variables, member.value), "a server variable");
      if (!entry.value) continue;
      ServerVariable variable;
      variable.name = std::string(member.key);
      if (context.is_object(entry, "a server variable must be an object with a \"default\"")) {
        context.check_fields(entry, "a server variable", "enum default description");
        variable.default_value = context.text(entry, "default");
        variable.description = context.text(entry, "description");
        variable.values = context.texts(entry, "enum");
        if (!entry.value["default"]) {
          context.report(rule::kServerVariableDefault, entry,
                         "the server variable " + quoted(member.key) +
                             " has no \"default\"; a value must be filled in");
        } else if (!variable.values.empty() &&
                   std::find(variable.values.begin(), variable.values.end(),
                             variable.default_value) == variable.values.end()) {
          context.report(rule::kServerVariableDefault, entry,
                         "the default of the server variable " + quoted(member.key) +
                             " is not one of its \"enum\"");
        }
        if (entry.value["enum"].is_array() && variable.values.empty()) {
          context.report(rule::kServerVariableEnum, entry,
                         "\"enum\" of the server variable " + quoted(member.key) +
                             " is empty; leave it out, or list its values");
        }
      }
      server.variables.push_back(std::move(variable));
    }
    servers.push_back(std::move(server));
  }
  return servers;
}

std::vector<Server> legacy_servers(Context& context, const Cursor& root,
                                   const std::vector<std::string>& schemes) {
  const std::string host = context.text(root, "host");
  std::string base_path = context.text(root, "basePath");
  if (!base_path.empty() && base_path[0] != '/') base_path = '/' + base_path;
  std::vector<Server> servers;
  Server server;
  server.base_uri = location_of(context, root);
  if (host.empty()) {
    server.url = base_path.empty() ? "/" : base_path;
    servers.push_back(server);
    return servers;
  }
  if (schemes.empty()) {
    server.url = "//" + host + base_path;
    servers.push_back(server);
  }
  for (const std::string& scheme : schemes) {
    server.url = scheme + "://" + host + base_path;
    servers.push_back(server);
  }
  return servers;
}

}  // namespace vitrine::openapi
