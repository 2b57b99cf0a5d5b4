// What one schema is, apart from its properties: what it refers to, and what is in its items.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "app/view/schema_rows.h"

namespace vitrine::view {

/// Lists of lists, maps of lists… in one row.
inline constexpr int kElementsMost = 4;

/// True when a `$ref` leads to one of the description's schemas, which have pages.
bool names_schema(const json::Value& value);

/// The name of the schema that this one stands for: by `$ref`, or by an `allOf` or a choice of
/// nothing else but null.
std::string reference_of(const openapi::SchemaView& schema);

/// The schema of all items of a list or all values of a map, and what it adds to the path.
struct Element {
  openapi::SchemaView schema;
  std::string_view suffix;
  schema::Display role = schema::Display::hidden;
};

Element element_of(const openapi::SchemaView& schema);

/// The schema whose properties are shown below this one: the items of arrays, the values of maps,
/// else itself; and what that adds to the path.
std::pair<openapi::SchemaView, std::string> inner(const openapi::SchemaView& schema);

}  // namespace vitrine::view
