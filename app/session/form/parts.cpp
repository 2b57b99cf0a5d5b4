// Parameters that are lists or objects: inputs for their parts, which patch the value as JSON; and
// the examples of parameters.
#include <algorithm>
#include <utility>

#include "app/json/edit.h"
#include "app/json/pointer.h"
#include "app/json/reader.h"
#include "app/json/write.h"
#include "app/session/form/body_field.h"
#include "app/session/form/field.h"
#include "app/session/form/update.h"
#include "app/session/reference/operation_facts.h"
#include "app/session/reference/schema_facts.h"
#include "app/text/ascii.h"

namespace vitrine::session {
namespace {

using Change = ChangeBodyList::Change;
using request::State;

bool takes_list(const openapi::Kinds& kinds) {
  return kinds.array && !kinds.object && !kinds.string;
}

bool takes_object(const openapi::SchemaView& schema, const openapi::Kinds& kinds) {
  return kinds.object && !kinds.array && !kinds.scalar() && schema.has_properties();
}

bool takes_map(const openapi::SchemaView& schema, const openapi::Kinds& kinds) {
  return kinds.object && !kinds.array && !kinds.scalar() && !schema.has_properties() &&
         names_values(schema);
}

/// Makes the inputs for a value, its parts one after the other.
class PartMaker {
 public:
  explicit PartMaker(ParameterField& whole) : whole_(whole) {}

  void make(const openapi::SchemaView& declared, json::Value value, const std::string& pointer,
            bool required, int depth) {
    constexpr int kDepth = 3;
    constexpr size_t kMost = 200;
    if (whole_.parts.size() >= kMost) return;
    const Layers layers = layers_of(declared, value, whole_.variants, pointer);
    choices(layers, pointer);
    const openapi::SchemaView& schema = shape_of(layers);
    const openapi::Kinds kinds = schema.kinds();
    if (depth < kDepth && takes_list(kinds) && (!value || value.is_array())) {
      size_t position = 0;
      for (const json::Value element : value.elements()) {
        std::string at = pointer;
        json::append(at, position);
        const openapi::SchemaView item = schema.item(position++);
        if (element.is_object() && is_object(item, element, at)) {
          Field& head = add(at);
          head.kind = Field::Kind::object;
          head.element = true;
          make(item, element, at, true, depth + 1);
          continue;
        }
        // One input each, with its button: what is deeper is typed as JSON.
        make(item, element, at, true, kDepth);
        Field& last = whole_.parts.back();
        if (last.pointer == at && last.kind != Field::Kind::variant) last.element = true;
      }
      add(pointer).kind = Field::Kind::list;
      return;
    }
    if (depth < kDepth && takes_object(schema, kinds) && (!value || value.is_object())) {
      for (const openapi::Property& property : properties_of(layers)) {
        if (property.schema.read_only()) continue;
        std::string at = pointer;
        json::append(at, property.name);
        // What an absent object requires is not asked for.
        const bool asked = property.required && (required || value);
        make(property.schema, value[property.name], at, asked, depth + 1);
      }
      return;
    }
    if (depth < kDepth && takes_map(schema, kinds) && (!value || value.is_object())) {
      uint32_t position = 0;
      for (const json::Member& member : value.members()) {
        if (whole_.parts.size() >= kMost) break;
        std::string at = pointer;
        json::append(at, member.key);
        Field& key = add(at);
        key.kind = Field::Kind::key;
        key.pointer += kKeySuffix;
        key.id = key_id(pointer, position++);
        key.value = {State::value, std::string(member.key)};
        make(value_schema(schema, member.key), member.value, at, true, depth + 1);
      }
      Field& map = add(pointer);
      map.kind = Field::Kind::map;
      map.count = position;
      return;
    }
    Field& part = add(pointer);
    part.required = required;
    part.nullable = declared.nullable();
    part.deprecated = declared.deprecated();
    const openapi::SchemaView& own = is_union(layers) ? schema : declared;
    describe(part, own);
    part.placeholder = placeholder_of(own);
    if (!value) return;
    part.value.state = value.is_null() ? State::null : State::value;
    if (part.kind == Field::Kind::choice || part.kind == Field::Kind::json)
      part.value.text = value.is_null() ? std::string() : json::compact(value);
    else if (!value.is_null())
      part.value.text = value_text(value);
    if (value.is_string() && part.value.text.empty()) part.value.state = State::empty;
    part.chosen = choice_of(part);
  }

  /// The choices among the alternatives of a place.
  void choices(const Layers& layers, const std::string& pointer) {
    for (const Layer& layer : layers) {
      if (!layer.is_choice()) continue;
      Field& field = add(pointer);
      field.kind = Field::Kind::variant;
      field.pointer = layer.key;
      field.id = whole_.id + layer.key;
      field.id += kVariantSuffix;
      field.chosen = static_cast<int32_t>(layer.chosen);
      std::vector<std::string> names;
      for (const openapi::SchemaView& each : layer.variants) {
        names.push_back(name_of(each, names));
        field.choices.push_back({names.back(), {}});
      }
    }
  }

 private:
  bool is_object(const openapi::SchemaView& schema, json::Value value,
                 const std::string& pointer) const {
    const Layers layers = layers_of(schema, value, whole_.variants, pointer);
    const openapi::SchemaView& shape = shape_of(layers);
    return takes_object(shape, shape.kinds());
  }

  /// It stays while the name is typed.
  std::string key_id(const std::string& pointer, uint32_t position) const {
    return whole_.id + pointer + '/' + std::string(kKeySuffix) + std::to_string(position);
  }

  Field& add(const std::string& pointer) {
    const std::string path = field_path(pointer);
    Field& part = whole_.parts.emplace_back();
    part.id = whole_.id + pointer;
    part.pointer = pointer;
    part.name = whole_.name + (path.empty() || path[0] == '[' ? "" : ".") + path;
    part.revision = whole_.revision;
    return part;
  }

  ParameterField& whole_;
};

ParameterField* field_at(Form* form, uint32_t index) {
  return form && index < form->parameters.size() ? &form->parameters[index] : nullptr;
}

const Field* part_at(const ParameterField& field, std::string_view pointer) {
  for (const Field& part : field.parts) {
    if (part.pointer == pointer && part.kind != Field::Kind::variant) return &part;
  }
  return nullptr;
}

/// Elements take other places, and members may have other types from now on.
void forget_choices(ParameterField& field, std::string_view removed) {
  const std::string list(removed.substr(0, removed.rfind('/') + 1));
  const auto inside = [&](const auto& each) { return each.first.starts_with(list); };
  std::erase_if(field.variants, inside);
  std::erase_if(field.aside, inside);
}

/// Focuses the input of a place, or else the first one inside it.
void focus_near(const ParameterField& field, const std::string& place, Effects& effects) {
  const std::string id = field.id + place;
  for (const Field& part : field.parts) {
    const auto inside = field_below(part.id, id);
    if (!inside || part.kind == Field::Kind::object || part.kind == Field::Kind::variant) continue;
    emit(effects, FocusField{part.id});
    return;
  }
}

/// Gives a member another name, which no other may have.
void rename(Session& session, Form& form, size_t index, const std::string& key,
            const std::string& name, Effects& effects) {
  ParameterField& field = form.parameters[index];
  const std::string pointer(value_pointer(key));
  const std::string text = json_of(*session.shown, field, index);
  const json::Reading reading = json::read(text);
  const json::Value member = json::resolve(reading.document.root(), pointer);
  if (!member) return;
  if (member.parent()[name] && member.parent()[name] != member) {
    for (Field& part : field.parts) {
      if (part.pointer == key)
        part.message = fill(Word::duplicate_key, session.settings.language, {{"name", name}});
    }
    return;
  }
  if (json::Result<std::string> patched = json::rename(text, pointer, name))
    set_parameter(session, form, index, std::move(*patched), effects);
}

}  // namespace

std::string json_of(const Shown& shown, const ParameterField& field, size_t index) {
  if (field.value.state != State::value) return {};
  const request::Instance value =
      request::instance(field.value, shown.rules[index], shown.views[index]);
  return value.error ? std::string() : json::compact(value.value());
}

void set_parameter(Session& session, Form& form, size_t index, std::string text, Effects& effects) {
  ParameterField& field = form.parameters[index];
  const json::Reading reading = json::read(text);
  const json::Value root = reading.document.root();
  // An empty list or object says nothing in a request.
  const bool nothing = !root || ((root.is_array() || root.is_object()) && root.empty());
  field.value = {nothing ? State::unset : State::value, nothing ? std::string() : std::move(text)};
  field.touched = true;
  forget_response_errors(form, field.id);
  validate_parameter(*session.shown, form, index);
  make_parts(*session.shown, field, index);
  settle(form);
  keep_later(session, effects);
}

void make_parts(const Shown& shown, ParameterField& field, size_t index) {
  field.parts.clear();
  field.parted = false;
  const openapi::SchemaView& view = shown.views[index];
  if (view.secret()) return;
  const Layers layers = layers_of(shown, field, index);
  const bool chooses = is_union(layers);
  const openapi::SchemaView& schema = shape_of(layers);
  const openapi::Kinds kinds = schema.kinds();
  const bool list = takes_list(kinds);
  const bool deep = list || takes_object(schema, kinds) || takes_map(schema, kinds);
  if (!deep || field.secret) {
    if (chooses) PartMaker(field).choices(layers, "");
    return;
  }
  const std::string_view typed = text::trim(field.value.text);
  const bool given = field.value.state == State::value;
  if (list && !chooses && !(given && typed.starts_with('['))) {
    // It is typed with commas until an item is added.
    Field& add = field.parts.emplace_back();
    add.kind = Field::Kind::list;
    add.id = field.id;
    add.name = field.name;
    add.revision = field.revision;
    return;
  }
  json::Reading reading;
  if (given) reading = json::read(chooses ? json_of(shown, field, index) : std::string(typed));
  if (reading.error) return;
  field.parted = true;
  PartMaker(field).make(view, reading.document.root(), "", field.required, 0);
}

void apply(Session& session, EditParameterPart&& action, Effects& effects) {
  Form* form = editable_form(session);
  ParameterField* field = field_at(form, action.index);
  const Field* part = field ? part_at(*field, action.pointer) : nullptr;
  if (!part) return;
  if (part->kind == Field::Kind::key)
    return rename(session, *form, action.index, action.pointer, action.value.text, effects);
  pin_variants(*field);
  std::string text = json_of(*session.shown, *field, action.index);
  json::Result<std::string> patched = std::string();
  switch (action.value.state) {
    case State::unset:
      // An item of a list keeps its place.
      patched = part->element ? json::set(text, action.pointer, cleared_json(*part))
                              : json::remove(text, action.pointer);
      break;
    case State::null:
      patched = json::set(text, action.pointer, "null");
      break;
    case State::empty:
      patched = json::set(text, action.pointer, "\"\"");
      break;
    case State::value: {
      const auto [is_json, value] = typed_json(*part, action.value.text);
      patched = json::set(text, action.pointer, is_json ? value : json::quote(action.value.text));
      break;
    }
  }
  if (!patched) return;
  // The field shows typed text already.
  if (action.value.state == State::null || action.value.state == State::empty) ++field->revision;
  set_parameter(session, *form, action.index, std::move(*patched), effects);
}

void apply(Session& session, ChangeParameterList&& action, Effects& effects) {
  Form* form = editable_form(session);
  ParameterField* field = field_at(form, action.index);
  const Field* part = field ? part_at(*field, action.pointer) : nullptr;
  if (!part) return;
  std::string text = json_of(*session.shown, *field, action.index);
  std::string pointer(value_pointer(action.pointer));
  std::string focus;
  json::Result<std::string> patched = text;
  if (action.change == Change::add) {
    const json::Reading reading = json::read(text);
    const openapi::SchemaView& view = session.shown->views[action.index];
    if (part->kind == Field::Kind::map) {
      const json::Value map = json::resolve(reading.document.root(), pointer);
      focus = pointer + '/' + std::string(kKeySuffix) + std::to_string(map.size());
      // The first is empty, to be typed.
      std::string name;
      for (int number = 2; map[name]; ++number) name = "key" + std::to_string(number);
      json::append(pointer, name);
    }
    if (part->kind == Field::Kind::list) {
      if (text.empty()) text = "[]";
      json::append(pointer, json::resolve(reading.document.root(), pointer).size());
    }
    patched =
        json::set(text, pointer,
                  first_value(schema_at(view, reading.document.root(), field->variants, pointer)));
  } else if (action.change == Change::remove) {
    patched = json::remove(text, pointer);
    forget_choices(*field, pointer);
  }
  if (!patched) return;
  ++field->revision;
  set_parameter(session, *form, action.index, std::move(*patched), effects);
  if (action.change == Change::add) focus_near(*field, focus.empty() ? pointer : focus, effects);
}

void apply(Session& session, ChooseParameterExample&& action, Effects& effects) {
  Form* form = editable_form(session);
  ParameterField* field = field_at(form, action.index);
  if (!field) return;
  const auto& examples = session.shown->operation.parameters[action.index].examples;
  if (action.example >= examples.size()) return;
  request::ParameterValue value = example_value(examples[action.example]);
  ++field->revision;
  // It may be of another alternative.
  field->variants.clear();
  field->parts.clear();
  field->value = value;
  choose_shape(*session.shown, *field, action.index);
  apply(session, EditParameter{action.index, std::move(value)}, effects);
}

}  // namespace vitrine::session
