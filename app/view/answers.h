#pragma once

#include "app/view/context.h"

namespace vitrine::view {

/// What an operation promises to answer: a tab for each status, with its words, headers, schemas,
/// examples and links.
void answers(const Context& context);

}  // namespace vitrine::view
