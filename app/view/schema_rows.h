#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "app/openapi/schema_view.h"

namespace vitrine::view {

struct Context;

/// One property as the reader sees it, ready to draw.
struct SchemaRow {
  std::string key;   ///< path within the schema: `origin.place`, `tags[].name`
  std::string type;  ///< "integer · null", "array of string"
  int depth = 0;
  bool required = false;
  bool deprecated = false;
  std::string description;                       ///< Markdown
  std::vector<openapi::Constraint> constraints;  ///< as spelled in the schema
  std::vector<std::string> choices;              ///< JSON texts of `enum` or `const`
  std::string default_value;                     ///< JSON text; empty when there is none
  bool unfoldable = false;                       ///< has properties that are not among the rows
};

/// What is to be said of one schema, without its properties.
SchemaRow describe(const openapi::SchemaView& schema);

/// The properties of `schema`: two levels, and deeper where `unfolded` has `place` + the row's key.
/// Bounded, so that recursive schemas end.
std::vector<SchemaRow> flatten(const openapi::SchemaView& schema,
                               const std::unordered_set<std::string>& unfolded,
                               std::string_view place);

/// Draws one row: name, type, words, limits, choices.
void schema_row(const Context& context, const SchemaRow& row);

/// Draws the rows of a schema. `place` names it among those of the operation.
void schema_rows(const Context& context, const std::string& place,
                 const openapi::SchemaView& schema);

}  // namespace vitrine::view
