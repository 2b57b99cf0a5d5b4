#pragma once

#include <string>
#include <string_view>

#include "app/json/document.h"

namespace vitrine::json {

/// The meaning of a plain scalar by the core schema of YAML 1.2 (§10.3.2).
struct YamlScalar {
  Type type = Type::string;  ///< null, boolean, number or string
  bool truth = false;
  /// The number in JSON's spelling where the text is not that itself.
  std::string number;
  /// An infinity, NaN, or an integer too long to convert: a string for want of a number.
  bool unusual = false;
};

/// `yes`, `on`, 12:30 and 1_000 are strings; 012 is twelve, 0o14 too.
YamlScalar resolve_scalar(std::string_view text);

}  // namespace vitrine::json
