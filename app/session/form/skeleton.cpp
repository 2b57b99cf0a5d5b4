// First texts for bodies and for places in them.
#include <algorithm>
#include <utility>

#include "app/json/edit.h"
#include "app/json/pointer.h"
#include "app/json/write.h"
#include "app/json/writer.h"
#include "app/session/form/update.h"

namespace vitrine::session {
namespace {

/// Maximum depth of a first text.
constexpr int kDepth = 6;
/// The most items of a list in it, and the most that a list may be.
constexpr int64_t kMostItems = 50;
constexpr size_t kMostBytes = 4096;

std::string value_text(const openapi::SchemaView& schema, int depth);

/// Takes the first variant of a base schema, which is never meant by itself, and of a union that
/// has nothing of its own.
std::string object_text(const openapi::SchemaView& schema, int depth) {
  const auto discriminator = schema.discriminator();
  const std::vector<openapi::SchemaView> variants = schema.variants();
  const bool built_on =
      discriminator && !variants.empty() && !schema.keyword("oneOf") && !schema.keyword("anyOf");
  uint32_t first = 0;
  bool varies = built_on;
  if (!varies && !schema.has_properties()) {
    while (first < variants.size() && !variants[first].kinds().object) ++first;
    varies = first < variants.size();
  }
  const openapi::SchemaView& whole = varies ? variants[first] : schema;
  if (varies && depth < kDepth && !whole.has_properties() && !whole.variants().empty())
    return object_text(whole, depth + 1);
  const std::string tag = discriminator ? schema.tag(varies ? first : 0) : std::string();
  std::string text;
  json::Writer writer(text);
  writer.begin_object();
  for (const openapi::Property& property : whole.properties()) {
    if (!property.required || property.schema.read_only()) continue;
    const bool is_tag = !tag.empty() && property.name == discriminator->property;
    writer.raw(property.name, is_tag ? json::quote(tag) : value_text(property.schema, depth + 1));
  }
  writer.end_object();
  return text;
}

std::string array_text(const openapi::SchemaView& schema, int depth) {
  const json::Value least = schema.keyword("minItems");
  const int64_t asked = least.is_number() ? least.number().to_int64().value_or(0) : 0;
  const auto count = static_cast<size_t>(std::clamp<int64_t>(asked, 0, kMostItems));
  std::string text = "[";
  for (size_t i = 0; i < count && text.size() < kMostBytes; ++i) {
    if (i > 0) text += ',';
    text += value_text(schema.item(i), depth + 1);
  }
  return text + ']';
}

/// Values that the description itself names: preferred over generated ones.
std::string named_value(const openapi::SchemaView& schema) {
  if (const json::Value example = schema.example()) return json::compact(example);
  if (const json::Value value = schema.default_value()) return json::compact(value);
  const std::vector<json::Value> allowed = schema.enum_values();
  return allowed.empty() ? std::string() : json::compact(allowed.front());
}

std::string value_text(const openapi::SchemaView& schema, int depth) {
  if (!schema || depth > kDepth) return "null";
  // Leave out secrets, even those in the description: they must not be sent by accident.
  if (!schema.secret()) {
    std::string named = named_value(schema);
    if (!named.empty()) return named;
  }
  const openapi::Kinds kinds = schema.kinds();
  if (kinds.object || schema.has_properties()) return object_text(schema, depth);
  const std::vector<openapi::SchemaView> variants = schema.variants();
  if (!variants.empty()) return value_text(variants.front(), depth + 1);
  if (kinds.array) return array_text(schema, depth);
  if (kinds.string) return "\"\"";
  if (kinds.numeric()) {
    const json::Value least = schema.keyword("minimum");
    return least.is_number() ? std::string(least.lexeme()) : "0";
  }
  if (kinds.boolean) return "false";
  return kinds.any ? "{}" : "null";
}

std::string pretty_text(const std::string& compact) {
  const json::Reading reading = json::read(compact);
  return json::pretty(reading.document.root());
}

}  // namespace

std::string example_body(const openapi::Example& example, bool json) {
  if (!example.serialized.empty()) return example.serialized;
  if (!example.value.value) return {};
  // In other media types an example is the text itself, as a string.
  if (!json && example.value.value.is_string()) return std::string(example.value.value.string());
  return json::pretty(example.value.value);
}

std::string first_value(const openapi::SchemaView& schema) { return value_text(schema, 0); }

std::string first_body(const openapi::MediaType& media, const Shown::BodySchema& schema) {
  if (!media.examples.empty()) {
    std::string text = example_body(media.examples.front(), schema.json);
    if (!text.empty()) return text;
  }
  using request::BodyKind;
  if (schema.kind == BodyKind::text || schema.kind == BodyKind::binary) return {};
  std::string text = pretty_text(value_text(schema.view, 0));
  if (schema.kind != BodyKind::multipart) return text;
  // Leave out files until the user has picked them.
  for (const openapi::Property& property : schema.view.properties()) {
    const bool list = property.schema.kinds().array;
    if (!request::takes_file(media, property.name,
                             list ? property.schema.items() : property.schema)) {
      continue;
    }
    std::string pointer;
    json::append(pointer, property.name);
    auto without = json::remove(text, pointer);
    if (without) text = std::move(*without);
  }
  return text;
}

}  // namespace vitrine::session
