// The text of prose: its looks, its links, words for its images.
#pragma once

#include <vector>

#include "app/markdown/markdown.h"
#include "app/ui/text_layout.h"
#include "app/view/context.h"

namespace vitrine::view {

/// The text of a block, in `base` where it has no look of its own.
std::vector<ui::Span> prose_spans(const Context& context, const markdown::Markdown& markdown,
                                  const markdown::Block& block, const ui::Font& base,
                                  ui::Color color);

}  // namespace vitrine::view
