#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <system_error>
#include <utility>
#include <variant>

#include "app/json/uri.h"
#include "app/openapi/outline.h"
#include "app/text/hash.h"
#include "server/api/declare/responses.h"
#include "server/api/front/compress.h"
#include "server/api/front/page.h"
#include "server/api/front/page_server.h"
#include "server/command/described.h"
#include "server/command/single_page.h"
#include "server/command/site_folder.h"
#include "server/command/site_pages.h"
#include "server/command/spec_files.h"
#include "server/command/terminal.h"
#include "server/command/verbs.h"

/// The verb `export`: a description with the page and its words, as a folder of files or as one
/// file.
namespace vitrine::command {

namespace {

namespace fs = std::filesystem;

/// A page as a static server gives it: the policy stands in the page itself.
std::string static_page(std::string_view html, const std::string& spec_url,
                        const std::string& outline_url = {}) {
  PageOffers offers;
  if (!outline_url.empty()) offers.outlines = {{spec_url, outline_url}};
  std::string page = fill_page(html, spec_url, Changes::ignore, offers);
  constexpr std::string_view kHead = "<head>\n";
  const std::string policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"" +
                             escape_html(kContentSecurityPolicy) + "\">\n";
  if (const auto at = page.find(kHead); at != std::string::npos) {
    page.insert(at + kHead.size(), policy);
  }
  return page;
}

/// The files that every site has.
void write_page(SiteFolder& site, const std::string& spec_url) {
  for (const PageFile& file : page_files()) {
    const std::string name(file.path.substr(1));
    if (name == "docs/oauth2-redirect.html") {
      // The page is two levels below instead of one: every server finds the index of a folder.
      std::string page = static_page(file.identity, spec_url);
      for (auto at = page.find("\"../"); at != std::string::npos; at = page.find("\"../", at + 7)) {
        page.insert(at + 1, "../");
      }
      site.write_compressed("docs/oauth2-redirect/index.html", page);
    } else if (!name.ends_with(".html")) {
      site.write_compressed(name, file.identity, file.gzip, file.brotli);
    }
  }
}

void write_words(SiteFolder& site, const openapi::Description& description,
                 const SiteOptions& options, const std::string& outline_url) {
  const auto found = std::find_if(page_files().begin(), page_files().end(),
                                  [](const PageFile& file) { return file.path == "/docs.html"; });
  const SitePages pages(description, options);
  const std::string shell =
      found == page_files().end() ? "" : static_page(found->identity, options.spec, outline_url);
  pages.each(shell, [&](const SitePages::Page& page) {
    site.write_compressed(page.name + ".html", page.html);
    site.write_compressed(page.name + ".md", page.markdown);
  });
  site.write_compressed("llms.txt", pages.llms());
  if (const std::string sitemap = pages.sitemap(); !sitemap.empty())
    site.write_compressed("sitemap.xml", sitemap);
}

std::string warning_of(const AbsentFile& absent) {
  std::string text = "vitrine: warning: cannot read " + absent.name;
  if (absent.references > 1) text += " (" + std::to_string(absent.references) + " references)";
  return shortened(text + ": " + absent.reason);
}

/// What is not there, and why.
std::string left_out(const Options& options) {
  std::string text;
  if (options.base.empty()) text += "; no sitemap.xml without --base URL";
  if (!gzip("") || !brotli("")) {
    text += std::string("; pages without ") + (!gzip("") ? ".gz" : ".br") +
            (!gzip("") && !brotli("") ? " and .br" : "") + ": this build has no such library";
  }
  return text;
}

int export_folder(const Options& options, const DescribedFiles& files,
                  const openapi::Description& description, const SiteOptions& site_options) {
  SiteFolder site(options.operands[1]);
  site.open(options.force);
  std::string outline_url;
  for (const auto& [named, path] : files.files) {
    const auto bytes = read_input(path.string());
    if (const auto* unreadable = std::get_if<Unreadable>(&bytes))
      return fail("cannot read " + path.string() + ": " + unreadable->reason);
    const std::string& text = std::get<std::string>(bytes);
    const std::string name = "spec/" + name_below(files.common, named);
    site.write_compressed(name, text);
    if (named != files.description) continue;
    const std::string outline = openapi::outline(text, json::language_of(name));
    if (outline.empty()) continue;
    // Another text has an outline of another name: no cache gives an older one.
    const std::string ending = ".outline-" + text::hex(text::hash(outline), 8) + ".json";
    site.write_compressed(name + ending, outline);
    outline_url = site_options.spec + ending;
  }
  if (site.reason().empty()) {
    write_page(site, site_options.spec);
    write_words(site, description, site_options, outline_url);
  }
  site.close();
  if (!site.reason().empty()) return fail(site.reason());
  print_line(stderr, "vitrine: " + std::to_string(site.files()) + " files in " +
                         options.operands[1] + "; give the folder to any file server" +
                         left_out(options));
  return 0;
}

int export_single(const Options& options, const DescribedFiles& files,
                  const openapi::Description& description, const SiteOptions& site_options) {
  const fs::path to = options.operands[1];
  std::error_code error;
  if (fs::is_directory(to, error))
    return fail(to.string() + " is a folder. With --single, name the file to write: " +
                (to / "api.html").string());
  if (fs::exists(to, error) && !options.force) {
    const auto before = read_input(to.string());
    const auto* text = std::get_if<std::string>(&before);
    if (!text || !is_single_page(*text))
      return fail(to.string() +
                  " is a file that this command did not write. Give another name, or allow it with "
                  "--force");
  }
  std::map<std::string, std::string> inside;
  for (const auto& [named, path] : files.files) {
    auto bytes = read_input(path.string());
    if (const auto* unreadable = std::get_if<Unreadable>(&bytes))
      return fail("cannot read " + path.string() + ": " + unreadable->reason);
    inside.emplace("spec/" + name_below(files.common, named),
                   std::move(std::get<std::string>(bytes)));
  }
  const std::string page = single_page(page_files(), description, site_options, inside);
  if (page.empty()) return fail("the page of this build cannot be made one file");
  if (const std::string why = write_file(to, page); !why.empty())
    return fail("cannot write " + to.string() + ": " + why);
  print_line(stderr, "vitrine: " + to.string() + ", " + std::to_string(page.size() / 1000) +
                         " kB; it opens from disk");
  return 0;
}

}  // namespace

int run_export(const Options& options) {
  if (page_files().empty()) return fail("this build has no page, so there is nothing to export");
  const auto found = described_files(options.operands[0], options.root);
  if (const auto* reason = std::get_if<std::string>(&found)) return fail(*reason);
  const DescribedFiles& files = std::get<DescribedFiles>(found);
  const auto read = read_described(options.operands[0], options.root);
  if (const auto* reason = std::get_if<std::string>(&read)) return fail(*reason);
  const openapi::Description& description =
      std::get<std::unique_ptr<const Described>>(read)->description;
  for (const AbsentFile& absent : files.absent) print_line(stderr, warning_of(absent));

  const std::string name = name_below(files.common, files.description);
  const SiteOptions site{options.language, options.base, "spec/" + json::percent_encode(name, "/")};
  return options.single ? export_single(options, files, description, site)
                        : export_folder(options, files, description, site);
}

}  // namespace vitrine::command
