// Edits of a body's lists, maps, objects and variants by its form.
#include <algorithm>
#include <utility>

#include "app/json/edit.h"
#include "app/json/pointer.h"
#include "app/json/reader.h"
#include "app/json/write.h"
#include "app/session/form/patch.h"

namespace vitrine::session {
namespace {

using Change = ChangeBodyList::Change;
using Kind = Field::Kind;

/// Focuses the field of a place, or else the first one inside it.
void focus_near(Form& form, const std::string& pointer, Effects& effects) {
  const Field* inside = nullptr;
  for (const Field& field : form.fields) {
    // None of these takes typed text; an absent object has its button.
    if (field.kind == Kind::variant || field.kind == Kind::type || field.kind == Kind::optional ||
        field.kind == Kind::constant ||
        ((field.kind == Kind::object || field.kind == Kind::map) && field.present())) {
      continue;
    }
    if (field.pointer == pointer) {
      emit(effects, FocusField{field.id});
      return;
    }
    if (!inside && field.pointer.compare(0, pointer.size() + 1, pointer + '/') == 0) {
      inside = &field;
    }
  }
  if (inside) emit(effects, FocusField{inside->id});
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

/// A name that no member of the object has: the first one is empty, to be typed.
std::string free_name(const Form& form, std::string_view pointer) {
  const json::Reading reading = json::read(form.body);
  const json::Value object = json::resolve(reading.document.root(), pointer);
  std::string name;
  for (int number = 2; object[name]; ++number) name = "key" + std::to_string(number);
  return name;
}

void add_value(Session& session, Form& form, const Field& field, Effects& effects) {
  std::string pointer = field.pointer;
  const bool member = field.kind == Kind::map || (field.kind == Kind::object && field.group);
  if (field.kind == Kind::list) json::append(pointer, size_t{field.count});
  if (member) json::append(pointer, free_name(form, field.pointer));
  put(session, form, pointer, value_for(session, form, pointer));
  after(session, form, false, effects);
  if (member) pointer += kKeySuffix;
  focus_near(form, pointer, effects);
}

void move_element(Session& session, Form& form, const Field& field, bool up, Effects& effects) {
  if (up ? field.position == 0 : field.position + 1 >= field.count) return;
  std::string other = parent_of(field.pointer);
  json::append(other, size_t{up ? field.position - 1 : field.position + 1});
  forget_choices(form, field.pointer);
  forget_choices(form, other);
  swap_values(form, field.pointer, other);
  swap_files(form, field.pointer, other);
  after(session, form, false, effects);
}

/// True where the schema lists what it allows, and the value is not among it.
bool excludes(const openapi::SchemaView& schema, json::Value value) {
  const std::vector<json::Value> allowed = schema.enum_values();
  return !allowed.empty() && std::none_of(allowed.begin(), allowed.end(), [&](json::Value each) {
    return json::compact(each) == json::compact(value);
  });
}

/// Copies over the members that the new variant also declares and whose values it may have.
std::string with_known_members(std::string text, json::Value old, const openapi::SchemaView& place,
                               const openapi::SchemaView& branch,
                               const std::string& discriminator) {
  for (const json::Member& member : old.members()) {
    const openapi::SchemaView own = branch.property(member.key);
    const bool known =
        own ? !excludes(own, member.value) : static_cast<bool>(place.property(member.key));
    if (member.key == discriminator || !known) continue;
    std::string at;
    json::append(at, member.key);
    auto patched = json::set(text, at, old.document()->text(member.value.range()));
    if (patched) text = std::move(*patched);
  }
  return text;
}

/// The text that a variant begins with: what it has in common with the one before stays.
std::string variant_text(const openapi::SchemaView& place, uint32_t index, json::Value old) {
  openapi::SchemaView branch = place.variants()[index];
  // A union within it begins with its first variant.
  for (int depth = 0; depth < 4 && !branch.has_properties(); ++depth) {
    const std::vector<openapi::SchemaView> inner = branch.variants();
    if (inner.empty()) break;
    branch = inner.front();
  }
  const auto discriminator = place.discriminator();
  const std::string property = discriminator ? discriminator->property : std::string();
  std::string text = first_value(branch);
  if (text.empty() || text.front() != '{') return text;
  text = with_known_members(std::move(text), old, place, branch, property);
  // Inline branches have no name; their own schema identifies them.
  if (const std::string name = place.tag(index); !name.empty()) {
    std::string at;
    json::append(at, property);
    auto named = json::set(text, at, json::quote(name));
    if (named) text = std::move(*named);
  }
  const json::Reading made = json::read(text);
  return made.error ? text : json::pretty(made.document.root());
}

/// The text of a value as another type; empty to leave it as it is.
std::string typed_text(std::string_view type, json::Value old) {
  if (type == "json" || (old && json::type_name(old.type()) == type)) return {};
  if (type == "string" && (old.is_number() || old.is_boolean())) {
    return json::quote(json::compact(old));
  }
  return first_of_type(type);
}

}  // namespace

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
      forget_choices(*form, field.element ? parent_of(field.pointer) : field.pointer);
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
  const bool type = action.pointer.ends_with(kTypeSuffix);
  const std::string at(value_pointer(action.pointer));
  const json::Reading reading = json::read(form->body);
  const json::Value root = reading.document.root();
  const json::Value old = json::resolve(root, at);
  const openapi::SchemaView declared = schema_at(*schema, root, form->variants, at);
  std::string text;
  const Layers layers = layers_of(declared, old, form->variants, at);
  if (type) {
    const auto types = types_of(shape_of(layers).kinds());
    if (action.index >= types.size()) return;
    text = typed_text(types[action.index], old);
  } else {
    const Layer* choice = nullptr;
    for (const Layer& layer : layers) {
      if (layer.is_choice() && layer.key == action.pointer) choice = &layer;
    }
    if (!choice || action.index >= choice->variants.size()) return;
    text = variant_text(choice->schema, action.index, old);
  }
  // Drop the choices further inside: they belonged to another variant.
  forget_choices(*form, action.pointer);
  form->variants[action.pointer] = action.index;
  form->drafts.clear();
  forget_response_errors(*form, body_field(at));
  if (text.empty() || put(session, *form, at, text)) after(session, *form, false, effects);
}

void apply(Session& session, RenameMember&& action, Effects& effects) {
  Form* form = editable_form(session);
  const std::string key = action.pointer + std::string(kKeySuffix);
  if (!form || !find_field(*form, key) || form->body_error) return;
  std::string renamed = parent_of(action.pointer);
  const json::Reading reading = json::read(form->body);
  const bool taken =
      static_cast<bool>(json::resolve(reading.document.root(), renamed)[action.name]);
  json::append(renamed, action.name);
  form->drafts.erase(key);
  forget_response_errors(*form, body_field(action.pointer));
  if (taken && renamed != action.pointer) {
    form->drafts[key] = std::move(action.name);
  } else {
    take(*form, json::rename(form->body, action.pointer, action.name));
    forget_choices(*form, action.pointer);
    touch(*form, renamed + std::string(kKeySuffix));
  }
  after(session, *form, true, effects);
}

void apply(Session& session, FoldFields&& action, Effects& effects) {
  Form* form = editable_form(session);
  if (!form || form->fields.empty()) return;
  const bool more = action.pointer.starts_with(kMoreSuffix);
  size_t at = more ? form->fields.back().count : 0;
  if (std::erase(form->turned, action.pointer) == 0) {
    form->turned.push_back(std::move(action.pointer));
  }
  read_body(session, *form, is_judged(*form), effects);
  // The button is gone: what it showed is next.
  while (more && at < form->fields.size() && form->fields[at].group) ++at;
  if (more && at < form->fields.size()) emit(effects, FocusField{form->fields[at].id});
  keep_later(session, effects);
}

void apply(Session&, OpenPicker&& action, Effects& effects) {
  emit(effects, std::move(action.picker));
}

}  // namespace vitrine::session
