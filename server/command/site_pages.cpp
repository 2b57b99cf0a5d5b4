#include "server/command/site_pages.h"

#include <set>
#include <utility>

#include "app/json/uri.h"
#include "app/session/reference/markdown.h"
#include "app/text/ascii.h"
#include "server/api/front/page_words.h"
#include "server/command/docs_words.h"

/// Puts the words of a description into pages.
namespace vitrine::command {

namespace {

using session::html_text;

std::string encoded(const std::string& name) { return json::percent_encode(name, "/"); }

/// The way from a page to the root.
std::string way_up(const std::string& name) {
  return name.find('/') == std::string::npos ? "./" : "../";
}

/// The shell's own addresses, seen from a folder below.
std::string moved(std::string_view shell, const std::string& up) {
  std::string page(shell);
  if (up == "./") return page;
  for (const std::string_view own : {"\"vitrine/", "\"vitrine.js\"", "\"spec/"})
    for (auto at = page.find(own); at != std::string::npos; at = page.find(own, at + own.size()))
      page.insert(at + 1, up);
  return page;
}

}  // namespace

SitePages::SitePages(const openapi::Description& description, SiteOptions options)
    : description_(description), options_(std::move(options)), names_(description) {
  places_.push_back({"", "index"});
  std::set<std::string> known;
  const auto add = [&](const std::string& place) {
    if (known.insert(place).second) places_.push_back({place, names_.of(place)});
  };
  for (const openapi::Group& group : description.groups())
    if (!group.tag.empty()) add(session::tag_place(group.tag));
  for (const openapi::OperationEntry& entry : description.operations()) add(entry.link);
  for (const openapi::NamedSchema& schema : description.schemas())
    add(session::schema_place(schema.name));
}

void SitePages::each(std::string_view shell, const std::function<void(const Page&)>& take) const {
  for (const Place& place : places_) take(page(place, shell));
}

SitePages::Page SitePages::page(const Place& place, std::string_view shell) const {
  const std::string up = way_up(place.name);
  const std::string whole = session::title_of(description_, {});
  const std::string own = session::title_of(description_, place.place);
  const std::string summary = session::summary_of(description_, place.place);
  std::string head = meta("name=\"description\"", summary) + meta("property=\"og:title\"", own) +
                     meta("property=\"og:description\"", summary);
  if (!options_.base.empty()) {
    head += "<link rel=\"canonical\" href=\"" +
            html_text(options_.base + (place.place.empty() ? "" : encoded(place.name) + ".html")) +
            "\">\n";
  }
  head += "<link rel=\"alternate\" type=\"text/markdown\" href=\"" + html_text(up) +
          html_text(encoded(place.name)) + ".md\">\n";
  const std::string title = place.place.empty() ? whole : own + " · " + whole;
  std::string attributes;
  if (!place.place.empty()) attributes = " operation=\"#" + html_text(place.place) + '"';
  return {
      place.name,
      with_words(moved(shell, up), {options_.language, html_text(title), std::move(head),
                                    std::move(attributes), trail(place, up) + words(place, up)}),
      markdown(place, up)};
}

std::string SitePages::trail(const Place& place, const std::string& up) const {
  if (place.place.empty()) return {};
  const auto link = [](const std::string& to, const std::string& words) {
    return "<a href=\"" + html_text(to) + "\">" + html_text(words) + "</a>";
  };
  std::string line = link(up + "index.html", session::title_of(description_, {}));
  if (const auto index = description_.find(place.place)) {
    for (const std::string& tag : description_.operations()[*index].tags) {
      const std::string to = address(session::tag_place(tag), up, ".html");
      if (!to.empty())
        line += " · " + link(to, session::title_of(description_, session::tag_place(tag)));
    }
  }
  return "<nav>" + line + "</nav>\n";
}

std::string SitePages::words(const Place& place, const std::string& up) const {
  session::HtmlOptions html;
  html.language = options_.language;
  html.address = [&](std::string_view to) { return address(to, up, ".html"); };
  set_files(options_.spec, up, html);
  if (place.place.empty()) return session::overview_html(description_, names_, html);
  if (const openapi::Group* group = group_of(place.place))
    return session::tag_html(description_, names_, *group, html);
  return session::place_html(description_, names_, place.place, html);
}

std::string SitePages::markdown(const Place& place, const std::string& up) const {
  session::MarkdownOptions options;
  options.address = [&](std::string_view to) { return address(to, up, ".md"); };
  const schema::Language language = options_.language;
  if (const auto index = description_.find(place.place)) {
    return session::operation_markdown(description_, description_.operation(*index), language,
                                       options);
  }
  if (const openapi::Group* group = group_of(place.place))
    return session::tag_markdown(description_, *group, language, options);
  for (const openapi::NamedSchema& schema : description_.schemas())
    if (session::schema_place(schema.name) == place.place)
      return session::schema_markdown(description_, schema, language, options);
  return session::overview_markdown(description_, language, options);
}

std::string SitePages::address(std::string_view place, const std::string& up,
                               const char* extension) const {
  const std::string_view path = place.substr(0, place.find('?'));
  if (path == "#/" || path == "/") return up + "index" + extension;
  const std::string name = names_.of(place);
  return name.empty() ? std::string() : up + encoded(name) + extension;
}

const openapi::Group* SitePages::group_of(std::string_view place) const {
  for (const openapi::Group& group : description_.groups())
    if (!group.tag.empty() && session::tag_place(group.tag) == place) return &group;
  return nullptr;
}

std::string SitePages::sitemap() const {
  if (options_.base.empty()) return {};
  std::string text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
  for (const Place& place : places_) {
    const std::string name = place.place.empty() ? "" : encoded(place.name) + ".html";
    text += "<url><loc>" + html_text(options_.base + name) + "</loc></url>\n";
  }
  return text + "</urlset>\n";
}

std::string SitePages::llms() const {
  std::string text = "# " + session::title_of(description_, {}) + "\n\n";
  if (const std::string summary = session::summary_of(description_, {}); !summary.empty())
    text += "> " + summary + "\n\n";
  text += "- [Overview](" + options_.base + "index.md)\n- [OpenAPI description](" + options_.base +
          options_.spec + ")\n";
  std::string section;
  for (const Place& place : places_) {
    if (place.place.empty()) continue;
    const std::string kind = place.name.substr(0, place.name.find('/'));
    if (kind != section) {
      section = kind;
      text += std::string("\n## ") + text::upper(kind[0]) + kind.substr(1) + "\n\n";
    }
    std::string words = session::title_of(description_, place.place);
    for (std::size_t at = 0; (at = words.find_first_of("[]\\", at)) != std::string::npos; at += 2)
      words.insert(at, 1, '\\');
    text += "- [" + words + "](" + options_.base + encoded(place.name) + ".md)";
    const std::string summary = session::summary_of(description_, place.place);
    text += (summary.empty() ? "" : ": " + summary) + '\n';
  }
  return text;
}

}  // namespace vitrine::command
