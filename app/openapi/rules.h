#pragma once

#include <span>
#include <string_view>

#include "app/openapi/model.h"

namespace vitrine::openapi {

/// A rule that a description can break. `name` is stable: people write it in their build's
/// configuration (`--rule NAME=off`).
struct Rule {
  std::string_view name;  ///< in kebab-case, e.g. "array-items"
  Severity severity;      ///< unless the caller chooses another one
  std::string_view section;  ///< of the specification, e.g. "OAS 3.0.3 §4.7.24.1"
  std::string_view summary;  ///< one sentence: what must hold
};

/// All rules, by name.
std::span<const Rule> rules();

/// The rule of this name; nullptr when there is none.
const Rule* find_rule(std::string_view name);

}  // namespace vitrine::openapi
