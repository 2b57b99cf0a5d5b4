// Compares an address with the path templates of a description.
#include <algorithm>

#include "app/json/uri.h"
#include "app/session/credentials/credentials.h"
#include "app/session/tools/import.h"
#include "app/text/ascii.h"

namespace vitrine::session {
namespace {

bool is_placeholder(std::string_view value) {
  const std::string text = json::percent_decode(value);
  return text.empty() || text[0] == ':' ||
         (text[0] == '{' && text.back() == '}' && text.compare(0, 2, "{{") != 0);
}

/// One segment: literals and parameters that follow each other.
bool match_segment(std::string_view pattern, std::string_view segment, PathValues& values) {
  while (!pattern.empty()) {
    const size_t open = pattern.find('{');
    const size_t close = open == std::string_view::npos ? open : pattern.find('}', open);
    if (close == std::string_view::npos) {
      return json::percent_decode(pattern) == json::percent_decode(segment);
    }
    if (segment.substr(0, open) != pattern.substr(0, open)) return false;
    const std::string name(pattern.substr(open + 1, close - open - 1));
    segment.remove_prefix(open);
    pattern.remove_prefix(close + 1);
    const std::string_view literal = pattern.substr(0, pattern.find('{'));
    const size_t end = literal.empty() ? segment.size() : segment.find(literal, 1);
    if (end == std::string_view::npos || segment.empty()) return false;
    const std::string_view value = segment.substr(0, end);
    if (!is_placeholder(value)) values.emplace_back(name, value);
    segment.remove_prefix(value.size());
  }
  return segment.empty();
}

}  // namespace

std::optional<PathValues> match_path(std::string_view pattern, std::string_view path) {
  if (path.size() > 1 && path.back() == '/' && !pattern.empty() && pattern.back() != '/')
    path.remove_suffix(1);
  PathValues values;
  while (!pattern.empty() && !path.empty()) {
    const std::string_view one = text::take_piece(pattern, '/');
    const std::string_view other = text::take_piece(path, '/');
    if (!match_segment(one, other, values)) return std::nullopt;
  }
  if (!pattern.empty() || !path.empty()) return std::nullopt;
  return values;
}

ImportedAddress address_of(std::string_view url) {
  url = text::trim(url);
  std::string whole(url.substr(0, url.find('#')));
  if (whole.compare(0, 2, "{{") == 0) {
    const size_t close = whole.find("}}");
    whole.erase(0, close == std::string::npos ? 2 : close + 2);
  } else if (!whole.empty() && whole[0] != '/' && whole.find("://") == std::string::npos) {
    whole.insert(0, "http://");  // as curl does
  }
  ImportedAddress address;
  const size_t question = whole.find('?');
  if (question != std::string::npos) address.query = whole.substr(question + 1);
  whole.resize(std::min(question, whole.size()));
  address.origin = origin_of(whole);
  const size_t scheme = whole.find("://");
  if (scheme != std::string::npos) {
    const size_t slash = whole.find('/', scheme + 3);
    whole.erase(0, slash);
  }
  address.path = whole.empty() ? "/" : std::move(whole);
  return address;
}

std::string import_name(const request::ImportedRequest& request) {
  std::string name = request.method + ' ' + request.url;
  return request.name.empty() ? name : request.name + " · " + name;
}

}  // namespace vitrine::session
