// Reads and types the brackets of `deepObject` pairs.
#include "app/request/deep_object.h"

#include <algorithm>
#include <utility>

#include "app/json/pointer.h"
#include "app/request/typed.h"

namespace vitrine::request {
namespace {

using openapi::Kinds;
using openapi::SchemaView;

constexpr size_t kMaxDepth = 16;

}  // namespace

std::vector<std::string> bracket_keys(std::string_view text) {
  std::vector<std::string> keys;
  while (!text.empty()) {
    const size_t end = text.find(']');
    if (text[0] != '[' || end == std::string_view::npos || keys.size() >= kMaxDepth) return {};
    keys.emplace_back(text.substr(1, end - 1));
    text.remove_prefix(end + 1);
  }
  return keys;
}

DeepObject& DeepObject::child(const std::string& name) {
  const auto [place, added] = places_.emplace(name, children_.size());
  if (added) {
    children_.emplace_back();
    children_.back().key_ = name;
  }
  return children_[place->second];
}

void DeepObject::add_to(json::Builder& out, const SchemaView& schema) const {
  if (children_.empty()) return add_values(out, schema);
  const Kinds kinds = schema.kinds();
  if (kinds.array && !kinds.object) return add_list(out, schema);
  out.begin(json::Type::object, 0);
  for (const DeepObject& node : children_) {
    add_key(out, node.key_);
    node.add_to(out, schema.property(node.key_));
  }
  out.end(0);
}

void DeepObject::add_values(json::Builder& out, const SchemaView& schema) const {
  const Kinds kinds = schema.kinds();
  if (values_.size() == 1 && (!kinds.array || kinds.scalar())) {
    return add_typed(out, schema, values_.front());
  }
  out.begin(json::Type::array, 0);
  for (size_t i = 0; i < values_.size(); ++i) add_typed(out, schema.item(i), values_[i]);
  out.end(0);
}

/// `a[0]=x&a[1]=y` by number, `a[]=x&a[]=y` in order.
void DeepObject::add_list(json::Builder& out, const SchemaView& schema) const {
  std::vector<std::pair<size_t, const DeepObject*>> order;
  for (const DeepObject& node : children_) {
    order.emplace_back(json::array_index(node.key_).value_or(order.size()), &node);
  }
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  out.begin(json::Type::array, 0);
  size_t index = 0;
  for (const auto& [number, node] : order) {
    if (node->key_.empty() && node->children_.empty()) {
      for (const std::string& value : node->values_) add_typed(out, schema.item(index++), value);
      continue;
    }
    node->add_to(out, schema.item(index++));
  }
  out.end(0);
}

}  // namespace vitrine::request
