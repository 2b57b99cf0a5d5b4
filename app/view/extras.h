#pragma once

#include "app/view/context.h"

namespace vitrine::view {

/// What the user adds to the request, and the buttons that add it.
void extras(const Context& context, const session::Form& form);

}  // namespace vitrine::view
