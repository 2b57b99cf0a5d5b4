// The inputs for a body, as groups that fold.
#pragma once

#include "app/session/form/form.h"
#include "app/view/context.h"

namespace vitrine::view {

/// Draws a field for each place of the body, in the groups of its objects, lists and maps.
void body_fields(const Context& context, const session::Form& form);

}  // namespace vitrine::view
