// Judges a form as it will be sent: with the values of the environment's variables.
#include <utility>

#include "app/json/reader.h"
#include "app/request/variables.h"
#include "app/session/form/update.h"

namespace vitrine::session {

schema::Violation no_value(std::string variable) {
  schema::Violation violation;
  violation.keyword = "unknownVariable";
  violation.params.push_back({"variable", std::move(variable)});
  return violation;
}

void resolve_value(request::ParameterValue& value, const request::Variables& variables,
                   std::vector<schema::Violation>& violations) {
  if (value.state != request::State::value) return;
  std::vector<std::string> unknown;
  value.text = request::resolve(value.text, variables, request::Place::text, &unknown);
  for (std::string& variable : unknown) violations.push_back(no_value(std::move(variable)));
}

void resolve_body(Form& form, const request::Variables& variables, bool as_json,
                  json::Reading& reading) {
  std::vector<std::string> unknown;
  const request::Place place = as_json ? request::Place::json : request::Place::text;
  const std::string text = request::resolve(form.body, variables, place, &unknown);
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
  if (!as_json) return;
  const bool readable = !reading.error;
  reading = json::read(text);
  // A variable in place of a number: the form cannot patch such a text.
  if (!readable && !reading.error) form.fields.clear();
}

}  // namespace vitrine::session
