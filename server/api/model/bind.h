#pragma once
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "app/json/document.h"
#include "server/api/model/field.h"
#include "server/api/model/file.h"
#include "server/api/model/mistakes.h"
#include "server/api/model/shape.h"
#include "server/api/model/types.h"

/// Reads the C++ value from a JSON value that its schema has accepted.
namespace vitrine {

/// A value that its schema accepts and a converted type does not (`Schema<T>::from_wire`).
struct Refusal {
  json::Value value;
  /// The rule it is closest to: `contentEncoding`, else `format`, with its argument.
  std::string_view keyword;
  std::string_view argument = {};
  /// Read after the name of the field.
  std::string_view message;
};
using Refusals = std::vector<Refusal>;
/// As many are said: a body may have a hundred thousand such values.
constexpr std::size_t kMostRefusals = 1000;

/// False where the value does not have the shape after all; with the generated schema that means a
/// mistake in this library, and the response is a 500 rather than half a value. With `refusals` the
/// values that a type refuses are added to them, and `to` is not to be used if there are some.
template <class T>
bool bind(json::Value from, T& to, Refusals* refusals = nullptr);

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
bool bind_field(json::Value object, const F& field, T& owner, Refusals* refusals) {
  if constexpr (F::kComputed) {
    return true;
  } else {
    const json::Value value = object[field.name()];
    // Fields that are read-only need not be sent, whether or not responses always have them.
    if (!value) return !field.required() || field.rules().has(Keyword::read_only);
    return bind(value, F::get(owner), refusals);
  }
}

/// The words for a value that the type refuses.
template <class T>
Refusal refusal_of(json::Value value) {
  Refusal made{.value = value, .keyword = "format", .message = "does not fit its type"};
  for (const Rule& rule : kConvertedRules<T>) {
    const bool encoding = rule.keyword == Keyword::content_encoding;
    if (!encoding && rule.keyword != Keyword::format) continue;
    made.keyword = schema_keyword(rule.keyword);
    made.argument = rule.value.text;
    if (encoding) break;
  }
  if constexpr (requires { Schema<T>::expects; }) made.message = Schema<T>::expects;
  return made;
}

template <class T>
bool bind_converted(json::Value from, T& to, Refusals* refusals) {
  typename Schema<T>::Wire wire{};
  const std::size_t before = refusals ? refusals->size() : 0;
  if (!bind(from, wire, refusals)) return false;
  if (refusals && refusals->size() > before) return true;
  std::optional<T> made = Schema<T>::from_wire(std::move(wire));
  if (made) {
    to = std::move(*made);
  } else if (refusals && refusals->size() < kMostRefusals) {
    refusals->push_back(refusal_of<T>(from));
  }
  return made || refusals;
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
bool bind_union(json::Value from, std::variant<T...>& to, Refusals* refusals) {
  if constexpr (I < sizeof...(T)) {
    using Branch = std::variant_alternative_t<I, std::variant<T...>>;
    Refusals own;
    const bool fits =
        may_be<Branch>(from) && bind(from, to.template emplace<I>(), refusals ? &own : nullptr);
    if (fits && own.empty()) return true;
    if (bind_union<I + 1>(from, to, refusals)) return true;
    // The branch that is meant refuses the value.
    if (fits) refusals->insert(refusals->end(), own.begin(), own.end());
    return fits;
  } else {
    return false;
  }
}

template <class... T>
bool bind_tuple(json::Value from, std::tuple<T&...> places, Refusals* refusals) {
  if (from.size() != sizeof...(T)) return false;
  std::size_t index = 0;
  return std::apply(
      [&](auto&... place) { return (bind(from.at(index++), place, refusals) && ...); }, places);
}

}  // namespace detail

template <class T>
bool bind(json::Value from, T& to, [[maybe_unused]] Refusals* refusals) {
  static_assert(sizeof(detail::OnTheWire<T>) > 0);
  static_assert(!std::is_const_v<T>, "a member of a model that is read is not const");
  if constexpr (Converted<T>) {
    return detail::bind_converted(from, to, refusals);
  } else if constexpr (Boolean<T>) {
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
  } else if constexpr (ExactNumber<T>) {
    to.text.assign(from.lexeme());
    return from.is_number();
  } else if constexpr (ConstantText<T>) {
    return from.is_string() && from.string() == T::view();
  } else if constexpr (NumberedEnumeration<T>) {
    const auto number = from.number().to_int64();
    for (const auto& entry : Schema<T>::values) {
      if (from.is_number() && number == entry.number) {
        to = entry.value;
        return true;
      }
    }
    return false;
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
    return bind(from, to.emplace(), refusals);
  } else if constexpr (Optional<T>) {
    if (from.is_null()) {
      to.reset();
      return true;
    }
    return bind(from, to.emplace(), refusals);
  } else if constexpr (Union<T>) {
    return detail::bind_union<0>(from, to, refusals);
  } else if constexpr (FixedList<T>) {
    std::size_t count = 0;
    for (const json::Value element : from.elements()) {
      if (count == to.size() || !bind(element, to[count++], refusals)) return false;
    }
    return from.is_array() && count == to.size();
  } else if constexpr (Sequence<T>) {
    to.clear();
    for (const json::Value element : from.elements()) {
      ItemOf<T> item{};
      if (!bind(element, item, refusals)) return false;
      to.insert(to.end(), std::move(item));
    }
    return from.is_array();
  } else if constexpr (Tuple<T>) {
    return from.is_array() && std::apply(
                                  [&](auto&... place) {
                                    return detail::bind_tuple(from, std::tie(place...), refusals);
                                  },
                                  to);
  } else if constexpr (Map<T>) {
    to.clear();
    for (const auto& [key, value, range] : from.members()) {
      if (!bind(value, to[std::string(key)], refusals)) return false;
    }
    return from.is_object();
  } else if constexpr (Model<T>) {
    static_assert(std::is_default_constructible_v<T>,
                  "a model that is read has a constructor without arguments");
    return from.is_object() && std::apply(
                                   [&](const auto&... field) {
                                     return (detail::bind_field(from, field, to, refusals) && ...);
                                   },
                                   Schema<T>::fields);
  }
}

}  // namespace vitrine
