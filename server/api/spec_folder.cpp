#include "server/api/spec_folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <system_error>
#include <utility>

#include "app/json/uri.h"
#include "server/api/page_server.h"
#include "server/api/problem.h"

namespace vitrine {

namespace {

constexpr std::string_view kPrefix = "/spec/";

std::string_view content_type(std::string_view name) {
  struct Entry {
    std::string_view ending, type;
  };
  static constexpr Entry kTypes[] = {
      {".json", "application/json"},
      {".yaml", "application/yaml"},
      {".yml", "application/yaml"},
      {".md", "text/markdown; charset=utf-8"},
      {".txt", "text/plain; charset=utf-8"},
      {".png", "image/png"},
      {".jpg", "image/jpeg"},
      {".jpeg", "image/jpeg"},
      {".gif", "image/gif"},
      {".webp", "image/webp"},
      {".svg", "image/svg+xml"},
  };
  for (const Entry& entry : kTypes) {
    if (name.size() > entry.ending.size() &&
        equal_ignoring_case(name.substr(name.size() - entry.ending.size()), entry.ending)) {
      return entry.type;
    }
  }
  return "application/octet-stream";
}

/// The decoded names of a path below /spec/, nullopt when one of them is not to be looked for.
std::optional<std::filesystem::path> relative_path(std::string_view path) {
  const std::string decoded = json::percent_decode(path);
  if (decoded.find('\0') != std::string::npos) return std::nullopt;
  std::filesystem::path made;
  std::string_view rest = decoded;
  while (true) {
    const auto slash = rest.find('/');
    const std::string_view name = rest.substr(0, slash);
    if (name.empty() || name.front() == '.' || name.find('\\') != std::string_view::npos) {
      return std::nullopt;
    }
    made /= name;
    if (slash == std::string_view::npos) return made;
    rest.remove_prefix(slash + 1);
  }
}

/// Whether a path that was resolved is below the folder, with no hidden name on its way.
bool inside(const std::filesystem::path& folder, const std::filesystem::path& resolved) {
  const auto relative = resolved.lexically_relative(folder);
  if (relative.empty()) return false;
  for (const auto& name : relative) {
    if (name.native().empty() || name.native().front() == '.') return false;
  }
  return true;
}

Response nothing(std::string_view path) {
  return problem_response(404,
                          "There is no file " + std::string(path) +
                              " beside the description; names that begin with a dot are not given");
}

/// Size and time of a file: enough to tell its states apart.
std::string state_of(const struct stat& status) {
  return std::to_string(status.st_size) + "/" + std::to_string(status.st_mtim.tv_sec) + "." +
         std::to_string(status.st_mtim.tv_nsec);
}

/// Beyond it files are given, but not watched.
constexpr std::size_t kMostWatched = 1000;

/// "-" for a file that is missing, as it is for a moment while it is replaced.
std::string state_of(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 ? state_of(status) : "-";
}

}  // namespace

struct SpecFolder::Given {
  std::mutex mutex;
  /// Files with the state they were last seen in.
  std::map<std::string, std::string> states;
  /// Of the description when it was opened: the same again after a new start.
  std::string first;
  int changes = 0;
};

SpecFolder::SpecFolder(std::filesystem::path folder, std::string name)
    : folder_(std::move(folder)), name_(std::move(name)), given_(std::make_shared<Given>()) {
  const std::string path = (folder_ / name_).string();
  const std::string state = state_of(path);
  given_->states.emplace(path, state);
  const std::string tag = entity_tag(state);
  given_->first = tag.substr(1, tag.size() - 2);
}

std::variant<SpecFolder, std::string> SpecFolder::open(const std::filesystem::path& file) {
  std::error_code error;
  const std::string shown = file.string();
  const auto resolved = std::filesystem::canonical(file, error);
  if (error) {
    return "cannot read " + shown + ": " + error.message() + ". Give the path of an OpenAPI file";
  }
  if (!std::filesystem::is_regular_file(resolved, error)) {
    return shown + " is not a file. Give the path of an OpenAPI file";
  }
  if (::access(resolved.c_str(), R_OK) != 0) {
    return "cannot read " + shown + ": " + std::strerror(errno) + ". Allow reading it (chmod a+r)";
  }
  // The name as given and the folder it was given in: a link to a description elsewhere is served
  // from where it leads, with the neighbours it has there.
  return SpecFolder(resolved.parent_path(), resolved.filename().string());
}

std::string SpecFolder::url() const { return std::string(kPrefix) + json::percent_encode(name_); }

std::optional<std::filesystem::path> SpecFolder::find(std::string_view below) const {
  // The description itself may have any name, even one that begins with a dot.
  const bool itself = json::percent_decode(below) == name_;
  const auto relative = itself ? std::filesystem::path(name_) : relative_path(below);
  if (!relative) return std::nullopt;
  std::error_code error;
  auto resolved = std::filesystem::canonical(folder_ / *relative, error);
  if (error || (!itself && !inside(folder_, resolved))) return std::nullopt;
  if (!std::filesystem::is_regular_file(resolved, error)) return std::nullopt;
  return resolved;
}

Response SpecFolder::get(const Request& request) const {
  const std::string_view path = request.path();
  if (path.substr(0, kPrefix.size()) != kPrefix) return nothing(path);
  const auto resolved = find(path.substr(kPrefix.size()));
  if (!resolved) return nothing(path);
  const int descriptor = ::open(resolved->c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (descriptor < 0) return nothing(path);
  struct stat status {};
  if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
    ::close(descriptor);
    return nothing(path);
  }
  {
    const std::lock_guard lock(given_->mutex);
    if (given_->states.size() < kMostWatched) {
      given_->states.emplace(resolved->string(), state_of(status));
    }
  }

  Response response;
  response.file =
      std::make_shared<const OpenFile>(descriptor, static_cast<std::uint64_t>(status.st_size));
  response.headers.add("Content-Type", std::string(content_type(resolved->filename().native())));
  response.headers.add("Cache-Control", "no-cache");
  response.headers.add("ETag", entity_tag(state_of(status)));
  // A neighbour may be HTML or SVG: it must not act in the name of this origin.
  response.headers.add("Content-Security-Policy", "default-src 'none'; sandbox");
  apply_if_none_match(request, response);
  return response;
}

std::string SpecFolder::version() const {
  const std::lock_guard lock(given_->mutex);
  bool changed = false;
  for (auto& [path, state] : given_->states) {
    std::string now = state_of(path);
    changed = changed || now != state;
    state = std::move(now);
  }
  if (changed) ++given_->changes;
  return given_->first + "." + std::to_string(given_->changes);
}

}  // namespace vitrine
