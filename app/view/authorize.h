#pragma once

#include "app/view/context.h"

namespace vitrine::view {

/// The dialog for credentials, a surface of its own above the others; nothing while it is closed.
void authorize(const Context& context, ui::Size size);

}  // namespace vitrine::view
