#include "server/api/declare/path_template.h"

#include <algorithm>

#include "app/json/uri.h"

namespace vitrine {

namespace {

constexpr std::string_view kRest = "...";

/// True for a text with a segment that leads elsewhere (RFC 3986 §5.2.4), once it is decoded.
bool has_dot_segment(std::string_view text) {
  const std::string decoded = "/" + json::percent_decode(text);
  for (std::string_view rest = decoded; !rest.empty();) {
    const std::string_view segment = next_segment(rest);
    if (segment == "." || segment == "..") return true;
  }
  return false;
}

}  // namespace

std::string_view next_segment(std::string_view& rest) {
  rest.remove_prefix(1);
  const std::string_view segment = rest.substr(0, rest.find('/'));
  rest.remove_prefix(segment.size());
  return segment;
}

bool is_below(std::string_view path, std::string_view prefix) {
  return path.starts_with(prefix) && (path.size() == prefix.size() || path[prefix.size()] == '/');
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
    std::string_view name = segment.substr(1, segment.size() - 2);
    if (name.ends_with(kRest)) {
      if (!rest.empty()) return "only the last segment can be " + std::string(segment);
      name.remove_suffix(kRest.size());
      if (name.empty()) return "a parameter has a name: /{name...}";
    }
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
    if (segment.empty() || segment.front() != '{') {
      segments_.push_back({Kind::literal, std::string(segment)});
      continue;
    }
    std::string_view name = segment.substr(1, segment.size() - 2);
    const bool rest = name.ends_with(kRest);
    if (rest) name.remove_suffix(kRest.size());
    segments_.push_back({rest ? Kind::rest : Kind::parameter, std::string(name)});
  }
}

std::optional<PathTemplate::Captured> PathTemplate::match(std::string_view path) const {
  Captured captured;
  for (const Segment& segment : segments_) {
    if (path.empty()) return std::nullopt;
    if (segment.kind == Kind::rest) {
      const std::string_view text = path.substr(1);
      if (text.empty() || has_dot_segment(text)) return std::nullopt;
      captured.emplace_back(segment.text, text);
      return captured;
    }
    const std::string_view text = next_segment(path);
    if (segment.kind == Kind::parameter) {
      if (text.empty()) return std::nullopt;
      captured.emplace_back(segment.text, text);
    } else if (segment.text != text) {
      if (text.find('%') == std::string_view::npos) return std::nullopt;
      if (segment.text != json::percent_decode(text)) return std::nullopt;
    }
  }
  if (!path.empty()) return std::nullopt;
  return captured;
}

std::string PathTemplate::documented(std::string_view text) {
  std::string made(text);
  constexpr std::string_view kEnd = "...}";
  if (made.ends_with(kEnd)) made.replace(made.size() - kEnd.size(), kEnd.size(), "}");
  return made;
}

std::vector<std::string> PathTemplate::names() const {
  std::vector<std::string> list;
  for (const Segment& segment : segments_) {
    if (segment.kind != Kind::literal) list.push_back(segment.text);
  }
  return list;
}

std::string PathTemplate::shape() const {
  std::string text;
  for (const Segment& segment : segments_) {
    text += '/';
    text += segment.kind == Kind::literal ? segment.text : "{}";
  }
  return text;
}

bool PathTemplate::before(const PathTemplate& other) const {
  const std::size_t count = std::min(segments_.size(), other.segments_.size());
  for (std::size_t i = 0; i < count; ++i) {
    if (segments_[i].kind != other.segments_[i].kind) {
      return segments_[i].kind < other.segments_[i].kind;
    }
  }
  return segments_.size() < other.segments_.size();
}

}  // namespace vitrine
