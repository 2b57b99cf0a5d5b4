#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/json/document_set.h"

namespace vitrine::openapi {

/// Whether a field of an Object or a schema holds data (an example, a default, an extension), in
/// which nothing is a reference.
bool is_data_field(std::string_view key, json::Value value);
/// Whether the members of a field are named by the author.
bool is_map_field(std::string_view key);

/// A `$ref` into another document.
struct ExternalReference {
  std::string uri;    ///< of that document
  json::Cursor from;  ///< the string
};

/// One walk over a document, before it is read: its own names and its schemas' (`$self`,
/// `$id`, `$anchor`, `$dynamicAnchor`; OAS 3.2.0 §4.1.2, JSON Schema Core §8.2) are added to the
/// set, and the references into other documents are listed. Data (examples, defaults,
/// extensions) is passed over.
///
///     Survey survey(set, uri, true);
///     while (!survey.step(10'000)) {}
///     for (const ExternalReference& reference : survey.references()) …
class Survey {
 public:
  /// `identifiers` says whether schemas can have names of their own: from OpenAPI 3.1 on.
  Survey(json::DocumentSet& set, std::string_view uri, bool identifiers);

  /// Looks at about `budget` values; true when all is done.
  bool step(size_t budget);

  /// In no particular order, of each document the first found. Documents of the set are among
  /// them, schemas that the set knows by an identifier are not.
  std::vector<ExternalReference> references() const;

 private:
  /// The meaning of an object's keys.
  enum class Keys : unsigned char { keywords, names };

  struct Visit {
    json::Value value;
    uint32_t base;  ///< index of its base URI
    Keys keys;
  };

  void visit(const Visit& visit);
  void open_inside(const Visit& visit);
  void refer(json::Value reference, uint32_t base);
  uint32_t name(json::Value value, uint32_t base);

  json::DocumentSet* set_;
  bool identifiers_;
  std::string uri_;
  const json::Document* document_;
  std::vector<std::string> bases_;
  std::vector<Visit> open_;
  std::set<std::string, std::less<>> seen_;
  std::vector<ExternalReference> references_;
};

}  // namespace vitrine::openapi
