// Edits of parameters, servers and choices of the form.
#include <utility>

#include "app/session/form/field.h"
#include "app/session/form/update.h"

namespace vitrine::session {
namespace {

/// Long enough to save once for a word, short enough to finish before the page is reloaded.
constexpr uint32_t kPauseMs = 400;

}  // namespace

void keep_later(Session& session, Effects& effects) {
  session.work->unsaved = true;
  emit(effects, Wake{Timer::persist, kPauseMs});
}

void settle(Form& form) {
  if (form.send_anyway_offered && violation_count(form) == 0) form.send_anyway_offered = false;
}

void forget_response_errors(Form& form, std::string_view field) {
  std::erase_if(form.response_errors, [&](const ResponseError& error) {
    const std::string_view about = error.field;
    return about.substr(0, field.size()) == field &&
           (about.size() == field.size() || about[field.size()] == '/');
  });
}

void settle_value(Field& field) {
  if (!field.present() && field.required && field.may_be_empty) {
    field.value.state = request::State::empty;
  }
  if (field.kind == Field::Kind::choice) field.chosen = choice_of(field);
}

Form* editable_form(Session& session) {
  if (!session.shown) return nullptr;
  const auto form = session.forms.find(session.shown->key);
  if (form == session.forms.end()) return nullptr;
  ++form->second.revision;
  return &form->second;
}

void apply(Session& session, EditParameter&& action, Effects& effects) {
  Form* form = editable_form(session);
  if (!form || action.index >= form->parameters.size()) return;
  ParameterField& field = form->parameters[action.index];
  // The state changed without typing: make the field in the page take the new text.
  const request::State state = action.value.state;
  if (state == request::State::empty || state == request::State::null) ++field.revision;
  pin_variants(field);
  field.value = std::move(action.value);
  settle_value(field);
  field.touched = true;
  forget_response_errors(*form, field.id);
  validate_parameter(*session.shown, *form, action.index);
  make_parts(*session.shown, field, action.index);
  settle(*form);
  keep_later(session, effects);
}

void apply(Session& session, LeaveField&& action, Effects& effects) {
  Form* form = editable_form(session);
  if (!form) return;
  if (action.field.compare(0, 6, "/body/") == 0) {
    for (const Field& field : form->fields) {
      if (!field.present() || action.field.compare(5, std::string::npos, field.pointer) != 0)
        continue;
      if (touch(*form, field.pointer)) read_body(session, *form, Judge::yes, effects);
      return;
    }
  }
  for (size_t i = 0; i < form->parameters.size(); ++i) {
    ParameterField& field = form->parameters[i];
    if (field.id != action.field) continue;
    // Do not report a field that the user left empty.
    if (field.value.state == request::State::unset) return;
    field.touched = true;
    validate_parameter(*session.shown, *form, i);
    return;
  }
}

void apply(Session& session, ChooseAccept&& action, Effects& effects) {
  Form* form = editable_form(session);
  if (!form || action.index >= form->accepts.size()) return;
  form->accept = action.index;
  keep_later(session, effects);
}

void apply(Session& session, ChooseServer&& action, Effects& effects) {
  Form* form = editable_form(session);
  if (!form || action.index > session.shown->operation.servers.size()) return;
  choose_server(session, *form, action.index);
  if (form->own_server) emit(effects, FocusField{std::string(kServerAddress)});
  remember_server(session, *form);
  keep_later(session, effects);
}

void apply(Session& session, EditServerVariable&& action, Effects& effects) {
  Form* form = editable_form(session);
  if (!form) return;
  for (Field& field : form->server_values) {
    if (field.name != action.name) continue;
    field.value.text = std::move(action.value);
    field.chosen = choice_of(field);
    expand_server(session, *form);
    remember_server(session, *form);
    keep_later(session, effects);
    return;
  }
}

}  // namespace vitrine::session
