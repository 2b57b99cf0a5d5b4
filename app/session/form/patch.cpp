// Patches the text of a body.
#include "app/session/form/patch.h"

#include <algorithm>
#include <utility>

#include "app/json/edit.h"
#include "app/json/pointer.h"
#include "app/json/reader.h"
#include "app/json/write.h"

namespace vitrine::session {
namespace {

/// The shortest pointer on the way to the place at which nothing stands yet.
std::string first_absent(json::Value value, std::string_view pointer) {
  const auto tokens = json::split(pointer);
  std::string at;
  if (!tokens || !value) return at;
  for (const std::string& token : *tokens) {
    json::append(at, token);
    value = json::step(value, token);
    if (!value) break;
  }
  return at;
}

/// Remembers the order of the members before one of them goes.
void remember_place(Form& form, const std::string& pointer) {
  const json::Reading reading = json::read(form.body);
  const json::Value gone = json::resolve(reading.document.root(), pointer);
  if (!gone || !gone.parent().is_object()) return;
  std::vector<std::string>& order = form.places[parent_of(pointer)];
  // A member that is new stands after the one before it.
  auto next = order.begin();
  for (const json::Member& member : gone.parent().members()) {
    const auto known = std::find(order.begin(), order.end(), member.key);
    next = 1 + (known != order.end() ? known : order.emplace(next, member.key));
  }
}

/// The member that a cleared one comes back before; empty: it is the last.
std::string follower_of(const Form& form, json::Value root, const std::string& pointer) {
  const auto place = form.places.find(parent_of(pointer));
  const auto tokens = json::split(pointer);
  if (place == form.places.end() || !tokens || tokens->empty()) return {};
  const json::Value object = json::resolve(root, place->first);
  const std::vector<std::string>& order = place->second;
  auto at = std::find(order.begin(), order.end(), tokens->back());
  while (at != order.end() && !object[*at]) ++at;
  return at == order.end() ? std::string() : *at;
}

/// Adds to an object what its schema requires and allows one value of.
void add_constants(const openapi::SchemaView& schema, Form& form, const std::string& pointer) {
  const json::Reading reading = json::read(form.body);
  const json::Value root = reading.document.root();
  const json::Value object = json::resolve(root, pointer);
  const openapi::SchemaView declared = schema_at(schema, root, form.variants, pointer);
  for (const openapi::Property& each :
       properties_of(layers_of(declared, object, form.variants, pointer))) {
    if (!each.required || each.schema.read_only() || object[each.name]) continue;
    const std::vector<json::Value> allowed = each.schema.enum_values();
    std::string at = pointer;
    json::append(at, each.name);
    if (allowed.size() == 1) take(form, json::set(form.body, at, json::compact(allowed.front())));
  }
}

}  // namespace

Field* find_field(Form& form, std::string_view pointer) {
  Field* found = nullptr;
  for (Field& field : form.fields) {
    if (field.pointer != pointer) continue;
    if (field.kind != Field::Kind::variant) return &field;
    if (!found) found = &field;
  }
  return found;
}

const openapi::SchemaView* schema_of_body(const Session& session, const Form& form) {
  const Shown& shown = *session.shown;
  return form.content_type < shown.bodies.size() ? &shown.bodies[form.content_type].view : nullptr;
}

std::string parent_of(std::string_view pointer) {
  return std::string(pointer.substr(0, pointer.rfind('/')));
}

bool take(Form& form, json::Result<std::string> text) {
  if (!text) return false;
  form.body = std::move(*text);
  return true;
}

bool put(const Session& session, Form& form, const std::string& pointer, std::string_view value) {
  std::string made;
  std::string before;
  {
    const json::Reading reading = json::read(form.body);
    made = first_absent(reading.document.root(), pointer);
    if (!made.empty()) before = follower_of(form, reading.document.root(), made);
  }
  if (!take(form, json::set(form.body, pointer, value, before))) return false;
  const openapi::SchemaView* schema = schema_of_body(session, form);
  for (std::string object = pointer; schema && object.size() > made.size();) {
    object = parent_of(object);
    add_constants(*schema, form, object);
  }
  return true;
}

void remove_value(const Session& session, Form& form, std::string pointer) {
  const openapi::SchemaView* schema = schema_of_body(session, form);
  for (;;) {
    remember_place(form, pointer);
    if (!take(form, json::remove(form.body, pointer))) return;
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

std::string value_for(const Session& session, const Form& form, std::string_view pointer) {
  const openapi::SchemaView* schema = schema_of_body(session, form);
  if (schema == nullptr) return "null";
  const json::Reading reading = json::read(form.body);
  return first_value(schema_at(*schema, reading.document.root(), form.variants, pointer));
}

void forget_choices(Form& form, std::string_view pointer) {
  std::erase_if(form.variants, [&](const auto& entry) {
    const std::string_view key = entry.first;
    if (!key.starts_with(pointer) || key.size() == pointer.size()) return key == pointer;
    const char next = key[pointer.size()];
    return next == '/' || (next == '~' && value_pointer(key).size() <= pointer.size());
  });
}

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

}  // namespace vitrine::session
