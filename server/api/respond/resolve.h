#pragma once
#include "server/api/declare/declaration.h"

namespace vitrine {

/// Gives every route what it has from its groups, and the inputs and failures of the dependencies
/// that are made for it. Called once.
void resolve(Declaration& declaration);

}  // namespace vitrine
