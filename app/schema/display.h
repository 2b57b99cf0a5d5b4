// Shows a keyword in a list of constraints.
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
};

}  // namespace vitrine::schema
