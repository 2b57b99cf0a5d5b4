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

void DeepObject::write(const SchemaView& schema, json::Writer& writer) const {
  if (children_.empty()) {
    write_values(schema, writer);
    return;
  }
  const Kinds kinds = schema.kinds();
  if (kinds.array && !kinds.object) {
    write_list(schema, writer);
    return;
  }
  writer.begin_object();
  for (const DeepObject& node : children_) {
    node.write(schema.property(node.key_), writer.key(node.key_));
  }
  writer.end_object();
}

void DeepObject::write_values(const SchemaView& schema, json::Writer& writer) const {
  const Kinds kinds = schema.kinds();
  if (values_.size() == 1 && (!kinds.array || kinds.scalar())) {
    writer.raw(typed_value(schema, values_.front()));
    return;
  }
  writer.begin_array();
  for (size_t i = 0; i < values_.size(); ++i) writer.raw(typed_value(schema.item(i), values_[i]));
  writer.end_array();
}

/// `a[0]=x&a[1]=y` by number, `a[]=x&a[]=y` in order.
void DeepObject::write_list(const SchemaView& schema, json::Writer& writer) const {
  std::vector<std::pair<size_t, const DeepObject*>> order;
  for (const DeepObject& node : children_) {
    order.emplace_back(json::array_index(node.key_).value_or(order.size()), &node);
  }
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  writer.begin_array();
  size_t index = 0;
  for (const auto& [number, node] : order) {
    if (node->key_.empty() && node->children_.empty()) {
      for (const std::string& value : node->values_) {
        writer.raw(typed_value(schema.item(index++), value));
      }
      continue;
    }
    node->write(schema.item(index++), writer);
  }
  writer.end_array();
}

}  // namespace vitrine::request
