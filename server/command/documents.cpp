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

std::string_view up_to_last_slash(std::string_view uri) {
  const auto slash = uri.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : uri.substr(0, slash + 1);
}

bool starts_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

/// What a document calls itself, as a URI without fragment (`$id`, draft 4's `id`, OAS 3.2
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

std::optional<Unreadable> Documents::open(const std::string& path) {
  const auto input = read_input(path);
  if (const auto* unreadable = std::get_if<Unreadable>(&input)) return *unreadable;
  std::error_code error;
  const fs::path resolved = path == "-" ? fs::current_path(error) / "stdin"
                                        : fs::weakly_canonical(fs::absolute(path, error), error);
  if (error) return Unreadable{error.message()};
  folder_ = resolved.parent_path();
  given_ = path;
  uri_ = uri_of(resolved);
  base_uri_ = std::string(up_to_last_slash(uri_));
  if (auto why = add(uri_, std::get<std::string>(input))) return why;
  const json::Value root = set_.root(uri_).value;
  own_uri_ = std::string(up_to_last_slash(json::resolve_uri(uri_, identifier_of(root))));
  return std::nullopt;
}

/// Files of the folder by what they call themselves, looked at when a reference needs it.
void Documents::find_identifiers() {
  if (identifiers_known_) return;
  identifiers_known_ = true;
  std::error_code error;
  std::size_t looked = 0;
  for (fs::directory_iterator at(folder_, error), end; !error && at != end; at.increment(error)) {
    const std::string extension = at->path().extension().string();
    if (extension != ".json" && extension != ".yaml" && extension != ".yml") continue;
    if (++looked > kMaxNeighbours) return;
    if (at->file_size(error) > kMaxNeighbourBytes || error) continue;
    std::string text;
    if (read_file(at->path(), &text)) continue;
    const json::Reading reading = json::read_text(text);
    const std::string identifier = identifier_of(reading.document.root());
    if (!identifier.empty()) by_identifier_.emplace(identifier, at->path());
  }
}

/// The file in the folder that a URI stands for: below the folder's own URI, below the URI that the
/// first document gives itself, or by the name the file gives itself.
std::optional<fs::path> Documents::file_of(const std::string& uri) {
  for (const std::string& base : {base_uri_, own_uri_}) {
    if (base.empty() || !starts_with(uri, base)) continue;
    std::error_code error;
    const std::string relative = json::percent_decode(uri.substr(base.size()));
    const fs::path file = fs::weakly_canonical(folder_ / relative, error);
    const fs::path inside = file.lexically_relative(folder_);
    if (error || inside.empty() || *inside.begin() == "..") continue;
    if (fs::exists(file, error) || base == base_uri_) return file;
  }
  find_identifiers();
  const auto found = by_identifier_.find(uri);
  if (found == by_identifier_.end()) return std::nullopt;
  return found->second;
}

std::optional<Unreadable> Documents::load(const std::string& uri) {
  if (const auto file = file_of(uri)) {
    std::string text;
    if (auto why = read_file(*file, &text)) return Unreadable{*why};
    files_.emplace(uri, file->lexically_relative(folder_));
    return add(uri, text);
  }
  const std::string_view scheme = json::split_uri(uri).scheme.value_or("");
  if (scheme == "file") {
    return Unreadable{"it is outside the folder of the description, where nothing is read"};
  }
  if (scheme != "http" && scheme != "https") {
    return Unreadable{"only files and addresses of http can be read"};
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
  fs::path relative;
  if (const auto file = files_.find(uri); file != files_.end()) {
    relative = file->second;
  } else if (!base_uri_.empty() && starts_with(uri, base_uri_)) {
    relative = json::percent_decode(uri.substr(base_uri_.size()));
  } else {
    return std::string(uri);
  }
  const std::string name = (fs::path(given_).parent_path() / relative).lexically_normal().string();
  return name.empty() ? "." : name;
}

}  // namespace vitrine::command
