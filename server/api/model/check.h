#pragma once
#include <concepts>
#include <cstddef>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

#include "app/json/pointer.h"
#include "server/api/model/bind.h"
#include "server/api/model/invalid.h"
#include "server/api/model/types.h"

/// Finds the models in a value whose Schema has a `check`, and asks it.
namespace vitrine::detail {

template <class T>
concept Checked = requires {
  &Schema<T>::check;
};

template <class T, class... Seen>
constexpr bool has_checks();

/// For the types that stand in a list: the fields of a model, the branches of a variant.
template <class List, class... Seen>
inline constexpr bool kAnyHasChecks = false;
template <class... F, class... Seen>
inline constexpr bool kAnyHasChecks<const std::tuple<F...>, Seen...> =
    (has_checks<typename F::Value, Seen...>() || ...);
template <class... T, class... Seen>
inline constexpr bool kAnyHasChecks<std::variant<T...>, Seen...> = (has_checks<T, Seen...>() ||
                                                                    ...);
template <class... T, class... Seen>
inline constexpr bool kAnyHasChecks<std::tuple<T...>, Seen...> = (has_checks<T, Seen...>() || ...);
template <class A, class B, class... Seen>
inline constexpr bool kAnyHasChecks<std::pair<A, B>, Seen...> =
    has_checks<A, Seen...>() || has_checks<B, Seen...>();

/// True when a value of type T can hold a model with a check; `Seen` are those that hold it.
template <class T, class... Seen>
constexpr bool has_checks() {
  if constexpr ((std::same_as<T, Seen> || ...) || Scalar<T> || Converted<T> || Any<T>) {
    return false;
  } else if constexpr (Checked<T>) {
    static_assert(
        requires(const T& value) {
          { Schema<T>::check(value) } -> std::same_as<Invalid>;
        },
        "a check is `static Invalid check(const T&)`");
    return true;
  } else if constexpr (Optional<T>) {
    return has_checks<Unwrapped<T>, Seen...>();
  } else if constexpr (Union<T> || Tuple<T>) {
    return kAnyHasChecks<T, Seen...>;
  } else if constexpr (Model<T>) {
    return kAnyHasChecks<decltype(Schema<T>::fields), T, Seen...>;
  } else if constexpr (requires { typename T::mapped_type; }) {
    return has_checks<typename T::mapped_type, Seen...>();
  } else if constexpr (requires { typename T::value_type; }) {
    return has_checks<typename T::value_type, Seen...>();
  } else {
    return false;
  }
}

template <class T>
void check_value(const T& value, std::string& pointer, Invalid& found);

template <class Token, class T>
void check_inner(const Token& token, const T& value, std::string& pointer, Invalid& found) {
  if constexpr (has_checks<T>()) {
    const std::size_t size = pointer.size();
    json::append(pointer, token);
    check_value(value, pointer, found);
    pointer.resize(size);
  }
}

/// Adds what is wrong with a value at `pointer`, inner ones first.
template <class T>
void check_value(const T& value, std::string& pointer, Invalid& found) {
  if constexpr (!has_checks<T>()) {
    return;
  } else if constexpr (Optional<T>) {
    if (value) check_value(*value, pointer, found);
  } else if constexpr (Union<T>) {
    std::visit([&](const auto& one) { check_value(one, pointer, found); }, value);
  } else if constexpr (Model<T>) {
    std::apply(
        [&](const auto&... field) {
          (check_inner(field.name(), field.get(value), pointer, found), ...);
        },
        Schema<T>::fields);
    if constexpr (Checked<T>) found.add_within(pointer, Schema<T>::check(value));
  } else if constexpr (Tuple<T>) {
    std::size_t index = 0;
    std::apply([&](const auto&... place) { (check_inner(index++, place, pointer, found), ...); },
               value);
  } else if constexpr (requires { typename T::mapped_type; }) {
    for (const auto& [key, inner] : value) check_inner(key, inner, pointer, found);
  } else {
    std::size_t index = 0;
    for (const auto& inner : value) check_inner(index++, inner, pointer, found);
  }
}

/// Reads a value as bind() does, and adds to `found` what types and models have against it.
template <class T>
bool bind_checked(json::Value from, T& to, Invalid& found) {
  Refusals refusals;
  if (!bind(from, to, &refusals)) return false;
  for (const Refusal& refusal : refusals) {
    found.add(refusal.value.pointer(), std::string(refusal.message));
  }
  std::string pointer;
  if (refusals.empty()) check_value(to, pointer, found);
  return true;
}

}  // namespace vitrine::detail
