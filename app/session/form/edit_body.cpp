// Edits of the body by its text and by its form: every edit of a field is a patch of the text.
#include <utility>

#include "app/json/edit.h"
#include "app/json/pointer.h"
#include "app/json/reader.h"
#include "app/json/write.h"
#include "app/session/form/field.h"
#include "app/session/form/update.h"

namespace vitrine::session {
namespace {

using Change = ChangeBodyList::Change;

Field* find_field(Form& form, std::string_view pointer) {
  for (Field& field : form.fields) {
    if (field.pointer == pointer && field.kind != Field::Kind::variant) return &field;
  }
  return nullptr;
}

const openapi::SchemaView* schema_of_body(const Session& session, const Form& form) {
  const Shown& shown = *session.shown;
  return form.content_type < shown.bodies.size() ? &shown.bodies[form.content_type].view : nullptr;
}

/// Takes a patched text; false leaves the form as it was.
bool take(Form& form, json::Result<std::string> text) {
  if (!text) return false;
  form.body = std::move(*text);
  return true;
}

/// Follows every change that the form made: the editor gets the newer text, and so do the fields,
/// unless one of them is being typed into.
void after(Session& session, Form& form, bool typed, Effects& effects) {
  form.body_edited = true;
  form.example = -1;
  form.example_failure.clear();
  ++form.body_revision;
  if (!typed) ++form.fields_revision;
  read_body(session, form, Judge::yes, effects);
  settle(form);
  keep_later(session, effects);
}

std::string parent_of(std::string_view pointer) {
  return std::string(pointer.substr(0, pointer.rfind('/')));
}

/// Focuses the field of a place, or else the first one inside it.
void focus_near(Form& form, const std::string& pointer, Effects& effects) {
  const Field* inside = nullptr;
  for (const Field& field : form.fields) {
    if (field.kind == Field::Kind::variant || field.kind == Field::Kind::object) {
      // Neither takes typed text; an absent object has its button.
      if (field.kind == Field::Kind::variant || field.present()) continue;
    }
    if (field.pointer == pointer) {
      emit(effects, FocusField{body_field(pointer)});
      return;
    }
    if (!inside && field.pointer.compare(0, pointer.size() + 1, pointer + '/') == 0) {
      inside = &field;
    }
  }
  if (inside) emit(effects, FocusField{body_field(inside->pointer)});
}

/// Removes a value, and the objects that are left empty by it and are not required.
void remove_value(const Session& session, Form& form, std::string pointer) {
  const openapi::SchemaView* schema = schema_of_body(session, form);
  while (take(form, json::remove(form.body, pointer))) {
    const std::string parent = parent_of(pointer);
    if (parent.empty() || schema == nullptr) return;
    const json::Reading reading = json::read(form.body);
    const json::Value root = reading.document.root();
    const json::Value left = json::resolve(root, parent);
    if (!left.is_object() || !left.empty()) return;
    const std::string above = parent_of(parent);
    const auto tokens = json::split(parent);
    const openapi::SchemaView holder = schema_at(*schema, root, form.variants, above);
    if (!tokens || !holder || !json::resolve(root, above).is_object() ||
        holder.is_required(tokens->back())) {
      return;
    }
    pointer = parent;
  }
}

/// Swaps the texts at two pointers.
void swap_values(Form& form, const std::string& one, const std::string& other) {
  const json::Reading reading = json::read(form.body);
  const json::Value first = json::resolve(reading.document.root(), one);
  const json::Value second = json::resolve(reading.document.root(), other);
  if (!first || !second) return;
  const std::string first_text = reading.document.text(first.range());
  const std::string second_text = reading.document.text(second.range());
  if (take(form, json::set(form.body, one, second_text))) {
    take(form, json::set(form.body, other, first_text));
  }
}

/// The initial value of a place, in the variant chosen for it.
std::string value_for(const Session& session, const Form& form, std::string_view pointer) {
  const openapi::SchemaView* schema = schema_of_body(session, form);
  if (schema == nullptr) return "null";
  const json::Reading reading = json::read(form.body);
  return first_value(schema_at(*schema, reading.document.root(), form.variants, pointer));
}

void add_value(Session& session, Form& form, const Field& field, Effects& effects) {
  std::string pointer = field.pointer;
  if (field.kind == Field::Kind::list) {
    json::append(pointer, size_t{field.count});
  }
  take(form, json::set(form.body, pointer, value_for(session, form, pointer)));
  after(session, form, false, effects);
  focus_near(form, pointer, effects);
}

void move_element(Session& session, Form& form, const Field& field, bool up, Effects& effects) {
  if (up ? field.position == 0 : field.position + 1 >= field.count) return;
  std::string other = parent_of(field.pointer);
  json::append(other, size_t{up ? field.position - 1 : field.position + 1});
  swap_values(form, field.pointer, other);
  swap_files(form, field.pointer, other);
  after(session, form, false, effects);
}

/// Copies over the members that the new variant also declares.
std::string with_known_members(std::string text, json::Value old, const openapi::SchemaView& place,
                               const openapi::SchemaView& branch,
                               const std::string& discriminator) {
  for (const json::Member& member : old.members()) {
    const bool known = place.property(member.key) || branch.property(member.key);
    if (member.key == discriminator || !known) continue;
    std::string at;
    json::append(at, member.key);
    auto patched = json::set(text, at, old.document()->text(member.value.range()));
    if (patched) text = std::move(*patched);
  }
  return text;
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
    if (!at.empty() && !take(form, json::set(form.body, at, json::quote(file.name)))) return;
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
  form->body_edited = true;
  form->body_touched = true;
  form->example = -1;
  form->example_failure.clear();
  form->xml_failure.clear();
  form->drafts.clear();
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
      // An element of a list keeps its place.
      if (field->element) {
        take(*form, json::set(form->body, action.pointer, typed_json(*field, "").second));
      } else {
        remove_value(session, *form, action.pointer);
      }
      break;
    case request::State::null:
      take(*form, json::set(form->body, action.pointer, "null"));
      break;
    case request::State::empty:
      take(*form, json::set(form->body, action.pointer, "\"\""));
      break;
    case request::State::value: {
      const auto [is_json, text] = typed_json(*field, action.value.text);
      if (!is_json || !take(*form, json::set(form->body, action.pointer, text))) {
        form->drafts[action.pointer] = std::move(action.value.text);
      }
      break;
    }
  }
  // The field already shows typed text; a button gives it another one.
  after(session, *form, typed && !was_null, effects);
}

void apply(Session& session, ChangeBodyList&& action, Effects& effects) {
  Form* form = editable_form(session);
  const Field* found = form ? find_field(*form, action.pointer) : nullptr;
  if (!found || form->body_error) return;
  const Field field = *found;
  form->drafts.clear();
  forget_response_errors(*form,
                         body_field(field.element ? parent_of(field.pointer) : field.pointer));
  switch (action.change) {
    case Change::add:
      add_value(session, *form, field, effects);
      break;
    case Change::remove:
      take(*form, json::remove(form->body, field.pointer));
      forget_files(*form, field.pointer);
      if (field.element) move_files(*form, parent_of(field.pointer), field.position + 1, -1);
      touch(*form, parent_of(field.pointer));
      after(session, *form, false, effects);
      focus_near(*form, field.element ? parent_of(field.pointer) : field.pointer, effects);
      break;
    case Change::up:
    case Change::down:
      move_element(session, *form, field, action.change == Change::up, effects);
      break;
  }
}

void apply(Session& session, ChooseVariant&& action, Effects& effects) {
  Form* form = editable_form(session);
  const openapi::SchemaView* schema = form ? schema_of_body(session, *form) : nullptr;
  if (!schema || form->body_error) return;
  const json::Reading reading = json::read(form->body);
  const json::Value root = reading.document.root();
  openapi::SchemaView place = schema_at(*schema, root, form->variants, action.pointer);
  for (int depth = 0; depth < 4 && place.variants().size() == 1; ++depth) {
    place = place.variants().front();
  }
  const std::vector<openapi::SchemaView> branches = place.variants();
  if (action.index >= branches.size()) return;
  // Drop the choices further inside: they belonged to another variant.
  std::erase_if(form->variants, [&](const auto& entry) {
    return entry.first.compare(0, action.pointer.size(), action.pointer) == 0;
  });
  form->variants[action.pointer] = action.index;
  const auto discriminator = place.discriminator();
  const std::string property = discriminator ? discriminator->property : std::string();
  std::string text = first_value(branches[action.index]);
  if (!text.empty() && text.front() == '{') {
    text = with_known_members(std::move(text), json::resolve(root, action.pointer), place,
                              branches[action.index], property);
    // Inline branches have no name; their own schema identifies them.
    if (const std::string name = place.tag(action.index); !name.empty()) {
      std::string at;
      json::append(at, property);
      auto named = json::set(text, at, json::quote(name));
      if (named) text = std::move(*named);
    }
    const json::Reading made = json::read(text);
    if (!made.error) text = json::pretty(made.document.root());
  }
  form->drafts.clear();
  forget_response_errors(*form, body_field(action.pointer));
  if (take(*form, json::set(form->body, action.pointer, text))) {
    after(session, *form, false, effects);
  }
}

}  // namespace vitrine::session
