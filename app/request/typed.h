#pragma once

#include <string_view>

#include "app/json/builder.h"
#include "app/openapi/schema_view.h"
#include "app/request/parameter.h"

/// Text → JSON values, by the types a schema allows.
namespace vitrine::request {

/// Whether the text spells a number, boolean or null that the kinds allow; else it is a string.
bool is_literal(const openapi::Kinds& kinds, std::string_view text);

// Invalid UTF-8 becomes U+FFFD.

void add_key(json::Builder& out, std::string_view name);
void add_string(json::Builder& out, std::string_view text);
/// A literal of an allowed kind, an array or object where the text is JSON of an allowed kind;
/// else a string.
void add_typed(json::Builder& out, const openapi::SchemaView& schema, std::string_view text);

/// The value that was built; what is open ends.
Instance built(json::Builder&& out);
Instance string_instance(std::string_view text);
/// JSON text → Instance; a string with `error` when it is not JSON.
Instance json_instance(std::string_view text);

}  // namespace vitrine::request
