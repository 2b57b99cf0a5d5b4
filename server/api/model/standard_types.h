#pragma once
#include <array>
#include <chrono>
#include <compare>
#include <concepts>
#include <cstdint>
#include <optional>
#include <ratio>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "server/api/model/rules.h"
#include "server/api/model/types.h"

/// Times, and other types that travel as text. They are declared as users declare theirs:
///
/// - std::chrono::year_month_day and sys_days: `"2026-01-31"`, format `date`;
/// - std::chrono::sys_time of seconds or finer: `"2026-01-31T09:30:00Z"`, format `date-time`;
/// - std::chrono::duration: `"PT1H30M"`, format `duration`, or a pattern where it is finer than
///   seconds;
/// - Uuid, Decimal and Base64.
namespace vitrine {

/// RFC 9562.
struct Uuid {
  std::array<std::uint8_t, 16> bytes{};

  /// Upper and lower case; nullopt for other text.
  static std::optional<Uuid> parse(std::string_view text);
  /// In lower case.
  std::string text() const;
  friend auto operator<=>(const Uuid&, const Uuid&) = default;
};

/// A decimal number as text, so that no program on the way rounds it: prices, say. See Numeral for
/// a JSON number that is kept as it is.
struct Decimal {
  /// `-12.50`: digits are kept as they are written.
  std::string text = "0";
  friend bool operator==(const Decimal&, const Decimal&) = default;
};

/// Bytes in JSON, as base64 (RFC 4648 §4). Those of a whole body are an Upload or Binary.
struct Base64 {
  std::string value;
  friend bool operator==(const Base64&, const Base64&) = default;
};

namespace detail {

/// A point in time or a length of it: `part` nanoseconds after `seconds`, 0 to 999,999,999.
struct Instant {
  std::int64_t seconds = 0;
  std::int64_t part = 0;
};

std::string date_text(std::chrono::year_month_day date);
std::optional<std::chrono::year_month_day> read_date(std::string_view text);
/// RFC 3339 §5.6, in UTC. A leap second is the second after it.
std::string date_time_text(Instant instant);
std::optional<Instant> read_date_time(std::string_view text);
/// RFC 3339 Appendix A, with a sign and a fraction where they are needed. Years and months, which
/// have no fixed length, are not read.
std::string duration_text(Instant length);
std::optional<Instant> read_duration(std::string_view text);

/// Seconds or a whole number of them, up to weeks.
template <class D>
concept WholeSeconds =
    std::integral<typename D::rep> && D::period::den == 1 && D::period::num <= 604'800;
/// A second, or a fraction of one that nanoseconds hold.
template <class D>
concept PartOfSecond =
    std::integral<typename D::rep> && D::period::num == 1 && 1'000'000'000 % D::period::den == 0;

template <class D>
constexpr Instant instant_of(D length) {
  if constexpr (WholeSeconds<D>) {
    return {static_cast<std::int64_t>(length.count()) * D::period::num, 0};
  } else {
    const auto whole = std::chrono::floor<std::chrono::seconds>(length);
    return {static_cast<std::int64_t>(whole.count()),
            std::chrono::duration_cast<std::chrono::nanoseconds>(length - whole).count()};
  }
}

template <bool Whole>
constexpr auto duration_rules() {
  if constexpr (Whole) {
    return std::tuple{format("duration")};
  } else {
    // The format has no fractions.
    return std::tuple{
        pattern("^-?P(?:\\d+W|(?=[\\dT])(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?"
                "(?:\\d+(?:\\.\\d{1,9})?S)?)?)$")};
  }
}

/// nullopt where D cannot hold it; parts that it has no digits for are left out.
template <class D>
std::optional<D> length_of(Instant instant) {
  using Rep = typename D::rep;
  constexpr std::int64_t kUnits = D::period::den;
  constexpr std::int64_t kSeconds = D::period::num;
  std::int64_t count = 0;
  if (instant.seconds % kSeconds != 0) return std::nullopt;
  if (__builtin_mul_overflow(instant.seconds / kSeconds, kUnits, &count) ||
      __builtin_add_overflow(count, instant.part / (1'000'000'000 / kUnits), &count) ||
      !std::in_range<Rep>(count)) {
    return std::nullopt;
  }
  return D(static_cast<Rep>(count));
}

}  // namespace detail

template <>
struct Schema<std::chrono::year_month_day> {
  using Wire = std::string;
  static constexpr std::tuple rules{format("date")};
  static std::string to_wire(std::chrono::year_month_day date) { return detail::date_text(date); }
  static std::optional<std::chrono::year_month_day> from_wire(std::string_view text) {
    return detail::read_date(text);
  }
};

template <>
struct Schema<std::chrono::sys_days> {
  using Wire = std::string;
  static constexpr std::tuple rules{format("date")};
  static std::string to_wire(std::chrono::sys_days day) { return detail::date_text(day); }
  static std::optional<std::chrono::sys_days> from_wire(std::string_view text) {
    return detail::read_date(text);
  }
};

template <detail::PartOfSecond D>
struct Schema<std::chrono::time_point<std::chrono::system_clock, D>> {
  using Time = std::chrono::time_point<std::chrono::system_clock, D>;
  using Wire = std::string;
  static constexpr std::tuple rules{format("date-time")};
  static constexpr std::string_view expects = "must be a time that the server can hold";
  static std::string to_wire(Time time) {
    return detail::date_time_text(detail::instant_of(time.time_since_epoch()));
  }
  static std::optional<Time> from_wire(std::string_view text) {
    const auto instant = detail::read_date_time(text);
    const auto since = instant ? detail::length_of<D>(*instant) : std::nullopt;
    return since ? std::optional(Time(*since)) : std::nullopt;
  }
};

template <class Rep, class Period>
requires detail::WholeSeconds<std::chrono::duration<Rep, Period>> ||
    detail::PartOfSecond<std::chrono::duration<Rep, Period>>
struct Schema<std::chrono::duration<Rep, Period>> {
  using Duration = std::chrono::duration<Rep, Period>;
  using Wire = std::string;
  static constexpr auto rules = detail::duration_rules<detail::WholeSeconds<Duration>>();
  static constexpr std::string_view expects =
      "must be of weeks, days, hours, minutes and seconds, as many as the server can hold";
  static std::string to_wire(Duration length) {
    return detail::duration_text(detail::instant_of(length));
  }
  static std::optional<Duration> from_wire(std::string_view text) {
    const auto length = detail::read_duration(text);
    return length ? detail::length_of<Duration>(*length) : std::nullopt;
  }
};

template <>
struct Schema<Uuid> {
  using Wire = std::string;
  static constexpr std::tuple rules{format("uuid")};
  static std::string to_wire(const Uuid& id) { return id.text(); }
  static std::optional<Uuid> from_wire(std::string_view text) { return Uuid::parse(text); }
};

template <>
struct Schema<Decimal> {
  using Wire = std::string;
  static constexpr std::tuple rules{format("decimal"), pattern(R"(^-?(?:0|[1-9]\d*)(?:\.\d+)?$)")};
  static std::string to_wire(const Decimal& number) { return number.text; }
  static std::optional<Decimal> from_wire(std::string text) { return Decimal{std::move(text)}; }
};

template <>
struct Schema<Base64> {
  using Wire = std::string;
  // The page and other programs check the format, which is older than the encoding's keyword.
  static constexpr std::tuple rules{content_encoding("base64"), format("byte")};
  static constexpr std::string_view expects = "must be base64";
  static std::string to_wire(const Base64& bytes);
  static std::optional<Base64> from_wire(std::string_view text);
};

}  // namespace vitrine
