// The items of a streamed response, as they come.
#pragma once

#include "app/view/context.h"

namespace vitrine::view {

/// Draws what the tab shows of a stream; false where it shows what it does of any response.
bool stream_contents(const Context& context, const session::Exchange& exchange);

}  // namespace vitrine::view
