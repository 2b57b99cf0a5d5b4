#pragma once
#include <nlohmann/json.hpp>

#include "server/api/describe/components.h"
#include "server/api/model/rules.h"
#include "server/api/model/shape.h"

/// Converts shapes to JSON Schema 2020-12 as OpenAPI 3.1 has it.
namespace vitrine {

/// The schema of a shape; models and enumerations become components and are referred to.
FreeForm describe(Components& components, const Shape& shape);

/// The same with the rules of a field or parameter.
FreeForm describe(Components& components, const Shape& shape, const Rules& rules);

}  // namespace vitrine
