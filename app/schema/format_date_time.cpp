// The formats of dates, times and durations (RFC 3339).
#include <array>
#include <optional>

#include "app/schema/format_checks.h"
#include "app/text/ascii.h"

namespace vitrine::schema::formats {

namespace {

/// Takes exactly `digits` digits off the front.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    if (!text::is_digit(text[i])) return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

int days_in_month(int year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

/// The offset in minutes; nothing when it is not one.
std::optional<int> take_offset(std::string_view& text) {
  if (take(text, 'Z') || take(text, 'z')) return 0;
  const bool negative = take(text, '-');
  if (!negative && !take(text, '+')) return std::nullopt;
  const auto hour = take_number(text, 2);
  if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
  const auto minute = take_number(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  const int offset = *hour * 60 + *minute;
  return negative ? -offset : offset;
}

}  // namespace

bool is_date(std::string_view text) {
  const auto year = take_number(text, 4);
  if (!year || !take(text, '-')) return false;
  const auto month = take_number(text, 2);
  if (!month || *month < 1 || *month > 12 || !take(text, '-')) return false;
  const auto day = take_number(text, 2);
  return day && *day >= 1 && *day <= days_in_month(*year, *month) && text.empty();
}

bool is_time(std::string_view text) {
  const auto hour = take_number(text, 2);
  if (!hour || *hour > 23 || !take(text, ':')) return false;
  const auto minute = take_number(text, 2);
  if (!minute || *minute > 59 || !take(text, ':')) return false;
  const auto second = take_number(text, 2);
  if (!second || *second > 60) return false;
  if (take(text, '.')) {
    if (text.empty() || !text::is_digit(text.front())) return false;
    while (!text.empty() && text::is_digit(text.front())) text.remove_prefix(1);
  }
  const auto offset = take_offset(text);
  if (!offset || !text.empty()) return false;
  if (*second < 60) return true;
  // A leap second ends the day in UTC (RFC 3339 §5.7).
  constexpr int kDay = 24 * 60;
  const int utc = (*hour * 60 + *minute - *offset + 2 * kDay) % kDay;
  return utc == kDay - 1;
}

bool is_date_time(std::string_view text) {
  constexpr std::size_t kDateLength = 10;
  if (text.size() <= kDateLength) return false;
  const char separator = text[kDateLength];
  return (separator == 'T' || separator == 't') && is_date(text.substr(0, kDateLength)) &&
         is_time(text.substr(kDateLength + 1));
}

bool is_duration(std::string_view text) {
  if (!take(text, 'P') || text.empty()) return false;
  // Units follow their order without a gap: "P1Y2D" and "PT1H2S" are not durations.
  const auto take_units = [&text](std::string_view units) {
    std::optional<std::size_t> last;
    while (!text.empty() && text::is_digit(text.front())) {
      std::size_t digits = 0;
      while (digits < text.size() && text::is_digit(text[digits])) ++digits;
      if (digits == text.size()) return false;
      const std::size_t unit = units.find(text[digits]);
      if (unit == std::string_view::npos) return false;
      if (last && unit != *last + 1) return false;
      last = unit;
      text.remove_prefix(digits + 1);
    }
    return last.has_value();
  };
  std::string_view whole = text;
  if (take_units("W") && text.empty()) return true;
  text = whole;
  if (text.front() != 'T' && !take_units("YMD")) return false;
  if (text.empty()) return true;
  return take(text, 'T') && take_units("HMS") && text.empty();
}

}  // namespace vitrine::schema::formats
