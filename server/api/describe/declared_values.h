#pragma once
#include <string>
#include <vector>

#include "app/json/document_set.h"
#include "app/schema/schema.h"

/// The values that a declaration writes into its own schemas, checked against these.
namespace vitrine {

class DeclaredValues {
 public:
  /// `root` is that of the generated document.
  DeclaredValues(json::Cursor root, schema::Compiler& compiler)
      : root_(root), compiler_(compiler) {}

  /// Checks the default, the examples, the bounds and the format of a schema and of its items.
  void check(const std::string& where, json::Value schema);
  /// The same for the fields of all models.
  void check_models();

  /// One sentence each.
  const std::vector<std::string>& mistakes() const { return mistakes_; }

 private:
  void check_bounds(const std::string& where, json::Value schema);
  void check_format(const std::string& where, json::Value format);
  void check_value(const std::string& what, json::Value schema, json::Value value);

  json::Cursor root_;
  schema::Compiler& compiler_;
  std::vector<std::string> mistakes_;
};

}  // namespace vitrine
