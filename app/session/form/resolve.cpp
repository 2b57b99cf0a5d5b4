// Judges a form as it will be sent: with the values of the environment's variables.
#include <algorithm>
#include <utility>

#include "app/json/reader.h"
#include "app/json/write.h"
#include "app/request/typed.h"
#include "app/request/variables.h"
#include "app/session/form/update.h"

namespace vitrine::session {

schema::Violation no_value(std::string variable) {
  schema::Violation violation;
  violation.keyword = "unknownVariable";
  violation.params.push_back({"variable", std::move(variable)});
  return violation;
}

namespace {

constexpr openapi::Kinds kLiterals{.null = true, .boolean = true, .number = true};

/// What a place takes, in the type chosen for it.
openapi::Kinds kinds_at(const Form& form, const openapi::SchemaView& schema, json::Value value) {
  const std::string pointer = value.pointer();
  const openapi::SchemaView declared =
      schema_at(schema, value.document()->root(), form.variants, pointer);
  openapi::Kinds kinds = declared.kinds();
  const auto chosen = form.variants.find(pointer + std::string(kTypeSuffix));
  const std::vector<std::string_view> types = types_of(kinds);
  if (chosen == form.variants.end() || chosen->second >= types.size()) return kinds;
  kinds = {};
  kinds.number = types[chosen->second] == "number";
  kinds.boolean = types[chosen->second] == "boolean";
  kinds.string = !kinds.number && !kinds.boolean;
  return kinds;
}

/// The body, where the values of variables stand in place of strings that may be none there: what
/// is typed into a number's field is kept as a string.
std::string with_literals(const Form& form, const openapi::SchemaView& schema,
                          const request::Variables& variables) {
  std::string text = form.body;
  const json::Reading reading = json::read(text);
  if (reading.error) return text;
  // From the end, so that the places before it stay.
  std::vector<json::Value> left = {reading.document.root()};
  while (!left.empty()) {
    const json::Value value = left.back();
    left.pop_back();
    for (const json::Member& member : value.members()) left.push_back(member.value);
    for (const json::Value element : value.elements()) left.push_back(element);
    if (!value.is_string() || value.string().find("{{") == std::string_view::npos) continue;
    const std::string put_in = request::resolve(value.string(), variables, request::Place::text);
    if (!request::is_literal(kLiterals, put_in)) continue;
    const openapi::Kinds kinds = kinds_at(form, schema, value);
    if (kinds.string || !request::is_literal(kinds, put_in)) continue;
    const json::Range range = value.range();
    text.replace(range.begin, range.end - range.begin, put_in);
  }
  return text;
}

}  // namespace

void resolve_value(request::ParameterValue& value, const request::Variables& variables,
                   std::vector<schema::Violation>& violations) {
  if (value.state != request::State::value) return;
  std::vector<std::string> unknown;
  value.text = request::resolve(value.text, variables, request::Place::text, &unknown);
  for (std::string& variable : unknown) violations.push_back(no_value(std::move(variable)));
}

std::string resolved_body(const Form& form, const openapi::SchemaView& schema,
                          const request::Variables& variables, bool as_json,
                          std::vector<std::string>* unknown) {
  if (!as_json) return request::resolve(form.body, variables, request::Place::text, unknown);
  return request::resolve(with_literals(form, schema, variables), variables, request::Place::json,
                          unknown);
}

std::optional<json::Reading> resolve_body(Form& form, const Shown& shown, bool as_json) {
  const openapi::SchemaView& schema = shown.bodies[form.content_type].view;
  std::vector<std::string> unknown;
  const std::string text = resolved_body(form, schema, *shown.variables, as_json, &unknown);
  for (std::string& variable : unknown) {
    BodyViolation violation;
    for (const Field& field : form.fields) {
      if (field.value.text.find(variable) == std::string::npos) continue;
      violation.pointer = field.pointer;
      break;
    }
    violation.violation = no_value(std::move(variable));
    form.body_violations.push_back(std::move(violation));
  }
  if (!as_json) return std::nullopt;
  return json::read(text);
}

void offer_variables(Field& field, const request::Variables& variables, bool as_json) {
  const bool checkbox = field.kind == Field::Kind::checkbox;
  if (!checkbox && field.kind != Field::Kind::choice) return;
  std::vector<Field::Choice> choices = field.choices;
  int32_t chosen = field.chosen;
  if (checkbox) {
    chosen = field.value.text == "true" ? 0 : field.value.text == "false" ? 1 : -1;
    for (const char* each : {"true", "false"})
      choices.push_back({each, {request::State::value, each}});
  }
  const auto allowed = static_cast<ptrdiff_t>(choices.size());
  for (const request::Variable& variable : variables) {
    if (variable.value.empty()) continue;
    const std::string label = "{{" + variable.name + "}}";
    std::string text = as_json ? json::quote(label) : label;
    const bool fits =
        std::any_of(choices.begin(), choices.begin() + allowed,
                    [&](const Field::Choice& each) { return each.label == variable.value; });
    const bool taken = field.value.text == label || field.value.text == text;
    if (taken) chosen = static_cast<int32_t>(choices.size());
    if (fits || taken) choices.push_back({label, {request::State::value, std::move(text)}});
  }
  if (static_cast<ptrdiff_t>(choices.size()) == allowed) return;
  field.kind = Field::Kind::choice;
  field.choices = std::move(choices);
  field.chosen = chosen;
}

}  // namespace vitrine::session
