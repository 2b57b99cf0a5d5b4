// Ways on from an operation: the one before it and the one after it in the list.
#pragma once

#include "app/view/context.h"

namespace vitrine::view {

void neighbours(const Context& context);

}  // namespace vitrine::view
