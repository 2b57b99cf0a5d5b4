#include "server/demo/paging.h"

#include <string_view>

#include "app/text/ascii.h"

/// Writes the links between pages.
namespace vitrine::demo {

std::optional<std::string> page_links(const Request& request, int page, int pages) {
  // The target without its page, as it was spelled, so that nothing has to be encoded again.
  std::string question(request.path());
  question += '?';
  std::string_view query = request.query();
  while (!query.empty()) {
    const std::string_view pair = text::take_piece(query, '&');
    if (!pair.starts_with("page=") && !pair.empty()) question += std::string(pair) + "&";
  }
  std::string links;
  const auto add = [&](int to, std::string_view name) {
    if (!links.empty()) links += ", ";
    links += "<" + question + "page=" + std::to_string(to) + ">; rel=\"" + std::string(name) + "\"";
  };
  if (pages < 2) return std::nullopt;
  add(1, "first");
  if (page > 1 && page <= pages) add(page - 1, "prev");
  if (page < pages) add(page + 1, "next");
  add(pages, "last");
  return links;
}

}  // namespace vitrine::demo
