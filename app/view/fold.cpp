#include "app/view/fold.h"

#include <algorithm>

namespace vitrine::view {

Folded fold(std::string_view text, bool json, const std::set<std::uint32_t>& folded) {
  using Tri = ui::Node::Tri;
  Folded result;
  std::uint32_t number = 0;
  std::size_t at = 0;
  const auto next = [&] {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    at = end + 1;
    ++number;
    return line;
  };
  while (at <= text.size()) {
    std::string_view line = next();
    const bool opens =
        json && !line.empty() && (line.back() == '{' || line.back() == '[') && at <= text.size();
    const bool closed = opens && folded.count(number) > 0;
    result.lines.push_back({number, !opens ? Tri::unset : closed ? Tri::no : Tri::yes});
    if (number > 1) result.text += '\n';
    result.text += line;
    if (!closed) continue;
    // The first line that is indented as little closes it.
    const std::size_t indent = line.find_first_not_of(' ');
    do line = next();
    while (at <= text.size() && line.find_first_not_of(' ') > indent);
    result.text += " … ";
    result.text += line.substr(std::min(indent, line.size()));
  }
  return result;
}

}  // namespace vitrine::view
