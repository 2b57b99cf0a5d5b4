// Formats status, duration and size.
#include "app/session/exchange/exchange.h"

#include <cmath>

namespace vitrine::session {
namespace {

/// 1.4, 12.3, 124: three digits at most, one of them after the point.
std::string rounded(double number) {
  const double tenths = std::floor(number * 10 + 0.5);
  if (tenths >= 1000) return std::to_string(static_cast<long long>(std::floor(number + 0.5)));
  const auto whole = static_cast<long long>(tenths);
  std::string words = std::to_string(whole / 10);
  if (whole % 10 != 0) words += '.' + std::to_string(whole % 10);
  return words;
}

}  // namespace

std::string status_line(const Exchange& exchange) {
  if (exchange.status == 0) return {};
  std::string line = std::to_string(exchange.status);
  if (!exchange.status_text.empty()) line += ' ' + exchange.status_text;
  return line;
}

std::string duration_words(double milliseconds, schema::Language language) {
  if (!(milliseconds > 0)) milliseconds = 0;
  if (milliseconds < 999.5) {
    const auto whole = static_cast<long long>(milliseconds + 0.5);
    return fill(Word::milliseconds, language, {{"n", std::to_string(whole)}});
  }
  return fill(Word::seconds, language, {{"n", rounded(milliseconds / 1000)}});
}

std::string size_words(uint64_t bytes, schema::Language language) {
  if (bytes < 1024) return fill(Word::bytes, language, {{"n", std::to_string(bytes)}});
  const double kilobytes = static_cast<double>(bytes) / 1024;
  if (kilobytes < 1023.5) return fill(Word::kilobytes, language, {{"n", rounded(kilobytes)}});
  return fill(Word::megabytes, language, {{"n", rounded(kilobytes / 1024)}});
}

}  // namespace vitrine::session
