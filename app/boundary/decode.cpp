#include "app/boundary/decode.h"

#include <concepts>
#include <limits>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace vitrine::boundary {
namespace {

void read(json::Value value, std::string& out) { out = value.string(); }
void read(json::Value value, bool& out) { out = value.boolean(); }
void read(json::Value value, float& out) { out = static_cast<float>(number(value)); }
void read(json::Value value, double& out) { out = number(value); }

/// A number where an integer is meant.
template <std::integral Integer>
void read(json::Value value, Integer& out) {
  using Limits = std::numeric_limits<Integer>;
  const double given = number(value);
  if (given >= static_cast<double>(Limits::max())) {
    out = Limits::max();
  } else if (given <= static_cast<double>(Limits::min())) {
    out = Limits::min();
  } else {
    out = static_cast<Integer>(given);
  }
}

template <Named E>
void read(json::Value value, E& out) {
  std::size_t index = 0;
  for (const std::string_view name : Names<E>::kNames) {
    if (value.string() == name) out = static_cast<E>(index);
    ++index;
  }
}

void read(json::Value value, std::pair<std::string, std::string>& out) {
  out = {std::string(value.at(0).string()), std::string(value.at(1).string())};
}

template <Struct T>
void read(json::Value value, T& out);

template <class T>
void read(json::Value value, std::vector<T>& out) {
  for (const json::Value element : value.elements()) read(element, out.emplace_back());
}

void read_bytes(json::Value value, std::string& out) {
  for (const json::Value byte : value.elements()) {
    std::uint8_t read_byte = 0;
    read(byte, read_byte);
    out += static_cast<char>(read_byte);
  }
}

template <Struct T>
void read(json::Value value, T& out) {
  each_field<T>([&](const auto& field) {
    using F = std::remove_cvref_t<decltype(field)>;
    const json::Value member = value[field.name];
    if (!member) return;
    if constexpr (std::same_as<typename F::Form, Bytes>) {
      read_bytes(member, out.*F::kMember);
    } else {
      read(member, out.*F::kMember);
    }
  });
}

template <class T>
Event decode_as(json::Value value) {
  static_assert(is_complete<T>(), "a member of the event is missing from its list of fields");
  T event;
  read(value, event);
  if constexpr (std::is_constructible_v<session::Action, T>) {
    return session::Action(std::move(event));
  } else {
    return event;
  }
}

struct Row {
  std::string_view type;
  Event (*decode)(json::Value);  // apart, so that the page gets each when it is needed
};

template <class... T>
std::optional<Event> find(Types<T...>, std::string_view type, json::Value event) {
  static constexpr Row kRows[] = {{Declared<T>::kType, &decode_as<T>}...};
  for (const Row& row : kRows) {
    if (row.type == type) return row.decode(event);
  }
  return std::nullopt;
}

}  // namespace

// Not Number::to_double(): to round the last bit right, it brings a quarter of the C library along.
double number(json::Value value) {
  const std::string_view spelled = value.lexeme();
  double result = 0;
  int exponent = 0;
  std::size_t at = 0;
  bool fraction = false;
  for (; at < spelled.size() && spelled[at] != 'e' && spelled[at] != 'E'; ++at) {
    if (spelled[at] == '.') fraction = true;
    if (spelled[at] < '0' || spelled[at] > '9') continue;
    result = result * 10 + (spelled[at] - '0');
    if (fraction) --exponent;
  }
  if (at + 1 < spelled.size()) {
    const bool negative = spelled[at + 1] == '-';
    int given = 0;
    for (const char c : spelled.substr(at + 1)) {
      if (c >= '0' && c <= '9' && given < 1000) given = given * 10 + (c - '0');
    }
    exponent += negative ? -given : given;
  }
  for (; exponent < 0 && result != 0; ++exponent) result /= 10;
  for (; exponent > 0 && result < 1e300; --exponent) result *= 10;
  return !spelled.empty() && spelled[0] == '-' ? -result : result;
}

std::optional<Event> decode(json::Value event) {
  return find(JsonEvents{}, event["type"].string(), event);
}

}  // namespace vitrine::boundary
