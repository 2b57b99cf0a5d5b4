// Pairs of the style `deepObject` as the value that they spell (OAS 3.1.0 §4.8.12.3).
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/json/builder.h"
#include "app/openapi/schema_view.h"

namespace vitrine::request {

/// The keys between brackets: `a[b][c]` → b, c. Empty when it is not of this form.
std::vector<std::string> bracket_keys(std::string_view text);

/// The object that the pairs spell, before the schema gives it types.
class DeepObject {
 public:
  DeepObject& child(const std::string& name);
  void add(std::string value) { values_.push_back(std::move(value)); }

  /// Adds one value.
  void add_to(json::Builder& out, const openapi::SchemaView& schema) const;

 private:
  void add_values(json::Builder& out, const openapi::SchemaView& schema) const;
  void add_list(json::Builder& out, const openapi::SchemaView& schema) const;

  std::string key_;
  std::vector<std::string> values_;
  std::vector<DeepObject> children_;
  std::map<std::string, size_t> places_;
};

}  // namespace vitrine::request
