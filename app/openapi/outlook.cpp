#include "app/openapi/outlook.h"

#include <algorithm>
#include <array>
#include <utility>
#include <variant>

namespace vitrine::openapi {

using json::Cursor;
using json::Value;

namespace {

/// Keywords with schemas in them, by what they hold.
constexpr std::array<std::string_view, 4> kMaps = {"properties", "patternProperties",
                                                   "dependentSchemas", "$defs"};
constexpr std::array<std::string_view, 15> kSchemas = {"items",
                                                       "prefixItems",
                                                       "additionalProperties",
                                                       "allOf",
                                                       "oneOf",
                                                       "anyOf",
                                                       "not",
                                                       "if",
                                                       "then",
                                                       "else",
                                                       "contains",
                                                       "propertyNames",
                                                       "contentSchema",
                                                       "unevaluatedItems",
                                                       "unevaluatedProperties"};

template <size_t size>
bool is_one_of(std::string_view key, const std::array<std::string_view, size>& list) {
  return std::find(list.begin(), list.end(), key) != list.end();
}

}  // namespace

void Outlook::refer(const Cursor& from, std::string_view reference, std::vector<Cursor>& open,
                    std::vector<std::string>& missing) {
  json::Resolution found = set_->resolve(from, reference);
  if (auto* cursor = std::get_if<Cursor>(&found)) {
    open.push_back(std::move(*cursor));
  } else if (const auto* absent = std::get_if<json::Missing>(&found)) {
    if (std::find(missing.begin(), missing.end(), absent->uri) == missing.end()) {
      missing.push_back(absent->uri);
    }
  }
}

void Outlook::look(const Cursor& schema, std::vector<Cursor>& open,
                   std::vector<std::string>& missing) {
  for (const json::Member& member : schema.value.members()) {
    const std::string_view key = member.key;
    if (key == "$ref" || key == "$dynamicRef") {
      if (member.value.is_string()) refer(schema, member.value.string(), open, missing);
    } else if (key == "discriminator") {
      // A plain name may be a schema's; what is meant as a file looks like one.
      for (const json::Member& mapping : member.value["mapping"].members()) {
        const std::string_view target = mapping.value.string();
        if (target.find_first_of("./#") == std::string_view::npos) continue;
        refer(schema, target, open, missing);
      }
    } else if (is_one_of(key, kMaps)) {
      const Value reference = member.value["$ref"];
      if (reference.is_string()) refer(schema, reference.string(), open, missing);
      for (const json::Member& named : member.value.members()) {
        if (named.value.is_object()) open.push_back(set_->child(schema, named.value));
      }
    } else if (is_one_of(key, kSchemas)) {
      if (member.value.is_object()) open.push_back(set_->child(schema, member.value));
      for (Value element : member.value.elements()) {
        if (element.is_object()) open.push_back(set_->child(schema, element));
      }
    }
  }
  for (const Cursor& derived : set_->derived(schema.value)) open.push_back(derived);
  const Value value = schema.value;
  if (family_seen_ || !value["discriminator"] || value["oneOf"] || value["anyOf"]) return;
  // Schemas that build on it may stand in any of the components.
  family_seen_ = true;
  for (const NamedSchema& component : description_->schemas()) {
    const std::string_view reference = component.cursor.value["$ref"].string();
    if (!reference.empty() && reference[0] != '#') open.push_back(component.cursor);
  }
}

std::vector<std::string> Outlook::missing(std::vector<Cursor> schemas) {
  std::vector<std::string> missing;
  for (size_t i = 0; i < schemas.size() && i < kMaxValues; ++i) {
    const Cursor schema = std::move(schemas[i]);
    if (!schema.value.is_object()) continue;
    const auto document = reinterpret_cast<uintptr_t>(schema.value.document());
    const uint64_t key = (uint64_t{document} * 0x9E3779B97F4A7C15u) ^ schema.value.id();
    if (seen_.insert(key).second) look(schema, schemas, missing);
  }
  return missing;
}

}  // namespace vitrine::openapi
