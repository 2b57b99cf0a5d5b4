#include "app/openapi/family.h"

#include <variant>

#include "app/json/pointer.h"

namespace vitrine::openapi {

using json::Cursor;
using json::Value;

namespace {

/// `allOf` within `allOf` that is looked into.
constexpr int kMaxDepth = 8;

void note(json::DocumentSet& set, const Cursor& part, const Cursor& schema, int depth) {
  for (Value member : part.value["allOf"].elements()) {
    const Cursor inner = set.child(part, member);
    if (!member["$ref"].is_string()) {
      if (depth < kMaxDepth) note(set, inner, schema, depth + 1);
      continue;
    }
    const json::Resolution found = set.follow(inner);
    const Cursor* base = std::get_if<Cursor>(&found);
    if (base && base->value != schema.value) set.add_derived(base->value, schema);
  }
}

}  // namespace

void note_bases(json::DocumentSet& set, const Cursor& schema) {
  const std::string_view reference = schema.value["$ref"].string();
  // Another name for a component is no further schema; a component in a file of its own is one.
  if (reference.starts_with('#')) return;
  const json::Resolution found = set.follow(schema);
  if (const Cursor* written = std::get_if<Cursor>(&found)) note(set, *written, schema, 0);
}

std::string component_name(Value schema) {
  if (!schema) return {};
  auto tokens = json::split(schema.pointer());
  if (!tokens) return {};
  const bool old = tokens->size() == 2 && tokens->front() == "definitions";
  const bool is_component =
      tokens->size() == 3 && (*tokens)[0] == "components" && (*tokens)[1] == "schemas";
  return old || is_component ? tokens->back() : std::string();
}

}  // namespace vitrine::openapi
