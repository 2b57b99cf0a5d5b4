// Names of a description's places for files and ids.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "app/openapi/description.h"

namespace vitrine::session {

/// Each operation, webhook, schema and tag has a name of its own that any file system and any URL
/// holds: letters, digits, `-`, `_`, `.` and what is not ASCII. No two differ in case alone. The
/// same description gives the same names.
class PlaceNames {
 public:
  explicit PlaceNames(const openapi::Description& description);

  /// "operations/createUser" for the place `/operations/createUser` of a link, with or without `#`
  /// before it and a query behind it; "" for what is no place of the description.
  std::string of(std::string_view place) const;
  /// The same as an id: "operations-createUser".
  std::string id(std::string_view place) const;

 private:
  void add(const std::string& place);

  const openapi::Description& description_;
  std::map<std::string, std::string, std::less<>> names_;
  std::map<std::string, int, std::less<>> taken_;  ///< in lower case, with the last number given
};

/// `/tags/NAME`.
std::string tag_place(std::string_view tag);
/// `/schemas/NAME`.
std::string schema_place(std::string_view name);

}  // namespace vitrine::session
