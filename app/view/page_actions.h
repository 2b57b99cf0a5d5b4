// What can be done with a page as a whole.
#pragma once

#include "app/view/context.h"

namespace vitrine::view {

/// Of the buttons in one row.
float page_actions_width(const Context& context);
/// Buttons beside the title: copy a link to the page, copy it as Markdown.
void page_actions(const Context& context);
/// An element that shows one page alone has no list to come back by.
void way_back(const Context& context);
/// Buttons of the overview: the description as a file, and on paper.
void downloads(const Context& context);

}  // namespace vitrine::view
