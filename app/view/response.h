#pragma once

#include "app/view/context.h"

namespace vitrine::view {

/// The request as a program, ready to copy.
void code(const Context& context);
/// The response: status, time, size, and its body, headers and raw text.
void response(const Context& context);

}  // namespace vitrine::view
