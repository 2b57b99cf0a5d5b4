#include "server/api/http/http_date.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <iterator>

/// Writes and reads dates of headers.
namespace vitrine {

namespace {

// strftime() and strptime() have the names in the language of the program.
constexpr std::string_view kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

int number(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

}  // namespace

std::string http_date(std::time_t time) {
  std::tm parts{};
  gmtime_r(&time, &parts);
  char text[96];
  const int size =
      std::snprintf(text, sizeof text, "%s, %02d %s %04d %02d:%02d:%02d GMT",
                    kDays[parts.tm_wday].data(), parts.tm_mday, kMonths[parts.tm_mon].data(),
                    parts.tm_year + 1900, parts.tm_hour, parts.tm_min, parts.tm_sec);
  return std::string(text, static_cast<std::size_t>(size));
}

std::optional<std::time_t> read_http_date(std::string_view text) {
  if (text.size() != 29) return std::nullopt;
  const auto month = std::find(std::begin(kMonths), std::end(kMonths), text.substr(8, 3));
  std::tm parts{};
  parts.tm_mday = number(text.substr(5, 2));
  parts.tm_mon = static_cast<int>(month - std::begin(kMonths));
  parts.tm_year = number(text.substr(12, 4)) - 1900;
  parts.tm_hour = number(text.substr(17, 2));
  parts.tm_min = number(text.substr(20, 2));
  parts.tm_sec = number(text.substr(23, 2));
  const std::time_t time = timegm(&parts);
  // What was no date is written in another way.
  return http_date(time) == text ? std::optional(time) : std::nullopt;
}

}  // namespace vitrine
