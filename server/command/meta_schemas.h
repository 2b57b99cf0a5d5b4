#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace vitrine::command {

/// A published meta-schema or vocabulary of JSON Schema or OpenAPI.
struct MetaSchema {
  std::string_view uri;  ///< without fragment
  std::string_view text;
};

/// All that are built into the command (meta_schemas/README.md says where they come from).
std::span<const MetaSchema> meta_schemas();

/// The text of the one with this URI, which has no fragment.
std::optional<std::string_view> meta_schema(std::string_view uri);

}  // namespace vitrine::command
