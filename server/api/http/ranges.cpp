#include "server/api/http/ranges.h"

#include <optional>
#include <string_view>

#include "app/text/ascii.h"
#include "server/api/http/problem.h"

namespace vitrine {

namespace {

/// nullopt for anything but digits; saturates, since no file is that long.
std::optional<std::uint64_t> number(std::string_view text) {
  if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos) {
    return std::nullopt;
  }
  std::uint64_t value = 0;
  for (const char digit : text) {
    if (value > UINT64_MAX / 10 - 1) return UINT64_MAX;
    value = value * 10 + static_cast<std::uint64_t>(digit - '0');
  }
  return value;
}

}  // namespace

void apply_range(const Request& request, Response& response) {
  if (!response.file || response.status != 200) return;
  response.headers.set("Accept-Ranges", "bytes");
  const std::string* header = request.headers.find("Range");
  if (!header || request.method != "GET") return;
  if (const std::string* version = request.headers.find("If-Range")) {
    // A tag, which has to be strong, or a date (RFC 9110 §13.1.5).
    const bool date = version->find('"') == std::string::npos;
    const std::string* current = response.headers.find(date ? "Last-Modified" : "ETag");
    if (!current || *current != *version || current->starts_with("W/")) return;
  }
  std::string_view range = *header;
  constexpr std::string_view kUnit = "bytes=";
  // Another unit is ignored; names of units have no case (RFC 9110 §14.1).
  if (!text::equals_ignoring_case(range.substr(0, kUnit.size()), kUnit)) return;
  range.remove_prefix(kUnit.size());
  const auto dash = range.find('-');
  if (dash == std::string_view::npos || range.find(',') != std::string_view::npos) return;
  const auto first = number(range.substr(0, dash));
  const auto last = number(range.substr(dash + 1));
  const std::uint64_t size = response.file->size();
  std::uint64_t begin = 0;
  std::uint64_t end = size;
  if (first) {
    if (last && *last < *first) return;
    if (!last && dash + 1 != range.size()) return;
    begin = *first;
    if (last && *last < size) end = *last + 1;
  } else {
    // A suffix range: the last bytes.
    if (dash != 0 || !last) return;
    begin = *last < size ? size - *last : 0;
    if (*last == 0) begin = size;
  }
  if (begin >= size) {
    response = problem_response(
        416, "There are " + std::to_string(size) + " bytes; the range begins after them");
    response.headers.set("Content-Range", "bytes */" + std::to_string(size));
    return;
  }
  response.status = 206;
  response.headers.set("Content-Range", "bytes " + std::to_string(begin) + "-" +
                                            std::to_string(end - 1) + "/" + std::to_string(size));
  response.file_begin = begin;
  response.file_end = end;
}

}  // namespace vitrine
