#include <algorithm>

#include "app/json/reader.h"
#include "app/request/body_parts.h"
#include "app/text/ascii.h"

/// Finds the secret parts of a body.
namespace vitrine::request {
namespace {

using json::Value;
using openapi::SchemaView;

constexpr int kMaxDepth = 32;
constexpr size_t kMaxSecrets = 1'000;

/// A circle only repeats what its first turns have shown.
constexpr int kSearchDepth = 8;
constexpr int kSearchedSchemas = 500;

bool search(const SchemaView& schema, int depth, int& left) {
  if (!schema) return false;
  if (--left < 0 || schema.secret()) return true;
  if (depth > kSearchDepth) return false;
  for (const openapi::Property& property : schema.properties()) {
    if (search(property.schema, depth + 1, left)) return true;
  }
  for (const SchemaView& variant : schema.variants()) {
    if (search(variant, depth + 1, left)) return true;
  }
  for (const openapi::Subschema& each : schema.subschemas()) {
    if (search(each.schema, depth + 1, left)) return true;
  }
  return search(schema.items(), depth + 1, left) ||
         search(schema.additional_properties(), depth + 1, left);
}

void collect(Value value, const SecretPlace& place, std::string_view name, int depth,
             std::vector<Secret>& secrets) {
  if (place.empty()) return;
  const json::Range range = value.range();
  if (secrets.size() >= kMaxSecrets) {
    // What is not looked at counts as secret.
    secrets.back().end = range.end;
    return;
  }
  const bool container = value.is_object() || value.is_array();
  if (container && depth < kMaxDepth) {
    for (const json::Member& member : value.members())
      collect(member.value, place.member(member.key), member.key, depth + 1, secrets);
    const size_t tuple = value.is_array() ? place.tuple_size() : 0;
    SecretPlace rest;
    size_t index = 0;
    for (Value element : value.elements()) {
      // Those that follow the tuple have one schema.
      if (index <= tuple) rest = place.element(index++);
      collect(element, rest, name, depth + 1, secrets);
    }
  } else if (container || (place.secret() && (value.is_string() || value.is_number()))) {
    // Quotes stay visible, so that the text around remains JSON.
    const uint32_t quote = value.is_string() ? 1 : 0;
    if (range.size() > 2 * quote) {
      secrets.push_back({range.begin + quote, range.end - quote, variable_name(name)});
    }
  }
}

}  // namespace

std::string variable_name(std::string_view hint) {
  std::string name;
  for (char c : hint) {
    if (text::is_alpha(c) || (text::is_digit(c) && !name.empty())) {
      name += text::upper(c);
    } else if (!name.empty() && name.back() != '_') {
      name += '_';
    }
  }
  while (!name.empty() && name.back() == '_') name.pop_back();
  return name.empty() ? "SECRET" : name;
}

bool has_secrets(const SchemaView& schema) {
  int left = kSearchedSchemas;
  return search(schema, 0, left);
}

SecretText mark_secrets(std::string json_text, const SchemaView& schema) {
  return mark_secrets(std::move(json_text), SecretPlace(schema));
}

SecretText mark_secrets(std::string json_text, const SecretPlace& root) {
  SecretText text{std::move(json_text), {}};
  if (root.empty()) return text;
  const json::Reading reading = json::read(text.text);
  if (reading.error) return text;
  collect(reading.document.root(), root, "", 0, text.secrets);
  for (size_t i = 0; i < text.secrets.size(); ++i) {
    const std::string base = text.secrets[i].name;
    int count = 1;
    for (size_t k = 0; k < i; ++k) {
      const std::string& other = text.secrets[k].name;
      if (other == base || other.starts_with(base + '_')) ++count;
    }
    if (count > 1) text.secrets[i].name = base + '_' + std::to_string(count);
  }
  return text;
}

}  // namespace vitrine::request
