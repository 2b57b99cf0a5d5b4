// Writes JSON that is made, member by member, into a string.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace vitrine::json {

/// Appends to a string and puts the commas:
///
///     std::string out;
///     json::Writer(out).begin_object().string("type", "open").number("id", 3).end_object();
///
/// Each value has two forms: alone (an element of an array, or after `key`) and with the name of a
/// member. The caller closes what it opens. The string must outlive the writer.
class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}

  Writer& begin_object();
  Writer& end_object();
  Writer& begin_array();
  Writer& end_array();
  Writer& key(std::string_view name);

  /// Invalid UTF-8 becomes U+FFFD.
  Writer& string(std::string_view value);
  Writer& boolean(bool value);
  Writer& null() { return raw("null"); }
  /// JSON text, as it is.
  Writer& raw(std::string_view json);
  template <std::integral Integer>
  Writer& number(Integer value) {
    if constexpr (std::is_signed_v<Integer>) {
      return integer(static_cast<int64_t>(value));
    } else {
      return natural(static_cast<uint64_t>(value));
    }
  }
  /// The string, for one value that the caller appends.
  std::string& value();

  Writer& begin_object(std::string_view name) { return key(name).begin_object(); }
  Writer& begin_array(std::string_view name) { return key(name).begin_array(); }
  Writer& string(std::string_view name, std::string_view value) { return key(name).string(value); }
  Writer& boolean(std::string_view name, bool value) { return key(name).boolean(value); }
  Writer& raw(std::string_view name, std::string_view json) { return key(name).raw(json); }
  template <std::integral Integer>
  Writer& number(std::string_view name, Integer value) {
    return key(name).number(value);
  }

 private:
  Writer& open(char bracket);
  Writer& close(char bracket);
  Writer& integer(int64_t value);
  Writer& natural(uint64_t value);

  std::string& out_;
  bool comma_ = false;  // before the next value or name
};

}  // namespace vitrine::json
