// What stands beside the introduction on wide pages: servers, how to begin.
#pragma once

#include "app/view/context.h"

namespace vitrine::view {

/// Fills the column beside the introduction.
void beside_introduction(const Context& context);

}  // namespace vitrine::view
