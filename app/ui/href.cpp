#include <string>
#include <string_view>

#include "app/ui/ui.h"

namespace vitrine::ui {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_control_or_space(char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; }

}  // namespace

std::string safe_href(std::string_view href) {
  // As browsers read a URL (WHATWG URL, basic URL parser 1-3): white space around it is trimmed and
  // tabs and newlines inside it are skipped, so they must not hide a scheme from us.
  while (!href.empty() && is_control_or_space(href.front())) href.remove_prefix(1);
  while (!href.empty() && is_control_or_space(href.back())) href.remove_suffix(1);
  std::string clean;
  clean.reserve(href.size());
  for (const char c : href) {
    if (is_control_or_space(c)) {
      if (c == '\t' || c == '\n' || c == '\r') continue;
      if (c == ' ') {
        clean += "%20";
        continue;
      }
      return {};
    }
    clean += c;
  }
  if (clean.substr(0, 2) == "#/") return clean;
  const auto colon = clean.find(':');
  if (colon == std::string::npos) return {};
  std::string scheme = clean.substr(0, colon);
  for (char& c : scheme) c = lower(c);
  const std::string_view rest = std::string_view(clean).substr(colon + 1);
  if (scheme == "mailto") return rest.empty() ? std::string() : clean;
  if ((scheme == "http" || scheme == "https") && rest.size() > 2 && rest.substr(0, 2) == "//") {
    return clean;
  }
  return {};
}

}  // namespace vitrine::ui
