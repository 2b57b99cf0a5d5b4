#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "app/json/document_set.h"
#include "app/openapi/description.h"

namespace vitrine::openapi {

/// Finds the documents that must be loaded before schemas can be seen, however many references away
/// they are: what a form or a page is going to show. Every schema is looked at once, so that asking
/// for many operations costs no more than asking for all of them. Bounded.
///
///     Outlook outlook(description);
///     for (const std::string& uri : outlook.missing({media.schema})) …load it…
///     // After one was added, from the beginning: Outlook(description).
class Outlook {
 public:
  /// Values looked at for one query; documents further away are not requested yet.
  static constexpr size_t kMaxValues = 20'000;

  explicit Outlook(const Description& description)
      : description_(&description), set_(&description.documents()) {}

  /// Each URI once, those of what is nearest first.
  std::vector<std::string> missing(std::vector<json::Cursor> schemas);

 private:
  void look(const json::Cursor& schema, std::vector<json::Cursor>& open,
            std::vector<std::string>& missing);
  void refer(const json::Cursor& from, std::string_view reference, std::vector<json::Cursor>& open,
             std::vector<std::string>& missing);

  const Description* description_;
  const json::DocumentSet* set_;
  std::unordered_set<uint64_t> seen_;
  bool family_seen_ = false;
};

}  // namespace vitrine::openapi
