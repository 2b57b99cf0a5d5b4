#include "server/command/single_page.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "app/json/uri.h"
#include "app/request/base64.h"
#include "app/request/sha256.h"
#include "server/api/declare/responses.h"
#include "server/api/front/page_server.h"
#include "server/command/docs_words.h"

namespace vitrine::command {

namespace {

using session::html_text;

constexpr char kMark[] = "<meta name=\"generator\" content=\"Vitrine single page\">\n";
/// Words beyond this size are left to the playground: the file would take long to open.
constexpr std::size_t kMostWords = 2'000'000;

const PageFile* find(std::span<const PageFile> page, std::string_view prefix,
                     std::string_view extension) {
  const auto found = std::find_if(page.begin(), page.end(), [&](const PageFile& file) {
    return file.path.starts_with(prefix) && file.path.ends_with(extension);
  });
  return found == page.end() ? nullptr : &*found;
}

/// A script of our own as the text of an element: neither it nor a comment ends or begins there
/// (HTML §4.12.1.3). Both stand in strings and regular expressions only.
std::string script_text(std::string_view source) {
  return replaced(replaced(source, "</script", "<\\/script"), "<!--", "<\\!--");
}

std::string data_url(const PageFile& file) {
  return "data:" + std::string(file.content_type.substr(0, file.content_type.find(';'))) +
         ";base64," + request::base64(file.identity);
}

/// A block of data: a script of a type that is none runs nothing.
std::string data_block(std::string_view name, std::string_view type, std::string_view bytes) {
  return "<script type=\"" + html_text(type) + "\" data-file=\"" + html_text(name) + "\">" +
         request::base64(bytes) + "</script>\n";
}

std::string type_of(std::string_view name) {
  if (name.ends_with(".json")) return "application/json";
  if (name.ends_with(".yaml") || name.ends_with(".yml")) return "application/yaml";
  if (name.ends_with(".svg")) return "image/svg+xml";
  if (name.ends_with(".png")) return "image/png";
  return "application/octet-stream";
}

PageWords words_of(const openapi::Description& description, const SiteOptions& options) {
  const session::PlaceNames names(description);
  session::HtmlOptions html;
  html.language = options.language;
  html.address = [&](std::string_view place) {
    const std::string id = names.id(place);
    return id.empty() ? id : '#' + json::encode_fragment(id);
  };
  std::string all = session::document_html(description, names, html);
  if (all.size() > kMostWords) return overview_words(description, options.language);
  return whole_words(description, options.language, std::move(all));
}

}  // namespace

bool is_single_page(std::string_view text) {
  return text.substr(0, 4096).find(kMark) != std::string_view::npos;
}

std::string single_page(std::span<const PageFile> page, const openapi::Description& description,
                        const SiteOptions& options,
                        const std::map<std::string, std::string>& files) {
  const PageFile* shell = find(page, "/docs", ".html");
  const PageFile* entry = find(page, "/vitrine.js", "");
  const PageFile* single = find(page, "/vitrine/single-", ".js");
  const PageFile* style = find(page, "/vitrine/docs-", ".css");
  const PageFile* icon = find(page, "/vitrine/logo-", ".svg");
  if (!shell || !entry || !single || !style || !icon) return {};

  // What the script imports by itself has to be an address: it is allowed as the script is.
  std::string script(entry->identity);
  for (const PageFile& part : page) {
    if (part.path.starts_with("/vitrine/") && part.path.ends_with(".js"))
      script = replaced(script, "." + std::string(part.path), data_url(part));
  }
  script = script_text(script);
  std::string data;
  for (const PageFile& file : page) {
    // The script's own address is that of the page.
    if (file.path.ends_with(".wasm"))
      data += data_block(file.path.substr(1), file.content_type, file.identity);
  }
  for (const auto& [named, bytes] : files)
    data += data_block(json::percent_encode(named, "/"), type_of(named), bytes);

  // Of all that is inside: a description cannot name it, because it would have to hold its own
  // hash.
  const std::string nonce = request::base64(request::sha256(script + data));
  const std::string policy =
      "default-src 'none'; script-src 'nonce-" + nonce + "' 'wasm-unsafe-eval'; style-src 'nonce-" +
      nonce +
      "'; connect-src * data:; img-src 'self' data: blob:; media-src blob:; frame-src blob:; "
      "worker-src data:; font-src data:; base-uri 'none'; form-action 'none'";
  const std::string marked = " nonce=\"" + nonce + "\"";
  const std::string head =
      "<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"" +
      escape_html(policy) + "\">\n" + kMark +
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover, "
      "interactive-widget=resizes-content\">\n<meta name=\"color-scheme\" content=\"light dark\">\n"
      "<title>API</title>\n<link rel=\"icon\" href=\"" +
      data_url(*icon) + "\">\n<style" + marked + ">" + std::string(style->identity) + "</style>\n";
  std::string text = fill_page(shell->identity, options.spec, Changes::ignore);
  const auto begin = text.find("<head>\n");
  const auto end = text.find("</head>");
  if (begin == std::string::npos || end == std::string::npos) return {};
  text.replace(begin + 7, end - begin - 7, head);
  text = with_words(std::move(text), words_of(description, options));
  const auto body = text.rfind("</body>");
  if (body == std::string::npos) return {};
  text.insert(body, data + "<script" + marked + ">" + script_text(single->identity) +
                        "</script>\n<script type=\"module\"" + marked + ">" + script +
                        "</script>\n");
  return text;
}

}  // namespace vitrine::command
