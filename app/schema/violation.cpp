#include "app/schema/violation.h"

#include <algorithm>

#include "app/json/pointer.h"
#include "app/json/write.h"

namespace vitrine::schema {

std::string_view Violation::param(std::string_view name) const {
  for (const Parameter& parameter : params) {
    if (parameter.name == name) return parameter.value;
  }
  return {};
}

const std::vector<Parameter::Item>& Violation::list(std::string_view name) const {
  static const std::vector<Parameter::Item> kNone;
  for (const Parameter& parameter : params) {
    if (parameter.name == name) return parameter.items;
  }
  return kNone;
}

std::string json_text(const Parameter& parameter) {
  if (parameter.kind == Parameter::Kind::json) return parameter.value;
  if (parameter.kind == Parameter::Kind::text) return json::quote(parameter.value);
  std::string text = "[";
  for (const Parameter::Item& item : parameter.items) {
    if (text.size() > 1) text += ',';
    text += item.is_string ? json::quote(item.text) : item.text;
  }
  return text + ']';
}

std::string field_pointer(const Violation& violation) {
  std::string pointer = violation.instance_pointer;
  const std::string& keyword = violation.keyword;
  const bool speaks_of_member = keyword == "required" || keyword == "dependentRequired" ||
                                keyword == "dependencies" || keyword == "propertyNames";
  const bool has_property =
      std::any_of(violation.params.begin(), violation.params.end(),
                  [](const Parameter& parameter) { return parameter.name == "property"; });
  if (speaks_of_member && has_property) json::append(pointer, violation.param("property"));
  return pointer;
}

std::vector<const Violation*> leaves(const std::vector<Violation>& violations) {
  std::vector<const Violation*> found;
  std::vector<const Violation*> open;
  const auto push = [&open](const std::vector<Violation>& list) {
    for (auto violation = list.rbegin(); violation != list.rend(); ++violation) {
      open.push_back(&*violation);
    }
  };
  push(violations);
  while (!open.empty()) {
    const Violation* violation = open.back();
    open.pop_back();
    // Violations of a property's name stay at the name: their causes have the place of the object.
    if (violation->causes.empty() || violation->keyword == "propertyNames") {
      found.push_back(violation);
    } else {
      push(violation->causes);
    }
  }
  return found;
}

}  // namespace vitrine::schema
