#include "app/openapi/schema_view.h"

#include <algorithm>
#include <set>
#include <utility>
#include <variant>

#include "app/openapi/schema_parts.h"
#include "app/schema/keyword_table.h"

namespace vitrine::openapi {
namespace {

using json::Value;
using schema::Dialect;
using schema::Display;

std::string text_of(Value value) { return std::string(value.string()); }

struct Listed {
  std::string_view name;
  Display display = Display::hidden;

  constexpr Listed() = default;
  constexpr explicit Listed(const schema::KeywordRow& row) : name(row.name), display(row.display) {}
};

/// Bounds are listed by themselves: draft 4 has flags among them.
constexpr bool is_listed(const schema::KeywordRow& row) {
  return row.display != Display::hidden && row.display != Display::bound;
}
constexpr auto kListed =
    schema::keyword_table::select_rows<Listed, schema::keyword_table::count_rows(is_listed)>(
        is_listed);

/// How a keyword's value is shown in a list of constraints.
std::string shown(Value value) {
  return value.is_string() ? text_of(value) : std::string(value.lexeme());
}

}  // namespace

SchemaView::SchemaView(const json::DocumentSet& set, json::Cursor schema, Dialect dialect)
    : set_(&set), cursor_(std::move(schema)), dialect_(dialect) {
  if (!cursor_.value.is_object() && !cursor_.value.is_boolean()) cursor_.value = Value();
}

SchemaView SchemaView::at(const SchemaPart& parent, Value value) const {
  if (!value) return {};
  SchemaView view(*set_, set_->child(parent.cursor, value), dialect_);
  if (!schema::ref_stands_alone(dialect_)) {
    view.scope_ = scope_into(parent.scope, parent.cursor.base_uri, view.cursor_.base_uri);
  }
  return view;
}

std::vector<SchemaPart> SchemaView::parts(std::vector<std::string>* missing) const {
  if (!*this) return {};
  return schema_parts(*set_, cursor_, dialect_, missing, scope_);
}

Value SchemaView::keyword(std::string_view name) const {
  for (const SchemaPart& part : parts()) {
    if (Value value = part.cursor.value[name]) return value;
  }
  return {};
}

Value SchemaView::annotation(std::string_view name) const {
  for (const SchemaPart& part : parts()) {
    if (part.composed) continue;
    if (Value value = part.cursor.value[name]) return value;
  }
  return {};
}

SchemaPart SchemaView::map(const SchemaPart& part, std::string_view keyword) const {
  SchemaPart held{{part.cursor.document, part.cursor.base_uri, part.cursor.value[keyword]},
                  part.composed,
                  part.scope};
  // A `$ref` is none of JSON Schema here, but its author means what it says (see Context::here).
  if (held.cursor.value["$ref"].is_string()) {
    const json::Resolution target = set_->follow(held.cursor);
    const auto* cursor = std::get_if<json::Cursor>(&target);
    held.cursor = cursor ? *cursor : json::Cursor{};
  }
  if (!held.cursor.value.is_object()) held.cursor.value = Value();
  return held;
}

SchemaView SchemaView::child(std::string_view name) const {
  for (const SchemaPart& part : parts()) {
    if (Value value = part.cursor.value[name]) return at(part, value);
  }
  return {};
}

SchemaView SchemaView::resolved() const {
  SchemaView view = *this;
  std::set<std::pair<const json::Document*, uint32_t>> seen;
  const bool dynamic = !schema::ref_stands_alone(dialect_);
  while (view && view.cursor_.value.is_object() && seen.size() < kMaxSchemaParts) {
    const Value value = view.cursor_.value;
    if (!value["$ref"].is_string() && !(dynamic && value["$dynamicRef"].is_string())) return view;
    if (!seen.emplace(value.document(), value.id()).second) return view;
    const SchemaPart part{view.cursor_, false, view.scope_};
    const json::Resolution target = refer(*set_, part);
    const auto* cursor = std::get_if<json::Cursor>(&target);
    if (!cursor) return {};
    view = SchemaView(*set_, *cursor, dialect_);
    if (dynamic) view.scope_ = scope_into(part.scope, part.cursor.base_uri, cursor->base_uri);
  }
  return view;
}

std::string SchemaView::reference_name() const {
  return reference_token(cursor_.value["$ref"].string());
}

std::vector<std::string> SchemaView::missing() const {
  std::vector<std::string> uris;
  parts(&uris);
  return uris;
}

bool SchemaView::allows_nothing() const {
  for (const SchemaPart& part : parts()) {
    if (part.cursor.value.is_boolean() && !part.cursor.value.boolean()) return true;
  }
  return false;
}

std::string SchemaView::format() const { return text_of(keyword("format")); }
std::string SchemaView::title() const { return text_of(annotation("title")); }
std::string SchemaView::description() const { return text_of(annotation("description")); }

bool SchemaView::read_only() const { return keyword("readOnly").boolean(); }
bool SchemaView::write_only() const { return keyword("writeOnly").boolean(); }
bool SchemaView::deprecated() const {
  return annotation("deprecated").boolean() || annotation("x-deprecated").boolean();
}
bool SchemaView::secret() const { return write_only() || format() == "password"; }

std::vector<Constraint> SchemaView::constraints() const {
  std::vector<Constraint> list;
  for (auto [bound, exclusive] :
       {std::pair{"minimum", "exclusiveMinimum"}, std::pair{"maximum", "exclusiveMaximum"}}) {
    Value limit = keyword(bound);
    Value strict = keyword(exclusive);
    // In draft 4 the exclusive keyword is a flag of the plain one.
    bool flag = schema::is_draft4_like(dialect_) && strict.is_boolean() && strict.boolean();
    if (limit.is_number()) list.push_back({flag ? exclusive : bound, Display::bound, shown(limit)});
    if (strict.is_number()) list.push_back({exclusive, Display::bound, shown(strict)});
  }
  for (const Listed& listed : kListed) {
    Value value = keyword(listed.name);
    if (!value || value.is_null() || value.is_object() || value.is_array()) continue;
    if (value.is_boolean() && !value.boolean()) continue;
    list.push_back({std::string(listed.name), listed.display, shown(value)});
  }
  return list;
}

std::vector<Value> SchemaView::enum_values() const {
  std::vector<Value> values;
  if (Value list = keyword("enum"); list.is_array()) {
    for (Value entry : list.elements()) values.push_back(entry);
  } else if (Value only = keyword("const")) {
    values.push_back(only);
  }
  return values;
}

std::vector<std::string> SchemaView::enum_descriptions() const {
  std::vector<std::string> words;
  const std::vector<Value> values = enum_values();
  for (const char* name : {"x-enumDescriptions", "x-enum-descriptions", "x-enum-varnames"}) {
    Value given = keyword(name);
    if (given.is_array()) {
      for (Value entry : given.elements()) words.push_back(text_of(entry));
      words.resize(values.size());
      return words;
    }
    if (given.is_object()) {
      for (Value value : values) words.push_back(text_of(given[shown(value)]));
      return words;
    }
  }
  return words;
}

Value SchemaView::default_value() const { return keyword("default"); }

Value SchemaView::example() const {
  for (const char* name : {"example", "x-example"}) {
    if (Value value = annotation(name)) return value;
  }
  Value list = annotation("examples");
  return list.is_array() && list.size() > 0 ? list.at(0) : Value();
}

std::vector<Property> SchemaView::properties() const {
  std::vector<Property> list;
  std::set<std::string_view> names;
  std::set<std::string_view> required;
  const std::vector<SchemaPart> all = parts();
  for (const SchemaPart& part : all) {
    Value given = part.cursor.value["required"];
    if (!given.is_array()) continue;
    for (Value name : given.elements()) {
      if (name.is_string()) required.insert(name.string());
    }
  }
  // The general comes first where allOf extends: a base's properties before one's own.
  for (const SchemaPart& part : all) {
    const SchemaPart given = map(part, "properties");
    for (const json::Member& member : given.cursor.value.members()) {
      if (!names.insert(member.key).second) continue;
      // Of duplicates the last one counts, at the place of the first.
      list.push_back(
          {member.key, at(given, given.cursor.value[member.key]), required.count(member.key) > 0});
    }
  }
  return list;
}

std::vector<PatternProperty> SchemaView::pattern_properties() const {
  std::vector<PatternProperty> list;
  for (const SchemaPart& part : parts()) {
    for (const json::Member& member : part.cursor.value["patternProperties"].members())
      list.push_back({member.key, at(part, member.value)});
  }
  return list;
}

bool SchemaView::has_properties() const {
  for (const SchemaPart& part : parts()) {
    if (map(part, "properties").cursor.value.size() > 0) return true;
  }
  return false;
}

SchemaView SchemaView::property(std::string_view name) const {
  const std::vector<SchemaPart> all = parts();
  for (const SchemaPart& part : all) {
    const SchemaPart given = map(part, "properties");
    if (Value value = given.cursor.value[name]) return at(given, value);
  }
  for (const SchemaPart& part : all) {
    Value patterns = part.cursor.value["patternProperties"];
    if (!patterns.is_object()) continue;
    for (const json::Member& member : patterns.members()) {
      if (starts_like(member.key, name)) return at(part, member.value);
    }
  }
  return additional_properties();
}

bool SchemaView::is_required(std::string_view name) const {
  for (const SchemaPart& part : parts()) {
    Value given = part.cursor.value["required"];
    if (!given.is_array()) continue;
    for (Value entry : given.elements()) {
      if (entry.is_string() && entry.string() == name) return true;
    }
  }
  return false;
}

SchemaView SchemaView::additional_properties() const {
  SchemaView view = child("additionalProperties");
  return view ? view : child("unevaluatedProperties");
}

SchemaView SchemaView::items() const {
  for (const SchemaPart& part : parts()) {
    Value value = part.cursor.value["items"];
    if (value.is_object() || value.is_boolean()) return at(part, value);
    if (value.is_array()) return at(part, part.cursor.value["additionalItems"]);
  }
  return {};
}

SchemaView SchemaView::item(size_t index) const {
  for (const SchemaPart& part : parts()) {
    Value list = part.cursor.value["prefixItems"];
    if (!list.is_array()) list = part.cursor.value["items"];
    if (list.is_array() && index < list.size()) return at(part, list.at(index));
  }
  return items();
}

}  // namespace vitrine::openapi
