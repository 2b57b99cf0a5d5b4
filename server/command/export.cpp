#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <set>
#include <system_error>
#include <utility>
#include <variant>

#include "app/json/uri.h"
#include "server/api/page.h"
#include "server/api/page_server.h"
#include "server/command/spec_files.h"
#include "server/command/terminal.h"
#include "server/command/verbs.h"

/// The verb `export`: a description with the page as a folder of files.
namespace vitrine::command {

namespace {

namespace fs = std::filesystem;

/// Lists what an export made, so that the next one may replace it, and nothing else.
constexpr char kManifest[] = ".vitrine-export";

/// A folder that is being filled. The first thing that fails stays as the reason.
class Site {
 public:
  explicit Site(fs::path folder) : folder_(std::move(folder)) {}

  /// Makes the folder, or empties it of an earlier export.
  void open(bool force) {
    std::error_code error;
    fs::create_directories(folder_, error);
    if (error) return cannot(folder_, error.message());
    if (!fs::is_directory(folder_, error)) return cannot(folder_, "it is not a folder");
    const bool ours = fs::exists(folder_ / kManifest, error);
    if (!ours && !force && !fs::is_empty(folder_, error)) {
      reason_ = folder_.string() +
                " holds other things. Give an empty folder, or allow it with --force (files of the "
                "same names are replaced, others stay)";
      return;
    }
    std::ifstream manifest(folder_ / kManifest);
    for (std::string name; std::getline(manifest, name);) {
      const fs::path path = fs::path(name).lexically_normal();
      const bool inside = path.is_relative() && !path.empty() && *path.begin() != "..";
      if (inside) fs::remove(folder_ / path, error);
    }
  }

  void write(const std::string& name, std::string_view bytes) {
    if (!reason_.empty() || !names_.insert(name).second) return;
    const fs::path path = folder_ / name;
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    if (error) return cannot(path.parent_path(), error.message());
    errno = 0;
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (!file) cannot(path, errno ? std::strerror(errno) : "the disk may be full");
  }

  void copy(const std::string& name, const fs::path& from) {
    if (!reason_.empty() || !names_.insert(name).second) return;
    const fs::path path = folder_ / name;
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    fs::copy_file(from, path, fs::copy_options::overwrite_existing, error);
    if (error) cannot(path, error.message());
  }

  void close() {
    std::string list;
    for (const std::string& name : names_) list += name + "\n";
    write(kManifest, list);
  }

  const std::string& reason() const { return reason_; }
  std::size_t files() const { return names_.size(); }

 private:
  void cannot(const fs::path& path, const std::string& why) {
    if (!reason_.empty()) return;
    reason_ = "cannot write " + path.string() + ": " + why +
              ". Give a folder that can be written, or allow writing to it (chmod u+w)";
  }

  fs::path folder_;
  std::set<std::string> names_;
  std::string reason_;
};

/// A page as a static server gives it: the policy stands in the page itself.
std::string static_page(std::string_view html, const std::string& spec_url) {
  std::string page = fill_page(html, spec_url, Changes::ignore);
  constexpr std::string_view kHead = "<head>\n";
  const std::string policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"" +
                             escape_html(kContentSecurityPolicy) + "\">\n";
  if (const auto at = page.find(kHead); at != std::string::npos) {
    page.insert(at + kHead.size(), policy);
  }
  return page;
}

void write_page(Site& site, const std::string& spec_url) {
  for (const PageFile& file : page_files()) {
    const std::string name(file.path.substr(1));
    if (name == "docs.html") {
      site.write("index.html", static_page(file.identity, spec_url));
    } else if (name == "docs/oauth2-redirect.html") {
      // The page is two levels below instead of one: every server finds the index of a folder.
      std::string page = static_page(file.identity, spec_url);
      for (auto at = page.find("\"../"); at != std::string::npos; at = page.find("\"../", at + 7)) {
        page.insert(at + 1, "../");
      }
      site.write("docs/oauth2-redirect/index.html", page);
    } else if (!name.ends_with(".html")) {
      site.write(name, file.identity);
    }
  }
}

std::string warning_of(const AbsentFile& absent) {
  std::string text = "vitrine: warning: cannot read " + absent.name;
  if (absent.references > 1) text += " (" + std::to_string(absent.references) + " references)";
  return shortened(text + ": " + absent.reason);
}

}  // namespace

int run_export(const Options& options) {
  if (page_files().empty()) return fail("this build has no page, so there is nothing to export");
  const auto described = described_files(options.operands[0], options.root);
  if (const auto* reason = std::get_if<std::string>(&described)) return fail(*reason);
  const DescribedFiles& files = std::get<DescribedFiles>(described);
  for (const AbsentFile& absent : files.absent) print_line(stderr, warning_of(absent));

  Site site(options.operands[1]);
  site.open(options.force);
  const std::string name = name_below(files.common, files.description);
  write_page(site, "spec/" + json::percent_encode(name, "/"));
  for (const auto& [named, path] : files.files) {
    site.copy("spec/" + name_below(files.common, named), path);
  }
  site.close();
  if (!site.reason().empty()) return fail(site.reason());
  print_line(stderr, "vitrine: " + std::to_string(site.files()) + " files in " +
                         options.operands[1] + "; give the folder to any file server");
  return 0;
}

}  // namespace vitrine::command
