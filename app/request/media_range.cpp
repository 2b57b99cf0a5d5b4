#include "app/request/media_range.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "app/openapi/context.h"
#include "app/request/body_parts.h"
#include "app/text/ascii.h"
#include "app/text/media_type.h"

namespace vitrine::request {

namespace {

struct MediaRange {
  std::string essence;  ///< in lower case
  std::vector<std::pair<std::string, std::string>> parameters;
};

/// One value, quoted or not (RFC 9110 §5.6.6), from `at` on, which is moved past it.
std::string parameter_value(std::string_view text, size_t& at) {
  std::string value;
  if (at < text.size() && text[at] == '"') {
    for (++at; at < text.size() && text[at] != '"'; ++at) {
      if (text[at] == '\\' && at + 1 < text.size()) ++at;
      value += text[at];
    }
    at = std::min(text.find(';', at), text.size());
    return value;
  }
  const size_t end = std::min(text.find(';', at), text.size());
  value = std::string(text::trim(text.substr(at, end - at)));
  at = end;
  return value;
}

MediaRange read_range(std::string_view text) {
  MediaRange range;
  range.essence = text::essence(text);
  size_t at = std::min(text.find(';'), text.size());
  while (at < text.size()) {
    const size_t equals = text.find_first_of("=;", ++at);
    if (equals == std::string_view::npos) break;
    const std::string name = text::lower(text::trim(text.substr(at, equals - at)));
    at = equals;
    if (text[equals] == ';') continue;
    ++at;
    while (at < text.size() && text[at] == ' ') ++at;
    std::string value = parameter_value(text, at);
    if (name == "charset") value = text::lower(value);
    if (!name.empty()) range.parameters.emplace_back(name, std::move(value));
  }
  return range;
}

/// How specific `promised` is about the type; nothing where it does not hold.
std::optional<size_t> specificity(const MediaRange& promised, const MediaRange& given) {
  // More than the parameters of any media type.
  constexpr size_t kExact = 1000;
  constexpr size_t kRange = 500;
  size_t points = 0;
  const std::string& type = promised.essence;
  if (type == given.essence) {
    points = kExact;
  } else if (type.size() > 2 && type[0] != '*' && type.compare(type.size() - 2, 2, "/*") == 0 &&
             given.essence.compare(0, type.size() - 1, type, 0, type.size() - 1) == 0) {
    points = kRange;
  } else if (type != "*/*" && type != "*") {
    return std::nullopt;
  }
  for (const auto& parameter : promised.parameters) {
    if (parameter.first == "boundary") continue;
    const auto said =
        std::find_if(given.parameters.begin(), given.parameters.end(),
                     [&parameter](const auto& other) { return other.first == parameter.first; });
    if (said == given.parameters.end()) {
      if (parameter.first != "charset") return std::nullopt;
    } else if (said->second != parameter.second) {
      return std::nullopt;
    } else {
      ++points;
    }
  }
  return points;
}

}  // namespace

const openapi::MediaType* described_by(const std::vector<openapi::MediaType>& content,
                                       std::string_view content_type) {
  const MediaRange given = read_range(content_type);
  const openapi::MediaType* best = nullptr;
  size_t most = 0;
  for (const openapi::MediaType& media : content) {
    const auto points = specificity(read_range(media.name), given);
    if (!points || (best && *points <= most)) continue;
    best = &media;
    most = *points;
  }
  return best;
}

}  // namespace vitrine::request
