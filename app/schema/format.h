#pragma once

#include <string_view>

#include "app/json/document.h"
#include "app/schema/dialect.h"

namespace vitrine::schema {

/// Checks a value against one format; true for types the format does not speak of.
using FormatCheck = bool (*)(const json::Value& value);

/// The check of a format, nullptr for names that the dialect does not know (they accept
/// everything). Known are those of JSON Schema Validation §7.3, each from the draft on that defines
/// it; OpenAPI knows all of them, and int32, int64, float, double, byte, binary, password (OAS
/// 3.0.3 §4.4).
FormatCheck find_format(std::string_view name, Dialect dialect);

}  // namespace vitrine::schema
