#include "server/command/spec_files.h"

#include <algorithm>
#include <map>
#include <optional>
#include <system_error>
#include <utility>

#include "app/json/uri.h"
#include "app/openapi/reach.h"
#include "server/command/documents.h"
#include "server/command/markdown_links.h"

namespace vitrine::command {

namespace {

namespace fs = std::filesystem;

/// The lowest folder that both are, or are in.
fs::path common_folder(const fs::path& a, const fs::path& b) {
  fs::path common;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end() && *x == *y; ++x, ++y) {
    common /= *x;
  }
  return common;
}

/// Collects the targets of the references of all documents.
class Collector {
 public:
  explicit Collector(Documents& documents) : documents_(documents) {}

  DescribedFiles run() {
    const openapi::Reach reach = openapi::read_all(documents_);
    for (const std::string& uri : documents_.set().uris()) give(uri);
    for (const openapi::Unread& unread : reach.unread) {
      if (json::split_uri(unread.uri).scheme.value_or("") != "file") continue;
      missing(unread.uri);
      absent(unread.uri, unread.references.size(), unread.why.reason);
    }
    for (const openapi::OutsideReference& reference : reach.others) {
      const std::string_view text = reference.from.value.string();
      if (reference.kind == openapi::OutsideReference::Kind::file) {
        add_file(reference.from, text, true);
        continue;
      }
      for (const MarkdownLink& link : markdown_links(text)) {
        add_file(reference.from, link.target, link.image);
      }
    }
    place(reach);
    return std::move(made_);
  }

 private:
  bool give(const std::string& uri) {
    auto file = documents_.file_of(uri);
    std::error_code error;
    if (!file || !fs::is_regular_file(file->path, error)) return false;
    made_.files.emplace(std::move(file->named), std::move(file->path));
    return true;
  }

  void place(const openapi::Reach& reach) {
    if (const auto file = documents_.file_of(documents_.uri())) made_.description = file->named;
    const json::Cursor whole = documents_.set().root(documents_.uri());
    made_.title = whole.value["info"]["title"].string();
    made_.root = documents_.root();
    made_.common = made_.description.parent_path();
    for (const auto& [named, path] : made_.files) made_.common = common_folder(made_.common, named);
    for (const auto& [above, target] : reach.passed) {
      constexpr std::string_view kFile = "file://";
      const auto file = documents_.file_of(target);
      if (!file || !made_.files.count(file->named) || !above.starts_with(kFile)) continue;
      const fs::path folder(json::percent_decode(above.substr(kFile.size())));
      made_.root = common_folder(made_.root, folder.parent_path());
      made_.common = common_folder(made_.common, folder.parent_path());
    }
  }

  void missing(const std::string& uri) {
    if (auto file = documents_.file_of(uri)) made_.missing.push_back(std::move(file->path));
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
  std::error_code error;
  if (!fs::is_regular_file(file, error)) {
    return file + " is not a file. Give the path of an OpenAPI file";
  }
  return Collector(documents).run();
}

std::string name_below(const fs::path& folder, const fs::path& file) {
  return file.lexically_relative(folder).generic_string();
}

std::variant<SpecFolder, std::string> open_spec(const std::string& file, const std::string& root,
                                                fs::path base) {
  auto first = described_files(file, root);
  if (auto* reason = std::get_if<std::string>(&first)) return std::move(*reason);
  if (base.empty()) base = std::get<DescribedFiles>(first).root;
  const auto find = [file, root, base] {
    auto result = described_files(file, root);
    SpecFiles files;
    if (auto* found = std::get_if<DescribedFiles>(&result)) {
      for (auto& [named, path] : found->files) files.given.emplace(name_below(base, named), path);
      files.missing = std::move(found->missing);
    }
    return files;
  };
  return SpecFolder::open(file, base, find);
}

std::variant<SpecFolder, std::string> open_specs(const std::vector<std::string>& files,
                                                 const std::string& root) {
  if (files.size() == 1) return open_spec(files.front(), root);
  fs::path base;
  std::map<std::string, std::size_t> titles;
  std::vector<DescribedFiles> described;
  for (const std::string& file : files) {
    auto found = described_files(file, root);
    if (auto* reason = std::get_if<std::string>(&found)) return std::move(*reason);
    described.push_back(std::get<DescribedFiles>(std::move(found)));
    const DescribedFiles& each = described.back();
    base = described.size() == 1 ? each.root : common_folder(base, each.root);
    ++titles[each.title];
  }
  std::vector<std::pair<std::string, SpecFolder>> named;
  for (std::size_t i = 0; i < files.size(); ++i) {
    auto opened = open_spec(files[i], root, base);
    if (auto* reason = std::get_if<std::string>(&opened)) return std::move(*reason);
    const DescribedFiles& each = described[i];
    std::string name = each.title;
    if (name.empty() || titles[name] > 1) name = name_below(base, each.description);
    named.emplace_back(std::move(name), std::get<SpecFolder>(std::move(opened)));
  }
  return SpecFolder::several(std::move(named));
}

}  // namespace vitrine::command
