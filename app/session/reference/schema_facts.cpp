#include "app/session/reference/schema_facts.h"

#include <algorithm>
#include <utility>

#include "app/json/write.h"
#include "app/markdown/markdown.h"
#include "app/openapi/description.h"
#include "app/text/utf8.h"

namespace vitrine::session {
namespace {

constexpr std::size_t kExampleLength = 1000;  ///< code points
constexpr int kWrappersMost = 4;

using openapi::SchemaView;
using schema::Display;

bool has_own(const SchemaView& schema) {
  const SchemaView at = inner(schema).first;
  return at && at.has_properties();
}

}  // namespace

bool names_schema(const json::Value& value) {
  return openapi::names_schema(value["$ref"].string());
}

std::string reference_of(const SchemaView& schema) {
  SchemaView at = schema;
  for (int depth = 0; depth < kWrappersMost && at; ++depth) {
    if (names_schema(at.cursor().value)) return at.reference_name();
    at = at.wrapped();
  }
  return {};
}

Element element_of(const SchemaView& schema) {
  const openapi::Kinds kinds = schema.kinds();
  if ((!kinds.array && !kinds.object) || schema.has_properties()) return {};
  if (kinds.array) {
    if (schema.tuple_size() > 0) return {};
    return {schema.items(), "[]", Display::item};
  }
  SchemaView values = schema.additional_properties();
  if (values.allows_nothing() || !values.cursor().value.is_object()) return {};
  return {std::move(values), ".*", Display::value};
}

std::pair<SchemaView, std::string> inner(const SchemaView& schema) {
  SchemaView at = schema;
  std::string suffix;
  for (int depth = 0; depth < kElementsMost; ++depth) {
    Element element = element_of(at);
    if (!element.schema) break;
    at = std::move(element.schema);
    suffix += element.suffix;
  }
  return {at, suffix};
}

SchemaFacts describe(const SchemaView& schema, Spelling spelling) {
  const auto spelled = [&](const json::Value& value) {
    return spelling == Spelling::sent && value.is_string() ? std::string(value.string())
                                                           : json::compact(value);
  };
  SchemaFacts row;
  row.type = schema.type_words();
  const auto [below, suffix] = inner(schema);
  if (suffix == ".*" && row.type.rfind("object", 0) == 0)
    row.type = "map of " + below.type_words() + row.type.substr(6);
  if (schema) row.reference = reference_of(schema);
  if (below && row.reference.empty()) {
    row.reference = reference_of(below);
    // "array of Picture": the name stands for the type.
    const std::string inside = below.type_words();
    const bool ends = row.type.size() > inside.size() &&
                      row.type.compare(row.type.size() - inside.size(), inside.size(), inside) == 0;
    if (!row.reference.empty() && !suffix.empty() && ends) {
      row.before = row.type.substr(0, row.type.size() - inside.size());
      row.type.clear();
    }
  }
  if (const std::string format = schema.format(); !format.empty()) row.type += " · " + format;
  row.deprecated = schema.deprecated();
  row.read_only = schema.read_only();
  row.write_only = schema.write_only();
  row.title = schema.title();
  if (row.title == row.reference || row.title == schema.name()) row.title.clear();
  row.closed = (schema.has_properties() || schema.keyword("patternProperties")) &&
               schema.additional_properties().allows_nothing();
  row.closed_items = schema.tuple_size() > 0 && schema.items().allows_nothing();
  row.description = schema.description();
  row.constraints = schema.constraints();
  row.required_names = schema.other_required();
  row.dependencies = schema.dependencies();
  // For a list, the values are those of its elements.
  std::vector<openapi::Enumerated> values = schema.enumerated();
  if (values.empty() && schema.kinds().array) values = schema.items().enumerated();
  const bool worded = std::any_of(values.begin(), values.end(),
                                  [](const auto& each) { return !each.words.empty(); });
  for (openapi::Enumerated& each : values) {
    row.choices.push_back(spelled(each.value));
    if (worded) row.choice_words.push_back(std::move(each.words));
  }
  if (const json::Value value = schema.default_value()) row.default_value = spelled(value);
  if (!schema.secret()) {
    for (const json::Value& value : schema.examples())
      row.examples.push_back(text::shortened_to_code_points(spelled(value), kExampleLength));
  }
  // Those of a schema with a page are there.
  const json::Value docs = schema.cursor().value["externalDocs"];
  row.more_url = markdown::safe_href(docs["url"].string());
  row.more_words = docs["description"].string();
  if (row.more_words.empty()) row.more_words = row.more_url;
  return row;
}

bool says_more(const SchemaView& schema, int depth) {
  if (!schema || depth > kElementsMost) return false;
  return names_schema(schema.cursor().value) || !schema.title().empty() ||
         !schema.description().empty() || !schema.format().empty() ||
         !schema.constraints().empty() || schema.default_value() || schema.example() ||
         !schema.enumerated().empty() || !schema.other_required().empty() ||
         !schema.subschemas().empty() || says_more(element_of(schema).schema, depth + 1);
}

Alternatives alternatives(const SchemaView& schema) {
  Alternatives result{schema.variants()};
  const auto& variants = result.variants;
  // A single member of a union is the schema itself.
  if (variants.size() == 1 && (schema.keyword("oneOf") || schema.keyword("anyOf"))) return {};
  result.listed = std::none_of(variants.begin(), variants.end(), [](const SchemaView& variant) {
    return has_own(variant) || variant.variants().size() > 1;
  });
  if (result.listed && std::none_of(variants.begin(), variants.end(),
                                    [](const SchemaView& variant) { return says_more(variant); }))
    return {};
  return result;
}

std::string name_of(const SchemaView& variant, const std::vector<std::string>& taken) {
  std::string name = variant.title();
  if (name.empty()) name = reference_of(variant);
  if (name.empty()) name = variant.name();
  if (name.empty()) name = variant.type_words();
  const auto same = std::count(taken.begin(), taken.end(), name);
  return same == 0 ? name : name + " " + std::to_string(taken.size() + 1);
}

}  // namespace vitrine::session
