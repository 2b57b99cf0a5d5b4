#include "server/command/spec_files.h"

#include <algorithm>
#include <map>
#include <optional>
#include <system_error>
#include <utility>

#include "app/json/uri.h"
#include "server/command/documents.h"
#include "server/command/markdown_links.h"
#include "server/command/references.h"

namespace vitrine::command {

namespace {

namespace fs = std::filesystem;

/// Puts together what the references of all documents lead to.
class Collector {
 public:
  explicit Collector(Documents& documents) : documents_(documents) {}

  DescribedFiles run() {
    const Reach reach = read_all(documents_);
    for (const std::string& uri : documents_.set().uris()) give(uri);
    for (const Unread& unread : reach.unread) {
      if (unread.why.elsewhere) continue;
      missing(unread.uri);
      absent(unread.uri, unread.references.size(), unread.why.reason);
    }
    for (const Reference& reference : reach.others) {
      const std::string_view text = reference.from.value.string();
      if (reference.kind == Reference::Kind::file) {
        add_file(reference.from, text, true);
        continue;
      }
      for (const MarkdownLink& link : markdown_links(text)) {
        add_file(reference.from, link.target, link.image);
      }
    }
    if (const auto file = documents_.file_of(documents_.uri())) made_.name = file->name;
    return std::move(made_);
  }

 private:
  bool give(const std::string& uri) {
    auto file = documents_.file_of(uri);
    std::error_code error;
    if (!file || !fs::is_regular_file(file->path, error)) return false;
    made_.files.given.emplace(std::move(file->name), std::move(file->path));
    return true;
  }

  void missing(const std::string& uri) {
    if (auto file = documents_.file_of(uri)) made_.files.missing.push_back(std::move(file->path));
  }

  void absent(const std::string& uri, std::size_t references, std::string reason) {
    const auto [place, added] = absent_.emplace(uri, made_.absent.size());
    if (added) {
      made_.absent.push_back({documents_.name_of(uri), references, std::move(reason)});
    } else {
      made_.absent[place->second].references += references;
    }
  }

  /// A file that is given as it is. `needed`: it is missed when it is not there. Links may as well
  /// lead to pages of the site, and so may addresses that begin at its root.
  void add_file(const json::Cursor& from, std::string_view target, bool needed) {
    const json::Uri parts = json::split_uri(target);
    if (parts.authority || parts.path.empty() || parts.scheme) return;
    std::string uri = json::resolve_uri(from.base_uri, target);
    uri.resize(std::min(uri.size(), uri.find_first_of("?#")));
    if (give(uri)) return;
    missing(uri);
    if (!needed || parts.path.front() == '/') return;
    const bool inside = documents_.file_of(uri).has_value();
    absent(uri, 1,
           inside ? "there is no such file" : "it is outside the root; --root DIR reaches further");
  }

  Documents& documents_;
  DescribedFiles made_;
  std::map<std::string, std::size_t> absent_;  ///< places in the list, by URI
};

}  // namespace

std::variant<DescribedFiles, std::string> described_files(const std::string& file,
                                                          const std::string& root) {
  Documents documents(nullptr, root);
  if (const auto unreadable = documents.open(file)) {
    return "cannot read " + file + ": " + unreadable->reason + ". Give the path of an OpenAPI file";
  }
  return Collector(documents).run();
}

std::variant<SpecFolder, std::string> open_spec(const std::string& file, const std::string& root) {
  std::error_code error;
  const fs::path resolved = fs::weakly_canonical(fs::absolute(file, error), error);
  auto found = find_root(resolved, root);
  if (const auto* unreadable = std::get_if<Unreadable>(&found)) {
    return "cannot serve " + file + ": " + unreadable->reason;
  }
  const fs::path folder = std::get<fs::path>(std::move(found));
  // The same root at every look, also when a repository appears around it.
  const auto find = [path = resolved.string(), base = folder.string()] {
    auto described = described_files(path, base);
    auto* files = std::get_if<DescribedFiles>(&described);
    return files ? std::move(files->files) : SpecFiles();
  };
  return SpecFolder::open(file, folder, find);
}

}  // namespace vitrine::command
