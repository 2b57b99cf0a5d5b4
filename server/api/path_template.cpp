#include "server/api/path_template.h"

#include <algorithm>

#include "app/json/uri.h"

namespace vitrine {

std::string_view next_segment(std::string_view& rest) {
  rest.remove_prefix(1);
  const std::string_view segment = rest.substr(0, rest.find('/'));
  rest.remove_prefix(segment.size());
  return segment;
}

std::optional<std::string> PathTemplate::mistake(std::string_view text) {
  if (text.empty() || text.front() != '/') return "a path begins with a slash";
  if (text.find_first_of("?# \"<>\\^`|") != std::string_view::npos) {
    return "a path has no query, fragment, spaces or quotes";
  }
  std::vector<std::string_view> names;
  for (std::string_view rest = text; !rest.empty();) {
    const std::string_view segment = next_segment(rest);
    if (segment.find_first_of("{}") == std::string_view::npos) continue;
    if (segment.size() < 3 || segment.front() != '{' || segment.back() != '}' ||
        segment.substr(1, segment.size() - 2).find_first_of("{}") != std::string_view::npos) {
      return "a parameter is a whole segment: /{name}";
    }
    const std::string_view name = segment.substr(1, segment.size() - 2);
    if (std::find(names.begin(), names.end(), name) != names.end()) {
      return "the parameter {" + std::string(name) + "} stands there twice";
    }
    names.push_back(name);
  }
  return std::nullopt;
}

PathTemplate::PathTemplate(std::string_view text) {
  while (!text.empty()) {
    const std::string_view segment = next_segment(text);
    const bool parameter = !segment.empty() && segment.front() == '{';
    segments_.push_back(
        {parameter, std::string(parameter ? segment.substr(1, segment.size() - 2) : segment)});
  }
}

std::optional<PathTemplate::Captured> PathTemplate::match(std::string_view path) const {
  Captured captured;
  for (const Segment& segment : segments_) {
    if (path.empty()) return std::nullopt;
    const std::string_view text = next_segment(path);
    if (segment.parameter) {
      if (text.empty()) return std::nullopt;
      captured.emplace_back(segment.text, text);
    } else if (segment.text != text && segment.text != json::percent_decode(text)) {
      return std::nullopt;
    }
  }
  if (!path.empty()) return std::nullopt;
  return captured;
}

std::vector<std::string> PathTemplate::names() const {
  std::vector<std::string> list;
  for (const Segment& segment : segments_) {
    if (segment.parameter) list.push_back(segment.text);
  }
  return list;
}

std::string PathTemplate::shape() const {
  std::string text;
  for (const Segment& segment : segments_) {
    text += '/';
    text += segment.parameter ? "{}" : segment.text;
  }
  return text;
}

bool PathTemplate::before(const PathTemplate& other) const {
  const std::size_t count = std::min(segments_.size(), other.segments_.size());
  for (std::size_t i = 0; i < count; ++i) {
    if (segments_[i].parameter != other.segments_[i].parameter) return other.segments_[i].parameter;
  }
  return segments_.size() < other.segments_.size();
}

}  // namespace vitrine
