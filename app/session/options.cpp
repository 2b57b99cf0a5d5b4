#include "app/session/options.h"

#include <algorithm>

#include "app/text/ascii.h"

namespace vitrine::session {
namespace {

constexpr std::string_view kParts[] = {"navigation", "header",  "theme",  "try-it",
                                       "code",       "servers", "models", "info"};

bool is_between(char c) { return c == ',' || c == ' ' || c == '\t' || c == '\n'; }

}  // namespace

bool shows(const Options& options, Part part) {
  if (options.alone && (part == Part::navigation || part == Part::header || part == Part::theme))
    return false;
  const std::string_view name = kParts[static_cast<std::size_t>(part)];
  const std::string_view all = options.hide;
  for (std::size_t at = all.find(name); at != all.npos; at = all.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if ((at == 0 || is_between(all[at - 1])) && (end == all.size() || is_between(all[end])))
      return false;
  }
  return true;
}

std::vector<std::string> names_in(std::string_view list) {
  std::vector<std::string> names;
  while (!list.empty()) {
    const std::string_view name = text::trim(list.substr(0, list.find(',')));
    if (!name.empty()) names.emplace_back(name);
    list.remove_prefix(std::min(list.find(','), list.size() - 1) + 1);
  }
  return names;
}

}  // namespace vitrine::session
