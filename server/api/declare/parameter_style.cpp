#include "server/api/declare/parameter_style.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace vitrine {

namespace {

using openapi::Location;

constexpr char kJson[] = "application/json";

/// The shape on the wire.
const Shape& plain(const Shape& shape) {
  return shape.kind == Shape::Kind::converted ? plain(shape.parts[0]()) : shape;
}

bool is_object(const Shape& shape) {
  return shape.kind == Shape::Kind::model || shape.kind == Shape::Kind::map;
}

bool is_array(const Shape& shape) {
  using Kind = Shape::Kind;
  return shape.kind == Kind::array || shape.kind == Kind::set || shape.kind == Kind::fixed_array ||
         shape.kind == Kind::tuple;
}

/// True for a model with a field that is an array.
bool has_array(const Shape& model) {
  return std::any_of(model.members.begin(), model.members.end(),
                     [](const Shape::Member& field) { return is_array(plain(field.shape())); });
}

bool may_be_at(Style style, Location in) {
  switch (style) {
    case Style::matrix:
    case Style::label:
      return in == Location::path;
    case Style::simple:
      return in == Location::path || in == Location::header;
    case Style::form:
      return in == Location::query || in == Location::cookie;
    case Style::space_delimited:
    case Style::pipe_delimited:
    case Style::deep_object:
      return in == Location::query;
    case Style::cookie:
    case Style::tab_delimited:
      // Those of other versions than the document's.
      return false;
  }
  return false;
}

}  // namespace

request::Serialisation serialisation_of(const RouteInfo::ParameterInfo& parameter) {
  request::Serialisation rule = request::default_serialisation(parameter.name, parameter.in);
  rule.required = parameter.required;
  if (parameter.rules->has(Keyword::as_json)) rule.media_type = kJson;
  if (const Rule* given = parameter.rules->find(Keyword::style)) {
    rule.style = static_cast<Style>(given->value.integer);
    rule.explode = rule.style == Style::form || rule.style == Style::deep_object;
  }
  if (const Rule* given = parameter.rules->find(Keyword::explode)) {
    rule.explode = given->value.boolean;
  }
  return rule;
}

std::string style_mistake(const RouteInfo::ParameterInfo& parameter) {
  const Rules& rules = *parameter.rules;
  const bool styled = rules.has(Keyword::style) || rules.has(Keyword::explode);
  if (rules.has(Keyword::as_json)) return styled ? "JSON text has no style" : "";
  const request::Serialisation rule = serialisation_of(parameter);
  const std::string name = std::string("the style ") + openapi::name(rule.style);
  if (!may_be_at(rule.style, parameter.in)) {
    return name + " is none of the " + openapi::name(parameter.in);
  }
  const Shape& shape = plain(*parameter.shape);
  if (rule.style == Style::deep_object && !is_object(shape)) return name + " is that of an object";
  const bool delimited =
      rule.style == Style::space_delimited || rule.style == Style::pipe_delimited;
  if (delimited && !is_array(shape) && !is_object(shape)) {
    return name + " is that of an array or object";
  }
  if (delimited && is_object(shape) && rule.explode) return name + " cannot explode an object";
  if (rule.style == Style::deep_object && !rule.explode) return name + " has to explode";
  if (rule.style != Style::deep_object && has_array(shape)) {
    return name + " has no arrays in objects; deepObject has";
  }
  return {};
}

void add_schema(FreeForm& parameter_object, const RouteInfo::ParameterInfo& parameter,
                FreeForm schema) {
  if (parameter.rules->has(Keyword::as_json)) {
    parameter_object["content"][kJson]["schema"] = std::move(schema);
    return;
  }
  if (parameter.rules->has(Keyword::style) || parameter.rules->has(Keyword::explode)) {
    const request::Serialisation rule = serialisation_of(parameter);
    parameter_object["style"] = openapi::name(rule.style);
    parameter_object["explode"] = rule.explode;
  }
  parameter_object["schema"] = std::move(schema);
}

std::string schema_pointer(const RouteInfo::ParameterInfo& parameter) {
  return parameter.rules->has(Keyword::as_json) ? "/content/application~1json/schema" : "/schema";
}

}  // namespace vitrine
