// The items of a streamed response, as they come.
#pragma once

#include <string>
#include <vector>

#include "app/session/exchange/stream.h"
#include "app/view/context.h"

namespace vitrine::view {

/// Draws what the tab shows of a stream; false where it shows what it does of any response.
bool stream_contents(const Context& context, const session::Exchange& exchange);
/// A sentence for each thing that is wrong with an item.
std::vector<std::string> verdict_words(const Context& context,
                                       const session::StreamVerdict& verdict);

}  // namespace vitrine::view
