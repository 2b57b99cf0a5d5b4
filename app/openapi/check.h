#pragma once

#include <vector>

#include "app/openapi/description.h"

namespace vitrine::openapi {

/// All that is wrong with a description: its outline, every operation, every component,
/// every schema, and examples that do not suit their schema. Each problem once, in the order of the
/// text, the description's own document first. Problems of the texts are not among them
/// (text_problems()). Costs as much as showing every operation.
std::vector<Problem> check(const Description& description);

}  // namespace vitrine::openapi
