#pragma once

#include "app/view/context.h"

namespace vitrine::view {

/// Server and credentials of the operation shown.
void server_row(const Context& context);
/// The form: a field for each parameter, the body as text, Send.
void form(const Context& context);

}  // namespace vitrine::view
