#pragma once

#include "app/view/context.h"

namespace vitrine::view {

/// `#/schemas/NAME`: a schema of the description by itself.
void schema_page(const Context& context, const openapi::NamedSchema& schema);
/// `#/tags/NAME`: a tag's description and its operations.
void tag_page(const Context& context, const openapi::Group& group);

}  // namespace vitrine::view
