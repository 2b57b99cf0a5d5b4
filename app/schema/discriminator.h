#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "app/schema/program.h"
#include "app/schema/violation.h"

/// OpenAPI's `discriminator` (OAS 3.1.0 §4.8.25). Private to app/schema.
namespace vitrine::schema {

class Build;

/// The last token of a reference or pointer, percent-decoded.
std::string last_token(std::string_view reference);

/// Beside `anyOf` or `oneOf`, adds the values of its property that name the branches.
void add_tags(Build& build, Operands& operands, const json::Value& branches);

/// The branch that the discriminator's value names, when there is one.
std::optional<std::size_t> named_branch(const Operands& operands, const json::Value& instance);

/// Adds the values that the property may have, at the property.
void describe_tags(const Operands& operands, Violation& violation);

}  // namespace vitrine::schema
