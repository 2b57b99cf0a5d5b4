#include <algorithm>
#include <variant>

#include "app/openapi/checker.h"

/// Discriminator Object (OAS 3.0.3 §4.7.25, 3.1.1 §4.8.25, 3.2.0 §4.25), and the property that 2.0
/// names.
namespace vitrine::openapi {

using json::Cursor;
using json::Value;

void Checker::check_discriminator(const Cursor& schema) {
  const Value given = schema.value["discriminator"];
  if (!given) return;
  const SchemaView view = description_.schema(schema);
  if (context_.legacy()) {
    const std::string_view property = given.string();
    if (!given.is_string()) {
      report(rule::kFieldType, schema, given,
             "\"discriminator\" must be the name of a property in OpenAPI 2.0");
    } else if (view.missing().empty() && !view.property(property)) {
      report(rule::kDiscriminatorProperty, schema, given,
             "the property " + quoted(property) + " of the discriminator is not described");
    } else if (view.missing().empty() && !view.is_required(property)) {
      report(rule::kDiscriminatorRequired, schema, given,
             "the property " + quoted(property) + " of the discriminator must be required");
    }
    return;
  }
  if (!given.is_object()) {
    report(rule::kFieldType, schema, given,
           "\"discriminator\" must be an object with a \"propertyName\"; it is ignored");
    return;
  }
  const Cursor cursor = child(schema, given);
  context_.check_fields(cursor, "a discriminator", "propertyName! mapping defaultMapping@2");
  const std::string property = context_.text(cursor, "propertyName");
  const Cursor mapping = context_.object(cursor, "mapping");
  take(found_);
  for (const json::Member& member : mapping.value.members()) check_mapping(mapping, member);
  if (!property.empty()) check_alternatives(schema, cursor, property);
}

/// The property must be one of all alternatives; where there are none by oneOf or anyOf, others
/// build on this schema by allOf, so it is this one's.
void Checker::check_alternatives(const Cursor& schema, const Cursor& discriminator,
                                 std::string_view property) {
  const SchemaView view = description_.schema(schema);
  const char* key = schema.value["oneOf"] ? "oneOf" : "anyOf";
  const Cursor list = child(schema, schema.value[key]);
  std::vector<std::pair<std::string, SchemaView>> alternatives;
  for (Value element : list.value.elements()) {
    const Cursor cursor = description_.documents().child(list, element);
    const bool null = element["type"].string() == "null" && !element["properties"];
    if (!element["$ref"] && !null) {
      report(rule::kDiscriminatorInline, cursor,
             "inline alternatives have no name that the discriminator could choose; refer to a "
             "component");
    }
    if (null || !element.is_object()) continue;
    const SchemaView variant = description_.schema(cursor);
    std::string name = variant.reference_name();
    alternatives.emplace_back(name.empty() ? "an inline alternative" : quoted(name), variant);
  }
  if (!list.value) alternatives.emplace_back("this schema", view);
  const bool may_lack = context_.at_least(Version::v3_2) && discriminator.value["defaultMapping"];
  std::string absent;
  std::string optional;
  for (const auto& [name, variant] : alternatives) {
    if (!variant.resolved() || !variant.missing().empty() || variant.choice() != Choice::none) {
      if (variant.cursor().value != schema.value) continue;
      if (!variant.missing().empty()) continue;
    }
    std::string* where = nullptr;
    if (!variant.property(property) && !view.property(property)) {
      where = &absent;
    } else if (!variant.is_required(property) && !view.is_required(property) && !may_lack) {
      where = &optional;
    }
    if (where) *where += (where->empty() ? "" : ", ") + name;
  }
  if (!absent.empty()) {
    report(rule::kDiscriminatorProperty, discriminator,
           "the property " + quoted(property) + " of the discriminator is not one of " + absent);
  }
  if (!optional.empty()) {
    report(rule::kDiscriminatorRequired, discriminator,
           "the property " + quoted(property) + " of the discriminator is not required in " +
               optional + "; without it no alternative can be chosen");
  }
}

/// A value of a mapping is the name of a schema or a reference to one.
void Checker::check_mapping(const Cursor& mapping, const json::Member& member) {
  const std::string_view target = member.value.string();
  if (!member.value.is_string()) {
    report(rule::kDiscriminatorMapping, mapping, member.value,
           "a \"mapping\" leads to the name of a schema or to a reference");
    return;
  }
  for (const NamedSchema& schema : description_.schemas()) {
    if (schema.name == target) return;
  }
  const auto found = description_.documents().resolve(mapping, target);
  if (std::holds_alternative<Cursor>(found)) return;
  if (const auto* absent = std::get_if<json::Missing>(&found)) {
    // `Cat` could be a schema or a file; a file has an ending or stands after a slash.
    if (target.find_first_of("./:") != std::string_view::npos) {
      report(rule::kRefNotLoaded, mapping, member.value,
             "the mapping " + quoted(member.key) + " leads to another document, " +
                 quoted(absent->uri) + ", which is not loaded");
      return;
    }
  }
  report(rule::kDiscriminatorMapping, mapping, member.value,
         "the mapping " + quoted(member.key) + " leads to " + quoted(target) +
             ", which is not there: it is neither the name of a schema nor a reference to one");
}

}  // namespace vitrine::openapi
