#include "server/api/model/standard_types.h"

#include <charconv>
#include <cstddef>
#include <span>
#include <system_error>
#include <utility>

#include "app/request/base64.h"
#include "app/text/ascii.h"

/// Reads and writes the standard types. Their schemas have checked the form of what is read.
namespace vitrine {

namespace {

namespace chrono = std::chrono;

constexpr std::int64_t kSecond = 1'000'000'000;

/// Takes text from its front.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }
  /// The next character if it is one of these, else NUL.
  char take(std::string_view any) {
    if (done() || any.find(rest_.front()) == std::string_view::npos) return '\0';
    const char taken = rest_.front();
    rest_.remove_prefix(1);
    return taken;
  }
  /// A number of so many digits; 0: of at least one.
  std::optional<std::int64_t> number(std::size_t digits = 0) {
    std::size_t count = 0;
    while (count < rest_.size() && text::is_digit(rest_[count])) ++count;
    if (digits == 0 ? count == 0 : count < digits) return std::nullopt;
    if (digits != 0) count = digits;
    std::int64_t made = 0;
    const auto read = std::from_chars(rest_.data(), rest_.data() + count, made);
    if (read.ec != std::errc()) return std::nullopt;
    rest_.remove_prefix(count);
    return made;
  }
  /// Nanoseconds of the digits after a point; finer ones are left out.
  std::int64_t fraction() {
    std::int64_t made = 0;
    std::int64_t unit = kSecond / 10;
    for (; !done() && text::is_digit(rest_.front()); rest_.remove_prefix(1), unit /= 10) {
      made += (rest_.front() - '0') * unit;
    }
    return made;
  }

 private:
  std::string_view rest_;
};

std::optional<chrono::year_month_day> take_date(Scanner& from) {
  const auto year = from.number(4);
  if (!year || !from.take("-")) return std::nullopt;
  const auto month = from.number(2);
  if (!month || !from.take("-")) return std::nullopt;
  const auto day = from.number(2);
  if (!day) return std::nullopt;
  const chrono::year_month_day date{chrono::year(static_cast<int>(*year)),
                                    chrono::month(static_cast<unsigned>(*month)),
                                    chrono::day(static_cast<unsigned>(*day))};
  return date.ok() ? std::optional(date) : std::nullopt;
}

/// Seconds of `+09:00` or `Z`.
std::optional<std::int64_t> take_offset(Scanner& from) {
  if (from.take("Zz")) return 0;
  const char sign = from.take("+-");
  const auto hours = sign ? from.number(2) : std::nullopt;
  if (!hours || !from.take(":")) return std::nullopt;
  const auto minutes = from.number(2);
  if (!minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  const std::int64_t seconds = *hours * 3600 + *minutes * 60;
  return sign == '-' ? -seconds : seconds;
}

std::string two_digits(std::int64_t number) {
  const std::string text = std::to_string(number);
  return number < 10 ? "0" + text : text;
}

/// ".5" for 500,000,000 nanoseconds, "" for none.
std::string fraction_text(std::int64_t part) {
  if (part == 0) return {};
  std::string digits = std::to_string(kSecond + part);
  digits[0] = '.';
  digits.resize(digits.find_last_not_of('0') + 1);
  return digits;
}

bool add_times(std::int64_t& sum, std::int64_t count, std::int64_t unit) {
  std::int64_t product = 0;
  return !__builtin_mul_overflow(count, unit, &product) &&
         !__builtin_add_overflow(sum, product, &sum);
}

}  // namespace

namespace detail {

std::string date_text(chrono::year_month_day date) {
  // RFC 3339 has years of four digits.
  std::string year = std::to_string(static_cast<int>(date.year()));
  if (year.size() < 4) year.insert(0, 4 - year.size(), '0');
  return year + "-" + two_digits(static_cast<unsigned>(date.month())) + "-" +
         two_digits(static_cast<unsigned>(date.day()));
}

std::optional<chrono::year_month_day> read_date(std::string_view text) {
  Scanner from(text);
  const auto date = take_date(from);
  return from.done() ? date : std::nullopt;
}

std::string date_time_text(Instant instant) {
  const chrono::sys_seconds time{chrono::seconds(instant.seconds)};
  const chrono::sys_days day = chrono::floor<chrono::days>(time);
  const std::int64_t rest = chrono::seconds(time - day).count();
  return date_text(day) + "T" + two_digits(rest / 3600) + ":" + two_digits(rest / 60 % 60) + ":" +
         two_digits(rest % 60) + fraction_text(instant.part) + "Z";
}

std::optional<Instant> read_date_time(std::string_view text) {
  Scanner from(text);
  const auto date = take_date(from);
  if (!date || !from.take("Tt ")) return std::nullopt;
  const auto hour = from.number(2);
  if (!hour || !from.take(":")) return std::nullopt;
  const auto minute = from.number(2);
  if (!minute || !from.take(":")) return std::nullopt;
  const auto second = from.number(2);
  if (!second || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  const std::int64_t part = from.take(".") ? from.fraction() : 0;
  const auto offset = take_offset(from);
  if (!offset || !from.done()) return std::nullopt;
  const chrono::seconds day = chrono::sys_days(*date).time_since_epoch();
  return Instant{day.count() + *hour * 3600 + *minute * 60 + *second - *offset, part};
}

std::string duration_text(Instant length) {
  // The sign stands before all of it, so parts of negative lengths count the other way.
  const bool negative = length.seconds < 0;
  auto seconds = static_cast<std::uint64_t>(length.seconds);
  std::int64_t part = length.part;
  if (negative) {
    seconds = 0 - seconds;
    if (part > 0) {
      --seconds;
      part = kSecond - part;
    }
  }
  std::string text = negative ? "-P" : "P";
  const std::uint64_t days = seconds / 86'400;
  if (days > 0) text += std::to_string(days) + "D";
  std::string time;
  const std::uint64_t hours = seconds / 3600 % 24;
  const std::uint64_t minutes = seconds / 60 % 60;
  const std::uint64_t rest = seconds % 60;
  const bool has_seconds = rest > 0 || part > 0;
  if (hours > 0) time += std::to_string(hours) + "H";
  // The format has no gaps between its units: PT1H0M5S.
  if (minutes > 0 || (hours > 0 && has_seconds)) time += std::to_string(minutes) + "M";
  if (has_seconds) time += std::to_string(rest) + fraction_text(part) + "S";
  if (time.empty()) return days > 0 ? text : text + "T0S";
  return text + "T" + time;
}

std::optional<Instant> read_duration(std::string_view text) {
  struct Unit {
    char letter;
    std::int64_t seconds;
  };
  constexpr Unit kDays[] = {{'W', 604'800}, {'D', 86'400}};
  constexpr Unit kTime[] = {{'H', 3600}, {'M', 60}, {'S', 1}};
  Scanner from(text);
  const bool negative = from.take("-") != '\0';
  if (!from.take("P") || from.done()) return std::nullopt;
  Instant made;
  for (bool time = false; !from.done();) {
    if (!time && from.take("T")) {
      time = true;
      continue;
    }
    const auto count = from.number();
    if (!count) return std::nullopt;
    const bool point = time && from.take(".") != '\0';
    if (point) made.part = from.fraction();
    const char letter = from.take(time ? (point ? "S" : "HMS") : "WD");
    if (!letter) return std::nullopt;
    for (const Unit& unit : time ? std::span<const Unit>(kTime) : std::span<const Unit>(kDays)) {
      if (unit.letter == letter && !add_times(made.seconds, *count, unit.seconds)) {
        return std::nullopt;
      }
    }
  }
  if (!negative) return made;
  made.seconds = -made.seconds;
  if (made.part > 0) {
    --made.seconds;
    made.part = kSecond - made.part;
  }
  return made;
}

}  // namespace detail

std::optional<Uuid> Uuid::parse(std::string_view text) {
  Uuid made;
  if (text.size() != 36) return std::nullopt;
  std::size_t at = 0;
  for (std::size_t i = 0; i < made.bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) {
      if (text[at++] != '-') return std::nullopt;
    }
    const char* const begin = text.data() + at;
    const auto read = std::from_chars(begin, begin + 2, made.bytes[i], 16);
    if (read.ptr != begin + 2) return std::nullopt;
    at += 2;
  }
  return made;
}

std::string Uuid::text() const {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string made;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) made += '-';
    made += kDigits[bytes[i] >> 4];
    made += kDigits[bytes[i] & 15];
  }
  return made;
}

std::string Schema<Base64>::to_wire(const Base64& bytes) { return request::base64(bytes.value); }

std::optional<Base64> Schema<Base64>::from_wire(std::string_view text) {
  auto bytes = request::from_base64(text);
  return bytes ? std::optional(Base64{std::move(*bytes)}) : std::nullopt;
}

}  // namespace vitrine
