#include "app/openapi/schema_parts.h"

#include <algorithm>
#include <set>
#include <utility>
#include <variant>

#include "app/json/uri.h"
#include "app/text/ascii.h"

namespace vitrine::openapi {

using json::Value;

Scope scope_into(const Scope& scope, const std::string& from, const std::string& to) {
  if (from == to) return scope;
  for (const DynamicScope* at = scope.get(); at; at = at->outer.get()) {
    if (at->base_uri == to) return scope;
  }
  Scope outer = scope ? scope : std::make_shared<const DynamicScope>(DynamicScope{{}, from});
  return std::make_shared<const DynamicScope>(DynamicScope{std::move(outer), to});
}

namespace {

/// The outermost of the scope's resources that has the dynamic anchor counts (JSON Schema Core
/// §8.2.3.2); a `$dynamicRef` to anything else is like a `$ref`.
json::Resolution refer_dynamically(const json::DocumentSet& set, const SchemaPart& part,
                                   std::string_view reference) {
  json::Resolution first = set.resolve(part.cursor, reference);
  if (std::holds_alternative<json::Missing>(first)) return first;
  const auto fragment = json::split_fragment(reference).fragment;
  const std::string anchor = json::percent_decode(fragment.value_or(""));
  // AD-HOC: strictly the anchor has to be here as well; people leave that step out.
  const auto* cursor = std::get_if<json::Cursor>(&first);
  if (anchor.empty() || (cursor && cursor->value["$dynamicAnchor"].string() != anchor))
    return first;
  json::Resolution found = std::move(first);
  const auto look_in = [&](const std::string& base_uri) {
    json::Cursor from = part.cursor;
    from.base_uri = base_uri;
    json::Resolution other = set.resolve(from, '#' + std::string(*fragment));
    const auto* target = std::get_if<json::Cursor>(&other);
    if (target && target->value["$dynamicAnchor"].string() == anchor) found = std::move(other);
  };
  if (!part.scope) look_in(part.cursor.base_uri);
  for (const DynamicScope* at = part.scope.get(); at; at = at->outer.get()) look_in(at->base_uri);
  return found;
}

}  // namespace

json::Resolution refer(const json::DocumentSet& set, const SchemaPart& part) {
  const Value reference = part.cursor.value["$ref"];
  if (reference.is_string()) return set.resolve(part.cursor, reference.string());
  return refer_dynamically(set, part, part.cursor.value["$dynamicRef"].string());
}

bool is_null(Value member) {
  const Value type = member["type"];
  const Value values = member["enum"];
  return type.string() == "null" || member["const"].is_null() ||
         (type.is_array() && type.size() == 1 && type.at(0).string() == "null") ||
         (values.is_array() && values.size() == 1 && values.at(0).is_null());
}

Value sole_member(Value schema, std::string_view keyword) {
  const Value members = schema[keyword];
  Value sole;
  if (!members.is_array()) return sole;
  for (Value member : members.elements()) {
    if (is_null(member)) continue;
    if (sole) return {};
    sole = member;
  }
  return sole;
}

std::vector<SchemaPart> schema_parts(const json::DocumentSet& set, const json::Cursor& schema,
                                     schema::Dialect dialect, std::vector<std::string>* missing,
                                     const Scope& scope) {
  std::vector<SchemaPart> parts;
  if (!schema.value) return parts;
  if (!schema.value["$ref"] && !schema.value["allOf"] && !schema.value["$dynamicRef"] &&
      !sole_member(schema.value, "oneOf") && !sole_member(schema.value, "anyOf")) {
    parts.push_back({schema, false, scope});
    return parts;
  }
  std::set<std::pair<const json::Document*, uint32_t>> seen;
  std::vector<SchemaPart> todo;
  todo.push_back({schema, false, scope});
  const auto scope_of = [dynamic = !schema::ref_stands_alone(dialect)](const SchemaPart& part,
                                                                       const json::Cursor& inner) {
    return dynamic ? scope_into(part.scope, part.cursor.base_uri, inner.base_uri) : Scope();
  };
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
      for (const std::string_view keyword : kUnions) {
        const Value sole = sole_member(value, keyword);
        if (!sole) continue;
        SchemaPart inner = part;
        inner.cursor = set.child(part.cursor, sole);
        inner.scope = scope_of(part, inner.cursor);
        inner.or_null = part.or_null || value[keyword].size() > 1;
        todo.push_back(std::move(inner));
      }
      Value all = value["allOf"];
      if (all.is_array()) {
        const bool composed = part.composed || all.size() > 1;
        const size_t first = todo.size();
        for (Value member : all.elements()) {
          json::Cursor inner = set.child(part.cursor, member);
          Scope inside = scope_of(part, inner);
          todo.push_back(
              {std::move(inner), composed, std::move(inside), part.referred, part.or_null});
        }
        std::reverse(todo.begin() + static_cast<std::ptrdiff_t>(first), todo.end());
      }
    }
    if (!refers) continue;
    auto target = refer(set, part);
    if (auto* cursor = std::get_if<json::Cursor>(&target)) {
      todo.push_back({*cursor, part.composed, scope_of(part, *cursor), true, part.or_null});
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
    if (plain.size() > ending.size() && plain.ends_with(ending)) {
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
    if (!text::is_alphanumeric(c) && c != '-' && c != '_') return false;
  }
  return name.starts_with(pattern);
}

}  // namespace vitrine::openapi
