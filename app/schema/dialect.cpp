#include "app/schema/dialect.h"

#include <utility>

namespace vitrine::schema {

std::optional<Dialect> dialect_of(std::string_view schema_uri) {
  if (!schema_uri.empty() && schema_uri.back() == '#') schema_uri.remove_suffix(1);
  constexpr std::pair<std::string_view, Dialect> kPublished[] = {
      {"http://json-schema.org/draft-03/schema", Dialect::draft4},
      {"http://json-schema.org/draft-04/schema", Dialect::draft4},
      {"http://json-schema.org/draft-06/schema", Dialect::draft7},
      {"http://json-schema.org/draft-07/schema", Dialect::draft7},
      {"https://json-schema.org/draft/2019-09/schema", Dialect::draft2020_12},
      {"https://json-schema.org/draft/2020-12/schema", Dialect::draft2020_12},
      {"https://spec.openapis.org/oas/3.0/dialect/base", Dialect::openapi_3_0},
      {"https://spec.openapis.org/oas/3.1/dialect/base", Dialect::openapi_3_1},
      {"https://spec.openapis.org/oas/3.1/dialect/2024-10-25", Dialect::openapi_3_1},
      {"https://spec.openapis.org/oas/3.1/dialect/2024-11-10", Dialect::openapi_3_1},
      {"https://spec.openapis.org/oas/3.2/dialect/2025-09-17", Dialect::openapi_3_1},
  };
  for (const auto& [uri, dialect] : kPublished) {
    if (uri == schema_uri) return dialect;
  }
  return std::nullopt;
}

std::optional<Vocabulary> vocabulary_of(std::string_view uri) {
  constexpr std::string_view kPrefix = "https://json-schema.org/draft/2020-12/vocab/";
  if (uri.substr(0, kPrefix.size()) != kPrefix) return std::nullopt;
  constexpr std::pair<std::string_view, Vocabulary> kNames[] = {
      {"core", Vocabulary::core},
      {"applicator", Vocabulary::applicator},
      {"unevaluated", Vocabulary::unevaluated},
      {"validation", Vocabulary::validation},
      {"meta-data", Vocabulary::metadata},
      {"format-annotation", Vocabulary::format_annotation},
      {"format-assertion", Vocabulary::format_assertion},
      {"content", Vocabulary::content},
  };
  for (const auto& [name, vocabulary] : kNames) {
    if (uri.substr(kPrefix.size()) == name) return vocabulary;
  }
  return std::nullopt;
}

}  // namespace vitrine::schema
