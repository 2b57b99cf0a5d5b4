#pragma once

#include "app/view/context.h"

namespace vitrine::view {

/// The responses that an operation declares: a tab for each status, with its words, headers,
/// schemas, examples and links.
void responses(const Context& context, const openapi::Operation& operation);
/// The media type of the response that the user chose, nullptr where it has none.
const openapi::MediaType* media_shown(const Context& context, const openapi::Response& response);
/// What a media type describes; of a stream that is one item.
openapi::SchemaView schema_of(const Context& context, const openapi::Operation& operation,
                              const openapi::MediaType& media);

}  // namespace vitrine::view
