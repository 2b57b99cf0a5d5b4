// The text of prose: its looks, its links, words for its images.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/markdown/markdown.h"
#include "app/ui/text_layout.h"
#include "app/view/context.h"

namespace vitrine::view {

/// Links to headings of the text itself lead to the page that is shown; others to the overview,
/// where the API as a whole is described.
std::string href_of(const Context& context, const markdown::Link& link);

/// Spans of a block as text, in `base` where they have no look of their own.
std::vector<ui::Span> prose_spans(const Context& context, const markdown::Markdown& markdown,
                                  std::span<const markdown::Span> spans, const ui::Font& base,
                                  ui::Color color);

}  // namespace vitrine::view
