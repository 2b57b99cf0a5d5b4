#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "app/request/parameter.h"
#include "server/api/declare/route_info.h"

/// How the parameters of a route travel, from their rules.
namespace vitrine {

/// The rules `style` and `explode`, else the defaults of the location (OAS 3.1.0 §4.8.12.2).
request::Serialisation serialisation_of(const RouteInfo::ParameterInfo& parameter);

/// Why a parameter of this location and type cannot have its style, "" where it can (§4.8.12.3).
std::string style_mistake(const RouteInfo::ParameterInfo& parameter);

/// Puts the schema into a Parameter Object, beside the style or in the content.
void add_schema(nlohmann::ordered_json& parameter_object, const RouteInfo::ParameterInfo& parameter,
                nlohmann::ordered_json schema);
/// Where that is, from the Parameter Object.
std::string schema_pointer(const RouteInfo::ParameterInfo& parameter);

}  // namespace vitrine
