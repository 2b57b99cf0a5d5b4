#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/openapi/description.h"
#include "app/session/reference/html.h"

/// The texts of a site, made of a description.
namespace vitrine::command {

struct SiteOptions {
  schema::Language language = schema::Language::en;
  std::string base;  ///< where the site will be, with a slash at its end; "" when that is not known
  std::string spec;  ///< the name of the description in the site, percent-encoded: `spec/api.json`
};

/// The pages of a description as texts, for a folder that may stand below any path: one for the
/// whole, and one for each operation, webhook, schema and tag, each with its Markdown beside it.
class SitePages {
 public:
  /// The description must outlive it.
  SitePages(const openapi::Description& description, SiteOptions options);

  struct Page {
    std::string name;  ///< without its extension: "index", "operations/createUser"
    std::string html;
    std::string markdown;
  };
  /// `shell` is the page without words: `docs.html`, filled. Calls `take` for each page, in order.
  void each(std::string_view shell, const std::function<void(const Page&)>& take) const;

  /// The list of pages for search engines (sitemaps.org, version 0.9); "" when the base is not
  /// known.
  std::string sitemap() const;
  /// The list of pages for assistants (llmstxt.org).
  std::string llms() const;

 private:
  struct Place {
    std::string place;  ///< `/operations/createUser`; "" for the whole
    std::string name;
  };
  Page page(const Place& place, std::string_view shell) const;
  std::string words(const Place& place, const std::string& up) const;
  std::string markdown(const Place& place, const std::string& up) const;
  std::string trail(const Place& place, const std::string& up) const;
  /// The address of a page seen from one that is `up` below the root; "" for none.
  std::string address(std::string_view place, const std::string& up, const char* extension) const;
  const openapi::Group* group_of(std::string_view place) const;

  const openapi::Description& description_;
  SiteOptions options_;
  session::PlaceNames names_;
  std::vector<Place> places_;
};

}  // namespace vitrine::command
