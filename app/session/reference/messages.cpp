#include "app/session/reference/messages.h"

namespace vitrine::session {

bool is_socket(const openapi::Operation& operation) {
  const json::Value socket = socket_of(operation);
  return socket.is_object() || socket.boolean();
}

void add_message_schemas(const openapi::Operation& operation, std::vector<json::Cursor>& schemas) {
  for (const std::string_view way : {"send", "receive"})
    schemas.push_back(message_schema(operation, way));
}

std::vector<std::string> subprotocols(const openapi::Operation& operation) {
  std::vector<std::string> names;
  for (const json::Value name : socket_of(operation)["subprotocols"].elements()) {
    if (!name.string().empty()) names.emplace_back(name.string());
  }
  return names;
}

}  // namespace vitrine::session
