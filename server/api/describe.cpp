#include "server/api/describe.h"

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
  FreeForm schema = {{"type", "string"}};
  if (!shape.description.empty()) schema["description"] = std::string(shape.description);
  for (const std::string_view name : shape.names) schema["enum"].push_back(std::string(name));
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

FreeForm describe_choice(Components& components, const Shape& shape) {
  FreeForm branches = FreeForm::array();
  for (const Shape::Of branch : shape.parts) branches.push_back(describe(components, branch()));
  return {{"oneOf", std::move(branches)}};
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
    case Kind::map:
      return {{"type", "object"}, {"additionalProperties", describe(components, shape.parts[0]())}};
    case Kind::one_of:
      return describe_choice(components, shape);
    case Kind::nullable:
      return allow_null(describe(components, shape.parts[0]()));
    case Kind::enumeration:
    case Kind::model:
      break;
  }
  if (components.open(shape.type, shape.name)) {
    components.set(shape.name, shape.kind == Kind::model ? describe_model(components, shape)
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
