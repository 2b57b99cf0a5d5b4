#include "server/command/meta_schemas.h"

#include <algorithm>

/// Finds embedded meta-schemas by their URI.
namespace vitrine::command {

std::optional<std::string_view> meta_schema(std::string_view uri) {
  const auto all = meta_schemas();
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const MetaSchema& known) { return known.uri == uri; });
  if (found == all.end()) return std::nullopt;
  return found->text;
}

}  // namespace vitrine::command
