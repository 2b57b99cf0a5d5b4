#pragma once
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>

#include "server/api/http/http.h"
#include "server/api/model/shape.h"
#include "server/api/model/types.h"
#include "server/api/model/write.h"

/// Members of models and failures that are sent as headers: `Schema<T>::headers`.
namespace vitrine::detail {

template <class T>
concept HasHeaders = requires {
  Schema<T>::headers;
};

template <class F>
constexpr Shape::Member header_member(const F& field) {
  using Value = Unwrapped<typename F::Value>;
  static_assert(Scalar<Value>, "a header is text, a number, a boolean or an enumeration");
  Shape::Member made;
  made.name = field.name();
  made.rules = &field.rules();
  made.required = !Optional<typename F::Value>;
  made.shape = &shape<Value>;
  return made;
}

template <HasHeaders T>
inline constexpr auto kHeaders = std::apply(
    [](const auto&... field) {
      return std::array<Shape::Member, sizeof...(field)>{header_member(field)...};
    },
    Schema<T>::headers);

/// Those that a type declares, none for most.
template <class T>
constexpr std::span<const Shape::Member> headers_of() {
  if constexpr (HasHeaders<T>) {
    return kHeaders<T>;
  } else {
    return {};
  }
}

template <class V>
std::string header_text(const V& value) {
  if constexpr (Text<V>) {
    return value;
  } else if constexpr (Converted<V>) {
    return header_text<typename Schema<V>::Wire>(Schema<V>::to_wire(value));
  } else if constexpr (NamedEnumeration<V>) {
    return std::string(enum_name(value));
  } else {
    return to_text(value);
  }
}

template <class V>
void add_header(Response& response, std::string_view name, const V& value) {
  if constexpr (Optional<V>) {
    if (value) response.headers.add(std::string(name), header_text(*value));
  } else {
    response.headers.add(std::string(name), header_text(value));
  }
}

template <class T>
void add_headers(Response& response, const T& value) {
  if constexpr (HasHeaders<T>) {
    std::apply(
        [&](const auto&... field) { (add_header(response, field.name(), field.get(value)), ...); },
        Schema<T>::headers);
  }
}

}  // namespace vitrine::detail
