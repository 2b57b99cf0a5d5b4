#pragma once
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/openapi/model.h"

/// Rules that no schema can say, such as one that compares two fields.
namespace vitrine {

/// Words in the languages of the interface; where one is left out, the English ones stand. As those
/// of schemas they follow the name of the field, without a full stop: "must be after start".
struct Wording {
  // NOLINTNEXTLINE(google-explicit-constructor): words are given as literals.
  Wording(const char* words) : en(words) {}
  // NOLINTNEXTLINE(google-explicit-constructor)
  Wording(std::string words, std::string korean = {}, std::string japanese = {})
      : en(std::move(words)), ko(std::move(korean)), ja(std::move(japanese)) {}

  std::string en;
  std::string ko;
  std::string ja;
};

/// Values that their schemas accept and the server does not, with their places: they join the other
/// violations in the one response with 422.
///
/// A model says its rules in its Schema; they are checked wherever it stands in a body or form that
/// fits its schema, and their places are read from there:
///
///     static Invalid check(const Period& period) {
///       if (period.end <= period.start) return {"/end", "must be after start"};
///       return {};
///     }
///
/// A handler throws one, or returns it in a `std::variant` with its result.
class Invalid : public std::exception {
 public:
  struct Entry {
    /// Without one the place is in the body.
    std::optional<openapi::Location> in;
    /// The name of the parameter.
    std::string name;
    /// JSON Pointer (RFC 6901) from the body, model or parameter: "" is the whole of it.
    std::string pointer;
    Wording message;
  };

  /// Nothing is wrong.
  Invalid() = default;
  Invalid(std::string pointer, Wording message) { add(std::move(pointer), std::move(message)); }
  /// A parameter: `Invalid{openapi::Location::query, "until", "must be after since"}`.
  Invalid(openapi::Location in, std::string name, Wording message) {
    add(in, std::move(name), std::move(message));
  }

  void add(std::string pointer, Wording message) {
    entries_.push_back({std::nullopt, {}, std::move(pointer), std::move(message)});
  }
  void add(openapi::Location in, std::string name, Wording message) {
    entries_.push_back({in, std::move(name), {}, std::move(message)});
  }
  /// Those of a value at `place`.
  void add_within(std::string_view place, const Invalid& inner);
  /// Those of a parameter. Without a name it is the first token of each pointer.
  void add_within(openapi::Location in, std::string_view name, const Invalid& inner);

  /// An empty one that was thrown refuses the whole.
  Invalid or_refused() const { return entries_.empty() ? Invalid("", "is refused") : *this; }

  const std::vector<Entry>& entries() const { return entries_; }
  /// The first message in English.
  const char* what() const noexcept override;

 private:
  std::vector<Entry> entries_;
};

}  // namespace vitrine
