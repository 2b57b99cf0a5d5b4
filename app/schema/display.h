// How a keyword of a schema is shown.
#pragma once

#include <cstdint>

namespace vitrine::schema {

/// Two of one unit, `min…` and `max…`, are one range.
enum class Display : std::uint8_t {
  hidden,
  bound,  ///< of a number
  step,
  characters,
  items,
  matching_items,
  properties,
  pattern,
  unique,
  plain,  ///< its value, without words
  // From here on the keyword holds schemas. They are shown, each under its own words.
  position,  ///< in a tuple
  pattern_name,
  names,
  matching,  ///< `contains`
  excluded,
  condition,
  then,
  otherwise,
  dependent,
  content,
  // Not of one keyword.
  one_of,
  any_of,
  item,
  value,
  rest,  ///< items of a tuple that have no schema by their position
};

}  // namespace vitrine::schema
