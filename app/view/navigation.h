#pragma once

#include "app/view/context.h"

namespace vitrine::view {

void theme_button(const Context& context);
/// The list of operations with its search: contents of a surface whose role is `navigation`.
void navigation(const Context& context);

}  // namespace vitrine::view
