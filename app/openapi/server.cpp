#include "app/openapi/context.h"
#include "app/openapi/legacy.h"

/// Server Object (OAS 3.1.0 §4.8.5).
namespace vitrine::openapi {

using json::Cursor;
using json::Value;

std::vector<Server> read_servers(Context& context, const Cursor& list) {
  std::vector<Server> servers;
  for (Value element : list.value.elements()) {
    const Cursor cursor = child(list, element);
    if (!element.is_object()) {
      context.error(cursor, "a server must be an object with a \"url\"; this one is ignored");
      continue;
    }
    Server server;
    server.base_uri = cursor.base_uri;
    server.name = context.text(cursor, "name");
    server.description = context.text(cursor, "description");
    Value url = element["url"];
    server.url = context.text(cursor, "url");
    if (!url) context.error(cursor, "this server has no \"url\"; it is ignored");
    if (!url.is_string()) continue;
    const Cursor variables = context.object(cursor, "variables");
    for (const json::Member& member : variables.value.members()) {
      const Cursor entry = child(variables, member.value);
      ServerVariable variable;
      variable.name = std::string(member.key);
      if (!member.value.is_object()) {
        context.error(entry, "a server variable must be an object with a \"default\"");
      } else {
        variable.default_value = context.text(entry, "default");
        variable.description = context.text(entry, "description");
        variable.values = context.texts(entry, "enum");
        if (!member.value["default"]) {
          context.error(entry, "the server variable " + quoted(member.key) +
                                   " has no \"default\"; a value must be filled in");
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
  server.base_uri = root.base_uri;
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
