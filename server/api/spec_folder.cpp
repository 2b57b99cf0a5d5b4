#include "server/api/spec_folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>
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

}  // namespace

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

Response SpecFolder::get(const Request& request) const {
  const std::string_view path = request.path();
  if (path.substr(0, kPrefix.size()) != kPrefix) return nothing(path);
  const std::string_view below = path.substr(kPrefix.size());
  // The description itself may have any name, even one that begins with a dot.
  std::optional<std::filesystem::path> relative;
  if (json::percent_decode(below) == name_) {
    relative = name_;
  } else {
    relative = relative_path(below);
  }
  if (!relative) return nothing(path);
  std::error_code error;
  const auto resolved = std::filesystem::canonical(folder_ / *relative, error);
  if (error || (*relative != std::filesystem::path(name_) && !inside(folder_, resolved))) {
    return nothing(path);
  }
  const int descriptor = ::open(resolved.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (descriptor < 0) return nothing(path);
  struct stat status {};
  if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
    ::close(descriptor);
    return nothing(path);
  }

  Response response;
  response.file =
      std::make_shared<const OpenFile>(descriptor, static_cast<std::uint64_t>(status.st_size));
  response.headers.add("Content-Type", std::string(content_type(resolved.filename().native())));
  response.headers.add("Cache-Control", "no-cache");
  response.headers.add("ETag", entity_tag(std::to_string(status.st_size) + "/" +
                                          std::to_string(status.st_mtim.tv_sec) + "." +
                                          std::to_string(status.st_mtim.tv_nsec)));
  // A neighbour may be HTML or SVG: it must not act in the name of this origin.
  response.headers.add("Content-Security-Policy", "default-src 'none'; sandbox");
  apply_if_none_match(request, response);
  return response;
}

}  // namespace vitrine
