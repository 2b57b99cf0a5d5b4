#pragma once

#include <string_view>

#include "app/openapi/model.h"

namespace vitrine::openapi {

/// Whether a member of a Path Item Object is an operation: the fixed methods of the version, in
/// lower case (`trace` from 3.0 on, `query` from 3.2 on).
inline bool is_method(std::string_view key, Version version) {
  switch (key.size()) {
    case 3:
      return key == "get" || key == "put";
    case 4:
      return key == "post" || key == "head";
    case 5:
      return key == "patch" || (key == "trace" && version != Version::v2_0) ||
             (key == "query" && version >= Version::v3_2);
    case 6:
      return key == "delete";
    case 7:
      return key == "options";
    default:
      return false;
  }
}

}  // namespace vitrine::openapi
