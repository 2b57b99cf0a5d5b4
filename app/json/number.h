#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vitrine::json {

/// A decimal number read exactly from its JSON spelling (RFC 8259 §6): no digit is lost and no
/// exponent overflows, so 9007199254740993 is not 9007199254740992 and 1e400 is finite. It is a
/// view: the spelling must outlive it. Work is linear in the digits spelled, never in the size of
/// the exponent; exponents beyond ±10^15 count as ±10^15.
class Number {
 public:
  /// Zero.
  Number() = default;

  /// Absent when `lexeme` is not a JSON number from beginning to end.
  static std::optional<Number> parse(std::string_view lexeme);

  bool is_zero() const { return digit_count_ == 0; }
  /// -0 is not negative.
  bool is_negative() const { return negative_; }
  /// Decides by value, not by spelling: 1.0 and 1e400 are integers.
  bool is_integer() const { return digit_count_ <= exponent_ || digit_count_ == 0; }

  /// The order of values: 1.10 equals 1.1, -0 equals 0.
  std::strong_ordering compare(const Number& other) const;
  friend bool operator==(const Number& a, const Number& b) { return a.compare(b) == 0; }
  friend std::strong_ordering operator<=>(const Number& a, const Number& b) { return a.compare(b); }

  /// Whether this divided by `divisor` is an integer, computed in decimal (JSON Schema Validation
  /// §6.2.1): 0.3 is a multiple of 0.1. Nothing but zero is a multiple of zero. To bound the work,
  /// a divisor of more than 400 significant digits, or a value of more than 40,000 divided by one
  /// of more than 19, has only itself, its opposite and zero as multiples.
  bool is_multiple_of(const Number& divisor) const;

  /// The nearest double; ±infinity when too large.
  double to_double() const;
  /// The value where it is an integer in range.
  std::optional<int64_t> to_int64() const;
  std::optional<uint64_t> to_uint64() const;
  bool fits_int32() const;
  bool fits_int64() const { return to_int64().has_value(); }

  /// One spelling for each value, to compare or hash by: "0", "-15e-1" for -1.50.
  std::string canonical() const;

 private:
  friend class DigitCursor;

  // The value is ±0.d1d2…dn × 10^exponent_, d1 and dn not zero. digits_ spells d1…dn and may hold
  // one decimal point.
  std::string_view digits_;
  int64_t digit_count_ = 0;
  int64_t exponent_ = 0;
  bool negative_ = false;
};

}  // namespace vitrine::json
