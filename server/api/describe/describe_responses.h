#pragma once
#include <string>

#include "server/api/declare/route_info.h"
#include "server/api/describe/components.h"
#include "server/api/model/types.h"

/// The parts of a Responses Object (OAS 3.1.0 §4.8.16) in which several declarations meet.
namespace vitrine {

constexpr char kProblemType[] = "application/problem+json";

/// A Header Object (OAS 3.1.0 §4.8.21).
FreeForm header_object(Components& components, const Shape& shape, const Rules& rules,
                       bool required);

/// The headers of a response. All cookies that it sets are one header.
FreeForm headers_of(Components& components, const RouteInfo::ResponseInfo& response);

/// Adds a response under its status, to what is there already: words are joined, and a header is
/// required where both require it.
void add_response(FreeForm& responses, int status, FreeForm response);

/// The same for a problem of a schema. Where there are several of one status it is any of them.
void add_problem(FreeForm& responses, int status, const std::string& words, const FreeForm& schema);

/// Adds a failure with its own members, type and headers. `problem` is the schema of all problems.
void add_failure(Components& components, FreeForm& responses, const RouteInfo::FailureInfo& failure,
                 const FreeForm& problem);

}  // namespace vitrine
