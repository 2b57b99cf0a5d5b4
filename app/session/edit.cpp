#include <utility>

#include "app/schema/example.h"
#include "app/session/field.h"
#include "app/session/steps.h"

namespace vitrine::session {
namespace {

void remember_server(Session& session, const Form& form) {
  session.work->server = ChosenServer{form.server_template, form.server_values};
}

}  // namespace

void settle(Form& form) {
  if (form.send_anyway_offered && violation_count(form) == 0) form.send_anyway_offered = false;
}

void forget_answer(Form& form, std::string_view field) {
  std::erase_if(form.answer_errors, [&](const AnswerError& error) {
    const std::string_view about = error.field;
    return about.substr(0, field.size()) == field &&
           (about.size() == field.size() || about[field.size()] == '/');
  });
}

void settle_empty(request::ParameterValue& value, const request::Rule& rule) {
  if (value.state != request::State::unset || !rule.required || !rule.allow_empty_value) return;
  value.state = request::State::empty;
}

Form* editable_form(Session& session) {
  if (!session.shown) return nullptr;
  const auto form = session.forms.find(session.shown->key);
  return form == session.forms.end() ? nullptr : &form->second;
}

void apply(Session& session, EditParameter&& action, Effects& effects) {
  Form* form = editable_form(session);
  if (!form || action.index >= form->parameters.size()) return;
  ParameterField& field = form->parameters[action.index];
  // Where the state changes without typing, the field in the page takes its text over.
  if (action.value.state == request::State::empty) ++field.revision;
  field.value = std::move(action.value);
  settle_empty(field.value, session.shown->rules[action.index]);
  field.touched = true;
  forget_answer(*form, parameter_field(field.in, field.name));
  validate_parameter(*session.shown, *form, action.index);
  settle(*form);
  keep_later(session, effects);
}

void apply(Session& session, LeaveField&& action, Effects& effects) {
  Form* form = editable_form(session);
  if (!form) return;
  if (action.field.compare(0, 6, "/body/") == 0) {
    for (const BodyField& field : form->fields) {
      if (!field.present || action.field.compare(5, std::string::npos, field.pointer) != 0)
        continue;
      if (touch(*form, field.pointer)) read_body(session, *form, Judge::yes, effects);
      return;
    }
  }
  for (size_t i = 0; i < form->parameters.size(); ++i) {
    ParameterField& field = form->parameters[i];
    if (parameter_field(field.in, field.name) != action.field) continue;
    // Passing through an empty field is no mistake yet.
    if (field.value.state == request::State::unset) return;
    field.touched = true;
    validate_parameter(*session.shown, *form, i);
    return;
  }
}

void apply(Session& session, ChooseContentType&& action, Effects& effects) {
  Form* form = editable_form(session);
  if (!form) return;
  form->example_failure.clear();
  choose_content_type(session, *form, action.index);
  read_body(session, *form, is_judged(*form), effects);
  settle(*form);
  keep_later(session, effects);
}

void apply(Session& session, ChooseAccept&& action, Effects& effects) {
  Form* form = editable_form(session);
  if (!form || action.index >= form->accepts.size()) return;
  form->accept = action.index;
  keep_later(session, effects);
}

void apply(Session& session, ChooseExample&& action, Effects& effects) {
  Form* form = editable_form(session);
  if (!form) return;
  const auto& body = session.shown->operation.request_body;
  if (!body || form->content_type >= body->content.size()) return;
  const auto& examples = body->content[form->content_type].examples;
  if (action.index > examples.size()) return;
  form->example_failure.clear();
  if (action.index == examples.size()) {
    const schema::Schema* compiled = body_schema(session, form->content_type, effects);
    if (!compiled) {
      form->example_failure = "the schema cannot be read";
      return;
    }
    schema::ExampleOptions options;
    options.direction = schema::Direction::request;
    auto made = schema::example(*compiled, options);
    if (!made) {
      const std::string place = field_path(made.error().pointer);
      form->example_failure = (place.empty() ? "" : place + ": ") + made.error().message;
      return;
    }
    form->body = std::move(*made);
  } else {
    form->body =
        example_body(examples[action.index], session.shown->bodies[form->content_type].json);
  }
  form->example = static_cast<int32_t>(action.index);
  ++form->body_revision;
  ++form->fields_revision;
  form->body_edited = false;
  form->body_touched = true;
  form->variants.clear();
  form->drafts.clear();
  forget_answer(*form, body_field(""));
  read_body(session, *form, Judge::yes, effects);
  settle(*form);
  keep_later(session, effects);
}

void apply(Session& session, ChooseServer&& action, Effects& effects) {
  Form* form = editable_form(session);
  if (!form || action.index >= session.shown->operation.servers.size()) return;
  choose_server(session, *form, action.index);
  remember_server(session, *form);
  keep_later(session, effects);
}

void apply(Session& session, EditServerVariable&& action, Effects& effects) {
  Form* form = editable_form(session);
  if (!form) return;
  for (ServerValue& value : form->server_values) {
    if (value.name != action.name) continue;
    value.value = std::move(action.value);
    expand_server(session, *form);
    remember_server(session, *form);
    keep_later(session, effects);
    return;
  }
}

}  // namespace vitrine::session
