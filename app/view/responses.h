#pragma once

#include "app/view/context.h"

namespace vitrine::view {

/// The responses that an operation declares: a tab for each status, with its words, headers,
/// schemas, examples and links.
void responses(const Context& context);
/// The examples of a media type, or that of its schema.
void examples(const Context& context, const std::string& place, const openapi::MediaType& media,
              const openapi::SchemaView& schema);

}  // namespace vitrine::view
