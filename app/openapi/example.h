#pragma once

#include <string>

#include "app/json/result.h"
#include "app/openapi/schema_view.h"
#include "app/schema/example.h"

namespace vitrine::openapi {

/// A value of the schema as JSON text (schema::example), for those that have not compiled it: what
/// a response looks like. The schema's own `examples` count, those beside it (of a Media Type or a
/// Parameter) are the caller's to prefer. Documents that are not loaded are taken to accept
/// everything.
json::Result<std::string> example(const SchemaView& schema,
                                  const schema::ExampleOptions& options = {});

}  // namespace vitrine::openapi
