#include "server/command/description_files.h"

#include <algorithm>
#include <deque>
#include <system_error>
#include <tuple>
#include <utility>

#include "app/json/text_reader.h"
#include "app/json/uri.h"
#include "app/openapi/description.h"
#include "app/openapi/survey.h"
#include "server/command/fetch.h"

namespace vitrine::command {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFile = "file://";
/// Documents a description may consist of.
constexpr std::size_t kMaxDocuments = 10'000;

std::string file_uri(const fs::path& path) {
  return std::string(kFile) + json::percent_encode(path.generic_string(), "/{}");
}

}  // namespace

std::variant<DescriptionFiles, std::string> DescriptionFiles::open(const fs::path& file,
                                                                   Remote remote) {
  std::error_code error;
  const std::string shown = file.string();
  const fs::path resolved = fs::canonical(file, error);
  if (error) {
    return "cannot read " + shown + ": " + error.message() + ". Give the path of an OpenAPI file";
  }
  const auto text = read_input(resolved.string());
  if (const auto* unreadable = std::get_if<Unreadable>(&text)) {
    return "cannot read " + shown + ": " + unreadable->reason +
           ". Give the path of an OpenAPI file";
  }
  DescriptionFiles files(resolved.parent_path(), file.parent_path(), remote);
  files.uri_ = file_uri(resolved);
  files.given_ = shown;
  files.add(files.uri_, std::get<std::string>(text));
  return files;
}

void DescriptionFiles::add(const std::string& uri, std::string_view text) {
  json::Reading reading = json::read_text(text);
  for (openapi::Problem& problem : openapi::text_problems(reading.document, uri)) {
    problems_.push_back(std::move(problem));
  }
  // Nobody asks for a document twice.
  (void)set_.add(uri, std::move(reading.document));
}

std::string DescriptionFiles::name(std::string_view uri) const {
  if (uri == uri_) return given_;
  if (uri.substr(0, kFile.size()) != kFile) return std::string(uri);
  const fs::path path = json::percent_decode(uri.substr(kFile.size()));
  return (shown_folder_ / path.lexically_relative(folder_)).lexically_normal().string();
}

void DescriptionFiles::load_references() {
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
      std::variant<std::string, Unreadable> text;
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
          text = read_input(path.string());
        }
      } else if (scheme == "http" || scheme == "https") {
        if (remote_ == Remote::allow) {
          text = fetch(reference.uri);
        } else {
          severity = openapi::Severity::warning;
          reason = "it is on another machine; --allow-remote fetches it";
        }
      } else {
        reason = "only files and addresses of http can be read";
      }
      if (const auto* unreadable = std::get_if<Unreadable>(&text)) reason = unreadable->reason;
      if (reason.empty()) {
        add(reference.uri, std::get<std::string>(text));
        open.push_back(reference.uri);
        continue;
      }
      const json::Value from = reference.from.value;
      std::string shown = name(reference.uri);
      if (shown.size() > 200) shown = shown.substr(0, 200) + "...";
      problems_.push_back(
          {severity, uri, from.pointer(), from.position(), "cannot read " + shown + ": " + reason});
    }
  }
  auto place = [&](const openapi::Problem& problem) {
    return std::tuple(problem.uri != uri_, std::string_view(problem.uri), problem.position.line,
                      problem.position.column);
  };
  std::stable_sort(problems_.begin(), problems_.end(),
                   [&](const auto& a, const auto& b) { return place(a) < place(b); });
}

}  // namespace vitrine::command
