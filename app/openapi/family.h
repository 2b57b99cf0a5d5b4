#pragma once

#include <string>

#include "app/json/document_set.h"

/// Inheritance: the schemas that build on one with a `discriminator` by their `allOf` are its
/// alternatives, without a list anywhere that says so (OAS 3.0.3 §4.7.25, 3.1.1 §4.8.25).
namespace vitrine::openapi {

/// Notes in the set which schemas the component `schema` builds on.
void note_bases(json::DocumentSet& set, const json::Cursor& schema);

/// The name that a schema has in the components (or definitions) of its document; else empty.
std::string component_name(json::Value schema);

}  // namespace vitrine::openapi
