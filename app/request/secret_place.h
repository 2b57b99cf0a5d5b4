// What a description says of one place of a body: whether its value is secret, and what is below.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "app/openapi/schema_view.h"

namespace vitrine::request {

/// A place with all schemas that may apply to it: its own, the variants of that, the conditions and
/// dependencies. Its value is secret where one of them says so, and then so is all within it.
class SecretPlace {
 public:
  SecretPlace() = default;  ///< nothing is secret here, nor below
  explicit SecretPlace(const openapi::SchemaView& schema) { add(schema); }

  bool empty() const { return !secret_ && views_.empty(); }
  bool secret() const { return secret_; }
  /// Whether the value, or some value inside, may be secret.
  bool may_hold_secrets() const;
  SecretPlace member(std::string_view name) const;
  SecretPlace element(std::size_t index) const;
  /// How many elements have a schema by their position.
  std::size_t tuple_size() const;

 private:
  void add(const openapi::SchemaView& view);

  std::vector<openapi::SchemaView> views_;
  bool secret_ = false;
};

}  // namespace vitrine::request
