#pragma once

#include "app/view/context.h"

namespace vitrine::view {

/// What the description says of itself: title, words, contact, licence, servers, problems.
void overview(const Context& context);

}  // namespace vitrine::view
