#pragma once
#include <string>

#include "server/api/declare/declaration.h"
#include "server/api/describe/components.h"
#include "server/api/model/types.h"

namespace vitrine {

/// Adds the models of all routes to the components, in the order of their declaration.
void describe_routes(const Declaration& declaration, Components& components);

/// The document of a declaration, whose models are in `components`; those of problems join them.
/// OpenAPI 3.1, or 3.2 where a response is a stream. `root` is where the API is mounted.
FreeForm openapi_document(const Declaration& declaration, Components& components,
                          const std::string& root = {});

}  // namespace vitrine
