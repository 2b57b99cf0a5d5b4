#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::schema {

/// One fact about a violation, for words and for machines: {"limit", 3}, {"actual", 1}.
struct Parameter {
  /// `text`: `value` is plain UTF-8.
  /// `json`: `value` is compact JSON, numbers exactly as they were spelled.
  /// `list`: `items`.
  enum class Kind : std::uint8_t { text, json, list };
  /// A string's characters, else compact JSON.
  struct Item {
    std::string text;
    bool is_string = true;
  };

  std::string name;
  std::string value;
  Kind kind = Kind::text;
  std::vector<Item> items = {};
};

/// A place where an instance breaks a schema, as data. Instance strings never stand in the
/// parameters, so a secret cannot leak through them.
///
/// Parameters by keyword:
///   type                      expected (["string","null"]), actual (text)
///   enum, const, discriminator
///                             allowed (the first kAllowedShown values), count
///   minimum, maximum, exclusiveMinimum, exclusiveMaximum,
///   minLength, maxLength (code points), minItems, maxItems, minProperties, maxProperties,
///   contains, minContains, maxContains
///                             limit, actual
///   multipleOf                divisor, actual
///   pattern                   pattern; with error = PatternTooExpensive when the steps ran out
///   format                    format
///   required                  property; the instance is the object
///   dependentRequired, dependencies
///                             property, because; the instance is the object
///   additionalProperties, unevaluatedProperties
///                             property; the instance is the superfluous property
///   propertyNames             property; the instance is the object; causes say what is wrong
///   items, additionalItems, unevaluatedItems
///                             index; the instance is the superfluous item
///   uniqueItems               first, second: indexes of two equal items
///   oneOf, anyOf              causes: what is wrong with the nearest branch, whose index is
///                             `nearest`, or with the discriminator that names none; or, for
///                             oneOf, matched = [0,2]
///   not, false                nothing ("false" is a schema that is `false` itself)
///   readOnly                  nothing (OpenAPI 2.0, in a request)
///   limit                     exceeded = "steps", "depth", "pattern" or "violations": not all was
///   checked
struct Violation {
  std::string instance_pointer;           ///< RFC 6901, "" is the whole instance
  std::string schema_pointer;             ///< keyword location, through `$ref`s as evaluated
  std::string absolute_keyword_location;  ///< URI of the keyword, `$ref`s resolved
  std::string keyword;
  std::vector<Parameter> params;
  std::vector<Violation> causes;

  /// The text of the parameter with this name, "" when there is none.
  std::string_view param(std::string_view name) const;
  /// The items of a list, empty when there is none.
  const std::vector<Parameter::Item>& list(std::string_view name) const;
};

constexpr std::size_t kAllowedShown = 20;

/// The parameter's value as JSON.
std::string json_text(const Parameter& parameter);

/// The field that shows the violation: the missing property's own place for `required` and
/// `dependentRequired`, the name's for `propertyNames`, else the instance pointer.
std::string field_pointer(const Violation& violation);

/// The violations that explain the given ones: a violation with causes is replaced by them,
/// recursively. In order; the pointers live as long as the argument.
std::vector<const Violation*> leaves(const std::vector<Violation>& violations);

}  // namespace vitrine::schema
