#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/json/document_set.h"
#include "app/schema/dialect.h"

namespace vitrine::openapi {

/// One of the schemas that apply to the same value at the same level.
struct SchemaPart {
  json::Cursor cursor;
  /// Reached through an `allOf` of several: its title, description and example speak of that part
  /// and not of the whole.
  bool composed = false;
};

/// More schemas than this are not looked at for one answer; longer chains of references end there.
constexpr size_t kMaxSchemaParts = 256;

/// The schema, the target of its `$ref` (whose siblings count only from 3.1 on, OAS 3.0.3 §4.7.23)
/// and the members of its `allOf`, each followed in the same way; every schema once, at most
/// kMaxSchemaParts. URIs of documents not loaded go to `missing`.
std::vector<SchemaPart> schema_parts(const json::DocumentSet& set, const json::Cursor& schema,
                                     schema::Dialect dialect, std::vector<std::string>* missing);

/// The last token of a reference, unescaped: `#/components/schemas/User` → `User`,
/// `models/User.yaml` → `User`.
std::string reference_token(std::string_view reference);

/// Whether a pattern that is `^` and plain letters matches the start of a name.
bool starts_like(std::string_view pattern, std::string_view name);

}  // namespace vitrine::openapi
