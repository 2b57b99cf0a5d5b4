#include "app/openapi/rules.h"

#include <algorithm>
#include <array>

/// The rules of `check`, as data.
namespace vitrine::openapi {

namespace {

using enum Severity;

constexpr auto kRules = std::to_array<Rule>({
    {"ref-not-loaded", warning, "OAS 3.1.1 §4.8.23", "A document that is referred to is loaded"},
    {"ref-unreadable", error, "OAS 3.1.1 §4.8.23", "A document that is referred to can be read"},
    {"syntax", error, "RFC 8259, YAML 1.2.2", "The text is JSON or YAML, and no name is there twice"},
});

}  // namespace

std::span<const Rule> rules() { return kRules; }

const Rule* find_rule(std::string_view name) {
  const auto found = std::find_if(kRules.begin(), kRules.end(),
                                  [name](const Rule& rule) { return rule.name == name; });
  return found == kRules.end() ? nullptr : &*found;
}

}  // namespace vitrine::openapi
