#include "app/schema/dialect.h"

#include <utility>

namespace vitrine::schema {

namespace {

/// Takes `prefix` off the front.
bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

bool take_end(std::string_view& text, std::string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  text.remove_suffix(suffix.size());
  return true;
}

constexpr std::uint8_t bits(Vocabulary vocabulary) { return static_cast<std::uint8_t>(vocabulary); }

constexpr std::pair<std::string_view, std::uint8_t> kVocabularies[] = {
    {"core", bits(Vocabulary::core)},
    {"applicator", bits(Vocabulary::applicator)},
    {"unevaluated", bits(Vocabulary::unevaluated)},
    {"validation", bits(Vocabulary::validation)},
    {"meta-data", bits(Vocabulary::metadata)},
    {"format-annotation", bits(Vocabulary::format_annotation)},
    {"format-assertion", bits(Vocabulary::format_assertion)},
    {"content", bits(Vocabulary::content)},
};

}  // namespace

std::optional<Dialect> dialect_of(std::string_view schema_uri) {
  take_end(schema_uri, "#");
  if (!take(schema_uri, "https://") && !take(schema_uri, "http://")) return std::nullopt;
  constexpr std::pair<std::string_view, Dialect> kOpenApi[] = {
      {"3.0/dialect/base", Dialect::openapi_3_0},
      {"3.1/dialect/base", Dialect::openapi_3_1},
      {"3.1/dialect/2024-10-25", Dialect::openapi_3_1},
      {"3.1/dialect/2024-11-10", Dialect::openapi_3_1},
      {"3.2/dialect/2025-09-17", Dialect::openapi_3_1},
  };
  if (take(schema_uri, "spec.openapis.org/oas/")) {
    for (const auto& [name, dialect] : kOpenApi) {
      if (name == schema_uri) return dialect;
    }
    return std::nullopt;
  }
  constexpr std::pair<std::string_view, Dialect> kDrafts[] = {
      {"draft-04/", Dialect::draft4},
      {"draft-06/", Dialect::draft6},
      {"draft-07/", Dialect::draft7},
      {"draft/2019-09/", Dialect::draft2019_09},
      {"draft/2020-12/", Dialect::draft2020_12},
  };
  if (!take(schema_uri, "json-schema.org/")) return std::nullopt;
  if (!take_end(schema_uri, "hyper-schema") && !take_end(schema_uri, "schema")) return std::nullopt;
  for (const auto& [name, dialect] : kDrafts) {
    if (name == schema_uri) return dialect;
  }
  return std::nullopt;
}

std::optional<KnownVocabulary> vocabulary_of(std::string_view uri, bool required) {
  if (uri == "https://spec.openapis.org/oas/3.1/vocab/base" ||
      uri == "https://spec.openapis.org/oas/3.2/vocab/base") {
    return KnownVocabulary{Dialect::openapi_3_1, 0};
  }
  if (!take(uri, "https://json-schema.org/draft/")) return std::nullopt;
  const bool is_2019 = take(uri, "2019-09/vocab/");
  if (is_2019 && uri == "format") {
    const auto both = bits(Vocabulary::format_annotation) | bits(Vocabulary::format_assertion);
    return KnownVocabulary{Dialect::draft2019_09, required ? static_cast<std::uint8_t>(both)
                                                           : bits(Vocabulary::format_annotation)};
  }
  // Links are not followed, so that its keywords are annotations.
  if (is_2019 && uri == "hyper-schema") return KnownVocabulary{Dialect::draft2019_09, 0};
  if (!is_2019 && !take(uri, "2020-12/vocab/")) return std::nullopt;
  for (const auto& [name, vocabulary] : kVocabularies) {
    if (uri != name) continue;
    if (!is_2019) return KnownVocabulary{Dialect::draft2020_12, vocabulary};
    // The vocabularies that 2020-12 has split off were part of the applicators.
    const auto more = uri == "applicator" ? bits(Vocabulary::unevaluated) : 0;
    return KnownVocabulary{Dialect::draft2019_09, static_cast<std::uint8_t>(vocabulary | more)};
  }
  return std::nullopt;
}

}  // namespace vitrine::schema
