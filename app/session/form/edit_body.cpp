// Edits of the body by its text and by its form: every edit of a field is a patch of the text.
#include <utility>

#include "app/json/pointer.h"
#include "app/json/write.h"
#include "app/session/form/patch.h"

namespace vitrine::session {
namespace {

/// What a field without text has as a value where it has to have one.
std::string cleared(const Session& session, const Form& form, const Field& field) {
  const bool text = field.kind == Field::Kind::text || field.kind == Field::Kind::number ||
                    field.kind == Field::Kind::json;
  return text && !field.null() ? cleared_json(field) : value_for(session, form, field.pointer);
}

}  // namespace

void take_files(Session& session, Form& form, const std::string& pointer,
                std::vector<request::FileRef> files, Effects& effects) {
  const Field* field = find_field(form, pointer);
  if (!field || form.body_error) return;
  const bool list = field->kind == Field::Kind::list;
  size_t position = field->count;
  forget_response_errors(form, body_field(pointer));
  touch(form, pointer);
  for (request::FileRef& file : files) {
    std::string at = pointer;
    if (list) json::append(at, position++);
    // Write its name into the text, so that form, text and schema see that it is present.
    if (!at.empty() && !put(session, form, at, json::quote(file.name))) return;
    forget_files(form, at);
    form.files.push_back({at, std::move(file)});
    if (!list) break;
  }
  after(session, form, false, effects);
}

void apply(Session& session, EditBody&& action, Effects& effects) {
  Form* form = editable_form(session);
  if (!form) return;
  form->body = std::move(action.text);
  if (!action.typed) ++form->body_revision;
  form->body_edited = true;
  form->body_touched = true;
  form->example = -1;
  form->example_failure.clear();
  form->xml_failure.clear();
  form->drafts.clear();
  form->places.clear();
  ++form->fields_revision;
  forget_response_errors(*form, body_field(""));
  read_body(session, *form, Judge::yes, effects);
  settle(*form);
  keep_later(session, effects);
}

void apply(Session& session, ChooseBodyView&& action, Effects& effects) {
  Form* form = editable_form(session);
  if (!form) return;
  const uint32_t before = form->body_revision;
  form->text_shown = !show_as_xml(session, *form, action.text) || action.text;
  if (form->body_revision != before) read_body(session, *form, is_judged(*form), effects);
}

void apply(Session& session, EditBodyField&& action, Effects& effects) {
  Form* form = editable_form(session);
  const Field* field = form ? find_field(*form, action.pointer) : nullptr;
  if (!field || form->body_error) return;
  const bool was_null = field->null();
  if (field->group || was_null) forget_choices(*form, action.pointer);
  // What is typed keeps its type, whatever else the text could be.
  if (const Field* type = find_field(*form, action.pointer + std::string(kTypeSuffix)))
    form->variants.try_emplace(type->pointer, static_cast<uint32_t>(type->chosen));
  touch(*form, action.pointer);
  form->drafts.erase(action.pointer);
  forget_response_errors(*form, body_field(action.pointer));
  forget_files(*form, action.pointer);
  const bool typed =
      action.value.state == request::State::value || action.value.state == request::State::unset;
  // Set a required field to empty where the schema allows that.
  if (action.value.state == request::State::unset && field->required && field->may_be_empty) {
    action.value.state = request::State::empty;
  }
  switch (action.value.state) {
    case request::State::unset:
      // An element of a list keeps its place, and so does a member of a map.
      if (field->element || find_field(*form, action.pointer + std::string(kKeySuffix))) {
        put(session, *form, action.pointer, cleared(session, *form, *field));
      } else {
        remove_value(session, *form, action.pointer);
      }
      break;
    case request::State::null:
      put(session, *form, action.pointer, "null");
      break;
    case request::State::empty:
      put(session, *form, action.pointer, "\"\"");
      break;
    case request::State::value: {
      const auto [is_json, text] = typed_json(*field, action.value.text);
      if (!is_json || !put(session, *form, action.pointer, text)) {
        form->drafts[action.pointer] = std::move(action.value.text);
      }
      break;
    }
  }
  // The field already shows typed text; a button gives it another one.
  after(session, *form, typed && !was_null, effects);
}

}  // namespace vitrine::session
