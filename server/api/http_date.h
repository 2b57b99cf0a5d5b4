#pragma once
#include <ctime>
#include <string>

namespace vitrine {

/// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 §5.6.7).
std::string http_date(std::time_t time);

}  // namespace vitrine
