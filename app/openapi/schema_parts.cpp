#include "app/openapi/schema_parts.h"

#include <algorithm>
#include <set>
#include <utility>
#include <variant>

#include "app/json/uri.h"

namespace vitrine::openapi {
namespace {

using json::Value;

}  // namespace

std::vector<SchemaPart> schema_parts(const json::DocumentSet& set, const json::Cursor& schema,
                                     schema::Dialect dialect, std::vector<std::string>* missing) {
  std::vector<SchemaPart> parts;
  if (!schema.value) return parts;
  if (!schema.value["$ref"] && !schema.value["allOf"] && !schema.value["$dynamicRef"]) {
    parts.push_back({schema, false});
    return parts;
  }
  std::set<std::pair<const json::Document*, uint32_t>> seen;
  std::vector<SchemaPart> todo;
  todo.push_back({schema, false});
  while (!todo.empty() && seen.size() < kMaxSchemaParts) {
    SchemaPart part = std::move(todo.back());
    todo.pop_back();
    const Value value = part.cursor.value;
    if (!value.is_object() && !value.is_boolean()) continue;
    if (!seen.emplace(value.document(), value.id()).second) continue;

    Value reference = value["$ref"];
    if (!reference.is_string()) reference = value["$dynamicRef"];
    const bool refers = reference.is_string();
    if (!refers || !schema::ref_stands_alone(dialect)) {
      parts.push_back(part);
      Value all = value["allOf"];
      if (all.is_array()) {
        const bool composed = part.composed || all.size() > 1;
        const size_t first = todo.size();
        for (Value member : all.elements()) {
          todo.push_back({set.child(part.cursor, member), composed});
        }
        std::reverse(todo.begin() + static_cast<std::ptrdiff_t>(first), todo.end());
      }
    }
    if (!refers) continue;
    auto target = set.resolve(part.cursor, reference.string());
    if (auto* cursor = std::get_if<json::Cursor>(&target)) {
      todo.push_back({*cursor, part.composed});
    } else if (auto* absent = std::get_if<json::Missing>(&target)) {
      if (missing && std::find(missing->begin(), missing->end(), absent->uri) == missing->end()) {
        missing->push_back(absent->uri);
      }
    }
  }
  return parts;
}

std::string reference_token(std::string_view reference) {
  const size_t slash = reference.find_last_of("/#");
  std::string token = json::percent_decode(
      slash == std::string_view::npos ? reference : reference.substr(slash + 1));
  std::string plain;
  const bool pointer = reference.find('#') != std::string_view::npos;
  for (size_t i = 0; i < token.size(); ++i) {
    if (pointer && token[i] == '~' && i + 1 < token.size()) {
      ++i;
      plain += token[i] == '1' ? '/' : token[i] == '0' ? '~' : token[i];
    } else {
      plain += token[i];
    }
  }
  if (pointer) return plain;
  for (std::string_view ending : {".yaml", ".yml", ".json"}) {
    if (plain.size() > ending.size() &&
        plain.compare(plain.size() - ending.size(), ending.size(), ending) == 0) {
      plain.resize(plain.size() - ending.size());
      break;
    }
  }
  return plain;
}

bool starts_like(std::string_view pattern, std::string_view name) {
  if (pattern.size() < 2 || pattern[0] != '^') return false;
  pattern.remove_prefix(1);
  for (char c : pattern) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_';
    if (!plain) return false;
  }
  return name.substr(0, pattern.size()) == pattern;
}

}  // namespace vitrine::openapi
