#pragma once
#include <ctime>
#include <optional>
#include <string>
#include <string_view>

namespace vitrine {

/// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 §5.6.7).
std::string http_date(std::time_t time);

/// The time of such a date; nullopt for other text, and for the two forms that are obsolete.
std::optional<std::time_t> read_http_date(std::string_view text);

}  // namespace vitrine
