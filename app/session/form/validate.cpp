// Judges the form: its parameters and the text of its body.
#include <algorithm>
#include <optional>
#include <utility>

#include "app/json/pointer.h"
#include "app/json/reader.h"
#include "app/session/description/update.h"
#include "app/session/form/field.h"
#include "app/session/form/update.h"

namespace vitrine::session {
namespace {

/// The value a message points at; if it is absent, the value that should contain it.
json::Position place_of(const json::Document& document, const schema::Violation& violation) {
  json::Value value = json::resolve(document.root(), schema::field_pointer(violation));
  if (!value) value = json::resolve(document.root(), violation.instance_pointer);
  return value.position();
}

const Field* field_at(const Form& form, std::string_view pointer) {
  for (const Field& field : form.fields) {
    if (field.pointer == pointer) return &field;
  }
  return nullptr;
}

void make_fields(const Session& session, Form& form, json::Value root) {
  const Shown& shown = *session.shown;
  const Shown::BodySchema& body = shown.bodies[form.content_type];
  const openapi::MediaType& media = shown.operation.request_body->content[form.content_type];
  std::vector<std::string> wanted;
  const auto want = [&](std::string_view field) {
    const auto pointer = field_below(field, body_field(""));
    if (pointer && !pointer->empty()) wanted.emplace_back(*pointer);
  };
  want(session.route.field);
  for (const ResponseError& error : form.response_errors) want(error.field);
  for (const BodyViolation& each : form.body_violations) want(body_field(each.pointer));
  form.fields = body_fields(body.view, root, form, wanted,
                            body.kind == request::BodyKind::multipart ? &media : nullptr);
  for (Field& field : form.fields) {
    if (field.kind != Field::Kind::json && field.kind != Field::Kind::key) continue;
    const auto draft = form.drafts.find(field.pointer);
    if (draft != form.drafts.end()) field.value = {request::State::value, draft->second};
  }
  if (!shown.variables) return;
  for (Field& field : form.fields) offer_variables(field, *shown.variables, true);
}

/// Violations stand at fields: at one that is folded, which is shown then, or at the name of a
/// member.
void place_violations(const Session& session, Form& form, json::Value root) {
  bool folds = false;
  for (const Field& field : form.fields)
    folds = folds || (field.kind == Field::Kind::optional && !field.open);
  const auto is_shown = [&](const BodyViolation& each) { return field_at(form, each.pointer); };
  if (folds && !std::all_of(form.body_violations.begin(), form.body_violations.end(), is_shown))
    make_fields(session, form, root);
  for (BodyViolation& each : form.body_violations) {
    if (each.violation.keyword != "propertyNames") continue;
    const std::string key = each.pointer + std::string(kKeySuffix);
    if (field_at(form, key)) each.pointer = key;
  }
}

/// The input of a parameter that has its first error.
std::string invalid_part(const ParameterField& field) {
  for (const Field& part : field.parts) {
    for (const schema::Violation& violation : field.violations) {
      if (part.kind != Field::Kind::variant && !part.pointer.empty() &&
          part.pointer == schema::field_pointer(violation))
        return part.id;
    }
  }
  return field.in_parts() && !field.parts.empty() ? field.parts.front().id : field.id;
}

}  // namespace

void validate_parameter(const Shown& shown, Form& form, size_t index) {
  ParameterField& field = form.parameters[index];
  field.error.reset();
  field.violations.clear();
  if (shown.operation.parameters[index].ignored) return;
  request::ParameterValue value = field.value;
  if (shown.variables) resolve_value(value, *shown.variables, field.violations);
  if (!field.violations.empty()) return;
  request::Check check = request::validate_parameter(value, shown.rules[index], shown.views[index],
                                                     shown.schemas[index].get());
  field.error = std::move(check.instance.error);
  field.violations = flattened(check.violations);
}

void read_body(Session& session, Form& form, Judge judge, Effects& effects) {
  form.body_error.reset();
  form.body_violations.clear();
  const Shown& shown = *session.shown;
  if (form.content_type_name.empty() || form.content_type >= shown.bodies.size()) {
    form.fields.clear();
    return;
  }
  const Shown::BodySchema& body = shown.bodies[form.content_type];
  const bool as_json = request::is_edited_as_json(body.kind, form.body);
  json::Reading reading;
  if (as_json && !form.body.empty()) reading = json::read(form.body);
  // If the text does not parse, keep the current fields.
  if (body.kind == request::BodyKind::binary) {
    form.fields = {whole_file_field(shown.operation.request_body->required)};
  } else if (!as_json) {
    form.fields.clear();
  } else if (!reading.error || form.fields.empty()) {
    make_fields(session, form, reading.document.root());
  } else {
    // Their schemas may be of a description that is gone.
    for (Field& field : form.fields) field.schema = {};
  }
  if (judge == Judge::no) return;
  // What is judged; the places are those of the text.
  const json::Reading* judged = &reading;
  std::optional<json::Reading> resolved;
  if (shown.variables && form.body.find("{{") != std::string::npos)
    resolved = resolve_body(form, shown, as_json);
  if (resolved) judged = &*resolved;
  // A variable in place of a number: the form cannot patch such a text.
  if (reading.error && !judged->error) form.fields.clear();
  if (form.body.empty() && form.files.empty()) {
    if (!shown.operation.request_body->required) return;
    form.body_violations.emplace_back().violation.keyword = "required";
    return;
  }
  if (judged->error) {
    form.body_error = judged->error;
    return;
  }
  if (body.kind == request::BodyKind::xml && !as_json)
    form.body_error = request::fault_in_xml(form.body);
  if (!as_json) return;
  const schema::Schema* compiled = body_schema(session, form.content_type, effects);
  if (!compiled) return;
  schema::EvaluateOptions options;
  options.direction = schema::Direction::request;
  schema::Evaluation evaluation = schema::evaluate(*compiled, judged->document.root(), options);
  // `name=` is valid where the parameter of a form says so (OAS 2.0 "Parameter Object").
  std::erase_if(evaluation.violations, [&](const schema::Violation& violation) {
    const json::Value value = json::resolve(judged->document.root(), violation.instance_pointer);
    if (!value.is_string() || !value.string().empty()) return false;
    return std::any_of(form.fields.begin(), form.fields.end(), [&](const Field& field) {
      return field.may_be_empty && field.pointer == violation.instance_pointer;
    });
  });
  for (const schema::Violation* violation : schema::leaves(evaluation.violations)) {
    form.body_violations.push_back(
        {*violation, schema::field_pointer(*violation), place_of(reading.document, *violation)});
  }
  place_violations(session, form, reading.document.root());
}

bool reveal(Form& form, std::string_view pointer) {
  return std::erase_if(form.turned, [&](const std::string& group) {
           const auto inside = field_below(pointer, group);
           return inside && !inside->empty();
         }) > 0;
}

Judge is_judged(const Form& form) {
  return form.body_touched || form.submitted || !form.touched.empty() ? Judge::yes : Judge::no;
}

void show_response_errors(Session& session, Form& form, Effects& effects) {
  for (const ResponseError& error : form.response_errors) {
    if (const auto pointer = field_below(error.field, body_field(""))) reveal(form, *pointer);
  }
  if (!form.response_errors.empty()) read_body(session, form, is_judged(form), effects);
}

void validate_all(Session& session, Form& form, Effects& effects) {
  for (size_t i = 0; i < form.parameters.size(); ++i) validate_parameter(*session.shown, form, i);
  read_body(session, form, Judge::yes, effects);
  bool revealed = false;
  for (const BodyViolation& each : form.body_violations)
    revealed = reveal(form, each.pointer) || revealed;
  for (const auto& draft : form.drafts) revealed = reveal(form, draft.first) || revealed;
  if (revealed) read_body(session, form, Judge::yes, effects);
}

std::string first_invalid_field(const Form& form) {
  using openapi::Location;
  for (const Location in : {Location::path, Location::query, Location::querystring,
                            Location::header, Location::cookie}) {
    for (const ParameterField& field : form.parameters) {
      if (field.in == in && !field.valid()) return invalid_part(field);
    }
  }
  for (const Extra& extra : form.extras) {
    if (extra.valid()) continue;
    return extra.name_problem() == Word::count ? extra.value.id : extra.name.id;
  }
  if (form.body_error) return body_field("");
  if (!form.drafts.empty()) {
    const std::string& pointer = form.drafts.begin()->first;
    const Field* field = field_at(form, pointer);
    return field ? field->id : body_field(pointer);
  }
  const auto& wrong = form.body_violations;
  // In the order of the form, where there is one.
  for (const Field& field : form.fields) {
    for (const BodyViolation& each : wrong) {
      if (each.pointer == field.pointer) return field.id;
    }
  }
  if (form.body.empty() && !wrong.empty() && !form.fields.empty()) return form.fields.front().id;
  return wrong.empty() ? std::string() : body_field(wrong.front().pointer);
}

}  // namespace vitrine::session
