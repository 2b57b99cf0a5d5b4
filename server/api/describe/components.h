#pragma once
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/model/rules.h"
#include "server/api/model/types.h"

namespace vitrine {

/// The schemas of the document by type: each model and enumeration once, under its own name.
class Components {
 public:
  /// True when the type still has to be described: on the first call for it. A second
  /// type of the same name is noted as a problem.
  bool open(TypeTag type, std::string_view name);
  void set(std::string_view name, FreeForm schema);
  static FreeForm reference(std::string_view name);

  /// In the order of their first mention.
  FreeForm schemas() const;
  const std::vector<std::string>& problems() const { return problems_; }
  void problem(std::string text) { problems_.push_back(std::move(text)); }

 private:
  std::map<std::string, TypeTag, std::less<>> types_;
  std::vector<std::string> order_;
  std::map<std::string, FreeForm, std::less<>> schemas_;
  std::vector<std::string> problems_;
};

/// The value as the document spells it.
FreeForm to_json(const Literal& literal);

/// Writes the rules into a schema; rules for items into its `items`. Keywords beside `$ref` are
/// fine in OpenAPI 3.1.
void apply(const Rules& rules, FreeForm& schema);

}  // namespace vitrine
