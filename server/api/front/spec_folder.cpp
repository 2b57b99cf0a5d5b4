#include "server/api/front/spec_folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <system_error>
#include <utility>

#include "app/json/uri.h"
#include "app/json/writer.h"
#include "app/openapi/outline.h"
#include "app/text/ascii.h"
#include "server/api/front/description_files.h"
#include "server/api/front/page_server.h"
#include "server/api/http/problem.h"

/// Serves a description from disk, and its neighbours that it refers to.
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
        text::equals_ignoring_case(name.substr(name.size() - entry.ending.size()), entry.ending)) {
      return entry.type;
    }
  }
  return "application/octet-stream";
}

/// Pictures are compressed already.
bool is_picture(std::string_view type) {
  return type.starts_with("image/") && type != "image/svg+xml";
}

Response nothing(std::string_view path) {
  return problem_response(404, "The description has no reference to " + std::string(path) +
                                   "; only files that it refers to are given");
}

/// Size and time of a file: enough to distinguish its states.
std::string state_of(const struct stat& status) {
  return std::to_string(status.st_size) + "/" + std::to_string(status.st_mtim.tv_sec) + "." +
         std::to_string(status.st_mtim.tv_nsec);
}

struct Opened {
  std::shared_ptr<const OpenFile> file;
  std::string tag;
};

std::optional<Opened> open_regular(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (descriptor < 0) return std::nullopt;
  struct stat status {};
  if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
    ::close(descriptor);
    return std::nullopt;
  }
  return Opened{
      std::make_shared<const OpenFile>(descriptor, static_cast<std::uint64_t>(status.st_size)),
      entity_tag(state_of(status))};
}

std::string url_of(const std::string& name) {
  return std::string(kPrefix) + json::percent_encode(name, "/");
}

/// Beyond this number files are served, but not watched.
constexpr std::size_t kMostWatched = 1000;

/// "-" for a file that is missing, as it is for a moment while it is replaced.
std::string state_of(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 ? state_of(status) : "-";
}

}  // namespace

/// Shared by the copies of a folder.
struct SpecFolder::State {
  const std::string name;  ///< of the description
  const std::filesystem::path file;
  const Find find;

  std::mutex mutex;
  std::map<std::string, std::filesystem::path> given;
  /// Files with the state they were last seen in.
  std::map<std::string, std::string> states;
  /// The description's entity tag when it was opened: the same after a restart.
  std::string first;
  int changes = 0;
  /// True while `given` is what the files say.
  bool known = false;

  std::mutex outline_mutex{};
  std::string outlined{};  ///< the entity tag of the text that `outline` is of
  std::string outline{};

  void watch(const std::filesystem::path& path) {
    if (states.size() < kMostWatched) states.emplace(path.string(), state_of(path.string()));
  }
  void notice_changes();
  const std::filesystem::path* look_up(const std::string& below, bool whole) const;
  /// `whole`: by all of its name only, which is that of no other file.
  std::optional<std::filesystem::path> give(const std::string& below, bool whole);
  /// Of the description in the state that was opened; made once for each.
  std::string outline_of(const Opened& open);
};

void SpecFolder::State::notice_changes() {
  bool changed = false;
  for (auto& [path, state] : states) {
    std::string now = state_of(path);
    changed = changed || now != state;
    state = std::move(now);
  }
  if (!changed) return;
  ++changes;
  known = false;
}

/// Looks up a name relative to the root, or to a folder between it and the description.
const std::filesystem::path* SpecFolder::State::look_up(const std::string& below,
                                                        bool whole) const {
  if (const auto found = given.find(below); found != given.end()) return &found->second;
  if (whole) return nullptr;
  for (auto end = name.find('/'); end != std::string::npos; end = name.find('/', end + 1)) {
    const auto found = given.find(name.substr(0, end + 1) + below);
    if (found != given.end()) return &found->second;
  }
  return nullptr;
}

std::optional<std::filesystem::path> SpecFolder::State::give(const std::string& below, bool whole) {
  const std::lock_guard lock(mutex);
  // The description itself is served without reading its text.
  if (const auto* path = look_up(below, whole); path && *path == file) return *path;
  notice_changes();
  if (!known && find) {
    SpecFiles files = find();
    given = std::move(files.given);
    given.emplace(name, file);
    for (const auto& [key, path] : given) watch(path);
    for (const auto& path : files.missing) watch(path);
    known = true;
  }
  const auto* path = look_up(below, whole);
  return path ? std::optional(*path) : std::nullopt;
}

std::string SpecFolder::State::outline_of(const Opened& open) {
  const std::lock_guard lock(outline_mutex);
  if (outlined != open.tag) {
    outline = openapi::outline(open.file->read_all(), json::language_of(name));
    outlined = open.tag;
  }
  return outline;
}

SpecFolder::SpecFolder(std::string name, std::filesystem::path file, Find find)
    : states_{std::shared_ptr<State>(
          new State{std::move(name), std::move(file), std::move(find), {}, {}, {}, {}})} {
  State& state = *states_.front();
  state.given.emplace(state.name, state.file);
  state.watch(state.file);
  const std::string tag = entity_tag(state.states.begin()->second);
  state.first = tag.substr(1, tag.size() - 2);
}

SpecFolder SpecFolder::several(std::vector<std::pair<std::string, SpecFolder>> named) {
  SpecFolder all = named.front().second;
  all.states_.clear();
  for (auto& [name, folder] : named) {
    all.states_.push_back(folder.states_.front());
    all.names_.push_back(std::move(name));
  }
  return all;
}

std::variant<SpecFolder, std::string> SpecFolder::open(const std::filesystem::path& file,
                                                       std::filesystem::path root, Find find) {
  std::error_code error;
  const std::string shown = file.string();
  // A link to a description elsewhere is served from where it leads, with the neighbours it has
  // there.
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
  if (root.empty()) root = resolved.parent_path();
  return SpecFolder(resolved.lexically_relative(root).generic_string(), resolved, std::move(find));
}

std::string SpecFolder::url() const { return url_of(states_.front()->name); }

std::vector<OutlineLink> SpecFolder::outlines(const std::string& root_path) const {
  std::vector<OutlineLink> links;
  for (const auto& state : states_) {
    const auto opened = open_regular(state->file);
    if (!opened || state->outline_of(*opened).empty()) continue;
    const std::string url = root_path + url_of(state->name);
    links.push_back({url, url + '?' + std::string(kOutlineQuery)});
  }
  return links;
}

std::string SpecFolder::list() const {
  std::string text;
  if (names_.empty()) return text;
  json::Writer writer(text);
  writer.begin_array();
  for (std::size_t i = 0; i < names_.size(); ++i) {
    writer.begin_object().string("name", names_[i]);
    writer.string("url", url_of(states_[i]->name));
    writer.end_object();
  }
  writer.end_array();
  return text;
}

Response SpecFolder::get(const Request& request) const {
  const std::string_view path = request.path();
  if (!path.starts_with(kPrefix)) return nothing(path);
  const std::string below = json::percent_decode(path.substr(kPrefix.size()));
  std::optional<std::filesystem::path> file;
  for (const bool whole : {true, false}) {
    for (const auto& state : states_) {
      if (!file) file = state->give(below, whole);
    }
  }
  if (!file) return nothing(path);
  const auto opened = open_regular(*file);
  if (!opened) return nothing(path);
  if (request.query() == kOutlineQuery) {
    const auto of = std::find_if(states_.begin(), states_.end(),
                                 [&](const auto& state) { return state->file == *file; });
    return outline_response(request, file->string(),
                            of == states_.end() ? std::string() : (*of)->outline_of(*opened),
                            *coded_);
  }

  Response response;
  response.file = opened->file;
  const std::string_view type = content_type(file->filename().native());
  response.headers.add("Content-Type", std::string(type));
  response.headers.add("Cache-Control", "no-cache");
  response.headers.add("ETag", opened->tag);
  // A neighbour may be HTML or SVG: it must not act in the name of this origin.
  response.headers.add("Content-Security-Policy", "default-src 'none'; sandbox");
  apply_if_none_match(request, response);
  if (!is_picture(type)) coded_->apply(file->string(), request, response);
  return response;
}

std::string SpecFolder::version() const {
  std::string version;
  for (const auto& state : states_) {
    const std::lock_guard lock(state->mutex);
    state->notice_changes();
    if (!version.empty()) version += ' ';
    version += state->first + "." + std::to_string(state->changes);
  }
  return version;
}

}  // namespace vitrine
