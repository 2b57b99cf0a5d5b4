#pragma once

#include "app/view/context.h"

namespace vitrine::view {

/// Draws the description's own page: title, text, contact, licence, servers, problems.
void overview(const Context& context);

}  // namespace vitrine::view
