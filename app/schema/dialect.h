#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace vitrine::schema {

/// The rules a schema is read by. The OpenAPI dialects are those of the Schema Object:
/// 2.0 and 3.0 are draft 4 with changes (OAS 2.0 "Schema Object", OAS 3.0.3 §4.7.24), 3.1 is
/// JSON Schema 2020-12 with the OAS base vocabulary (OAS 3.1.0 §4.8.24). OpenAPI 3.2 uses the
/// dialect of 3.1.
enum class Dialect : std::uint8_t {
  draft4,
  draft7,
  draft2020_12,
  openapi_2_0,
  openapi_3_0,
  openapi_3_1,
};

/// The dialect that `$schema` names, with or without an empty fragment. Drafts between the
/// supported ones read as the nearest one that has their keywords (draft 6 as 7, 2019-09 as
/// 2020-12). Nothing for a URI that is not one of the published ones.
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

/// The bit of the vocabulary with this URI; nothing for one that is not known.
std::optional<Vocabulary> vocabulary_of(std::string_view uri);

}  // namespace vitrine::schema
