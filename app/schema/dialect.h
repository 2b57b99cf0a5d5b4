#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace vitrine::schema {

/// The rules a schema is read by, in the order of publication. The OpenAPI dialects are those of
/// the Schema Object: 2.0 and 3.0 are draft 4 with changes (OAS 2.0 "Schema Object", OAS 3.0.3
/// §4.7.24), 3.1 is JSON Schema 2020-12 with the OAS base vocabulary (OAS 3.1.0 §4.8.24). OpenAPI
/// 3.2 uses the dialect of 3.1.
enum class Dialect : std::uint8_t {
  draft4,
  draft6,
  draft7,
  draft2019_09,
  draft2020_12,
  openapi_2_0,
  openapi_3_0,
  openapi_3_1,
};

/// Draft 4 and its relatives: boolean `exclusiveMinimum`, no boolean schemas.
constexpr bool is_draft4_like(Dialect dialect) {
  return dialect == Dialect::draft4 || dialect == Dialect::openapi_2_0 ||
         dialect == Dialect::openapi_3_0;
}

/// Dialects in which `$ref` makes its siblings void (JSON Schema draft 7 §8.3, OAS 3.0.3 §4.7.23)
/// and identifiers may be fragments.
constexpr bool ref_stands_alone(Dialect dialect) {
  return dialect <= Dialect::draft7 || is_draft4_like(dialect);
}

/// The dialect that `$schema` names, with or without an empty fragment, by http or https. A
/// hyper-schema names the dialect it extends. Nothing for a URI that is not one of the published
/// ones, draft 3 and older among them.
std::optional<Dialect> dialect_of(std::string_view schema_uri);

/// The vocabularies of JSON Schema 2020-12 as bits, as `$vocabulary` switches them
/// (JSON Schema Core §8.1.2). Older dialects have all of them.
enum class Vocabulary : std::uint8_t {
  core = 1,
  applicator = 2,
  unevaluated = 4,
  validation = 8,
  metadata = 16,
  format_annotation = 32,
  format_assertion = 64,
  content = 128,
};

/// A vocabulary and the dialect it belongs to. `bits` are Vocabulary bits; those of 2019-09 and of
/// OpenAPI are expressed in the ones of 2020-12.
struct KnownVocabulary {
  Dialect dialect;
  std::uint8_t bits;
};

/// The vocabulary with this URI; nothing for one that is not known. `required` is its value in
/// `$vocabulary`: the format vocabulary of 2019-09 asserts only where it is true (Validation
/// 2019-09 §7.2).
std::optional<KnownVocabulary> vocabulary_of(std::string_view uri, bool required);

}  // namespace vitrine::schema
