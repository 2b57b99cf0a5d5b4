#pragma once
#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>

#include "server/api/model/types.h"

/// The names of types, which are those of components.
namespace vitrine {

template <class T>
constexpr std::string_view type_name();

namespace detail {
template <class T>
constexpr std::string_view signature() {
  return __PRETTY_FUNCTION__;
}

/// A type as the compiler spells it.
template <class T>
constexpr std::string_view spelling() {
  const std::string_view text = signature<T>();
  const auto begin = text.find("T = ") + 4;
  return text.substr(begin, text.find_first_of(";]", begin) - begin);
}

/// A text that is made at compile time.
struct TypeName {
  std::array<char, 256> letters{};
  std::size_t size = 0;

  constexpr void add(std::string_view text) {
    if (size + text.size() > letters.size()) throw "give this type a shorter name";
    for (const char c : text) letters[size++] = c;
  }
  constexpr void add_number(std::size_t number) {
    if (number > 9) add_number(number / 10);
    const char digit = static_cast<char>('0' + number % 10);
    add(std::string_view(&digit, 1));
  }
  constexpr std::string_view view() const { return {letters.data(), size}; }
};

/// The letters and digits of a spelling, words joined by underscores, without what
/// qualifies them.
constexpr TypeName make_type_name(std::string_view text) {
  TypeName name;
  // Where the name began that is being read, one for each open bracket.
  std::array<std::size_t, 32> begins{};
  std::size_t depth = 0;
  bool gap = false;
  for (const char c : text) {
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_') {
      if (gap && name.size > 0) name.add("_");
      gap = false;
      name.add(std::string_view(&c, 1));
      continue;
    }
    gap = true;
    if (c == ':') {
      name.size = begins[depth];
    } else if ((c == '<' || c == '(' || c == '{') && depth + 1 < begins.size()) {
      begins[++depth] = name.size;
    } else if ((c == '>' || c == ')' || c == '}') && depth > 0) {
      --depth;
    } else if (c == ',') {
      begins[depth] = name.size;
    }
  }
  return name;
}

/// The part of a spelling before its last bracket.
constexpr std::string_view before_arguments(std::string_view text) {
  std::size_t depth = 0;
  for (std::size_t i = text.size(); i-- > 0;) {
    if (text[i] == '>') ++depth;
    if (text[i] == '<' && --depth == 0) return text.substr(0, i);
  }
  return text;
}

template <class T>
struct NameOf {
  static constexpr void add_to(TypeName& name) { name.add(make_type_name(spelling<T>()).view()); }
};
template <template <class...> class Generic, class... A>
struct NameOf<Generic<A...>> {
  static constexpr void add_to(TypeName& name) {
    name.add(make_type_name(before_arguments(spelling<Generic<A...>>())).view());
    ((name.add("_"), name.add(type_name<A>())), ...);
  }
};

template <class T>
constexpr TypeName type_name_of() {
  TypeName name;
  // Compilers spell the standard's types in their own ways.
  if constexpr (Text<T>) {
    name.add("string");
  } else if constexpr (Integer<T>) {
    name.add(std::is_signed_v<T> ? "int" : "uint");
    if (!std::is_same_v<T, int>) name.add_number(sizeof(T) * 8);
  } else if constexpr (Any<T>) {
    name.add("any");
  } else if constexpr (List<T> || Set<T> || FixedList<T>) {
    name.add(Set<T> ? "set_" : "list_");
    name.add(type_name<ItemOf<T>>());
  } else if constexpr (Map<T>) {
    name.add("map_");
    name.add(type_name<typename MapTraits<T>::Item>());
  } else {
    NameOf<T>::add_to(name);
  }
  return name;
}

template <class T>
inline constexpr TypeName kTypeName = type_name_of<T>();

}  // namespace detail

/// The name of a type without its namespaces, followed by those of its arguments:
/// `app::Page<app::Item>` is Page_Item, of a vector of them Page_list_Item.
template <class T>
constexpr std::string_view own_type_name() {
  return detail::kTypeName<T>.view();
}

/// The name of a component: the `name` of its Schema, else its own.
template <class T>
constexpr std::string_view type_name() {
  if constexpr (requires { Schema<T>::name; }) {
    return Schema<T>::name;
  } else {
    return own_type_name<T>();
  }
}

}  // namespace vitrine
