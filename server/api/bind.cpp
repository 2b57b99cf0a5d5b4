#include "server/api/bind.h"

#include "app/json/write.h"
#include "server/api/problem.h"

/// What needs no template: values of any shape, and the words of refusals.
namespace vitrine {

std::string json_text(json::Value from) { return json::compact(from); }

FieldError refusal_error(std::string_view in, std::string_view name, const Refusal& refusal) {
  schema::Violation violation;
  violation.instance_pointer = refusal.value.pointer();
  violation.keyword = refusal.keyword;
  if (!refusal.argument.empty()) {
    violation.params.push_back({std::string(refusal.keyword), std::string(refusal.argument),
                                schema::Parameter::Kind::text});
  }
  FieldError error = field_error(in, name, violation);
  error.message = refusal.message;
  return error;
}

}  // namespace vitrine
