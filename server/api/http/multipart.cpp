#include "server/api/http/multipart.h"

#include <algorithm>
#include <utility>

#include "app/text/ascii.h"
#include "server/api/http/http.h"

namespace vitrine {

namespace {

constexpr std::size_t kMostHeaderBytes = 8192;

/// Takes a token or a quoted string from the front. Browsers spell quotes within names as %22.
std::string take_value(std::string_view& text) {
  std::string value;
  if (text.empty() || text.front() != '"') {
    const auto end = std::min(text.size(), text.find(';'));
    value = std::string(text::trim_blanks(text.substr(0, end)));
    text.remove_prefix(end);
    return value;
  }
  text.remove_prefix(1);
  while (!text.empty() && text.front() != '"') {
    if (text.front() == '\\' && text.size() > 1) text.remove_prefix(1);
    value += text.front();
    text.remove_prefix(1);
  }
  if (!text.empty()) text.remove_prefix(1);
  return value;
}

/// Reads the header lines of a part; false when they are none.
bool take_headers(std::string_view lines, Part& part) {
  bool named = false;
  while (!lines.empty()) {
    const auto end = lines.find("\r\n");
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 2);
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return false;
    const std::string_view name = line.substr(0, colon);
    const std::string_view value = text::trim_blanks(line.substr(colon + 1));
    if (text::equals_ignoring_case(name, "Content-Type")) part.type = std::string(value);
    if (text::equals_ignoring_case(name, "Content-Disposition")) {
      if (!text::equals_ignoring_case(text::trim_blanks(value.substr(0, value.find(';'))),
                                      "form-data"))
        return false;
      const auto given = header_parameter(value, "name");
      named = given.has_value();
      part.name = given.value_or("");
      part.filename = header_parameter(value, "filename");
    }
  }
  return named;
}

}  // namespace

std::optional<std::string> header_parameter(std::string_view value, std::string_view name) {
  auto semicolon = value.find(';');
  while (semicolon != std::string_view::npos) {
    value = text::trim_blanks(value.substr(semicolon + 1));
    const auto equals = value.find_first_of("=;");
    if (equals == std::string_view::npos) return std::nullopt;
    if (value[equals] == ';') {
      // A word without a value.
      semicolon = equals;
      continue;
    }
    const std::string_view key = text::trim_blanks(value.substr(0, equals));
    std::string_view rest = text::trim_blanks(value.substr(equals + 1));
    std::string found = take_value(rest);
    if (text::equals_ignoring_case(key, name)) return found;
    value = rest;
    semicolon = value.find(';');
  }
  return std::nullopt;
}

std::variant<std::vector<Part>, std::string> read_multipart(std::string_view body,
                                                            std::string_view boundary) {
  if (boundary.empty() || boundary.size() > 70) return "its Content-Type names no boundary";
  const std::string delimiter = "\r\n--" + std::string(boundary);
  const std::string_view first = std::string_view(delimiter).substr(2);
  // Bytes before the first delimiter are ignored (RFC 2046 §5.1.1).
  std::size_t at = 0;
  if (!body.starts_with(first)) {
    at = body.find(delimiter);
    if (at == std::string_view::npos) return "its boundary does not occur in it";
    at += 2;
  }
  std::vector<Part> parts;
  for (body.remove_prefix(at + first.size());;) {
    if (body.starts_with("--")) return parts;
    const auto line = body.find("\r\n");
    if (line == std::string_view::npos || !text::trim_blanks(body.substr(0, line)).empty()) {
      return "it does not go on after a boundary";
    }
    body.remove_prefix(line);
    // The header lines end with an empty one, which may come at once.
    const auto end = body.substr(0, kMostHeaderBytes).find("\r\n\r\n");
    if (end == std::string_view::npos) return "a part has no end of its headers";
    Part part;
    const std::string_view headers = end == 0 ? std::string_view() : body.substr(2, end - 2);
    if (!take_headers(headers, part)) return "a part has no Content-Disposition with a name";
    body.remove_prefix(end + 4);
    const auto close = body.find(delimiter);
    if (close == std::string_view::npos) return "it ends within a part: was it cut off?";
    part.bytes = body.substr(0, close);
    body.remove_prefix(close + delimiter.size());
    if (parts.size() == kMostFields) return "it has more than 1,000 parts";
    parts.push_back(std::move(part));
  }
}

}  // namespace vitrine
