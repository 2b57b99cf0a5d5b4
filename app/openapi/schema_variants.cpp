#include <algorithm>
#include <set>
#include <utility>
#include <variant>

#include "app/json/uri.h"
#include "app/openapi/family.h"
#include "app/openapi/schema_parts.h"
#include "app/openapi/schema_view.h"

/// The alternatives of a schema, and how a discriminator names them (OAS 3.1.0 §4.8.25).
namespace vitrine::openapi {

namespace {

using json::Cursor;
using json::Value;

/// A larger family is not offered as a choice.
constexpr size_t kMaxFamily = 200;

/// Whether a discriminator stands in the schema: in 2.0 it is the name of the property alone.
Value discriminator_in(Value schema) {
  const Value given = schema["discriminator"];
  return given["propertyName"].is_string() || given.is_string() ? given : Value();
}

}  // namespace

std::string SchemaView::name() const {
  std::string name = reference_name();
  return name.empty() ? component_name(cursor_.value) : name;
}

std::vector<SchemaView::Union> SchemaView::unions(const std::vector<SchemaPart>& parts,
                                                  bool of_constants) const {
  std::vector<Union> list;
  for (const SchemaPart& part : parts) {
    for (const std::string_view keyword : kUnions) {
      const Value members = part.cursor.value[keyword];
      if (!members.is_array()) continue;
      size_t count = 0;
      bool constants = true;
      for (Value member : members.elements()) {
        if (is_null(member)) continue;
        ++count;
        constants = constants && at(part, member).constant();
      }
      if (count > 1 && constants == of_constants)
        list.push_back({&part, members, keyword == "oneOf" ? Choice::one_of : Choice::any_of});
    }
  }
  return list;
}

std::vector<SchemaView> SchemaView::members(const Union& choices) const {
  std::vector<SchemaView> list;
  for (Value member : choices.members.elements()) {
    SchemaView view = is_null(member) ? SchemaView() : at(*choices.part, member);
    if (!view) continue;
    // A list says itself what the alternatives are.
    view.chosen_ = true;
    list.push_back(std::move(view));
  }
  return list;
}

Choice SchemaView::choice() const {
  const std::vector<SchemaPart> all = parts();
  if (const std::vector<Union> given = unions(all, false); !given.empty())
    return given.front().choice;
  if (!family().empty()) return Choice::one_of;
  for (const SchemaPart& part : all) {
    if (sole_member(part.cursor.value, "oneOf")) return Choice::one_of;
    if (sole_member(part.cursor.value, "anyOf")) return Choice::any_of;
  }
  return Choice::none;
}

std::vector<SchemaView> SchemaView::variants() const {
  const std::vector<SchemaPart> all = parts();
  if (const std::vector<Union> given = unions(all, false); !given.empty())
    return members(given.front());
  std::vector<SchemaView> list = family();
  if (!list.empty()) return list;
  for (const SchemaPart& part : all) {
    for (const std::string_view keyword : kUnions) {
      const SchemaView sole = at(part, sole_member(part.cursor.value, keyword));
      if (sole) return {sole};
    }
  }
  return list;
}

std::vector<SchemaView> SchemaView::family() const {
  std::vector<SchemaView> list;
  if (chosen_) return list;
  const std::vector<SchemaPart> all = parts();
  const auto owner = std::find_if(all.begin(), all.end(), [](const SchemaPart& part) {
    return bool(discriminator_in(part.cursor.value));
  });
  if (owner == all.end()) return list;
  // This schema without its wrappers; a component with an `allOf` is a schema of its own.
  SchemaView own = resolved();
  for (int depth = 0; own && depth < 4; ++depth) {
    const SchemaView inside = own.wrapped();
    const Value value = own.cursor_.value;
    if (!inside || value["properties"] || (value["allOf"] && !component_name(value).empty())) break;
    own = inside.resolved();
  }
  if (!own) return list;

  std::set<std::pair<const json::Document*, uint32_t>> seen = {
      {own.cursor_.value.document(), own.cursor_.value.id()}};
  const auto add = [&](const Cursor& schema) {
    const json::Resolution target = set_->follow(schema);
    const Cursor* written = std::get_if<Cursor>(&target);
    if (!written || list.size() >= kMaxFamily) return;
    if (!seen.emplace(written->value.document(), written->value.id()).second) return;
    SchemaView view(*set_, schema, dialect_);
    view.chosen_ = true;
    list.push_back(std::move(view));
  };
  for (const Cursor& derived : set_->derived(own.cursor_.value)) add(derived);
  for (size_t i = 0; i < list.size(); ++i) {
    const SchemaView derived = list[i].resolved();
    for (const Cursor& further : set_->derived(derived.cursor_.value)) add(further);
  }
  const bool is_base = own.cursor_.value == owner->cursor.value;
  if (!is_base) {
    if (list.empty()) return list;
    SchemaView itself = name().empty() ? own : *this;
    itself.chosen_ = true;
    list.insert(list.begin(), std::move(itself));
    return list;
  }
  const Value root = owner->cursor.document ? owner->cursor.document->root() : Value();
  for (const json::Member& mapping : discriminator_in(owner->cursor.value)["mapping"].members()) {
    const std::string_view target = mapping.value.string();
    if (const Value named = root["components"]["schemas"][target]) {
      add(set_->child(owner->cursor, named));
      continue;
    }
    const json::Resolution found = set_->resolve(owner->cursor, target);
    if (const Cursor* cursor = std::get_if<Cursor>(&found)) add(*cursor);
  }
  return list;
}

std::optional<Discriminator> SchemaView::discriminator() const {
  Value given = keyword("discriminator");
  Discriminator result;
  if (given.is_string()) {  // OAS 2.0: the property's name alone
    result.property = std::string(given.string());
  } else {
    result.property = std::string(given["propertyName"].string());
    result.default_mapping = std::string(given["defaultMapping"].string());
    Value mapping = given["mapping"];
    if (mapping.is_object()) {
      for (const json::Member& member : mapping.members()) {
        result.mapping.push_back({std::string(member.key), std::string(member.value.string())});
      }
    }
  }
  if (result.property.empty()) return std::nullopt;
  return result;
}

namespace {

/// The names of a discriminator's variants: by name, by address, by the target of that.
class Names {
 public:
  Names(const json::DocumentSet& set, const Cursor& owner, const std::vector<SchemaView>& variants)
      : set_(set), owner_(owner) {
    for (const SchemaView& variant : variants) {
      const Cursor& cursor = variant.cursor();
      const Value reference = cursor.value["$ref"];
      const SchemaView written = variant.resolved();
      known_.push_back({variant.name(),
                        reference.is_string()
                            ? json::resolve_uri(cursor.base_uri, reference.string())
                            : std::string(),
                        cursor.value, written.cursor().value});
    }
  }

  const std::string& name(size_t variant) const { return known_[variant].name; }

  /// A name is preferred to an address that is spelled like one (OAS 3.1.1 §4.8.25.1).
  std::optional<uint32_t> variant_of(std::string_view reference) const {
    if (reference.empty()) return std::nullopt;
    if (auto found = first([&](const Known& known) { return known.name == reference; })) {
      return found;
    }
    const std::string uri = json::resolve_uri(owner_.base_uri, reference);
    if (auto found = first([&](const Known& known) { return known.uri == uri; })) return found;
    const json::Resolution target = set_.resolve(owner_, reference);
    if (const Cursor* cursor = std::get_if<Cursor>(&target)) {
      const json::Resolution end = set_.follow(*cursor);
      const Cursor* written = std::get_if<Cursor>(&end);
      return first([&](const Known& known) {
        return known.value == cursor->value || (written && known.written == written->value);
      });
    }
    // A reference that leads nowhere may still end with the name that is meant.
    const std::string token = reference_token(reference);
    return first([&](const Known& known) { return known.name == token; });
  }

 private:
  struct Known {
    std::string name;
    std::string uri;  ///< of the `$ref`
    Value value;
    Value written;
  };

  template <class Test>
  std::optional<uint32_t> first(Test test) const {
    const auto found = std::find_if(known_.begin(), known_.end(), test);
    if (found == known_.end()) return std::nullopt;
    return static_cast<uint32_t>(found - known_.begin());
  }

  const json::DocumentSet& set_;
  const Cursor& owner_;
  std::vector<Known> known_;
};

}  // namespace

std::vector<Tag> SchemaView::tags() const {
  std::vector<Tag> tags;
  for (const SchemaPart& part : parts()) {
    const Value discriminator = discriminator_in(part.cursor.value);
    if (!discriminator) continue;
    const std::string_view property =
        (discriminator.is_string() ? discriminator : discriminator["propertyName"]).string();
    const std::vector<SchemaView> variants = this->variants();
    const Names names(*set_, part.cursor, variants);
    const auto add = [&tags](std::string_view value, uint32_t variant) {
      const bool taken = std::any_of(tags.begin(), tags.end(),
                                     [value](const Tag& tag) { return tag.value == value; });
      if (!value.empty() && !taken) tags.push_back({std::string(value), variant});
    };
    for (const json::Member& mapping : discriminator["mapping"].members()) {
      if (const auto variant = names.variant_of(mapping.value.string())) add(mapping.key, *variant);
    }
    for (uint32_t i = 0; i < variants.size(); ++i) {
      // Azure's descriptions of 2.0 write this instead of a mapping.
      const Value own = variants[i].resolved().cursor().value["x-ms-discriminator-value"];
      add(own.string(), i);
      // Many descriptions have no mapping, and one text that the variant allows.
      const bool is_mapped =
          std::any_of(tags.begin(), tags.end(), [i](const Tag& tag) { return tag.variant == i; });
      const Value only = is_mapped ? Value() : variants[i].property(property).constant();
      add(only.is_string() ? only.string() : names.name(i), i);
    }
    break;
  }
  return tags;
}

std::string SchemaView::tag(uint32_t variant) const {
  for (const Tag& tag : tags()) {
    if (tag.variant == variant) return tag.value;
  }
  return {};
}

std::optional<uint32_t> SchemaView::default_variant() const {
  for (const SchemaPart& part : parts()) {
    const Value discriminator = discriminator_in(part.cursor.value);
    if (!discriminator) continue;
    const std::vector<SchemaView> variants = this->variants();
    return Names(*set_, part.cursor, variants).variant_of(discriminator["defaultMapping"].string());
  }
  return std::nullopt;
}

}  // namespace vitrine::openapi
