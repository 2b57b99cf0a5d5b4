#pragma once
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/front/coded_texts.h"
#include "server/api/front/page.h"
#include "server/api/front/page_words.h"
#include "server/api/http/conditional.h"
#include "server/api/http/http.h"

namespace vitrine {

/// The policy of /docs and of all tests.
inline constexpr std::string_view kContentSecurityPolicy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src *; "
    "img-src 'self' data: blob:; media-src blob:; frame-src blob:; font-src 'self'; base-uri "
    "'none'; form-action 'none'";

/// Says if a page reads its description again when that changes (it listens to a
/// text/event-stream).
enum class Changes { ignore, watch };

/// A description and its outline (openapi/outline.h), by their addresses.
struct OutlineLink {
  std::string spec_url;
  std::string outline_url;
};

/// What the server of a page has for it: then the page has what stands between {{#mock}} and
/// {{/mock}}, {{#proxy}} and {{/proxy}}, and links to the outlines where it says {{outlines}}.
struct PageOffers {
  bool mock = false;
  bool proxy = false;
  std::vector<OutlineLink> outlines = {};
};

/// An HTML file of the page as it is sent: with the address of the description where it says
/// {{spec}}, with the list of several (SpecFolder::list) as an attribute where it says {{specs}};
/// what it has between {{#changes}} and {{/changes}} only when changes are watched, between
/// {{#single}} and {{/single}} only where there is one description, without an outline.
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
  /// The outlines there are now, for a page below a root path.
  using Outlines = std::function<std::vector<OutlineLink>(const std::string& root_path)>;
  PageServer(std::span<const PageFile> files, std::string spec_url,
             Changes changes = Changes::ignore, PageOffers offers = {}, std::string specs = {},
             Outlines outlines = {}, WordsNow words = {});
  /// With a playground for each description; "/" leads to the first. `embed`: an example page that
  /// embeds that one, too.
  struct Docs {
    std::string path;
    std::string spec_url;
    Outlines outlines = {};
    WordsNow words = {};
  };
  PageServer(std::span<const PageFile> files, std::vector<Docs> docs, bool embed);

  /// That of the first playground, "" without one.
  std::string spec_url() const { return first().spec_url; }
  /// Where the first playground is, "" without one.
  std::string docs_path() const { return first().path; }
  /// True when a path belongs to the page.
  bool owns(std::string_view path) const;
  /// The response to GET or HEAD of a path that it owns.
  Response get(const Request& request) const;

 private:
  const PageFile* find(std::string_view path) const;
  const Docs* find_docs(std::string_view path) const;
  Docs first() const { return docs_.empty() ? Docs{} : docs_.front(); }
  /// `up` leads from the page to the folder of its files. `words` are those of the description.
  Response html(const Request& request, const PageFile* file, const Docs& docs,
                const std::string& up = {}, const WordsNow& words = {}) const;

  std::span<const PageFile> files_;
  std::map<std::string_view, std::string> etags_;
  std::vector<Docs> docs_;
  bool embed_ = false;
  Changes changes_ = Changes::ignore;
  PageOffers offers_;
  std::string specs_;
  std::shared_ptr<CodedTexts> coded_ = std::make_shared<CodedTexts>();
};

/// With `by` for each `what`, which is not empty.
std::string replaced(std::string_view text, std::string_view what, std::string_view by);

}  // namespace vitrine
