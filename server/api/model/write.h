#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <variant>

#include "server/api/model/field.h"
#include "server/api/model/file.h"
#include "server/api/model/mistakes.h"
#include "server/api/model/types.h"

/// Writes a handler's value as JSON text, without a tree in between.
namespace vitrine {

/// A string literal, quotes included; invalid UTF-8 becomes U+FFFD.
void write_text(std::string& out, std::string_view text);
void write_number(std::string& out, double number);
void write_number(std::string& out, std::int64_t number);
void write_number(std::string& out, std::uint64_t number);

/// The name of an enumerator; "" for a value outside the list.
template <NamedEnumeration T>
constexpr std::string_view enum_name(T enumerator) {
  for (const auto& entry : Schema<T>::values) {
    if (entry.value == enumerator) return entry.name;
  }
  return {};
}

/// The number of an enumerator on the wire; that of C++ for a value outside the list.
template <NumberedEnumeration T>
constexpr std::int64_t enum_number(T enumerator) {
  for (const auto& entry : Schema<T>::values) {
    if (entry.value == enumerator) return entry.number;
  }
  return static_cast<std::int64_t>(enumerator);
}

template <class T>
void write(std::string& out, const T& value);

namespace detail {

template <class F, class T>
void write_field(std::string& out, const F& field, const T& owner, bool& first) {
  using Value = typename F::Value;
  // The value itself where it is computed.
  decltype(auto) value = F::get(owner);
  if constexpr (Optional<Value>) {
    // Left out rather than null, unless the field promises null.
    if (!value && !(field.rules().has(Keyword::nullable) && field.required())) return;
  }
  out += first ? '{' : ',';
  first = false;
  write_text(out, field.name());
  out += ':';
  write<Value>(out, value);
}

}  // namespace detail

template <class T>
void write(std::string& out, const T& value) {
  static_assert(sizeof(detail::OnTheWire<T>) > 0);
  if constexpr (Converted<T>) {
    write<typename Schema<T>::Wire>(out, Schema<T>::to_wire(value));
  } else if constexpr (Boolean<T>) {
    out += value ? "true" : "false";
  } else if constexpr (Integer<T>) {
    if constexpr (std::is_signed_v<T>) {
      write_number(out, static_cast<std::int64_t>(value));
    } else {
      write_number(out, static_cast<std::uint64_t>(value));
    }
  } else if constexpr (Number<T>) {
    write_number(out, static_cast<double>(value));
  } else if constexpr (Text<T>) {
    write_text(out, value);
  } else if constexpr (ExactNumber<T>) {
    out += value.text;
  } else if constexpr (ConstantText<T>) {
    write_text(out, T::view());
  } else if constexpr (NumberedEnumeration<T>) {
    write_number(out, enum_number(value));
  } else if constexpr (Enumeration<T>) {
    write_text(out, enum_name(value));
  } else if constexpr (Attachment<T>) {
    write_text(out, value.name());
  } else if constexpr (Any<T>) {
    // Compiled by the user, whose nlohmann/json may be another than the library's.
    out += value.dump(-1, ' ', false, T::error_handler_t::replace);
  } else if constexpr (Raw<T>) {
    out += value.text;
  } else if constexpr (Optional<T>) {
    if (value) {
      write(out, *value);
    } else {
      out += "null";
    }
  } else if constexpr (Union<T>) {
    std::visit([&](const auto& branch) { write(out, branch); }, value);
  } else if constexpr (Sequence<T>) {
    out += '[';
    bool first = true;
    for (const auto& item : value) {
      if (!first) out += ',';
      first = false;
      write<ItemOf<T>>(out, item);
    }
    out += ']';
  } else if constexpr (Tuple<T>) {
    bool first = true;
    [[maybe_unused]] const auto add = [&](const auto& item) {
      out += first ? '[' : ',';
      first = false;
      write(out, item);
    };
    std::apply([&](const auto&... item) { (add(item), ...); }, value);
    out += first ? "[]" : "]";
  } else if constexpr (Map<T>) {
    out += '{';
    bool first = true;
    for (const auto& [key, item] : value) {
      if (!first) out += ',';
      first = false;
      write_text(out, key);
      out += ':';
      write(out, item);
    }
    out += '}';
  } else if constexpr (Model<T>) {
    bool first = true;
    std::apply([&](const auto&... field) { (detail::write_field(out, field, value, first), ...); },
               Schema<T>::fields);
    out += first ? "{}" : "}";
  }
}

template <class T>
std::string to_text(const T& value) {
  std::string out;
  write(out, value);
  return out;
}

}  // namespace vitrine
