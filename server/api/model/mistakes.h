#pragma once
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>

#include "server/api/model/rules.h"
#include "server/api/model/types.h"

/// The mistakes of a declaration that the compiler finds, one sentence each; the lines around it
/// name the type and the route. Those that need a value, such as a path, are found at the start
/// (see declaration.cpp).
namespace vitrine::detail {

enum class Unfit {
  no,
  constant,
  reference,
  text,
  pointer,
  keys,
  container,
  character,
  enumeration,
  other
};

/// The reason why a type cannot cross the wire.
template <class T>
constexpr Unfit unfit() {
  if constexpr (Describable<T>) {
    return Unfit::no;
  } else if constexpr (std::is_reference_v<T>) {
    return Unfit::reference;
  } else if constexpr (std::is_const_v<T>) {
    return Unfit::constant;
  } else if constexpr (std::is_convertible_v<const T&, std::string_view>) {
    return Unfit::text;
  } else if constexpr (std::is_pointer_v<T> || requires(const T& pointer) {
                         pointer.get();
                         *pointer;
                       }) {
    return Unfit::pointer;
  } else if constexpr (requires {
                         typename T::mapped_type;
                         requires !std::same_as<typename T::key_type, std::string>;
                       }) {
    return Unfit::keys;
  } else if constexpr (requires(const T& container) {
                         container.begin();
                         container.end();
                       }) {
    return Unfit::container;
  } else if constexpr (std::same_as<T, char>) {
    return Unfit::character;
  } else if constexpr (std::is_enum_v<T>) {
    return Unfit::enumeration;
  } else {
    return Unfit::other;
  }
}

/// Made of each type that crosses the wire.
template <class T>
struct OnTheWire {
  static constexpr Unfit kUnfit = unfit<T>();
  static_assert(kUnfit != Unfit::reference, "a reference cannot cross the wire: return a value");
  static_assert(kUnfit != Unfit::constant, "a member of a model that is read is not const");
  static_assert(kUnfit != Unfit::text, "text that crosses the wire is a std::string");
  static_assert(kUnfit != Unfit::pointer,
                "a pointer cannot cross the wire: use the value, or a std::optional of it");
  static_assert(kUnfit != Unfit::keys, "a map that crosses the wire has keys of type std::string");
  static_assert(kUnfit != Unfit::container,
                "this container cannot cross the wire: a std::vector, std::set or std::array can, "
                "or a std::map");
  static_assert(kUnfit != Unfit::character,
                "a char cannot cross the wire: use std::string, or std::int8_t for a number");
  static_assert(kUnfit != Unfit::enumeration,
                "this enumeration has no vitrine::Schema with the names of its values");
  static_assert(kUnfit != Unfit::other, "this type has no vitrine::Schema with its fields");
};

/// Made of each rule of a field or parameter of type T.
template <class T, Keyword K, bool Applies>
struct RuleOf {
  static constexpr bool one_of(auto... keywords) { return ((K == keywords) || ...); }

  static_assert(Applies || !one_of(Keyword::format, Keyword::pattern, Keyword::min_length,
                                   Keyword::max_length),
                "format, pattern, min_length and max_length are rules of text");
  static_assert(Applies || K != Keyword::content_encoding, "content_encoding is a rule of text");
  static_assert(
      Applies || !one_of(Keyword::minimum, Keyword::maximum, Keyword::exclusive_minimum,
                         Keyword::exclusive_maximum, Keyword::multiple_of),
      "minimum, maximum, exclusive_minimum, exclusive_maximum and multiple_of are rules of "
      "numbers");
  static_assert(Applies || !one_of(Keyword::min_items, Keyword::max_items, Keyword::unique_items),
                "min_items, max_items and unique_items are rules of lists");
  static_assert(Applies || !one_of(Keyword::min_properties, Keyword::max_properties),
                "min_properties and max_properties are rules of maps");
  static_assert(Applies || K != Keyword::media_type, "media_type is a rule of files");
  static_assert(Applies || K != Keyword::default_value,
                "default_value is for text, numbers, booleans and enumerations");
};

/// True when no two of the names are equal.
template <class Names>
constexpr bool all_differ(const Names& names) {
  for (std::size_t i = 0; i < std::size(names); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (names[i] == names[j]) return false;
    }
  }
  return true;
}

}  // namespace vitrine::detail
