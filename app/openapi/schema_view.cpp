#include "app/openapi/schema_view.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <variant>

#include "app/openapi/schema_parts.h"

namespace vitrine::openapi {
namespace {

using json::Value;
using schema::Dialect;

/// More definitions of one property are not looked at.
constexpr size_t kMaxDefinitions = 16;

std::string text_of(Value value) { return std::string(value.string()); }

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
  std::vector<SchemaPart> all = schema_parts(*set_, cursor_, dialect_, missing, scope_);
  if (!also_) return all;
  for (const SchemaPart& other : *also_) {
    for (SchemaPart& part : schema_parts(*set_, other.cursor, dialect_, missing, other.scope)) {
      const bool known = std::any_of(all.begin(), all.end(), [&](const SchemaPart& each) {
        return each.cursor.value == part.cursor.value;
      });
      if (known) continue;
      part.referred = true;  // the first definition's words count
      all.push_back(std::move(part));
    }
  }
  return all;
}

void SchemaView::join(SchemaView other) {
  if (!other) return;
  if (!*this) {
    *this = std::move(other);
    return;
  }
  std::vector<SchemaPart> all = also_ ? *also_ : std::vector<SchemaPart>();
  if (all.size() >= kMaxDefinitions) return;
  all.push_back({std::move(other.cursor_), false, std::move(other.scope_)});
  also_ = std::make_shared<const std::vector<SchemaPart>>(std::move(all));
}

bool SchemaView::is_same(const SchemaView& other) const {
  const auto same = [](const SchemaPart& a, const SchemaPart& b) {
    return a.cursor.value == b.cursor.value;
  };
  if (cursor_.value != other.cursor_.value || !also_ != !other.also_) return false;
  return !also_ ||
         std::equal(also_->begin(), also_->end(), other.also_->begin(), other.also_->end(), same);
}

Value SchemaView::keyword(std::string_view name) const {
  for (const SchemaPart& part : parts()) {
    if (Value value = part.cursor.value[name]) return value;
  }
  return {};
}

Value SchemaView::annotation(std::string_view name) const {
  Value of_part;
  for (const SchemaPart& part : parts()) {
    const Value value = part.cursor.value[name];
    if (!value) continue;
    if (!part.composed) return value;
    // What `allOf` adds in place to a named schema is for this one.
    if (!part.referred && !of_part && name != "example" && name != "examples") of_part = value;
  }
  return of_part;
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

std::string SchemaView::description() const {
  std::vector<std::string_view> texts;
  for (const SchemaPart& part : parts()) {
    const std::string_view text = part.cursor.value["description"].string();
    // What a schema with a place of its own says is there; it counts when nothing is said here.
    if (part.referred && (part.composed || !texts.empty())) continue;
    if (!text.empty() && std::find(texts.begin(), texts.end(), text) == texts.end())
      texts.push_back(text);
  }
  std::string all;
  for (const std::string_view text : texts) (all += all.empty() ? "" : "\n\n") += text;
  return all;
}

bool SchemaView::read_only() const { return keyword("readOnly").boolean(); }
bool SchemaView::write_only() const { return keyword("writeOnly").boolean(); }
bool SchemaView::deprecated() const {
  return annotation("deprecated").boolean() || annotation("x-deprecated").boolean();
}
bool SchemaView::secret() const { return write_only() || format() == "password"; }

std::vector<Property> SchemaView::properties() const {
  std::vector<Property> list;
  std::map<std::string_view, size_t> places;
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
      // Of duplicates the last one counts, at the place of the first.
      const Value value = given.cursor.value[member.key];
      const auto [place, is_new] = places.emplace(member.key, list.size());
      if (is_new) {
        list.push_back({member.key, at(given, value), required.count(member.key) > 0});
      } else if (value == member.value && list[place->second].schema.cursor_.value != value) {
        list[place->second].schema.join(at(given, value));
      }
    }
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
  SchemaView declared;
  for (const SchemaPart& part : all) {
    const SchemaPart given = map(part, "properties");
    if (Value value = given.cursor.value[name]) declared.join(at(given, value));
  }
  if (declared) return declared;
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
  if (prepared_ && prepared_->items) return *prepared_->items;
  SchemaView all;
  for (const SchemaPart& part : parts()) {
    Value value = part.cursor.value["items"];
    if (value.is_array()) value = part.cursor.value["additionalItems"];
    all.join(at(part, value));
  }
  return all ? all : child("unevaluatedItems");
}

size_t SchemaView::tuple_size() const {
  for (const SchemaPart& part : parts()) {
    for (const char* name : {"prefixItems", "items"}) {
      const Value list = part.cursor.value[name];
      if (list.is_array() && !list.empty()) return list.size();
    }
  }
  return 0;
}

SchemaView SchemaView::wrapped() const {
  const Value value = cursor_.value;
  if (value["$ref"]) return {};
  const Value all = value["allOf"];
  Value sole = all.is_array() && all.size() == 1 ? all.at(0) : Value();
  for (const std::string_view keyword : kUnions) {
    if (!sole) sole = sole_member(value, keyword);
  }
  return at({cursor_, false, scope_}, sole);
}

SchemaView SchemaView::item(size_t index) const {
  if (prepared_ && prepared_->items && index >= prepared_->tuple_size) return *prepared_->items;
  for (const SchemaPart& part : parts()) {
    Value list = part.cursor.value["prefixItems"];
    if (!list.is_array()) list = part.cursor.value["items"];
    if (list.is_array() && index < list.size()) return at(part, list.at(index));
  }
  return items();
}

}  // namespace vitrine::openapi
