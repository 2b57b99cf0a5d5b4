// Gathers the schemas of a place.
#include "app/request/secret_place.h"

#include <algorithm>

#include "app/request/request.h"
#include "app/schema/pattern.h"

namespace vitrine::request {
namespace {

using openapi::SchemaView;
using openapi::Subschema;

/// What is not looked at counts as secret.
constexpr size_t kMostViews = 300;

/// Keywords whose schemas may apply to the value itself.
constexpr std::string_view kSamePlace[] = {
    "oneOf", "anyOf", "if", "then", "else", "dependentSchemas", "dependencies"};

bool is_at_same_place(std::string_view keyword) {
  return std::find(std::begin(kSamePlace), std::end(kSamePlace), keyword) != std::end(kSamePlace);
}

bool may_match(std::string_view pattern, std::string_view name) {
  const auto compiled = schema::Pattern::compile(pattern);
  std::uint64_t steps = 0;
  return !compiled || compiled->search(name, 10'000, &steps) != schema::Pattern::Verdict::no_match;
}

}  // namespace

void SecretPlace::add(const SchemaView& view) {
  if (!view || secret_) return;
  for (const SchemaView& each : views_) {
    if (each.is_same(view)) return;
  }
  if (view.secret() || views_.size() >= kMostViews) {
    secret_ = true;
    views_.clear();
    return;
  }
  views_.push_back(view);
  for (const SchemaView& variant : view.variants()) add(variant);
  for (const Subschema& each : view.subschemas()) {
    if (is_at_same_place(each.keyword)) add(each.schema);
    // A string that holds such a value is hidden whole.
    if (each.keyword == "contentSchema" && has_secrets(each.schema)) secret_ = true;
  }
}

bool SecretPlace::may_hold_secrets() const {
  return secret_ || std::any_of(views_.begin(), views_.end(), has_secrets);
}

SecretPlace SecretPlace::member(std::string_view name) const {
  SecretPlace below;
  below.secret_ = secret_;
  for (const SchemaView& view : views_) {
    below.add(view.property(name));
    for (const Subschema& each : view.subschemas()) {
      if (each.keyword == "patternProperties" && may_match(each.key, name)) below.add(each.schema);
    }
  }
  return below;
}

SecretPlace SecretPlace::element(size_t index) const {
  SecretPlace below;
  below.secret_ = secret_;
  for (const SchemaView& view : views_) {
    below.add(view.item(index));
    for (const Subschema& each : view.subschemas()) {
      if (each.keyword == "contains") below.add(each.schema);
    }
  }
  return below;
}

size_t SecretPlace::tuple_size() const {
  size_t size = 0;
  for (const SchemaView& view : views_) size = std::max(size, view.tuple_size());
  return size;
}

}  // namespace vitrine::request
