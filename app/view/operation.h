#pragma once

#include "app/view/context.h"

namespace vitrine::view {

/// The operation shown: heading, route, words, parameters, body and responses with their schemas.
void operation(const Context& context);

/// A heading of a section with a line below; `right` stands at its right edge.
void section_heading(const Context& context, std::string_view id, std::string_view title,
                     std::string_view right = {});

/// The first heading of a page.
void page_heading(const Context& context, std::string_view text);
/// Draws the link to external documentation.
void external_docs(const Context& context, const std::optional<openapi::ExternalDocs>& docs);

}  // namespace vitrine::view
