#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "server/api/http.h"
#include "server/api/page.h"

namespace vitrine {

/// The policy of /docs and of all tests.
inline constexpr std::string_view kContentSecurityPolicy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src *; "
    "img-src 'self' data: blob:; media-src blob:; frame-src blob:; font-src 'self'; base-uri "
    "'none'; form-action 'none'";

/// Says if a page reads its description again when that changes (it listens to a
/// text/event-stream).
enum class Changes { ignore, watch };

/// What the server of a page has for it: then the page has what stands between {{#mock}} and
/// {{/mock}}, {{#proxy}} and {{/proxy}}.
struct PageOffers {
  bool mock = false;
  bool proxy = false;
};

/// An HTML file of the page as it is sent: with the address of the description where it says
/// {{spec}}, with the list of several (SpecFolder::list) as an attribute where it says {{specs}};
/// what it has between {{#changes}} and {{/changes}} only when changes are watched, between
/// {{#single}} and {{/single}} only where there is one description.
std::string fill_page(std::string_view html, std::string_view spec_url, Changes changes,
                      const PageOffers& offers = {}, std::string_view specs = {});

/// What a page says that it needs at once, its scripts and preloads, as a field `Link` (RFC 8288
/// §3): who passes the page on may send it ahead (103, RFC 8297). This server does not, because
/// browsers heed that over HTTP/2 only.
std::string link_field(std::string_view html);

/// A piece of the page as the browser gets it: compressed as it likes, checked by ETag, open to any
/// origin.
class PageServer {
 public:
  PageServer(std::span<const PageFile> files, std::string spec_url,
             Changes changes = Changes::ignore, PageOffers offers = {}, std::string specs = {});

  const std::string& spec_url() const { return spec_url_; }
  /// True when a path belongs to the page.
  bool owns(std::string_view path) const;
  /// The response to GET or HEAD of a path that it owns.
  Response get(const Request& request) const;

 private:
  const PageFile* find(std::string_view path) const;
  Response html(const Request& request, const PageFile* file) const;

  std::span<const PageFile> files_;
  std::map<std::string_view, std::string> etags_;
  std::string spec_url_;
  Changes changes_;
  PageOffers offers_;
  std::string specs_;
};

/// True when Accept-Encoding allows a coding (RFC 9110 §12.5.3); "*" is ignored.
bool accepts_encoding(std::string_view header, std::string_view coding);

/// A strong entity tag of the bytes, quotes included.
std::string entity_tag(std::string_view bytes);

/// `tag` as it is sent with a content coding: other bytes, another strong tag (RFC 9110 §8.8.3.3).
std::string coded_tag(std::string_view tag, std::string_view coding);

/// Turns a response into 304 when If-None-Match names its ETag (RFC 9110 §13.1.2).
void apply_if_none_match(const Request& request, Response& response);

/// Text made safe within HTML text and attributes.
std::string escape_html(std::string_view text);
/// With `by` for each `what`, which is not empty.
std::string replaced(std::string_view text, std::string_view what, std::string_view by);

}  // namespace vitrine
