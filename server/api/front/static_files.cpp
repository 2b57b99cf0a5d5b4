#include "server/api/front/static_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <memory>
#include <optional>
#include <utility>

#include "app/json/uri.h"
#include "app/text/ascii.h"
#include "app/text/hash.h"
#include "server/api/declare/path_template.h"
#include "server/api/http/conditional.h"
#include "server/api/http/encoded_text.h"
#include "server/api/http/http_date.h"
#include "server/api/http/negotiation.h"
#include "server/api/http/problem.h"
#include "server/api/http/ranges.h"

namespace vitrine {

namespace {

struct TypeRow {
  std::string_view ending;
  std::string_view type;
};

constexpr TypeRow kTypes[] = {
    {".html", "text/html; charset=utf-8"},
    {".htm", "text/html; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".txt", "text/plain; charset=utf-8"},
    {".md", "text/markdown; charset=utf-8"},
    {".csv", "text/csv; charset=utf-8"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".jsonl", "application/jsonl"},
    {".yaml", "application/yaml"},
    {".yml", "application/yaml"},
    {".xml", "application/xml"},
    {".pdf", "application/pdf"},
    {".wasm", "application/wasm"},
    {".zip", "application/zip"},
    {".gz", "application/gzip"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},
    {".gif", "image/gif"},
    {".webp", "image/webp"},
    {".avif", "image/avif"},
    {".ico", "image/x-icon"},
    {".mp3", "audio/mpeg"},
    {".ogg", "audio/ogg"},
    {".wav", "audio/wav"},
    {".mp4", "video/mp4"},
    {".webm", "video/webm"},
    {".woff", "font/woff"},
    {".woff2", "font/woff2"},
    {".ttf", "font/ttf"},
    {".otf", "font/otf"},
};

/// A descriptor that is closed with it.
class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int get() const { return value_; }
  void reset(int value) {
    if (value_ >= 0) ::close(value_);
    value_ = value;
  }
  int release() { return std::exchange(value_, -1); }

 private:
  int value_;
};

/// What a path names below the folder: a file, a folder or nothing.
struct Found {
  std::shared_ptr<const OpenFile> file = {};
  struct stat status {};
  bool is_folder = false;
};

/// The names of a path, decoded; nullopt for a path that names nothing.
std::optional<std::vector<std::string>> names_of(std::string_view path) {
  if (!is_clean_encoded_text(path)) return std::nullopt;
  std::vector<std::string> names;
  while (!path.empty()) {
    std::string name = json::percent_decode(next_segment(path));
    // The slash at the end.
    if (name.empty() && path.empty()) break;
    if (name.empty() || name.find_first_of("/\\") != std::string::npos) return std::nullopt;
    if (name.front() == '.' && name != ".well-known") return std::nullopt;
    names.push_back(std::move(name));
  }
  return names;
}

/// Opens name after name, so that no link and no change meanwhile leads elsewhere.
Found open_below(const std::string& folder, const std::vector<std::string>& names) {
  Descriptor at(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (at.get() < 0) return {};
  for (const std::string& name : names) {
    // Without blocking: a name may be that of a pipe.
    at.reset(::openat(at.get(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
    if (at.get() < 0) return {};
  }
  Found found;
  if (::fstat(at.get(), &found.status) != 0) return {};
  found.is_folder = S_ISDIR(found.status.st_mode);
  if (found.is_folder) return found;
  if (!S_ISREG(found.status.st_mode)) return {};
  const auto size = static_cast<std::uint64_t>(found.status.st_size);
  found.file = std::make_shared<const OpenFile>(at.release(), size);
  return found;
}

std::string version_of(const struct stat& status) {
  std::uint64_t state = text::hash("");
  for (const auto number :
       {static_cast<std::uint64_t>(status.st_ino), static_cast<std::uint64_t>(status.st_size),
        static_cast<std::uint64_t>(status.st_mtim.tv_sec),
        static_cast<std::uint64_t>(status.st_mtim.tv_nsec)}) {
    state = text::hash(std::to_string(number) + ' ', state);
  }
  return '"' + text::hex(state, 16) + '"';
}

Response no_file() { return problem_response(404, "There is no such file"); }

bool reads(const Request& request) { return request.method == "GET" || request.method == "HEAD"; }

Response other_method(const Request& request) {
  return other_method_response(request, "GET, HEAD, OPTIONS");
}

class Files {
 public:
  explicit Files(StaticFolder folder) : folder_(std::move(folder)) {}

  Response get(const Request& request) const {
    if (!reads(request)) return other_method(request);
    const std::string_view path = request.path();
    const auto names = names_of(path.substr(folder_.prefix.size()));
    if (!names) return no_file();
    auto wanted = *names;
    Found found = open_below(folder_.folder, wanted);
    if (found.is_folder) {
      wanted.push_back(folder_.index);
      found = folder_.index.empty() ? Found() : open_below(folder_.folder, wanted);
      if (found.file && !path.ends_with('/')) return add_slash(request);
    } else if (path.ends_with('/')) {
      found = {};
    }
    if (!found.file && !folder_.fallback.empty()) {
      wanted = {};
      for (std::string_view rest = folder_.fallback; !rest.empty();) {
        wanted.emplace_back(text::take_piece(rest, '/'));
      }
      found = open_below(folder_.folder, wanted);
    }
    if (!found.file) return no_file();
    return send(request, std::move(found), std::move(wanted));
  }

 private:
  /// Links in the index are relative to the folder.
  Response add_slash(const Request& request) const {
    // The beginning is our own prefix, so this leads to no other host.
    std::string location(request.path());
    location += '/';
    if (!request.query().empty()) location += '?' + std::string(request.query());
    Response response;
    response.status = 308;
    response.headers.add("Location", std::move(location));
    return response;
  }

  Response send(const Request& request, Found found, std::vector<std::string> names) const {
    Response response;
    Headers& headers = response.headers;
    headers.add("Content-Type", std::string(media_type_of(names.back())));
    headers.add("Last-Modified", http_date(found.status.st_mtim.tv_sec));
    headers.add("ETag", version_of(found.status));
    headers.add("Cache-Control", folder_.max_age_seconds > 0
                                     ? "public, max-age=" + std::to_string(folder_.max_age_seconds)
                                     : "no-cache");
    response.file = std::move(found.file);
    // Parts are parts of the file itself.
    if (!request.headers.find("Range")) take_coded(request, std::move(names), response);
    apply_preconditions(request, response);
    if (!headers.find("Content-Encoding")) apply_range(request, response);
    return response;
  }

  /// Takes the file that was compressed beforehand.
  void take_coded(const Request& request, std::vector<std::string> names,
                  Response& response) const {
    const std::string accepted = request.headers.joined("Accept-Encoding");
    const std::string name = names.back();
    for (const auto& [coding, ending] : {std::pair("br", ".br"), std::pair("gzip", ".gz")}) {
      names.back() = name + ending;
      const Found coded = open_below(folder_.folder, names);
      if (!coded.file) continue;
      add_vary(response.headers, "Accept-Encoding");
      if (!accepts_encoding(accepted, coding)) continue;
      response.headers.set("Content-Encoding", coding);
      response.headers.set("ETag", coded_tag(*response.headers.find("ETag"), coding));
      response.file = coded.file;
      return;
    }
  }

  StaticFolder folder_;
};

}  // namespace

std::vector<std::string> folder_problems(const StaticFolder& folder) {
  std::vector<std::string> problems;
  if (folder.prefix.size() < 2 || folder.prefix.front() != '/' || folder.prefix.back() == '/' ||
      PathTemplate::mistake(folder.prefix) ||
      folder.prefix.find_first_of("{}%") != std::string::npos) {
    problems.push_back("the prefix \"" + folder.prefix +
                       "\" of a folder of files has to begin with a slash and end without one: "
                       "/assets");
  }
  struct stat status {};
  if (::stat(folder.folder.c_str(), &status) != 0 || !S_ISDIR(status.st_mode)) {
    problems.push_back("the folder \"" + folder.folder + "\" for " + folder.prefix +
                       " is not there");
  }
  return problems;
}

Mount static_files(StaticFolder folder) {
  Mount mount;
  mount.prefix = folder.prefix;
  mount.any_origin = folder.any_origin;
  auto files = std::make_shared<const Files>(std::move(folder));
  mount.handle = [files](const Request& request) { return files->get(request); };
  mount.refuse_by_head = [](const Request& head) -> std::optional<Response> {
    if (reads(head) || head.method == "OPTIONS") return std::nullopt;
    return other_method(head);
  };
  return mount;
}

std::string_view media_type_of(std::string_view file_name) {
  const auto dot = file_name.rfind('.');
  if (dot != std::string_view::npos) {
    for (const TypeRow& row : kTypes) {
      if (text::equals_ignoring_case(file_name.substr(dot), row.ending)) return row.type;
    }
  }
  return "application/octet-stream";
}

}  // namespace vitrine
