#pragma once
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

#include "app/json/document.h"
#include "server/api/field.h"
#include "server/api/file.h"
#include "server/api/mistakes.h"
#include "server/api/types.h"

/// Reads the C++ value from a JSON value that its schema has accepted.
namespace vitrine {

/// False where the value does not have the shape after all; with the generated schema that means a
/// mistake in this library, and the response is a 500 rather than half a value.
template <class T>
bool bind(json::Value from, T& to);

/// The value as compact JSON text.
std::string json_text(json::Value from);

namespace detail {

template <class T>
bool bind_integer(json::Value from, T& to) {
  if constexpr (std::is_signed_v<T>) {
    const auto number = from.number().to_int64();
    if (!number || *number < std::numeric_limits<T>::min() ||
        *number > std::numeric_limits<T>::max()) {
      return false;
    }
    to = static_cast<T>(*number);
  } else {
    const auto number = from.number().to_uint64();
    if (!number || *number > std::numeric_limits<T>::max()) return false;
    to = static_cast<T>(*number);
  }
  return true;
}

template <class F, class T>
bool bind_field(json::Value object, const F& field, T& owner) {
  const json::Value value = object[field.name()];
  if (!value) return !field.required();
  return bind(value, F::get(owner));
}

/// True unless the model refuses unknown fields and the object has one.
template <class T>
bool may_be(json::Value from) {
  if constexpr (Model<T> && !requires { Schema<T>::open; }) {
    for (const auto& [key, value, range] : from.members()) {
      const bool known =
          std::apply([&, name = std::string_view(key)](
                         const auto&... field) { return ((field.name() == name) || ...); },
                     Schema<T>::fields);
      if (!known) return false;
    }
  }
  return true;
}

template <std::size_t I, class... T>
bool bind_union(json::Value from, std::variant<T...>& to) {
  if constexpr (I < sizeof...(T)) {
    using Branch = std::variant_alternative_t<I, std::variant<T...>>;
    if (may_be<Branch>(from) && bind(from, to.template emplace<I>())) return true;
    return bind_union<I + 1>(from, to);
  } else {
    return false;
  }
}

}  // namespace detail

template <class T>
bool bind(json::Value from, T& to) {
  static_assert(sizeof(detail::OnTheWire<T>) > 0);
  static_assert(!std::is_const_v<T>, "a member of a model that is read is not const");
  if constexpr (Boolean<T>) {
    to = from.boolean();
    return from.is_boolean();
  } else if constexpr (Integer<T>) {
    return from.is_number() && detail::bind_integer(from, to);
  } else if constexpr (Number<T>) {
    if (!from.is_number()) return false;
    to = static_cast<T>(from.number().to_double());
    // Exact decimals have one zero, floating point has two.
    if (to == 0 && from.lexeme().starts_with('-')) to = -to;
    return std::isfinite(to);
  } else if constexpr (Text<T>) {
    to.assign(from.string());
    return from.is_string();
  } else if constexpr (Enumeration<T>) {
    for (const auto& entry : Schema<T>::values) {
      if (from.is_string() && entry.name == from.string()) {
        to = entry.value;
        return true;
      }
    }
    return false;
  } else if constexpr (Any<T>) {
    // Compiled by the user, whose nlohmann/json may be another than the library's.
    to = T::parse(json_text(from), nullptr, false);
    return !to.is_discarded();
  } else if constexpr (Raw<T>) {
    to.text = json_text(from);
    return true;
  } else if constexpr (Attachment<T>) {
    // attach.h puts the bytes there.
    return true;
  } else if constexpr (Optional<T> && Optional<Unwrapped<T>>) {
    return bind(from, to.emplace());
  } else if constexpr (Optional<T>) {
    if (from.is_null()) {
      to.reset();
      return true;
    }
    return bind(from, to.emplace());
  } else if constexpr (Union<T>) {
    return detail::bind_union<0>(from, to);
  } else if constexpr (List<T>) {
    to.clear();
    for (const json::Value element : from.elements()) {
      typename ListTraits<T>::Item item{};
      if (!bind(element, item)) return false;
      to.push_back(std::move(item));
    }
    return from.is_array();
  } else if constexpr (Map<T>) {
    to.clear();
    for (const auto& [key, value, range] : from.members()) {
      if (!bind(value, to[std::string(key)])) return false;
    }
    return from.is_object();
  } else if constexpr (Model<T>) {
    static_assert(std::is_default_constructible_v<T>,
                  "a model that is read has a constructor without arguments");
    return from.is_object() &&
           std::apply(
               [&](const auto&... field) { return (detail::bind_field(from, field, to) && ...); },
               Schema<T>::fields);
  }
}

}  // namespace vitrine
