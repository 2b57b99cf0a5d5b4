#include "server/api/describe/describe.h"

#include <string>
#include <utility>

/// One function a kind of shape; the rules are added by components.cpp.
namespace vitrine {

namespace {

FreeForm describe_integer(const Shape& shape) {
  FreeForm schema = {{"type", "integer"}};
  // Numbers that do not fit the C++ type are refused, so the document has to state the limits.
  if (!shape.format.empty()) {
    schema["format"] = std::string(shape.format);
  } else {
    schema["minimum"] = shape.minimum;
    schema["maximum"] = shape.maximum;
  }
  return schema;
}

/// Adds `null` to the values that the schema allows.
FreeForm allow_null(FreeForm schema) {
  if (schema.contains("const") || schema.contains("discriminator")) {
    return {{"anyOf", FreeForm::array({std::move(schema), {{"type", "null"}}})}};
  }
  if (schema.contains("$ref")) {
    FreeForm reference = {{"$ref", schema["$ref"]}};
    schema.erase("$ref");
    FreeForm made = {{"anyOf", FreeForm::array({reference, {{"type", "null"}}})}};
    made.update(schema);
    return made;
  }
  if (schema.contains("oneOf")) schema["oneOf"].push_back({{"type", "null"}});
  if (schema.contains("type")) schema["type"] = FreeForm::array({schema["type"], "null"});
  return schema;
}

FreeForm describe_member(Components& components, const Shape::Member& member) {
  FreeForm schema = describe(components, member.shape(), *member.rules);
  if (member.rules->has(Keyword::nullable)) schema = allow_null(std::move(schema));
  if (member.default_text) schema["default"] = FreeForm::parse(member.default_text());
  return schema;
}

FreeForm describe_enumeration(const Shape& shape) {
  FreeForm schema = {{"type", shape.numbers.empty() ? "string" : "integer"}};
  if (!shape.description.empty()) schema["description"] = std::string(shape.description);
  for (const std::string_view name : shape.names) schema["enum"].push_back(std::string(name));
  for (const std::int64_t number : shape.numbers) schema["enum"].push_back(number);
  return schema;
}

FreeForm describe_converted(Components& components, const Shape& shape) {
  FreeForm schema = describe(components, shape.parts[0](), *shape.rules);
  if (!shape.description.empty()) schema["description"] = std::string(shape.description);
  return schema;
}

FreeForm describe_tuple(Components& components, const Shape& shape) {
  FreeForm schema = {{"type", "array"}};
  for (const Shape::Of place : shape.parts) {
    schema["prefixItems"].push_back(describe(components, place()));
  }
  schema["items"] = false;
  schema["minItems"] = shape.parts.size();
  return schema;
}

FreeForm describe_model(Components& components, const Shape& shape) {
  FreeForm schema = {{"type", "object"}};
  if (!shape.description.empty()) schema["description"] = std::string(shape.description);
  FreeForm properties = FreeForm::object();
  FreeForm required = FreeForm::array();
  for (const Shape::Member& member : shape.members) {
    const std::string name(member.name);
    if (properties.contains(name)) {
      components.problem("the model " + std::string(shape.name) + " has two fields called \"" +
                         name + "\"");
    }
    properties[name] = describe_member(components, member);
    if (member.required) required.push_back(name);
  }
  schema["properties"] = std::move(properties);
  if (!required.empty()) schema["required"] = std::move(required);
  if (shape.min_properties) schema["minProperties"] = *shape.min_properties;
  if (!shape.open) schema["additionalProperties"] = false;
  return schema;
}

/// The text of the member, "" where it is no constant of this name.
std::string_view constant_of(const Shape& model, std::string_view name) {
  for (const Shape::Member& member : model.members) {
    if (member.name == name && member.required && member.shape().kind == Shape::Kind::constant) {
      return member.shape().name;
    }
  }
  return {};
}

/// A constant that all branches have under one name tells which of them is meant (OAS 3.1.0
/// §4.8.25); an empty object where there is none.
FreeForm discriminator_of(Components& components, const Shape& choice) {
  for (const Shape::Member& member : choice.parts[0]().members) {
    if (member.shape().kind != Shape::Kind::constant) continue;
    FreeForm mapping = FreeForm::object();
    for (const Shape::Of branch : choice.parts) {
      const std::string value(constant_of(branch(), member.name));
      if (value.empty()) break;
      if (mapping.contains(value)) {
        components.problem("two types of a variant, " + std::string(choice.parts[0]().name) +
                           " among them, have the same constant \"" + value + "\"");
      }
      mapping[value] = Components::reference(branch().name)["$ref"];
    }
    if (mapping.size() < choice.parts.size()) continue;
    return {{"propertyName", std::string(member.name)}, {"mapping", std::move(mapping)}};
  }
  return FreeForm::object();
}

FreeForm describe_choice(Components& components, const Shape& shape) {
  FreeForm branches = FreeForm::array();
  for (const Shape::Of branch : shape.parts) branches.push_back(describe(components, branch()));
  FreeForm schema = {{"oneOf", std::move(branches)}};
  if (FreeForm discriminator = discriminator_of(components, shape); !discriminator.empty()) {
    schema["discriminator"] = std::move(discriminator);
  }
  return schema;
}

}  // namespace

FreeForm describe(Components& components, const Shape& shape) {
  using Kind = Shape::Kind;
  switch (shape.kind) {
    case Kind::any:
      return FreeForm::object();
    case Kind::boolean:
      return {{"type", "boolean"}};
    case Kind::integer:
      return describe_integer(shape);
    case Kind::number:
      if (shape.format.empty()) return {{"type", "number"}};
      // Numbers beyond it would become infinity, which JSON does not have.
      return {{"type", "number"}, {"format", std::string(shape.format)}};
    case Kind::string:
      return {{"type", "string"}};
    case Kind::file:
      // OAS 3.1.0 §4.8.14.3; older tools look for the format.
      return {{"type", "string"},
              {"format", "binary"},
              {"contentMediaType", "application/octet-stream"}};
    case Kind::array:
      return {{"type", "array"}, {"items", describe(components, shape.parts[0]())}};
    case Kind::set:
      return {{"type", "array"},
              {"items", describe(components, shape.parts[0]())},
              {"uniqueItems", true}};
    case Kind::fixed_array:
      return {{"type", "array"},
              {"items", describe(components, shape.parts[0]())},
              {"minItems", shape.size},
              {"maxItems", shape.size}};
    case Kind::tuple:
      return describe_tuple(components, shape);
    case Kind::map:
      return {{"type", "object"}, {"additionalProperties", describe(components, shape.parts[0]())}};
    case Kind::one_of:
      return describe_choice(components, shape);
    case Kind::nullable:
      return allow_null(describe(components, shape.parts[0]()));
    case Kind::constant:
      return {{"type", "string"}, {"const", std::string(shape.name)}};
    case Kind::converted:
      if (shape.name.empty()) return describe_converted(components, shape);
      break;
    case Kind::model:
      if (shape.name.empty()) return describe_model(components, shape);
      break;
    case Kind::enumeration:
      break;
  }
  if (components.open(shape.type, shape.name)) {
    components.set(shape.name, shape.kind == Kind::model ? describe_model(components, shape)
                               : shape.kind == Kind::converted
                                   ? describe_converted(components, shape)
                                   : describe_enumeration(shape));
  }
  return Components::reference(shape.name);
}

FreeForm describe(Components& components, const Shape& shape, const Rules& rules) {
  FreeForm schema = describe(components, shape);
  apply(rules, schema);
  return schema;
}

}  // namespace vitrine
