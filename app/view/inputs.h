#pragma once

#include <string_view>

#include "app/view/context.h"

namespace vitrine::view {

/// What an operation takes: its parameters and its request body, as they are read.
void inputs(const Context& context, const openapi::Operation& operation);
/// The media type of the request body that is shown, nullptr where there is none.
const openapi::MediaType* body_shown(const Context& context, const openapi::Operation& operation);

}  // namespace vitrine::view
