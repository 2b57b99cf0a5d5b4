#pragma once

#include <string>
#include <vector>

#include "app/openapi/schema_view.h"

namespace vitrine::command {

/// Variations of a JSON text, each at one place: at, below and beyond each bound that the schema
/// has there, of other types, without each member, with one more. Which of them are valid is for
/// the description to say. No more than a few thousand; the same for the same text.
std::vector<std::string> edges(const openapi::SchemaView& schema, const std::string& text);

}  // namespace vitrine::command
