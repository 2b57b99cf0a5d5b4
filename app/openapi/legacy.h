#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/openapi/context.h"

/// OpenAPI 2.0 read in terms of 3.1. The schema inside a parameter of 2.0 (type, items, format…)
/// becomes a small document of its own, whose schema the Parameter points to.
namespace vitrine::openapi {

/// `schemes`, `host` and `basePath` (OAS 2.0 "Swagger Object").
std::vector<Server> legacy_servers(Context& context, const json::Cursor& root,
                                   const std::vector<std::string>& schemes);

using Made = std::vector<std::shared_ptr<const json::Document>>;

/// A parameter of path, query or header; false when it cannot be used.
bool legacy_parameter(Context& context, const json::Cursor& cursor, Parameter& parameter,
                      Made& made);

/// The request body that `in: body` and `in: formData` parameters describe together.
std::optional<RequestBody> legacy_body(Context& context,
                                       const std::vector<json::Cursor>& parameters,
                                       const std::vector<std::string>& consumes, Made& made);

std::vector<Response> legacy_responses(Context& context, const json::Cursor& responses,
                                       const std::vector<std::string>& produces, Made& made);

}  // namespace vitrine::openapi
