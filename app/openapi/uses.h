// Where a schema of the components is used.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/openapi/description.h"

namespace vitrine::openapi {

/// A place that refers to a schema.
struct Use {
  enum class Way : uint8_t { parameter, request_body, response, callback, message, schema };

  Way way = Way::schema;
  uint32_t owner = 0;  ///< into Description::operations(), for Way::schema into schemas()
  /// A parameter's or callback's name, a status, `send` or `receive` of a WebSocket's message, the
  /// path within a schema: `owner`, `tags[]`.
  std::string detail;
};

/// Looks through all operations and schemas, some at a time. Parts of the components that an
/// operation refers to are its own. Bounded.
///
///     Uses uses(description, named);
///     while (!uses.step(10'000)) {}
///     std::vector<Use> found = uses.take();
class Uses {
 public:
  static constexpr size_t kMost = 1'000;

  Uses(const Description& description, const NamedSchema& schema);

  /// Goes on for about `budget` values; true when all is done.
  bool step(size_t budget);
  /// The operations first, both in the order of the text.
  std::vector<Use> take() { return std::move(found_); }

 private:
  void look_at(const OperationEntry& operation, uint32_t owner);
  void parameters(const json::Cursor& list, uint32_t owner);
  void part(const json::Cursor& part, Use use);
  bool leads_here(const json::Cursor& from, std::string_view reference) const;

  const Description* description_;
  json::Value schema_;
  std::string_view name_;
  size_t next_ = 0;  ///< operation or, past them, schema
  size_t looked_at_ = 0;
  size_t left_ = 0;  ///< values that are looked at in this operation or schema
  std::vector<Use> found_;
};

}  // namespace vitrine::openapi
