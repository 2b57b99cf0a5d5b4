// Field lists: each member of a struct that crosses the boundary, named once. Decoding, encoding,
// hashing and the TypeScript types all walk the same list.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <type_traits>

namespace vitrine::boundary {

/// When a member is written.
enum class When : std::uint8_t {
  always,
  set,     ///< unless it has its default; TypeScript sees an optional member
  field,   ///< of nodes that paint their own text
  inside,  ///< never: the page has no use for it
};

/// One member: its name on the other side, and how its value is written where its type does not
/// say that (`As`, one of the forms below).
template <auto Member, When W = When::always, class As = void>
struct Field {
  using Form = As;
  static constexpr auto kMember = Member;
  static constexpr When kWhen = W;
  std::string_view name;

  constexpr Field<Member, When::set, As> optional() const { return {name}; }
  constexpr Field<Member, When::field, As> of_fields() const { return {name}; }
  template <class Other>
  constexpr Field<Member, W, Other> as() const {
    return {name};
  }
};

/// A colour as `#rrggbbaa`; as a number without it.
struct Hex {};

template <auto Member>
constexpr Field<Member> field(std::string_view name) {
  return {name};
}

template <auto Member>
constexpr Field<Member, When::inside> inside() {
  return {{}};
}

template <class... F>
constexpr std::tuple<F...> fields(F... list) {
  return {list...};
}

/// Specialised for each struct that crosses: `name` (the `type` of an event or effect, else the
/// TypeScript interface) and `fields`. A struct `members_of` another one adds its own to them.
template <class T>
struct Declared;

template <class T>
concept Struct = requires {
  Declared<T>::fields;
};

/// Specialised for each enumeration that crosses: the names of its values, in their order. A value
/// without a name counts as not set.
template <class E>
struct Names;

template <class E>
concept Named = requires {
  Names<E>::kNames;
};

template <class... T>
struct Types {};

/// Calls `visit(field)` for each field of T, in order.
template <class T, class Visit>
constexpr void each_field(Visit&& visit) {
  std::apply([&](const auto&... field) { (visit(field), ...); }, Declared<T>::fields);
}

namespace internal {

struct Anything {
  template <class T>
  constexpr operator T() const;  // for unevaluated expressions only
};

template <class T, class... Known>
constexpr std::size_t count_members() {
  if constexpr (requires { T{Known{}..., Anything{}}; }) {
    return count_members<T, Known..., Anything>();
  } else {
    return sizeof...(Known);
  }
}

}  // namespace internal

/// True when the list names every member of T, so that a new member cannot be forgotten.
template <class T>
constexpr bool is_complete() {
  return internal::count_members<T>() ==
         std::tuple_size_v<std::remove_cvref_t<decltype(Declared<T>::fields)>>;
}

}  // namespace vitrine::boundary
