#pragma once
#include "server/api/components.h"
#include "server/api/declaration.h"
#include "server/api/types.h"

namespace vitrine {

/// Adds the models of all routes to the components, in the order of their declaration.
void describe_routes(const Declaration& declaration, Components& components);

/// The OpenAPI 3.1 document of a declaration, whose models are in `components`; those of problems
/// join them.
FreeForm openapi_document(const Declaration& declaration, Components& components);

}  // namespace vitrine
