#pragma once
#include <vitrine.h>

#include <cstdint>
#include <optional>
#include <string>

/// Pages of lists, and the links between them.
namespace vitrine::demo {

using PageSize = Query<"limit", int, minimum(1), maximum(100), default_value(20),
                       description("How many on a page.")>;
using PageNumber = Query<"page", int, minimum(1), maximum(1000000), default_value(1),
                         description("Which page, from 1.")>;
using Links = ResponseHeader<"Link", std::optional<std::string>,
                             description("Where the `first`, `prev`, `next` and `last` page are "
                                         "(RFC 8288); only those there are.")>;
using TotalCount =
    ResponseHeader<"X-Total-Count", std::int64_t, description("How many there are on all pages.")>;

/// A page with its headers, which link the same query for other pages.
template <class Page>
With<Page, Links, TotalCount> paged(const Request& request, Page page);

/// The value of a Link header for a request's query; absent for a single page.
std::optional<std::string> page_links(const Request& request, int page, int pages);

template <class Page>
With<Page, Links, TotalCount> paged(const Request& request, Page page) {
  auto links = page_links(request, page.page, page.pages);
  const std::int64_t total = page.total;
  return {std::move(page), {Links{std::move(links)}, TotalCount{total}}};
}

}  // namespace vitrine::demo
