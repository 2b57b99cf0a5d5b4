#pragma once

#include "app/view/context.h"

namespace vitrine::view {

/// The title of an operation: its summary, or else `METHOD /path`.
std::string heading(const openapi::Operation& operation);

/// The operation shown: heading, route, words, parameters, body and answers with their schemas.
void operation(const Context& context);

/// A heading of a section with a line below; `right` stands at its right edge.
void section_heading(const Context& context, std::string_view id, std::string_view title,
                     std::string_view right = {});

}  // namespace vitrine::view
