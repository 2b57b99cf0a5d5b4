// What the keywords of a schema say of its values, by the one table of keywords.
#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "app/openapi/schema_parts.h"
#include "app/openapi/schema_view.h"
#include "app/schema/keyword_table.h"

namespace vitrine::openapi {
namespace {

using json::Value;
using schema::Display;
using schema::ValueKind;

struct Listed {
  std::string_view name;
  Display display = Display::hidden;
  std::uint8_t type = 0;
  ValueKind value = ValueKind::any_value;

  constexpr Listed() = default;
  constexpr explicit Listed(const schema::KeywordRow& row)
      : name(row.name), display(row.display), type(row.implies), value(row.value) {
    if (display == Display::plain || display == Display::content) type = schema::kString;
    if (display == Display::matching_items) type = schema::kArray;
    if (display == Display::dependent) type = schema::kObject;
  }
};

/// Bounds are listed by themselves: draft 4 has flags among them.
constexpr bool is_listed(const schema::KeywordRow& row) {
  return row.display > Display::bound && row.display <= Display::plain;
}
constexpr bool holds_schemas(const schema::KeywordRow& row) { return row.display > Display::plain; }
constexpr auto kListed =
    schema::keyword_table::select_rows<Listed, schema::keyword_table::count_rows(is_listed)>(
        is_listed);
constexpr auto kHolders =
    schema::keyword_table::select_rows<Listed, schema::keyword_table::count_rows(holds_schemas)>(
        holds_schemas);

/// Whether a keyword for values of these types can apply.
bool applies(std::uint8_t type, const Kinds& kinds) {
  const bool unknown = kinds.any || !(kinds.null || kinds.scalar() || kinds.array || kinds.object);
  return unknown || type == 0 || ((type & schema::kObject) != 0 && kinds.object) ||
         ((type & schema::kArray) != 0 && kinds.array) ||
         ((type & schema::kNumber) != 0 && kinds.numeric()) ||
         ((type & schema::kString) != 0 && kinds.string);
}

/// How a keyword's value is shown in a list of constraints.
std::string shown(Value value) {
  return std::string(value.is_string() ? value.string() : value.lexeme());
}

bool is_least(std::string_view keyword) {
  return keyword.substr(0, 3) == "min" || keyword == "exclusiveMinimum";
}

/// Whether the first limit leaves less than the second one.
bool is_stricter(std::string_view keyword, Value limit, Value than) {
  if (!than) return true;
  const auto order = limit.number() <=> than.number();
  return is_least(keyword) ? order > 0 : order < 0;
}

std::vector<std::string> texts(Value list) {
  std::vector<std::string> all;
  for (Value each : list.elements()) {
    if (each.is_string()) all.emplace_back(each.string());
  }
  return all;
}

}  // namespace

std::vector<Constraint> SchemaView::constraints() const {
  const std::vector<SchemaPart> all = parts();
  std::vector<Constraint> list;
  const bool flags = schema::is_draft4_like(dialect_);
  for (auto [bound, exclusive] :
       {std::pair{"minimum", "exclusiveMinimum"}, std::pair{"maximum", "exclusiveMaximum"}}) {
    Value limit;
    Value strict;
    // In draft 4 the exclusive keyword is a flag of the plain one.
    bool flag = false;
    for (const SchemaPart& part : all) {
      const Value plain = part.cursor.value[bound];
      const Value other = part.cursor.value[exclusive];
      if (plain.is_number() && is_stricter(bound, plain, limit)) {
        limit = plain;
        flag = flags && other.boolean();
      }
      if (other.is_number() && is_stricter(exclusive, other, strict)) strict = other;
    }
    if (limit) list.push_back({flag ? exclusive : bound, Display::bound, shown(limit)});
    if (strict) list.push_back({exclusive, Display::bound, shown(strict)});
  }
  std::optional<Kinds> kinds;
  const auto can_apply = [&](std::uint8_t type) {
    if (!kinds) kinds = this->kinds();
    return applies(type, *kinds);
  };
  if (!list.empty() && !can_apply(schema::kNumber)) list.clear();
  for (const Listed& listed : kListed) {
    const size_t first = list.size();
    Value strictest;
    for (const SchemaPart& part : all) {
      const Value value = part.cursor.value[listed.name];
      if (!value || value.is_null() || value.is_object() || value.is_array()) continue;
      if ((value.is_boolean() && !value.boolean()) || !can_apply(listed.type)) continue;
      const bool limits = value.is_number() && listed.value == ValueKind::count;
      if (limits && !is_stricter(listed.name, value, strictest)) continue;
      if (limits) list.resize(first);
      strictest = value;
      const std::string text = shown(value);
      const bool known = std::any_of(list.begin() + static_cast<std::ptrdiff_t>(first), list.end(),
                                     [&](const Constraint& each) { return each.value == text; });
      if (!known) list.push_back({std::string(listed.name), listed.display, text});
    }
  }
  return list;
}

std::vector<std::string> SchemaView::other_required() const {
  const std::vector<SchemaPart> all = parts();
  std::set<std::string> seen;
  std::vector<std::string> list;
  for (const SchemaPart& part : all) {
    const Value given = part.cursor.value["required"];
    if (!given.is_array()) continue;
    for (std::string& name : texts(given)) {
      const bool is_property = std::any_of(all.begin(), all.end(), [&](const SchemaPart& other) {
        return static_cast<bool>(map(other, "properties").cursor.value[name]);
      });
      if (!is_property && seen.insert(name).second) list.push_back(std::move(name));
    }
  }
  return list;
}

std::vector<Dependency> SchemaView::dependencies() const {
  std::vector<Dependency> list;
  for (const SchemaPart& part : parts()) {
    for (const char* name : {"dependentRequired", "dependencies"}) {
      for (const json::Member& member : part.cursor.value[name].members()) {
        if (member.value.is_array()) list.push_back({std::string(member.key), texts(member.value)});
      }
    }
  }
  return list;
}

std::vector<Subschema> SchemaView::subschemas() const {
  const std::vector<SchemaPart> all = parts();
  std::vector<Subschema> list;
  const auto add = [&](const SchemaPart& part, const Listed& row, std::string key, Value value) {
    if (SchemaView view = at(part, value))
      list.push_back({row.display, row.name, std::move(key), std::move(view)});
  };
  std::vector<std::uint8_t> types;
  for (const SchemaPart& part : all) {
    for (const Listed& row : kHolders) {
      const Value value = part.cursor.value[row.name];
      if (!value) continue;
      const bool needs_if = row.name == "then" || row.name == "else";
      if (needs_if && !part.cursor.value["if"]) continue;
      if (row.value == ValueKind::schema) add(part, row, {}, value);
      if (value.is_array()) {
        size_t index = 0;
        for (Value element : value.elements()) add(part, row, std::to_string(index++), element);
      } else if (row.value == ValueKind::schema_map || row.value == ValueKind::dependencies) {
        for (const json::Member& member : value.members()) {
          if (!member.value.is_array()) add(part, row, std::string(member.key), member.value);
        }
      }
      types.resize(list.size(), row.type);
    }
  }
  // A choice is made in the first union; others have to hold as well.
  const std::vector<Union> choices = unions(all, false);
  for (size_t i = 1; i < choices.size(); ++i) {
    size_t index = 0;
    const bool one = choices[i].choice == Choice::one_of;
    for (SchemaView& view : members(choices[i])) {
      list.push_back({one ? Display::one_of : Display::any_of, one ? "oneOf" : "anyOf",
                      std::to_string(i) + "." + std::to_string(index++), std::move(view)});
    }
  }
  if (list.empty()) return list;
  types.resize(list.size(), 0);
  const Kinds kinds = this->kinds();
  std::vector<Subschema> applicable;
  for (size_t i = 0; i < list.size(); ++i) {
    if (applies(types[i], kinds)) applicable.push_back(std::move(list[i]));
  }
  return applicable;
}

}  // namespace vitrine::openapi
