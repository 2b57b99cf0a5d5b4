// The addresses that links and images of a description may have.
#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "app/json/uri.h"
#include "app/markdown/markdown.h"
#include "app/text/ascii.h"

namespace vitrine::markdown {
namespace {

constexpr std::string_view kHeading = "heading=";

}  // namespace

std::string safe_href(std::string_view address) {
  // As browsers read a URL (WHATWG URL, basic URL parser 1-3): white space around it is trimmed and
  // tabs and newlines inside it are skipped, so they must not hide a scheme from us.
  const auto blank = [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; };
  while (!address.empty() && blank(address.front())) address.remove_prefix(1);
  while (!address.empty() && blank(address.back())) address.remove_suffix(1);
  std::string clean;
  for (const char c : address) {
    if (c == ' ') {
      clean += "%20";
    } else if (!blank(c)) {
      clean += c;
    } else if (c != '\t' && c != '\n' && c != '\r') {
      return {};
    }
  }
  if (clean.compare(0, 2, "#/") == 0) return clean;
  std::string start;
  for (const char c : std::string_view(clean).substr(0, 8)) start += text::lower(c);
  for (const std::string_view scheme : {"http://", "https://", "mailto:"}) {
    if (start.compare(0, scheme.size(), scheme) == 0 && clean.size() > scheme.size()) return clean;
  }
  return {};
}

std::string safe_source(std::string_view address) {
  constexpr std::string_view kEmbedded = "data:image/";
  if (text::equals_ignoring_case(address.substr(0, kEmbedded.size()), kEmbedded)) {
    const bool clean =
        std::all_of(address.begin(), address.end(), [](char c) { return c > 0x20 && c < 0x7F; });
    return clean ? std::string(address) : std::string();
  }
  std::string href = safe_href(address);
  return href.empty() || text::lower(href[0]) != 'h' ? std::string() : href;
}

std::string heading_link(std::string_view anchor) {
  return "#/?" + std::string(kHeading) + json::encode_component(anchor);
}

std::string heading_of(std::string_view link) {
  if (link.substr(0, 2) != "#/") return {};
  const std::size_t query = link.find('?');
  if (query == std::string_view::npos) return {};
  link.remove_prefix(query + 1);
  if (link.substr(0, kHeading.size()) != kHeading) return {};
  return json::percent_decode(link.substr(kHeading.size()));
}

}  // namespace vitrine::markdown
