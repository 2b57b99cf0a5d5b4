#pragma once
#include "server/api/model/types.h"

namespace vitrine {

/// A document of OpenAPI 3.1 or 3.2, as types have made it, as one of 3.0 (OAS 3.0.4) for tools
/// that know no other. What 3.0 cannot say is left out: the result allows more than the original,
/// never less. Webhooks become `x-webhooks`.
FreeForm openapi_3_0(const FreeForm& document);

}  // namespace vitrine
