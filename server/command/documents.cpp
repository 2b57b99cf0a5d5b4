#include "server/command/documents.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <system_error>
#include <utility>

#include "app/json/text_reader.h"
#include "app/json/uri.h"
#include "server/command/meta_schemas.h"

/// Reads the documents of a description from disk and, if allowed, from the network.
namespace vitrine::command {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxNeighbours = 500;  // files looked into for a `$id`
constexpr std::uintmax_t kMaxNeighbourBytes = 1 << 20;

std::string reason() { return std::strerror(errno); }

std::string uri_of(const fs::path& path) {
  // Braces stand in names of files, and in references to them, as they are.
  return "file://" + json::percent_encode(path.generic_string(), "/{}");
}

/// The path of a URI such as `file:///a%20b`, as text; nullopt for other URIs.
std::optional<std::string> path_of(std::string_view uri) {
  const json::Uri parts = json::split_uri(uri);
  if (parts.scheme.value_or("") != "file") return std::nullopt;
  std::string path = json::percent_decode(parts.path);
  if (path.find('\0') != std::string::npos) return std::nullopt;
  return path;
}

/// The path relative to a folder that it is in; nullopt when it is elsewhere.
std::optional<fs::path> inside(const fs::path& folder, const fs::path& path) {
  fs::path relative = path.lexically_relative(folder);
  if (relative.empty() || *relative.begin() == "..") return std::nullopt;
  return relative;
}

/// `folder` without its last `count` names; nullopt when it has fewer.
std::optional<fs::path> up(fs::path folder, int count) {
  for (; count > 0; --count) {
    if (folder == folder.parent_path()) return std::nullopt;
    folder = folder.parent_path();
  }
  return folder;
}

/// The URI that a document gives itself, without fragment (`$id`, draft 4's `id`, OAS 3.2
/// `$self`).
std::string identifier_of(const json::Value& root) {
  for (const std::string_view name : {"$id", "$self", "id"}) {
    const json::Value value = root[name];
    if (value.is_string()) return std::string(json::split_fragment(value.string()).uri);
  }
  return {};
}

/// A reason becomes the end of a sentence.
std::optional<std::string> read_file(const fs::path& path, std::string* text) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return reason();
  if (S_ISDIR(status.st_mode)) return "it is a folder";
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"),
                                                             std::fclose);
  if (!file) return reason();
  char buffer[64 * 1024];
  while (const std::size_t size = std::fread(buffer, 1, sizeof buffer, file.get())) {
    text->append(buffer, size);
  }
  if (std::ferror(file.get()) != 0) return reason();
  return std::nullopt;
}

}  // namespace

std::variant<std::string, Unreadable> read_input(const std::string& path) {
  std::string text;
  if (auto why = read_file(path == "-" ? "/dev/stdin" : path, &text)) return Unreadable{*why};
  return text;
}

std::optional<Unreadable> Documents::add(const std::string& uri, std::string_view text) {
  json::Reading reading = json::read_text(text, {}, json::language_of(uri));
  if (reading.error && !broken_) broken_ = Broken{uri, *reading.error};
  const auto added = set_.add(uri, std::move(reading.document));
  if (!added) return Unreadable{added.error().message};
  return std::nullopt;
}

std::variant<fs::path, Unreadable> find_root(const fs::path& file, const std::string& given) {
  std::error_code error;
  const fs::path folder = file.parent_path();
  if (!given.empty()) {
    const fs::path root = fs::canonical(given, error);
    if (error) return Unreadable{"the root " + given + " cannot be used: " + error.message()};
    if (!fs::is_directory(root, error)) return Unreadable{"the root " + given + " is not a folder"};
    if (!inside(root, folder)) return Unreadable{"it is outside the folder " + given + " (--root)"};
    return root;
  }
  for (fs::path at = folder;; at = at.parent_path()) {
    if (fs::exists(at / ".git", error)) return at;
    if (at == at.parent_path()) return folder;
  }
}

std::optional<Unreadable> Documents::open(const std::string& path) {
  const auto input = read_input(path);
  if (const auto* unreadable = std::get_if<Unreadable>(&input)) return *unreadable;
  std::error_code error;
  const fs::path resolved = path == "-" ? fs::current_path(error) / "stdin"
                                        : fs::weakly_canonical(fs::absolute(path, error), error);
  if (error) return Unreadable{error.message()};
  const auto root = find_root(resolved, given_root_);
  if (const auto* unreadable = std::get_if<Unreadable>(&root)) return *unreadable;
  root_ = std::get<fs::path>(root);
  folder_ = resolved.parent_path();
  given_ = path;
  uri_ = uri_of(resolved);
  if (auto why = add(uri_, std::get<std::string>(input))) return why;
  own_uri_ = json::resolve_uri(uri_, identifier_of(set_.root(uri_).value));
  return std::nullopt;
}

/// Files of the folder by their own identifiers, read when a reference needs it.
void Documents::find_identifiers() {
  if (identifiers_known_) return;
  identifiers_known_ = true;
  std::error_code error;
  std::size_t looked = 0;
  for (fs::directory_iterator at(folder_, error), end; !error && at != end; at.increment(error)) {
    const std::string extension = at->path().extension().string();
    if (extension != ".json" && extension != ".yaml" && extension != ".yml") continue;
    if (!at->is_regular_file(error) || error || !below_root(at->path())) continue;
    if (++looked > kMaxNeighbours) return;
    if (at->file_size(error) > kMaxNeighbourBytes || error) continue;
    std::string text;
    if (read_file(at->path(), &text)) continue;
    const json::Reading reading = json::read_text(text, {}, json::language_of(at->path().string()));
    const std::string identifier = identifier_of(reading.document.root());
    if (!identifier.empty()) by_identifier_.emplace(identifier, at->path());
  }
}

std::optional<Documents::File> Documents::below_root(const fs::path& path) const {
  fs::path named = path.lexically_normal();
  const auto name = inside(root_, named);
  // Descriptions may not refer into a `.git`.
  if (!name || std::find(name->begin(), name->end(), ".git") != name->end()) return std::nullopt;
  std::error_code error;
  fs::path resolved = fs::weakly_canonical(path, error);
  if (error || !inside(root_, resolved)) return std::nullopt;
  return File{std::move(named), std::move(resolved)};
}

/// The file of an address below the one that the first document gives itself, or some folders above
/// that.
std::optional<Documents::File> Documents::by_own_address(const std::string& uri) const {
  if (own_uri_ == uri_) return std::nullopt;
  const std::size_t scheme = own_uri_.find("://");
  if (scheme == std::string::npos) return std::nullopt;
  const std::size_t first = own_uri_.find('/', scheme + 3);
  std::size_t slash = own_uri_.rfind('/');
  for (int steps = 0; slash != std::string::npos && slash >= first; ++steps) {
    const auto folder = up(folder_, steps);
    if (!folder) return std::nullopt;
    if (uri.starts_with(own_uri_.substr(0, slash + 1))) {
      const std::string rest = json::percent_decode(uri.substr(slash + 1));
      if (rest.find('\0') != std::string::npos) return std::nullopt;
      return below_root(*folder / rest);
    }
    if (slash == 0) break;
    slash = own_uri_.rfind('/', slash - 1);
  }
  return std::nullopt;
}

std::optional<Documents::File> Documents::file_of(const std::string& uri) {
  std::error_code error;
  std::optional<File> file;
  if (const auto path = path_of(uri)) file = below_root(*path);
  if (file && fs::exists(file->path, error)) return file;
  auto named = by_own_address(uri);
  if (named && fs::exists(named->path, error)) return named;
  if (path_of(uri)) return file;
  find_identifiers();
  const auto found = by_identifier_.find(uri);
  return found == by_identifier_.end() ? std::nullopt : below_root(found->second);
}

std::optional<Unreadable> Documents::load(const std::string& uri) {
  // Meta-schemas are part of the command and need no network.
  if (const auto built_in = meta_schema(uri)) return add(uri, *built_in);
  if (const auto file = file_of(uri)) {
    std::error_code error;
    const bool other = fs::exists(file->path, error) && !fs::is_directory(file->path, error) &&
                       !fs::is_regular_file(file->path, error);
    if (other) return Unreadable{"it is not a file"};
    std::string text;
    if (auto why = read_file(file->path, &text)) return Unreadable{*why};
    files_.emplace(uri, file->named);
    return add(uri, text);
  }
  const std::string_view scheme = json::split_uri(uri).scheme.value_or("");
  if (scheme == "file") {
    return Unreadable{"it is outside the folder " + root_.string() +
                      ", where nothing is read; --root DIR says how far references may reach"};
  }
  if (scheme != "http" && scheme != "https") {
    return Unreadable{"only files and addresses of http and https can be read"};
  }
  if (fetch_ == nullptr) {
    return Unreadable{"it is on another machine; --allow-remote fetches it", true};
  }
  const auto fetched = fetch_(uri);
  if (const auto* unreadable = std::get_if<Unreadable>(&fetched)) return *unreadable;
  return add(uri, std::get<std::string>(fetched));
}

std::string Documents::name_of(std::string_view uri) const {
  if (uri == uri_) return given_;
  fs::path normal;
  if (const auto file = files_.find(uri); file != files_.end()) {
    normal = file->second;
  } else if (const auto path = path_of(uri)) {
    normal = fs::path(*path).lexically_normal();
  } else {
    return std::string(uri);
  }
  if (!inside(root_, normal)) return normal.string();
  const fs::path relative = normal.lexically_relative(folder_);
  return (fs::path(given_).parent_path() / relative).lexically_normal().string();
}

}  // namespace vitrine::command
