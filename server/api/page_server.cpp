#include "server/api/page_server.h"

#include <algorithm>
#include <utility>

#include "app/text/ascii.h"
#include "app/text/hash.h"
#include "server/api/problem.h"

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

}  // namespace

std::string entity_tag(std::string_view bytes) {
  // Distinguishes versions of our own files, nothing more.
  return '"' + text::hex(text::hash(bytes), 16) + '"';
}

std::string coded_tag(std::string_view tag, std::string_view coding) {
  return std::string(tag.substr(0, tag.size() - 1)) + '-' + std::string(coding) + '"';
}

std::string escape_html(std::string_view text) {
  std::string made;
  for (const char c : text) {
    switch (c) {
      case '&':
        made += "&amp;";
        break;
      case '<':
        made += "&lt;";
        break;
      case '>':
        made += "&gt;";
        break;
      case '"':
        made += "&quot;";
        break;
      case '\'':
        made += "&#39;";
        break;
      default:
        made += c;
    }
  }
  return made;
}

bool accepts_encoding(std::string_view header, std::string_view coding) {
  while (!header.empty()) {
    const std::string_view item = text::take_piece(header, ',');
    const auto semicolon = item.find(';');
    if (text::equals_ignoring_case(text::trim_blanks(item.substr(0, semicolon)), coding)) {
      if (semicolon == std::string_view::npos) return true;
      std::string_view weight = text::trim_blanks(item.substr(semicolon + 1));
      if (!weight.starts_with("q=") && !weight.starts_with("Q=")) return true;
      weight.remove_prefix(2);
      return weight.find_first_not_of("0.") != std::string_view::npos;
    }
  }
  return false;
}

void apply_if_none_match(const Request& request, Response& response) {
  const std::string* tag = response.headers.find("ETag");
  if (!tag || response.status != 200) return;
  const std::string known = request.headers.joined("If-None-Match");
  if (known != "*" && known.find(*tag) == std::string::npos) return;
  response.status = 304;
  response.body.clear();
  response.static_body = {};
  response.file.reset();
}

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
  page = with_section(std::move(page), "single", specs.empty());
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
      field += '<' + std::string(rest.substr(0, quote)) + ">; rel=" + std::string(hint.relation);
      // Attributes are written as parameters are.
      field += replaced(rest.substr(quote + 1, end - quote - 1), " ", "; ");
    }
  }
  return field;
}

PageServer::PageServer(std::span<const PageFile> files, std::string spec_url, Changes changes,
                       PageOffers offers, std::string specs)
    : files_(files),
      spec_url_(std::move(spec_url)),
      changes_(changes),
      offers_(offers),
      specs_(std::move(specs)) {
  for (const PageFile& file : files_) etags_.emplace(file.path, entity_tag(file.identity));
}

const PageFile* PageServer::find(std::string_view path) const {
  const auto found = std::find_if(files_.begin(), files_.end(),
                                  [&](const PageFile& file) { return file.path == path; });
  return found == files_.end() ? nullptr : &*found;
}

bool PageServer::owns(std::string_view path) const {
  return path == "/" || path == "/docs" || path == "/docs/" || path == kPopupPath ||
         path == "/embed" || path == "/vitrine.js" || path.starts_with(kPrefix);
}

Response PageServer::html(const Request& request, const PageFile* file) const {
  Response response;
  response.body = fill_page(file ? file->identity : kNoPage, spec_url_, changes_, offers_, specs_);
  response.headers.add("Content-Type", "text/html; charset=utf-8");
  response.headers.add("Content-Security-Policy", std::string(kContentSecurityPolicy));
  response.headers.add("Cache-Control", "no-cache");
  response.headers.add("ETag", entity_tag(response.body));
  response.headers.add("Referrer-Policy", "no-referrer");
  if (std::string hints = link_field(response.body); !hints.empty()) {
    response.headers.add("Link", std::move(hints));
  }
  apply_if_none_match(request, response);
  return response;
}

Response PageServer::get(const Request& request) const {
  const std::string_view path = request.path();
  Response response;
  if (path == "/" || path == "/docs/") {
    response.status = 302;
    response.headers.add("Location", "/docs");
    return response;
  }
  if (path == "/docs") return html(request, find("/docs.html"));
  if (path == kPopupPath) {
    if (const PageFile* file = find("/docs/oauth2-redirect.html")) {
      // The address holds a code or a token: nothing keeps it.
      response = html(request, file);
      response.headers.set("Cache-Control", "no-store");
      return response;
    }
  }
  if (path == "/embed") {
    if (const PageFile* file = find("/embed.html")) return html(request, file);
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
