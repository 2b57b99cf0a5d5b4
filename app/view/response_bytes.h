#pragma once

#include "app/view/context.h"

namespace vitrine::view {

/// A body that is no text: the place of each row, its bytes in hexadecimal and as ASCII. What is on
/// screen is read from the host.
void response_bytes(const Context& context, const session::Exchange& exchange);

}  // namespace vitrine::view
