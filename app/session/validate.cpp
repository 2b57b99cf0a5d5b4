#include <algorithm>
#include <utility>

#include "app/json/pointer.h"
#include "app/json/reader.h"
#include "app/session/field.h"
#include "app/session/steps.h"

namespace vitrine::session {
namespace {

/// The value a message points at; where it is absent, what it is missing from.
json::Position place_of(const json::Document& document, const schema::Violation& violation) {
  json::Value value = json::resolve(document.root(), schema::field_pointer(violation));
  if (!value) value = json::resolve(document.root(), violation.instance_pointer);
  return value.position();
}

}  // namespace

void validate_parameter(const Shown& shown, Form& form, size_t index) {
  ParameterField& field = form.parameters[index];
  field.error.reset();
  field.violations.clear();
  if (shown.operation.parameters[index].ignored) return;
  request::Check check = request::validate_parameter(
      field.value, shown.rules[index], shown.views[index], shown.schemas[index].get());
  field.error = std::move(check.instance.error);
  field.violations = std::move(check.violations);
}

void read_body(Session& session, Form& form, Judge judge, Effects& effects) {
  form.body_error.reset();
  form.body_violations.clear();
  form.body_positions.clear();
  const Shown& shown = *session.shown;
  if (form.content_type_name.empty() || form.content_type >= shown.bodies.size()) {
    form.fields.clear();
    return;
  }
  const Shown::BodySchema& body = shown.bodies[form.content_type];
  const openapi::MediaType& media = shown.operation.request_body->content[form.content_type];
  const bool as_json = request::is_edited_as_json(body.kind, form.body);
  json::Reading reading;
  if (as_json && !form.body.empty()) reading = json::read(form.body);
  // Of a text that does not parse, the fields stay as they were.
  if (body.kind == request::BodyKind::binary) {
    form.fields = {whole_file_field(shown.operation.request_body->required)};
  } else if (!as_json) {
    form.fields.clear();
  } else if (!reading.error || form.fields.empty()) {
    const bool multipart = body.kind == request::BodyKind::multipart;
    form.fields = body_fields(body.view, reading.document.root(), form.variants,
                              multipart ? &media : nullptr);
    for (BodyField& field : form.fields) {
      const auto draft = form.drafts.find(field.pointer);
      if (draft != form.drafts.end() && field.kind == BodyField::Kind::json) {
        field.text = draft->second;
      }
    }
  }
  if (judge == Judge::no) return;
  if (form.body.empty() && form.files.empty()) {
    if (!shown.operation.request_body->required) return;
    schema::Violation absent;
    absent.keyword = "required";
    form.body_violations.push_back(std::move(absent));
    form.body_positions.emplace_back();
    return;
  }
  if (reading.error) {
    form.body_error = std::move(reading.error);
    return;
  }
  if (!as_json) return;
  const schema::Schema* compiled = body_schema(session, form.content_type, effects);
  if (!compiled) return;
  schema::EvaluateOptions options;
  options.direction = schema::Direction::request;
  schema::Evaluation evaluation = schema::evaluate(*compiled, reading.document.root(), options);
  form.body_violations = std::move(evaluation.violations);
  // `name=` is valid where the parameter of a form says so (OAS 2.0 "Parameter Object").
  std::erase_if(form.body_violations, [&](const schema::Violation& violation) {
    const json::Value value = json::resolve(reading.document.root(), violation.instance_pointer);
    if (!value.is_string() || !value.string().empty()) return false;
    return std::any_of(form.fields.begin(), form.fields.end(), [&](const BodyField& field) {
      return field.may_be_empty && field.pointer == violation.instance_pointer;
    });
  });
  for (const schema::Violation* violation : schema::leaves(form.body_violations)) {
    form.body_positions.push_back(place_of(reading.document, *violation));
  }
}

Judge is_judged(const Form& form) {
  return form.body_touched || form.submitted || !form.touched.empty() ? Judge::yes : Judge::no;
}

void validate_all(Session& session, Form& form, Effects& effects) {
  for (size_t i = 0; i < form.parameters.size(); ++i) validate_parameter(*session.shown, form, i);
  read_body(session, form, Judge::yes, effects);
}

std::string first_invalid_field(const Form& form) {
  using openapi::Location;
  for (const Location in : {Location::path, Location::query, Location::querystring,
                            Location::header, Location::cookie}) {
    for (const ParameterField& field : form.parameters) {
      if (field.in == in && !field.valid()) return parameter_field(in, field.name);
    }
  }
  if (form.body_error) return body_field("");
  if (!form.drafts.empty()) return body_field(form.drafts.begin()->first);
  const auto leaves = schema::leaves(form.body_violations);
  // In the order of the form, where there is one.
  for (const BodyField& field : form.fields) {
    for (const schema::Violation* leaf : leaves) {
      if (schema::field_pointer(*leaf) == field.pointer) return body_field(field.pointer);
    }
  }
  if (form.body.empty() && !leaves.empty() && !form.fields.empty()) {
    return body_field(form.fields.front().pointer);
  }
  return leaves.empty() ? std::string() : body_field(schema::field_pointer(*leaves.front()));
}

}  // namespace vitrine::session
