#pragma once
#include <map>
#include <memory>
#include <string>

#include "app/json/document_set.h"
#include "app/schema/schema.h"
#include "server/api/respond/service.h"

namespace vitrine::test {

/// The promises of a document about its responses.
class Promises {
 public:
  explicit Promises(const Service& service);

  /// The first difference of a response to its promise: its status, a header, its media type, its
  /// content. "" when nothing is, and for paths and methods that are not in the document.
  std::string difference(const Request& request, const Response& response) const;

  /// Compiles the schema at a pointer into the document.
  std::shared_ptr<const schema::Schema> schema(const std::string& pointer) const;
  json::Value document() const { return documents_.root(kUri).value; }

 private:
  static constexpr char kUri[] = "test:/openapi.json";
  json::DocumentSet documents_;
  mutable std::map<std::string, std::shared_ptr<const schema::Schema>> schemas_;
};

}  // namespace vitrine::test
