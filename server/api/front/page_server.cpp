#include "server/api/front/page_server.h"

#include <algorithm>
#include <utility>

#include "app/text/ascii.h"
#include "server/api/declare/responses.h"
#include "server/api/http/negotiation.h"
#include "server/api/http/problem.h"

namespace vitrine {

namespace {

constexpr std::string_view kPrefix = "/vitrine/";
/// The page to which authorization servers redirect the user.
constexpr std::string_view kPopupPath = "/docs/oauth2-redirect";

/// Stands in for the page in builds without it, so that /docs still says where things are.
constexpr std::string_view kNoPage =
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>API</title>"
    "<h1>This build has no page</h1><p>The description is at <a href=\"{{spec}}\">{{spec}}</a>. "
    "Build the page with <code>./dev build</code>, or give its folder by "
    "<code>VITRINE_PAGE</code>.</p>";

/// How a page refers to its files, which are beside "/docs".
constexpr std::string_view kOwnFile = "=\"vitrine";

/// From a path to there: "../" for each slash but the first.
std::string way_up(std::string_view path) {
  std::string way;
  for (const char c : path.substr(1)) {
    if (c == '/') way += "../";
  }
  return way;
}

/// Keeps or drops what stands between {{#name}} and {{/name}}.
std::string with_section(std::string page, const std::string& name, bool kept) {
  const std::string begin = "{{#" + name + "}}";
  const std::string end = "{{/" + name + "}}";
  if (kept) return replaced(replaced(page, begin, ""), end, "");
  for (auto at = page.find(begin); at != std::string::npos; at = page.find(begin)) {
    const auto close = page.find(end, at);
    page.erase(at, close == std::string::npos ? close : close + end.size() - at);
  }
  return page;
}

/// The outline of the one description is asked for at once; of several, that of the one that is
/// shown.
std::string outline_links(const std::vector<OutlineLink>& outlines, bool single) {
  std::string html;
  for (const OutlineLink& link : outlines) {
    html += "<link rel=\"";
    html += single ? "preload" : "alternate";
    html += "\" href=\"" + escape_html(link.outline_url) + '"';
    if (single) html += " as=\"fetch\" crossorigin fetchpriority=\"high\"";
    html += " data-outline=\"" + escape_html(link.spec_url) + "\">\n";
  }
  return html;
}

}  // namespace

std::string replaced(std::string_view text, std::string_view what, std::string_view by) {
  std::string made;
  for (auto at = text.find(what); at != std::string_view::npos; at = text.find(what)) {
    made += text.substr(0, at);
    made += by;
    text.remove_prefix(at + what.size());
  }
  return made += text;
}

std::string fill_page(std::string_view html, std::string_view spec_url, Changes changes,
                      const PageOffers& offers, std::string_view specs) {
  const std::string list = specs.empty() ? "" : " specs=\"" + escape_html(specs) + '"';
  std::string page = replaced(replaced(html, "{{spec}}", escape_html(spec_url)), "{{specs}}", list);
  page = with_section(std::move(page), "changes", changes == Changes::watch);
  page = replaced(page, "{{outlines}}", outline_links(offers.outlines, specs.empty()));
  page = with_section(std::move(page), "single", specs.empty() && offers.outlines.empty());
  page = with_section(std::move(page), "mock", offers.mock);
  return with_section(std::move(page), "proxy", offers.proxy);
}

std::string link_field(std::string_view html) {
  struct Hint {
    std::string_view begin, relation;
  };
  constexpr Hint kHints[] = {{"<script type=\"module\" src=\"", "modulepreload"},
                             {"<link rel=\"preload\" href=\"", "preload"}};
  std::string field;
  for (const Hint& hint : kHints) {
    std::string_view rest = html;
    for (auto at = rest.find(hint.begin); at != rest.npos; at = rest.find(hint.begin)) {
      rest.remove_prefix(at + hint.begin.size());
      const auto quote = rest.find('"');
      const auto end = rest.find('>', quote);
      if (end == rest.npos) break;
      if (!field.empty()) field += ", ";
      // A field has no character references.
      field += '<' + replaced(rest.substr(0, quote), "&amp;", "&") + ">; rel=";
      field += hint.relation;
      // Attributes are written as parameters are.
      field += replaced(rest.substr(quote + 1, end - quote - 1), " ", "; ");
    }
  }
  return field;
}

PageServer::PageServer(std::span<const PageFile> files, std::string spec_url, Changes changes,
                       PageOffers offers, std::string specs, Outlines outlines, WordsNow words)
    : files_(files),
      docs_{{"/docs", std::move(spec_url), std::move(outlines), std::move(words)}},
      changes_(changes),
      offers_(std::move(offers)),
      specs_(std::move(specs)) {
  for (const PageFile& file : files_) etags_.emplace(file.path, entity_tag(file.identity));
}

PageServer::PageServer(std::span<const PageFile> files, std::vector<Docs> docs, bool embed)
    : files_(files), docs_(std::move(docs)), embed_(embed && !docs_.empty()) {
  for (const PageFile& file : files_) etags_.emplace(file.path, entity_tag(file.identity));
}

/// The playground at a path, with or without a slash behind it.
const PageServer::Docs* PageServer::find_docs(std::string_view path) const {
  for (const Docs& docs : docs_) {
    if (path == docs.path ||
        (path.starts_with(docs.path) && path.substr(docs.path.size()) == "/")) {
      return &docs;
    }
  }
  return nullptr;
}

const PageFile* PageServer::find(std::string_view path) const {
  const auto found = std::find_if(files_.begin(), files_.end(),
                                  [&](const PageFile& file) { return file.path == path; });
  return found == files_.end() ? nullptr : &*found;
}

bool PageServer::owns(std::string_view path) const {
  return find_docs(path) || (path == "/" && !docs_.empty()) || path == kPopupPath ||
         (path == "/embed" && embed_) || path == "/vitrine.js" || path.starts_with(kPrefix);
}

Response PageServer::html(const Request& request, const PageFile* file, const Docs& docs,
                          const std::string& up, const WordsNow& words) const {
  Response response;
  const std::string& root = request.root_path;
  PageOffers offers = offers_;
  if (docs.outlines) offers.outlines = docs.outlines(root);
  response.body = fill_page(file ? file->identity : kNoPage, root + docs.spec_url, changes_, offers,
                            replaced(specs_, "\"url\":\"/", "\"url\":\"" + root + "/"));
  if (!up.empty()) response.body = replaced(response.body, kOwnFile, "=\"" + up + "vitrine");
  response.headers.add("Content-Type", "text/html; charset=utf-8");
  response.headers.add("Content-Security-Policy", std::string(kContentSecurityPolicy));
  response.headers.add("Cache-Control", "no-cache");
  response.headers.add("Referrer-Policy", "no-referrer");
  if (std::string hints = link_field(response.body); !hints.empty()) {
    response.headers.add("Link", std::move(hints));
  }
  if (const auto now = words ? words() : nullptr)
    response.body = with_words(std::move(response.body), *now);
  response.headers.add("ETag", entity_tag(response.body));
  apply_if_none_match(request, response);
  coded_->apply(root + std::string(request.path()), request, response);
  return response;
}

Response PageServer::get(const Request& request) const {
  const std::string_view path = request.path();
  Response response;
  const Docs* docs = find_docs(path);
  if (docs && path == docs->path) {
    return html(request, find("/docs.html"), *docs, way_up(path), docs->words);
  }
  if (docs || (path == "/" && !docs_.empty())) {
    response.status = 302;
    response.headers.add("Location", docs ? docs->path : docs_.front().path);
    return response;
  }
  if (path == kPopupPath) {
    if (const PageFile* file = find("/docs/oauth2-redirect.html")) {
      // The address holds a code or a token: nothing keeps it.
      response = html(request, file, first());
      response.headers.set("Cache-Control", "no-store");
      return response;
    }
  }
  if (path == "/embed" && embed_) {
    if (const PageFile* file = find("/embed.html")) return html(request, file, first());
  }
  const PageFile* file = find(path);
  response.headers.add("Access-Control-Allow-Origin", "*");
  response.headers.add("Cross-Origin-Resource-Policy", "cross-origin");
  response.headers.add("Referrer-Policy", "no-referrer");
  if (!file) {
    return problem_response(
        404, "The page has no such file: it may be of another version. Reload the page");
  }
  response.headers.add("Content-Type", std::string(file->content_type));
  // The entry keeps its name from version to version, all else has its hash in it.
  response.headers.add("Cache-Control", path == "/vitrine.js"
                                            ? "public, max-age=300"
                                            : "public, max-age=31536000, immutable");
  response.headers.add("Vary", "Accept-Encoding");
  const std::string codings = request.headers.joined("Accept-Encoding");
  std::string tag = etags_.at(file->path);
  response.static_body = file->identity;
  const auto encode = [&](std::string_view coding, std::string_view bytes) {
    response.static_body = bytes;
    response.headers.add("Content-Encoding", std::string(coding));
    tag = coded_tag(tag, coding);
  };
  if (!file->brotli.empty() && accepts_encoding(codings, "br")) {
    encode("br", file->brotli);
  } else if (!file->gzip.empty() && accepts_encoding(codings, "gzip")) {
    encode("gzip", file->gzip);
  }
  response.headers.add("ETag", tag);
  apply_if_none_match(request, response);
  return response;
}

}  // namespace vitrine
