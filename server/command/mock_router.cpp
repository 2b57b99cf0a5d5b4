#include "server/command/mock_router.h"

#include <algorithm>

#include "app/json/uri.h"
#include "server/api/declare/path_template.h"

namespace vitrine::command {

namespace {

/// Bounds the ways to share a segment out among its variables.
constexpr int kMaxSteps = 10'000;

}  // namespace

MockTemplate::MockTemplate(std::string_view text) {
  // A query in a template is a mistake that `check` reports.
  text = text.substr(0, text.find_first_of("?#"));
  std::string rooted;
  if (!text.starts_with('/')) {
    rooted = "/" + std::string(text);
    text = rooted;
  }
  while (!text.empty()) {
    std::string_view segment = next_segment(text);
    Segment pieces;
    shape_ += '/';
    while (!segment.empty()) {
      const std::size_t close = segment.front() == '{' ? segment.find('}') : std::string_view::npos;
      if (close != std::string_view::npos) {
        names_.emplace_back(segment.substr(1, close - 1));
        pieces.push_back({true});
        shape_ += "{}";
        segment.remove_prefix(close + 1);
        continue;
      }
      const std::string_view literal = segment.substr(0, segment.find('{', 1));
      pieces.push_back({false, std::string(literal)});
      shape_ += literal;
      segment.remove_prefix(literal.size());
    }
    segments_.push_back(std::move(pieces));
  }
}

bool MockTemplate::match(const Segment& segment, std::size_t at, std::string_view text, int& steps,
                         std::vector<std::string_view>& values) {
  if (--steps < 0) return false;
  if (at == segment.size()) return text.empty();
  const Piece& piece = segment[at];
  if (!piece.variable) {
    return text.starts_with(piece.text) &&
           match(segment, at + 1, text.substr(piece.text.size()), steps, values);
  }
  for (std::size_t size = text.size(); size > 0; --size) {
    values.push_back(text.substr(0, size));
    if (match(segment, at + 1, text.substr(size), steps, values)) return true;
    values.pop_back();
  }
  return false;
}

std::optional<std::vector<std::string_view>> MockTemplate::match(std::string_view path) const {
  std::vector<std::string_view> values;
  int steps = kMaxSteps;
  for (const Segment& segment : segments_) {
    if (path.empty()) return std::nullopt;
    const std::string_view text = next_segment(path);
    const bool literal = segment.size() == 1 && !segment.front().variable;
    // A client may encode more of a segment than the description does.
    if (literal && json::percent_decode(text) == json::percent_decode(segment.front().text)) {
      continue;
    }
    if (!match(segment, 0, text, steps, values)) return std::nullopt;
  }
  if (!path.empty()) return std::nullopt;
  return values;
}

int MockTemplate::rank(const Segment& segment) {
  const bool variable = std::any_of(segment.begin(), segment.end(),
                                    [](const Piece& piece) { return piece.variable; });
  return variable ? (segment.size() > 1 ? 1 : 2) : 0;
}

bool MockTemplate::before(const MockTemplate& other) const {
  const std::size_t count = std::min(segments_.size(), other.segments_.size());
  for (std::size_t i = 0; i < count; ++i) {
    const int own = rank(segments_[i]);
    const int theirs = rank(other.segments_[i]);
    if (own != theirs) return own < theirs;
  }
  return segments_.size() < other.segments_.size();
}

MockRouter::MockRouter(const openapi::Description& description) {
  const auto& operations = description.operations();
  for (std::size_t i = 0; i < operations.size(); ++i) {
    if (operations[i].webhook) continue;
    MockTemplate path(operations[i].path);
    auto place = std::find_if(resources_.begin(), resources_.end(), [&](const Resource& resource) {
      return resource.path.shape() == path.shape();
    });
    Entry entry{operations[i].method, i, path.names()};
    if (place == resources_.end()) {
      place = resources_.insert(place, Resource{std::move(path), {}});
    }
    place->entries.push_back(std::move(entry));
  }
  std::stable_sort(resources_.begin(), resources_.end(),
                   [](const Resource& a, const Resource& b) { return a.path.before(b.path); });
}

MockRouter::Found MockRouter::find(std::string_view method, std::string_view path) const {
  Found found;
  for (const Resource& resource : resources_) {
    const auto values = resource.path.match(path);
    if (!values) continue;
    const auto entry_of = [&](std::string_view wanted) {
      const auto place = std::find_if(resource.entries.begin(), resource.entries.end(),
                                      [&](const Entry& entry) { return entry.method == wanted; });
      return place == resource.entries.end() ? nullptr : &*place;
    };
    for (const Entry& entry : resource.entries) found.allowed += entry.method + ", ";
    if (entry_of("GET") && !entry_of("HEAD")) found.allowed += "HEAD, ";
    found.allowed += entry_of("OPTIONS") ? "" : "OPTIONS, ";
    found.allowed.resize(found.allowed.size() - 2);
    const Entry* entry = entry_of(method);
    if (!entry && method == "HEAD") entry = entry_of("GET");
    if (!entry) return found;
    found.operation = entry->operation;
    for (std::size_t i = 0; i < values->size(); ++i) {
      found.values.emplace_back(entry->names[i], (*values)[i]);
    }
    return found;
  }
  return found;
}

}  // namespace vitrine::command
