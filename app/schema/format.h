#pragma once

#include <string_view>

#include "app/json/document.h"

namespace vitrine::schema {

/// Checks a value against one format; true for types the format does not speak of.
using FormatCheck = bool (*)(const json::Value& value);

/// The check of a format, nullptr for names that are not known (they accept everything).
/// Known: date-time, date, time, duration, email, hostname, ipv4, ipv6, uri, uri-reference,
/// uuid, json-pointer, regex (JSON Schema Validation §7.3); int32, int64, float, double, byte,
/// binary, password (OAS 3.0.3 §4.4).
FormatCheck find_format(std::string_view name);

}  // namespace vitrine::schema
