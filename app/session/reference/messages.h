// What an operation says of itself as a WebSocket: the extension `x-websocket`, an object with
// `send`, `receive`, `subprotocols` and `description`, or true.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/openapi/model.h"

namespace vitrine::session {

inline json::Value socket_of(const openapi::Operation& operation) {
  return operation.cursor.value["x-websocket"];
}
bool is_socket(const openapi::Operation& operation);
/// The schema of the messages that the client sends (`send`) or gets (`receive`).
inline json::Cursor message_schema(const openapi::Operation& operation, std::string_view way) {
  json::Cursor cursor = operation.cursor;
  cursor.value = socket_of(operation)[way];
  return cursor;
}
/// Adds those of both directions.
void add_message_schemas(const openapi::Operation& operation, std::vector<json::Cursor>& schemas);
std::vector<std::string> subprotocols(const openapi::Operation& operation);

}  // namespace vitrine::session
