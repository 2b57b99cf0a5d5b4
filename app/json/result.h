#pragma once

#include <cassert>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>

namespace vitrine::json {

/// A place in a text for people: both 1-based, 0 = not known. A line ends with LF, CR LF or CR;
/// `column` counts Unicode code points, as editors do.
struct Position {
  uint32_t line = 0;
  uint32_t column = 0;

  friend bool operator==(const Position&, const Position&) = default;
};

/// An error: one English sentence without a full stop that says what to do, and where:
/// `pointer` is a JSON Pointer (RFC 6901) into the document, `position` a place in its text;
/// either may be unknown (empty, 0:0).
struct Error {
  std::string message;
  std::string pointer = {};
  Position position = {};

  friend bool operator==(const Error&, const Error&) = default;
};

/// A value or the reason why there is none. Has the member names of std::expected<T, Error>, so
/// that the standard type can take its place. Asking for the wrong side is a programmer's mistake
/// and stops in an assertion.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  T& value() & { return *checked(); }
  const T& value() const& { return *checked(); }
  T&& value() && { return std::move(*checked()); }
  T& operator*() & { return *checked(); }
  const T& operator*() const& { return *checked(); }
  T&& operator*() && { return std::move(*checked()); }
  T* operator->() { return checked(); }
  const T* operator->() const { return checked(); }

  template <class U>
  T value_or(U&& fallback) const& {
    return has_value() ? *checked() : static_cast<T>(std::forward<U>(fallback));
  }

  const Error& error() const& {
    const Error* error = std::get_if<1>(&state_);
    assert(error);
    return *error;
  }
  Error&& error() && {
    Error* error = std::get_if<1>(&state_);
    assert(error);
    return std::move(*error);
  }

 private:
  T* checked() {
    T* value = std::get_if<0>(&state_);
    assert(value);
    return value;
  }
  const T* checked() const {
    const T* value = std::get_if<0>(&state_);
    assert(value);
    return value;
  }

  std::variant<T, Error> state_;
};

}  // namespace vitrine::json
