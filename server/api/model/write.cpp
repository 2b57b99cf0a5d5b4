#include "server/api/model/write.h"

#include <charconv>
#include <cmath>

#include "app/json/write.h"

/// The scalars of JSON text.
namespace vitrine {

void write_text(std::string& out, std::string_view text) { json::append_quoted(out, text); }

namespace {
template <class Value>
void append(std::string& out, Value value) {
  char buffer[32];
  const auto result = std::to_chars(buffer, buffer + sizeof buffer, value);
  out.append(buffer, result.ptr);
}
}  // namespace

void write_number(std::string& out, double number) {
  // JSON has no infinity; null at least says that there is no number.
  if (!std::isfinite(number)) {
    out += "null";
    return;
  }
  append(out, number);
}
void write_number(std::string& out, std::int64_t number) { append(out, number); }
void write_number(std::string& out, std::uint64_t number) { append(out, number); }

}  // namespace vitrine
