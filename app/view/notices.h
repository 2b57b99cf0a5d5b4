#pragma once

#include <vector>

#include "app/view/context.h"

namespace vitrine::view {

/// While there is no description: progress, or what went wrong and what to do.
void loading(const Context& context);
/// In place of what only the whole description has, while there is its outline.
void still_loading(const Context& context);
/// Above everything: a failed reload, a link that leads nowhere, documents that need the user's
/// consent.
void notices(const Context& context);
/// The region Problems of the contract; absent when there are none.
void problems(const Context& context, const std::vector<openapi::Problem>& problems);

}  // namespace vitrine::view
