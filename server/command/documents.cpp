#include "server/command/documents.h"

#include <httplib.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <deque>
#include <memory>
#include <system_error>
#include <utility>

#include "app/json/text_reader.h"
#include "app/json/uri.h"
#include "app/openapi/description.h"
#include "app/openapi/survey.h"

namespace vitrine::command {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFile = "file://";
/// Documents a description may consist of.
constexpr std::size_t kMaxDocuments = 10'000;
constexpr std::size_t kMaxRemoteBytes = 64 * 1024 * 1024;
constexpr int kRemoteSeconds = 20;

/// A text, or why there is none.
struct Text {
  std::string text;
  std::string reason;
};

Text read_file(const fs::path& path) {
  Text text;
  std::error_code error;
  if (fs::is_directory(path, error)) return {{}, "it is a folder"};
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"),
                                                             &std::fclose);
  if (!file) return {{}, std::strerror(errno)};
  char buffer[64 * 1024];
  while (const std::size_t size = std::fread(buffer, 1, sizeof buffer, file.get())) {
    text.text.append(buffer, size);
  }
  if (std::ferror(file.get())) text.reason = std::strerror(errno);
  return text;
}

Text fetch(const std::string& uri) {
  const json::Uri parts = json::split_uri(uri);
  if (*parts.scheme == "https") {
    return {{}, "this program speaks http only; save the document beside the description"};
  }
  const std::string authority(parts.authority.value_or(""));
  if (authority.empty() || authority.find('@') != std::string::npos) {
    return {{}, "this is not the address of a document"};
  }
  httplib::Client client("http://" + authority);
  client.set_connection_timeout(kRemoteSeconds);
  client.set_read_timeout(kRemoteSeconds);
  std::string target(parts.path.empty() ? "/" : parts.path);
  if (parts.query) target.append("?").append(*parts.query);
  Text text;
  bool too_large = false;
  const auto result = client.Get(target, [&](const char* data, std::size_t size) {
    too_large = text.text.size() + size > kMaxRemoteBytes;
    if (!too_large) text.text.append(data, size);
    return !too_large;
  });
  if (too_large) return {{}, "it has more than 64 MB"};
  if (!result) return {{}, httplib::to_string(result.error())};
  if (result->status != 200) return {{}, "the server answers " + std::to_string(result->status)};
  return text;
}

std::string file_uri(const fs::path& path) {
  return std::string(kFile) + json::percent_encode(path.generic_string(), "/{}");
}

}  // namespace

std::variant<Documents, std::string> Documents::open(const fs::path& file, Remote remote) {
  std::error_code error;
  const std::string shown = file.string();
  const fs::path resolved = fs::canonical(file, error);
  if (error) {
    return "cannot read " + shown + ": " + error.message() + ". Give the path of an OpenAPI file";
  }
  const Text text = read_file(resolved);
  if (!text.reason.empty()) {
    return "cannot read " + shown + ": " + text.reason + ". Give the path of an OpenAPI file";
  }
  Documents documents(resolved.parent_path(), file.parent_path(), remote);
  documents.uri_ = file_uri(resolved);
  documents.given_ = shown;
  documents.add(documents.uri_, text.text);
  return documents;
}

void Documents::add(const std::string& uri, std::string_view text) {
  json::Reading reading = json::read_text(text);
  for (openapi::Problem& problem : openapi::text_problems(reading.document, uri)) {
    problems_.push_back(std::move(problem));
  }
  // Nobody asks for a document twice.
  (void)set_.add(uri, std::move(reading.document));
}

std::string Documents::name(std::string_view uri) const {
  if (uri == uri_) return given_;
  if (uri.substr(0, kFile.size()) != kFile) return std::string(uri);
  const fs::path path = json::percent_decode(uri.substr(kFile.size()));
  return (shown_folder_ / path.lexically_relative(folder_)).lexically_normal().string();
}

void Documents::load_references() {
  const json::Value root = set_.root(uri_).value;
  const std::string_view version = root["openapi"].string();
  const bool identifiers = !root["swagger"] && version.substr(0, 3) != "3.0";
  std::deque<std::string> open{uri_};
  std::size_t loaded = 1;
  while (!open.empty()) {
    const std::string uri = std::move(open.front());
    open.pop_front();
    openapi::Survey survey(set_, uri, identifiers);
    survey.step(SIZE_MAX);
    for (const openapi::ExternalReference& reference : survey.references()) {
      if (set_.find(reference.uri)) continue;
      std::string reason;
      openapi::Severity severity = openapi::Severity::error;
      const std::string_view scheme = json::split_uri(reference.uri).scheme.value_or("");
      Text text;
      if (++loaded > kMaxDocuments) {
        reason = "more than " + std::to_string(kMaxDocuments) + " documents are not read";
      } else if (scheme == "file") {
        std::error_code error;
        const fs::path path =
            fs::weakly_canonical(json::percent_decode(reference.uri.substr(kFile.size())), error);
        const fs::path relative = path.lexically_relative(folder_);
        if (error || relative.empty() || *relative.begin() == "..") {
          reason = "it is outside the folder of the description, where nothing is read";
        } else {
          text = read_file(path);
          reason = text.reason;
        }
      } else if (scheme == "http" || scheme == "https") {
        if (remote_ == Remote::allowed) {
          text = fetch(reference.uri);
          reason = text.reason;
        } else {
          severity = openapi::Severity::warning;
          reason = "it is on another machine; --allow-remote fetches it";
        }
      } else {
        reason = "only files and addresses of http can be read";
      }
      if (reason.empty()) {
        add(reference.uri, text.text);
        open.push_back(reference.uri);
        continue;
      }
      const json::Value from = reference.from.value;
      std::string shown = name(reference.uri);
      if (shown.size() > 200) shown = shown.substr(0, 200) + "...";
      problems_.push_back({severity, uri, from.pointer(), from.position(),
                           "cannot read " + shown + ": " + reason});
    }
  }
}

}  // namespace vitrine::command
