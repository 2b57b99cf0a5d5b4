#pragma once

#include <cstdint>
#include <string>

#include "app/json/result.h"
#include "app/schema/schema.h"

/// Values made up for a schema: to show what a response looks like, to fill a form with something
/// that can be sent as it is.
namespace vitrine::schema {

/// The properties that an object gets beside those that its schema requires.
enum class Members : std::uint8_t {
  all,       ///< all that are declared and travel this way
  required,  ///< none
};

struct ExampleOptions {
  /// In a request `readOnly` properties are left out, in a response `writeOnly` ones.
  Direction direction = Direction::any;
  Members members = Members::all;
  /// Bound on the text, and on that of every part of it.
  std::uint32_t bytes = 256 * 1024;
};

/// A value of the schema as JSON text, one member a line. It is made of the author's own words
/// where they are valid (`example`, `examples`, `default`, `const`, `enum`), else of formats, names
/// of properties, patterns and bounds; of `oneOf` and `anyOf` the first branch that works is taken,
/// recursion ends at the first optional place. The result is valid: it has been evaluated.
/// The same schema gives the same text everywhere.
///
/// Error when nothing was found, with a reason and the place in the value: a schema that no value
/// can satisfy, recursion that must not end, a text longer than `bytes`, or a `not`, `oneOf` or
/// `pattern` that asks for more cleverness than is here. Work is bounded in steps.
json::Result<std::string> example(const Schema& schema, const ExampleOptions& options = {});

}  // namespace vitrine::schema
