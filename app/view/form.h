#pragma once

#include "app/view/context.h"

namespace vitrine::view {

/// The form: a field for each parameter, the body, and Send where it is not above it.
void form(const Context& context);

}  // namespace vitrine::view
