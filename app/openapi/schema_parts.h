#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/json/document_set.h"
#include "app/openapi/schema_view.h"
#include "app/schema/dialect.h"

namespace vitrine::openapi {

/// The schema resources that a schema was reached through, innermost first (JSON Schema Core §7.1):
/// what a `$dynamicRef` in it means depends on them. None: only the schema's own.
struct DynamicScope {
  std::shared_ptr<const DynamicScope> outer;
  std::string base_uri;
};
using Scope = std::shared_ptr<const DynamicScope>;

/// The scope of a schema with the base `to`, reached from one with the base `from`.
Scope scope_into(const Scope& scope, const std::string& from, const std::string& to);

/// One of the schemas that apply to the same value at the same level.
struct SchemaPart {
  json::Cursor cursor;
  /// Reached through an `allOf` of several: its title, description and example speak of that part
  /// and not of the whole.
  bool composed = false;
  Scope scope = {};
  bool referred = false;  ///< reached through a `$ref`: its words have a place of their own
  bool or_null = false;   ///< the member of a union with null: null is allowed besides
};

/// What SchemaView::prepared() has read.
struct PreparedSchema {
  Kinds kinds;
  /// nullopt: not read.
  std::optional<SchemaView> items;
  size_t tuple_size = 0;
};

/// True when a member of a union only lets null through: by `type`, `enum` or `const`.
bool is_null(json::Value member);

/// The member of `oneOf` or `anyOf` (the keyword) that stands alone or beside null; else absent.
json::Value sole_member(json::Value schema, std::string_view keyword);

inline constexpr std::string_view kUnions[] = {"oneOf", "anyOf"};

/// More schemas than this are not looked at for one query; longer chains of references end there.
constexpr size_t kMaxSchemaParts = 256;

/// The schema, the target of its `$ref` (whose siblings count only from 3.1 on, OAS 3.0.3 §4.7.23),
/// the members of its `allOf` and the sole member of a union, each followed in the same way; every
/// schema once, at most kMaxSchemaParts. URIs of documents not loaded go to `missing`.
std::vector<SchemaPart> schema_parts(const json::DocumentSet& set, const json::Cursor& schema,
                                     schema::Dialect dialect, std::vector<std::string>* missing,
                                     const Scope& scope = {});

/// The target of a schema's `$ref`, or else of its `$dynamicRef`, in the scope of the part.
json::Resolution refer(const json::DocumentSet& set, const SchemaPart& part);

/// The last token of a reference, unescaped: `#/components/schemas/User` → `User`,
/// `models/User.yaml` → `User`.
std::string reference_token(std::string_view reference);

/// Whether a pattern that is `^` and plain letters matches the start of a name.
bool starts_like(std::string_view pattern, std::string_view name);

}  // namespace vitrine::openapi
