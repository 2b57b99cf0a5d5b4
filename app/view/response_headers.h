#pragma once

#include "app/view/context.h"

namespace vitrine::view {

/// The headers of a response with what they mean, and how long its parts took.
void response_headers(const Context& context, const session::Exchange& exchange);

}  // namespace vitrine::view
