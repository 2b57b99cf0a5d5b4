#include "app/json/number.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <vector>

#include "app/text/ascii.h"

namespace vitrine::json {
namespace {

constexpr int64_t kMaxExponent = 1'000'000'000'000'000;
// Beyond these the work of is_multiple_of would grow with the product of the digits.
constexpr int64_t kMaxWordDigits = 19;
constexpr int64_t kMaxDivisorDigits = 400;
constexpr int64_t kMaxDividendDigits = 40'000;

size_t skip_digits(std::string_view text, size_t at) {
  while (at < text.size() && text::is_digit(text[at])) ++at;
  return at;
}

/// The exponent after `e`, its size limited; absent when it is malformed.
std::optional<int64_t> parse_exponent(std::string_view text) {
  bool negative = false;
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
    negative = text[0] == '-';
    text.remove_prefix(1);
  }
  if (text.empty() || skip_digits(text, 0) != text.size()) return std::nullopt;
  int64_t value = 0;
  for (const char c : text) value = std::min(value * 10 + (c - '0'), kMaxExponent);
  return negative ? -value : value;
}

/// A natural number in parts of nine decimal digits, the lowest first.
using Natural = std::vector<uint32_t>;
constexpr uint32_t kBase = 1'000'000'000;

/// value = value × 10 + digit, in place; `value` has room for it.
void shift_in(Natural& value, uint32_t digit) {
  uint64_t carry = digit;
  for (uint32_t& part : value) {
    carry += uint64_t{part} * 10;
    part = static_cast<uint32_t>(carry % kBase);
    carry /= kBase;
  }
}

bool at_least(const Natural& a, const Natural& b) {
  for (size_t i = a.size(); i-- > 0;) {
    if (a[i] != b[i]) return a[i] > b[i];
  }
  return true;
}

void subtract(Natural& a, const Natural& b) {
  int64_t borrow = 0;
  for (size_t i = 0; i < a.size(); ++i) {
    int64_t part = int64_t{a[i]} - b[i] - borrow;
    borrow = part < 0 ? 1 : 0;
    if (part < 0) part += kBase;
    a[i] = static_cast<uint32_t>(part);
  }
}

/// The remainder of a number whose digits come one by one. A divisor of up to 19 digits fits a
/// word; a larger one is subtracted.
class SmallRemainder {
 public:
  explicit SmallRemainder(uint64_t divisor) : divisor_(divisor) {}
  void add(uint32_t digit) {
    // Digits are gathered first, because dividing is slow.
    pending_ = pending_ * 10 + digit;
    scale_ *= 10;
    if (scale_ == kBase) flush();
  }
  bool is_zero() {
    flush();
    return remainder_ == 0;
  }

 private:
  void flush() {
    remainder_ = static_cast<uint64_t>(
        (static_cast<unsigned __int128>(remainder_) * scale_ + pending_) % divisor_);
    pending_ = 0;
    scale_ = 1;
  }
  uint64_t divisor_;
  uint64_t remainder_ = 0;
  uint64_t pending_ = 0;
  uint64_t scale_ = 1;
};

class LargeRemainder {
 public:
  explicit LargeRemainder(Natural divisor)
      : divisor_(std::move(divisor)), remainder_(divisor_.size(), 0) {}
  void add(uint32_t digit) {
    shift_in(remainder_, digit);
    while (at_least(remainder_, divisor_)) subtract(remainder_, divisor_);
  }
  bool is_zero() const {
    return std::all_of(remainder_.begin(), remainder_.end(),
                       [](uint32_t part) { return part == 0; });
  }

 private:
  Natural divisor_;
  Natural remainder_;
};

}  // namespace

/// Reads d1…dn one after the other, without the decimal point.
class DigitCursor {
 public:
  explicit DigitCursor(const Number& number)
      : at_(number.digits_.data()), left_(number.digit_count_) {}
  bool done() const { return left_ == 0; }
  uint32_t next() {
    --left_;
    if (*at_ == '.') ++at_;
    return static_cast<uint32_t>(*at_++ - '0');
  }

 private:
  const char* at_;
  int64_t left_;
};

std::optional<Number> Number::parse(std::string_view lexeme) {
  Number number;
  std::string_view text = lexeme;
  if (!text.empty() && text[0] == '-') {
    number.negative_ = true;
    text.remove_prefix(1);
  }
  const size_t whole = skip_digits(text, 0);
  if (whole == 0 || (text[0] == '0' && whole > 1)) return std::nullopt;
  size_t mantissa = whole;
  if (mantissa < text.size() && text[mantissa] == '.') {
    mantissa = skip_digits(text, whole + 1);
    if (mantissa == whole + 1) return std::nullopt;
  }
  int64_t exponent = 0;
  if (mantissa < text.size()) {
    if (text[mantissa] != 'e' && text[mantissa] != 'E') return std::nullopt;
    const auto parsed = parse_exponent(text.substr(mantissa + 1));
    if (!parsed) return std::nullopt;
    exponent = *parsed;
  }

  size_t first = 0;
  while (first < mantissa && !(text::is_digit(text[first]) && text[first] != '0')) ++first;
  if (first == mantissa) return Number();
  size_t last = mantissa - 1;
  while (text[last] == '0' || text[last] == '.') --last;
  const auto as_int = [](size_t value) { return static_cast<int64_t>(value); };
  number.digits_ = text.substr(first, last + 1 - first);
  number.digit_count_ = as_int(number.digits_.size());
  if (first < whole) {
    if (last > whole) --number.digit_count_;
    exponent += as_int(whole - first);
  } else {
    exponent -= as_int(first - whole - 1);
  }
  number.exponent_ = exponent;
  return number;
}

std::strong_ordering Number::compare(const Number& other) const {
  if (is_zero() || other.is_zero() || negative_ != other.negative_) {
    const auto sign = [](const Number& n) { return n.is_zero() ? 0 : n.negative_ ? -1 : 1; };
    return sign(*this) <=> sign(other);
  }
  const Number& low = negative_ ? other : *this;
  const Number& high = negative_ ? *this : other;
  if (low.exponent_ != high.exponent_) return low.exponent_ <=> high.exponent_;
  DigitCursor a(low);
  DigitCursor b(high);
  while (!a.done() && !b.done()) {
    const uint32_t left = a.next();
    const uint32_t right = b.next();
    if (left != right) return left <=> right;
  }
  return low.digit_count_ <=> high.digit_count_;
}

bool Number::is_multiple_of(const Number& divisor) const {
  if (is_zero()) return true;
  if (divisor.is_zero()) return false;
  // value = A × 10^a and divisor = B × 10^b with natural A and B that 10 does not divide.
  const int64_t a = exponent_ - digit_count_;
  const int64_t b = divisor.exponent_ - divisor.digit_count_;
  if (a < b) return false;
  const bool large = divisor.digit_count_ > kMaxWordDigits;
  if (large && (divisor.digit_count_ > kMaxDivisorDigits || digit_count_ > kMaxDividendDigits)) {
    Number same = divisor;
    same.negative_ = negative_;
    return compare(same) == 0;
  }
  // Powers of ten only help against the factors 2 and 5 of B, of which a decimal digit has at most
  // four, so more zeros than that change nothing.
  const int64_t zeros = std::min(a - b, 4 * divisor.digit_count_);
  const auto divides = [&](auto remainder) {
    for (DigitCursor digits(*this); !digits.done();) remainder.add(digits.next());
    for (int64_t i = 0; i < zeros; ++i) remainder.add(0);
    return remainder.is_zero();
  };
  if (!large) {
    uint64_t word = 0;
    for (DigitCursor digits(divisor); !digits.done();) word = word * 10 + digits.next();
    return divides(SmallRemainder(word));
  }
  // One part more than B needs: a remainder grows to ten times B before it is reduced.
  Natural natural(static_cast<size_t>(divisor.digit_count_) / 9 + 2, 0);
  for (DigitCursor digits(divisor); !digits.done();) shift_in(natural, digits.next());
  return divides(LargeRemainder(std::move(natural)));
}

double Number::to_double() const {
  if (is_zero()) return 0.0;
  // No double and no middle between two has more significant digits; of further ones it only
  // matters that they are there. Without a decimal point strtod does not ask for the locale.
  constexpr int64_t kMaxDigits = 800;
  std::string text = negative_ ? "-" : "";
  DigitCursor digits(*this);
  int64_t count = 0;
  for (; count < kMaxDigits && !digits.done(); ++count) {
    text += static_cast<char>('0' + digits.next());
  }
  if (!digits.done()) {
    text += '1';
    ++count;
  }
  text += 'e';
  text += std::to_string(std::clamp<int64_t>(exponent_ - count, -5000, 5000));
  return std::strtod(text.c_str(), nullptr);
}

std::optional<uint64_t> Number::to_uint64() const {
  if (is_zero()) return 0;
  if (negative_ || !is_integer() || exponent_ > 20) return std::nullopt;
  constexpr uint64_t kMax = std::numeric_limits<uint64_t>::max();
  uint64_t value = 0;
  DigitCursor digits(*this);
  for (int64_t i = 0; i < exponent_; ++i) {
    const uint64_t digit = digits.done() ? 0 : digits.next();
    if (value > (kMax - digit) / 10) return std::nullopt;
    value = value * 10 + digit;
  }
  return value;
}

std::optional<int64_t> Number::to_int64() const {
  Number magnitude = *this;
  magnitude.negative_ = false;
  const auto value = magnitude.to_uint64();
  constexpr auto kMax = static_cast<uint64_t>(std::numeric_limits<int64_t>::max());
  if (!value || *value > kMax + (negative_ ? 1 : 0)) return std::nullopt;
  return static_cast<int64_t>(negative_ ? ~*value + 1 : *value);
}

bool Number::fits_int32() const {
  const auto value = to_int64();
  return value && *value >= std::numeric_limits<int32_t>::min() &&
         *value <= std::numeric_limits<int32_t>::max();
}

std::string Number::canonical() const {
  if (is_zero()) return "0";
  std::string out = negative_ ? "-" : "";
  for (DigitCursor digits(*this); !digits.done();) out += static_cast<char>('0' + digits.next());
  if (exponent_ != digit_count_) out += "e" + std::to_string(exponent_ - digit_count_);
  return out;
}

}  // namespace vitrine::json
