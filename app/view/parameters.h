#pragma once

#include "app/view/context.h"

namespace vitrine::view {

/// The inputs for the parameters of the operation shown, in groups by their place.
void parameter_groups(const Context& context);

}  // namespace vitrine::view
