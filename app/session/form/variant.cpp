// The variants and types that a place of a body can have, and which of them is meant.
#include <algorithm>

#include "app/json/pointer.h"
#include "app/json/write.h"
#include "app/session/form/body_field.h"

namespace vitrine::session {
namespace {

using openapi::SchemaView;

/// Unions within unions.
constexpr int kDepth = 5;

/// Alternatives that only say which properties are required are no choice of a shape.
bool only_restrict(const SchemaView& schema, const std::vector<SchemaView>& variants) {
  return schema.has_properties() &&
         std::none_of(variants.begin(), variants.end(), [](const SchemaView& variant) {
           return variant.has_properties() || !variant.name().empty() || !variant.title().empty() ||
                  !variant.variants().empty();
         });
}

bool declares(const SchemaView& schema, std::string_view name) {
  const std::vector<openapi::Property> all = schema.properties();
  return std::any_of(all.begin(), all.end(),
                     [&](const openapi::Property& each) { return each.name == name; });
}

SchemaView property_at(const Layers& layers, std::string_view name) {
  for (const Layer& layer : layers) {
    if (declares(layer.schema, name)) return layer.schema.property(name);
  }
  for (const Layer& layer : layers) {
    SchemaView value = value_schema(layer.schema, name);
    if (value) return value;
  }
  return {};
}

}  // namespace

bool takes(const openapi::Kinds& kinds, json::Value value) {
  if (kinds.any) return true;
  switch (value.type()) {
    case json::Type::null:
      return kinds.null;
    case json::Type::boolean:
      return kinds.boolean;
    case json::Type::number:
      return kinds.numeric();
    case json::Type::string:
      return kinds.string;
    case json::Type::array:
      return kinds.array;
    case json::Type::object:
      return kinds.object;
  }
  return false;
}

uint32_t likely_variant(const SchemaView& schema, json::Value value) {
  const std::vector<SchemaView> branches = schema.variants();
  if (!value) return 0;
  const auto discriminator = schema.discriminator();
  if (discriminator && value[discriminator->property].is_string()) {
    const std::string_view said = value[discriminator->property].string();
    for (const openapi::Tag& tag : schema.tags()) {
      if (tag.value == said) return tag.variant;
    }
  }
  if (discriminator && !discriminator->default_mapping.empty()) {
    if (const auto variant = schema.default_variant()) return *variant;
  }
  uint32_t best = 0;
  int most = -1;
  for (uint32_t i = 0; i < branches.size(); ++i) {
    const SchemaView& branch = branches[i];
    if (!takes(branch.kinds(), value)) continue;
    int points = 0;
    for (const openapi::Property& property : branch.properties()) {
      const json::Value member = value[property.name];
      const std::vector<json::Value> allowed = property.schema.enum_values();
      if (member && allowed.size() == 1) {
        points += json::compact(allowed.front()) == json::compact(member) ? 8 : -8;
      } else {
        points += member ? 2 : property.required ? -2 : 0;
      }
    }
    if (points > most) {
      most = points;
      best = i;
    }
  }
  return best;
}

Layers layers_of(const SchemaView& schema, json::Value value, const Variants& variants,
                 std::string_view pointer) {
  Layers layers;
  layers.push_back({schema, std::string(pointer), {}, 0});
  for (int depth = 0; depth < kDepth; ++depth) {
    Layer& last = layers.back();
    last.variants = last.schema.variants();
    if (last.variants.empty()) break;
    if (last.is_choice() && only_restrict(last.schema, last.variants)) {
      last.variants.clear();
      break;
    }
    std::string key = last.key;
    if (last.is_choice()) {
      const auto picked = variants.find(key);
      last.chosen = picked == variants.end() ? likely_variant(last.schema, value) : picked->second;
      if (last.chosen >= last.variants.size()) last.chosen = 0;
      key += kVariantSuffix;
    }
    SchemaView next = last.variants[last.chosen];
    layers.push_back({std::move(next), std::move(key), {}, 0});
  }
  return layers;
}

const SchemaView& shape_of(const Layers& layers) {
  for (const Layer& layer : layers) {
    if (layer.schema.has_properties()) return layer.schema;
  }
  return layers.back().schema;
}

std::vector<openapi::Property> properties_of(const Layers& layers) {
  std::vector<openapi::Property> all;
  for (const Layer& layer : layers) {
    for (openapi::Property& property : layer.schema.properties()) {
      const auto known = std::find_if(all.begin(), all.end(), [&](const openapi::Property& each) {
        return each.name == property.name;
      });
      if (known == all.end()) {
        all.push_back(std::move(property));
      } else {
        known->required = known->required || property.required;
      }
    }
  }
  return all;
}

SchemaView value_schema(const SchemaView& map, std::string_view key) {
  SchemaView value = map.property(key);
  if (value && !value.allows_nothing()) return value;
  for (const openapi::Subschema& each : map.subschemas()) {
    if (each.keyword == "patternProperties") return each.schema;
  }
  return {};
}

SchemaView schema_at(SchemaView schema, json::Value body, const Variants& variants,
                     std::string_view pointer) {
  const auto tokens = json::split(pointer);
  if (!tokens) return {};
  std::string at;
  for (const std::string& token : *tokens) {
    const Layers layers = layers_of(schema, body, variants, at);
    const SchemaView& here = shape_of(layers);
    const auto index = json::array_index(token);
    const bool element = index && !body.is_object() && (body.is_array() || here.kinds().array);
    schema = element ? here.item(*index) : property_at(layers, token);
    body = json::step(body, token);
    json::append(at, token);
  }
  return schema;
}

std::vector<std::string_view> types_of(const openapi::Kinds& kinds) {
  std::vector<std::string_view> types = {"json"};
  const auto add = [&](std::string_view type, bool taken) {
    if (taken || kinds.any) types.push_back(type);
  };
  add("string", kinds.string);
  add("number", kinds.numeric());
  add("boolean", kinds.boolean);
  add("object", kinds.object);
  add("array", kinds.array);
  add("null", kinds.null);
  const bool several = kinds.any || (kinds.object && kinds.array) ||
                       (kinds.scalar() && (kinds.object || kinds.array));
  if (!several) types.clear();
  return types;
}

std::string first_of_type(std::string_view type) {
  if (type == "string") return "\"\"";
  if (type == "number") return "0";
  if (type == "boolean") return "false";
  if (type == "object") return "{}";
  return type == "array" ? "[]" : "null";
}

}  // namespace vitrine::session
