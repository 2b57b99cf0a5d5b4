// Parameters whose schema is a union: which of its alternatives is meant, at the parameter itself
// and inside lists and objects. The input is that of the alternative; what was typed for another
// one comes back with it.
#include <algorithm>
#include <utility>

#include "app/json/edit.h"
#include "app/json/pointer.h"
#include "app/json/reader.h"
#include "app/json/write.h"
#include "app/request/typed.h"
#include "app/session/form/field.h"
#include "app/session/form/update.h"
#include "app/session/reference/operation_facts.h"
#include "app/text/ascii.h"

namespace vitrine::session {
namespace {

using openapi::SchemaView;
using request::State;

bool allows(const SchemaView& schema, json::Value value) {
  const std::vector<json::Value> allowed = schema.enum_values();
  return allowed.empty() || std::any_of(allowed.begin(), allowed.end(), [&](json::Value each) {
           return json::compact(each) == json::compact(value);
         });
}

/// What of a value an alternative takes, as JSON; empty where that is nothing.
std::string kept_json(const SchemaView& schema, json::Value value) {
  const Layers layers = layers_of(schema, value, {}, "");
  const SchemaView& shape = shape_of(layers);
  if (!value || !takes(shape.kinds(), value) || !allows(shape, value)) return {};
  if (value.is_array()) {
    size_t position = 0;
    for (const json::Value element : value.elements()) {
      if (kept_json(shape.item(position++), element).empty()) return {};
    }
    return json::compact(value);
  }
  if (!value.is_object()) return json::compact(value);
  const std::vector<openapi::Property> named = properties_of(layers);
  std::string kept;
  for (const json::Member& member : value.members()) {
    const auto own = std::find_if(named.begin(), named.end(), [&](const openapi::Property& each) {
      return each.name == member.key;
    });
    const SchemaView view = own != named.end() ? own->schema : value_schema(shape, member.key);
    std::string text = view ? kept_json(view, member.value) : std::string();
    if (text.empty()) continue;
    std::string at;
    json::append(at, member.key);
    if (auto patched = json::set(kept, at, text)) kept = std::move(*patched);
  }
  return kept;
}

/// The same of what was typed for a whole parameter.
request::ParameterValue kept_value(const SchemaView& schema, const request::ParameterValue& old) {
  const openapi::Kinds kinds = shape_of(layers_of(schema, {}, {}, "")).kinds();
  if (old.state != State::value) {
    const bool takes = old.state == State::null ? schema.nullable() : kinds.string;
    return takes ? old : request::ParameterValue{};
  }
  const std::string_view plain = text::trim(old.text);
  const bool json = plain.starts_with('[') || plain.starts_with('{');
  if (json && (kinds.array || kinds.object)) {
    const json::Reading reading = json::read(plain);
    std::string kept = reading.error ? std::string() : kept_json(schema, reading.document.root());
    if (kept.empty()) return {};
    return {State::value, std::move(kept)};
  }
  const std::vector<json::Value> allowed = schema.enum_values();
  const bool listed = std::any_of(allowed.begin(), allowed.end(),
                                  [&](json::Value each) { return value_text(each) == plain; });
  const bool fits =
      allowed.empty() ? kinds.any || kinds.string || request::is_literal(kinds, plain) : listed;
  // A variable may be anything.
  return fits || plain.starts_with("{{") ? old : request::ParameterValue{};
}

/// What was typed for the alternative, by the place of the choice.
std::string aside_key(std::string_view choice, uint32_t variant) {
  return std::string(choice) + '=' + std::to_string(variant);
}

const Layer* choice_at(const Layers& layers, std::string_view key) {
  for (const Layer& layer : layers) {
    if (layer.is_choice() && layer.key == key) return &layer;
  }
  return nullptr;
}

}  // namespace

Layers layers_of(const Shown& shown, const ParameterField& field, size_t index) {
  const SchemaView& view = shown.views[index];
  if (field.value.state != State::value) return layers_of(view, {}, field.variants, "");
  const request::Instance typed = request::instance(field.value, shown.rules[index], view);
  return layers_of(view, typed.value(), field.variants, "");
}

bool is_union(const Layers& layers) {
  return std::any_of(layers.begin(), layers.end(),
                     [](const Layer& layer) { return layer.is_choice(); });
}

void choose_shape(const Shown& shown, ParameterField& field, size_t index) {
  if (shown.views[index].secret() || shown.views[index].variants().empty()) return;
  const Layers layers = layers_of(shown, field, index);
  if (!is_union(layers)) return;
  describe_parameter(field, shown.operation.parameters[index], shape_of(layers));
}

void pin_variants(ParameterField& field) {
  for (const Field& part : field.parts) {
    if (part.kind == Field::Kind::variant)
      field.variants[part.pointer] = static_cast<uint32_t>(part.chosen);
  }
}

void apply(Session& session, ChooseParameterVariant&& action, Effects& effects) {
  Form* form = editable_form(session);
  if (!form || action.index >= form->parameters.size()) return;
  const Shown& shown = *session.shown;
  ParameterField& field = form->parameters[action.index];
  const std::string at(value_pointer(action.pointer));
  const std::string text = json_of(shown, field, action.index);
  const json::Reading reading = json::read(text);
  const json::Value old = json::resolve(reading.document.root(), at);
  const SchemaView declared =
      schema_at(shown.views[action.index], reading.document.root(), field.variants, at);
  const Layers layers = at.empty() ? layers_of(shown, field, action.index)
                                   : layers_of(declared, old, field.variants, at);
  const Layer* choice = choice_at(layers, action.pointer);
  if (!choice || action.variant >= choice->variants.size()) return;
  const SchemaView& branch = choice->variants[action.variant];
  pin_variants(field);
  request::ParameterValue& aside = field.aside[aside_key(action.pointer, choice->chosen)];
  if (at.empty()) {
    aside = field.value;
  } else {
    aside = {old ? State::value : State::unset, old ? json::compact(old) : std::string()};
  }
  // The choices further inside belonged to another variant.
  std::erase_if(field.variants, [&](const auto& each) {
    return each.first.size() > action.pointer.size() && each.first.starts_with(action.pointer);
  });
  field.variants[action.pointer] = action.variant;
  const auto typed = field.aside.find(aside_key(action.pointer, action.variant));
  ++field.revision;
  if (!at.empty()) {
    std::string value = typed != field.aside.end() ? typed->second.text : kept_json(branch, old);
    // An element of a list has to be something.
    const bool element = old && old.parent().is_array();
    if (value.empty() && element) value = first_value(branch);
    auto patched = value.empty() ? json::remove(text, at) : json::set(text, at, value);
    if (patched) return set_parameter(session, *form, action.index, std::move(*patched), effects);
  } else {
    field.value = typed != field.aside.end() ? typed->second : kept_value(branch, field.value);
    choose_shape(shown, field, action.index);
    if (shown.variables) offer_variables(field, *shown.variables, false);
  }
  if (field.kind == Field::Kind::checkbox && !field.present())
    field.value = {State::value, "false"};
  settle_value(field);
  forget_response_errors(*form, field.id);
  if (field.touched || form->submitted) validate_parameter(shown, *form, action.index);
  make_parts(shown, field, action.index);
  settle(*form);
  keep_later(session, effects);
}

}  // namespace vitrine::session
