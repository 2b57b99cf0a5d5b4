// What can be done with a page as a whole: buttons beside its title.
#pragma once

#include "app/view/context.h"

namespace vitrine::view {

/// Of all of them in one row.
float page_actions_width(const Context& context);
void page_actions(const Context& context);

}  // namespace vitrine::view
