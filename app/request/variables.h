// Variables of an environment: `{{name}}` in a text becomes a value when the request is made.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/request/request.h"

namespace vitrine::request {

struct Variable {
  std::string name;
  std::string value;    ///< empty: none
  bool secret = false;  ///< never stored; `$NAME` in snippets, history and exports
  /// Of a secret: the origin that `value` is for, and the values for others.
  std::string origin{};
  std::vector<std::pair<std::string, std::string>> elsewhere{};
  bool just_given = false;  ///< its origin is the one that is chosen once the dialog closes
};
using Variables = std::vector<Variable>;

/// How a value is written where it is put in: in `json`, within a string, so that it cannot end it.
enum class Place : uint8_t { text, json };

/// The text with the values. A name is made of letters, digits and `_-.`, blanks around it do not
/// count; all else in braces stays. So do names without a value: they are added to `unknown`, each
/// once, as `{{name}}`. A value is not looked through again, and the result is bounded.
std::string resolve(std::string_view text, const Variables& variables, Place place,
                    std::vector<std::string>* unknown = nullptr);

/// Marks the values of secret variables wherever they stand in the request, however they are
/// encoded there.
void mark_values(HttpRequest& request, const Variables& variables);

}  // namespace vitrine::request
