// A description whose operations are WebSockets.
#pragma once

namespace vitrine::session {

inline constexpr const char* kSockets = R"json({
  "openapi": "3.1.0",
  "info": {"title": "Sockets", "version": "1"},
  "paths": {
    "/rooms/{room}": {"get": {
      "operationId": "chat",
      "summary": "Talk in a room",
      "security": [{"bearer": [], "key": []}],
      "parameters": [
        {"name": "room", "in": "path", "required": true, "schema": {"type": "string"}},
        {"name": "since", "in": "query", "schema": {"type": "integer"}},
        {"name": "X-Trace", "in": "header", "schema": {"type": "string"}}],
      "responses": {"101": {"description": "The room is open"}},
      "x-websocket": {
        "description": "One object a message.",
        "subprotocols": ["chat.v2", "chat.v1"],
        "send": {"$ref": "#/components/schemas/Say"},
        "receive": {"type": "object", "required": ["from", "words"], "properties": {
          "from": {"type": "string", "description": "Who said it"},
          "words": {"type": "string"}}}}}},
    "/echo": {"get": {
      "operationId": "echo",
      "servers": [{"url": "wss://echo.example/v{version}",
                   "variables": {"version": {"default": "1"}}}, {"url": "https://echo.example"}],
      "responses": {"101": {"description": "Open"}}}},
    "/plain": {"get": {
      "operationId": "plain", "x-websocket": true, "responses": {"101": {"description": "Open"}}}},
    "/users": {"get": {
      "operationId": "users", "x-websocket": false,
      "responses": {"200": {"description": "Users"}}}}
  },
  "components": {
    "schemas": {"Say": {"type": "object", "required": ["words"], "properties": {
      "words": {"type": "string", "maxLength": 20, "examples": ["Good morning"],
                "description": "What is said"}}}},
    "securitySchemes": {
      "bearer": {"type": "http", "scheme": "bearer"},
      "key": {"type": "apiKey", "in": "query", "name": "key"}}}
})json";

}  // namespace vitrine::session
