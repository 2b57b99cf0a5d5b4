#include "app/session/reference/place_names.h"

#include <algorithm>

#include "app/json/uri.h"
#include "app/text/ascii.h"
#include "app/text/utf8.h"

namespace vitrine::session {
namespace {

constexpr std::size_t kLongestName = 100;

/// Other characters, and several of them, become one `-`.
std::string slug(std::string_view text) {
  std::string name;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = text::next_code_point(text, &at);
    // Controls, marks of direction and the like are no letters.
    const bool foreign = c >= 0xA0 && c != 0xFFFD && !(c >= 0x2000 && c < 0x2070) && c != 0xFEFF;
    const bool plain =
        c < 0x80 && (text::is_alphanumeric(static_cast<char>(c)) || c == '_' || c == '.');
    if (foreign || plain)
      name.append(text.substr(begin, at - begin));
    else if (!name.empty() && !name.ends_with('-'))
      name += '-';
  }
  name = text::cut(name, kLongestName);
  const std::size_t first = name.find_first_not_of("-.");
  if (first == std::string::npos) return "unnamed";
  return name.substr(first, name.find_last_not_of("-.") + 1 - first);
}

}  // namespace

PlaceNames::PlaceNames(const openapi::Description& description) : description_(description) {
  for (const openapi::OperationEntry& entry : description.operations()) add(entry.link);
  for (const openapi::NamedSchema& schema : description.schemas()) add(schema_place(schema.name));
  for (const openapi::Group& group : description.groups())
    if (!group.tag.empty()) add(tag_place(group.tag));
}

void PlaceNames::add(const std::string& place) {
  if (names_.count(place) > 0) return;
  const std::size_t slash = place.find('/', 1);
  const std::string base = place.substr(1, slash) +
                           slug(json::percent_decode(std::string_view(place).substr(slash + 1)));
  std::string name = base;
  int& last = taken_[text::lower(base)];
  while (last++ > 0) {
    name = base + '-' + std::to_string(last);
    if (taken_.emplace(text::lower(name), 1).second) break;
  }
  names_.emplace(place, std::move(name));
}

std::string PlaceNames::of(std::string_view place) const {
  if (place.starts_with('#')) place.remove_prefix(1);
  place = place.substr(0, place.find('?'));
  std::string key(place);
  if (const auto operation = description_.find(place)) {
    key = description_.operations()[*operation].link;
  } else if (const std::size_t slash = place.find('/', 1); slash != std::string_view::npos) {
    key = std::string(place.substr(0, slash + 1)) +
          json::encode_component(json::percent_decode(place.substr(slash + 1)));
  }
  const auto found = names_.find(key);
  return found == names_.end() ? std::string() : found->second;
}

std::string PlaceNames::id(std::string_view place) const {
  std::string name = of(place);
  std::replace(name.begin(), name.end(), '/', '-');
  return name;
}

std::string tag_place(std::string_view tag) { return "/tags/" + json::encode_component(tag); }

std::string schema_place(std::string_view name) {
  return "/schemas/" + json::encode_component(name);
}

}  // namespace vitrine::session
