#pragma once

#include <string>
#include <string_view>

#include "app/openapi/schema_view.h"
#include "app/request/parameter.h"

/// Text → JSON text, by the types a schema allows.
namespace vitrine::request {

/// A number, boolean or null where the kinds allow it and the text is spelled so; else a string.
std::string typed_scalar(const openapi::Kinds& kinds, std::string_view text);
/// The same, and arrays and objects where the text is JSON of an allowed kind.
std::string typed_value(const openapi::SchemaView& schema, std::string_view text);
/// JSON text → Instance; the text must be JSON.
Instance make_instance(const std::string& json_text);
/// Does the same for text that may not be JSON: then a string with `error`.
Instance make_instance_of(std::string_view text);

}  // namespace vitrine::request
