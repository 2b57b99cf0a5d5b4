// What can be done with a page as a whole.
#pragma once

#include "app/view/context.h"

namespace vitrine::view {

/// Copies the page as Markdown; on the overview, gives the description as a file too.
void page_actions(const Context& context);

}  // namespace vitrine::view
