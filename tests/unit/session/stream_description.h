// A description whose operations respond with streams.
#pragma once

namespace vitrine::session {

inline constexpr const char* kStreams = R"json({
  "openapi": "3.2.0",
  "info": {"title": "Streams", "version": "1"},
  "paths": {
    "/events": {"get": {"operationId": "events", "responses": {"200": {
      "description": "Changes",
      "content": {"text/event-stream": {"itemSchema": {
        "type": "object",
        "required": ["event"],
        "properties": {"data": {"type": "string"}, "event": {"type": "string"},
                       "retry": {"type": "integer", "maximum": 1000}},
        "oneOf": [
          {"properties": {"event": {"const": "text"}}},
          {"properties": {"event": {"const": "json"}, "data": {
            "contentMediaType": "application/json",
            "contentSchema": {"type": "object", "required": ["n"],
                              "properties": {"n": {"type": "integer"}}}}}}]}}}}}}},
    "/data": {"get": {"operationId": "data", "responses": {"200": {
      "description": "Data of events",
      "content": {"text/event-stream": {"schema": {
        "type": "object", "required": ["n"]}}}}}}},
    "/lines": {"get": {"operationId": "lines", "responses": {"200": {
      "description": "Readings",
      "content": {
        "application/jsonl": {"itemSchema": {
          "type": "object", "required": ["n"], "properties": {"n": {"type": "integer"}}}},
        "application/stream+json": {"itemSchema": {"type": "object"}},
        "application/json-seq": {"schema": {
          "type": "array", "items": {"type": "integer"}}}}}}}}
  }
})json";

}  // namespace vitrine::session
