#pragma once

#include "app/view/context.h"

namespace vitrine::view {

/// The requests that the API sends for an operation: a line each, with all about it folded below.
void callbacks(const Context& context, const openapi::Operation& operation);

}  // namespace vitrine::view
