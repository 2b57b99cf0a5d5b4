#include "server/command/checked.h"

#include <algorithm>
#include <deque>
#include <set>
#include <tuple>
#include <utility>
#include <variant>

#include "app/json/uri.h"
#include "app/openapi/check.h"
#include "app/openapi/survey.h"

namespace vitrine::command {

namespace {

using openapi::Problem;
using openapi::Severity;

/// Documents a description may consist of.
constexpr std::size_t kMaxDocuments = 10'000;

/// The sign that people forget.
std::string hint_for(std::string_view reference) {
  if (reference.substr(0, 1) == "/") reference.remove_prefix(1);
  for (const std::string_view section : {"components/", "definitions/", "paths/"}) {
    if (reference.substr(0, section.size()) == section) {
      return "; a place in this document begins with #/";
    }
  }
  return {};
}

/// Reads all that is referred to, directly or not; which references lead to nothing that can be
/// read.
std::vector<Problem> load_references(Documents& documents) {
  std::vector<Problem> problems;
  json::DocumentSet& set = documents.set();
  const json::Value root = set.root(documents.uri()).value;
  const bool identifiers = !root["swagger"] && root["openapi"].string().substr(0, 3) != "3.0";
  std::deque<std::string> open{documents.uri()};
  std::size_t loaded = 1;
  while (!open.empty()) {
    const std::string uri = std::move(open.front());
    open.pop_front();
    openapi::Survey survey(set, uri, identifiers);
    survey.step(SIZE_MAX);
    for (const openapi::ExternalReference& reference : survey.references()) {
      if (set.find(reference.uri)) continue;
      std::optional<Unreadable> unreadable;
      if (++loaded > kMaxDocuments) {
        unreadable = {"more than " + std::to_string(kMaxDocuments) + " documents are not read"};
      } else {
        unreadable = documents.load(reference.uri);
      }
      if (!unreadable) {
        open.push_back(reference.uri);
        continue;
      }
      const json::Value from = reference.from.value;
      std::string shown = documents.name_of(reference.uri);
      if (shown.size() > 200) shown = shown.substr(0, 200) + "...";
      problems.push_back(
          {unreadable->elsewhere ? Severity::warning : Severity::error, uri, from.pointer(),
           from.position(),
           "cannot read " + shown + ": " + unreadable->reason + hint_for(from.string())});
    }
  }
  return problems;
}

/// Problems of the texts and of the references between them, by place.
std::vector<Problem> problems_of_texts(Documents& documents) {
  std::vector<Problem> problems = load_references(documents);
  for (const std::string& uri : documents.set().uris()) {
    for (Problem& problem : openapi::text_problems(*documents.set().find(uri), uri)) {
      problems.push_back(std::move(problem));
    }
  }
  const auto place = [&](const Problem& problem) {
    return std::tuple(problem.uri != documents.uri(), std::string_view(problem.uri),
                      problem.position.line, problem.position.column);
  };
  std::stable_sort(problems.begin(), problems.end(),
                   [&](const auto& a, const auto& b) { return place(a) < place(b); });
  return problems;
}

/// Problems of the texts and of what they say. A reference that leads to a document that is not
/// there is told once, with the reason why it is not.
std::vector<Problem> all_problems(Documents& documents, const openapi::Description& description,
                                  std::vector<Problem> all) {
  std::set<std::pair<std::string, std::string>> told;
  for (const Problem& problem : all) {
    if (!problem.pointer.empty()) told.insert({problem.uri, problem.pointer});
  }
  // Without a root there is nothing to be said but why.
  const bool nothing = !documents.set().root(documents.uri()).value;
  if (nothing && !all.empty()) return all;
  for (Problem& problem : openapi::check(description)) {
    if (!told.count({problem.uri, problem.pointer})) all.push_back(std::move(problem));
  }
  return all;
}

}  // namespace

std::size_t Checked::errors() const {
  return static_cast<std::size_t>(
      std::count_if(problems.begin(), problems.end(),
                    [](const Problem& problem) { return problem.severity == Severity::error; }));
}

std::variant<std::unique_ptr<const Checked>, std::string> check_file(
    const std::filesystem::path& file, Fetch fetch) {
  auto checked = std::make_unique<Checked>(Checked{Documents(fetch), {}, {}});
  Documents& documents = checked->documents;
  if (const auto unreadable = documents.open(file.string())) {
    return "cannot read " + file.string() + ": " + unreadable->reason +
           ". Give the path of an OpenAPI file";
  }
  std::vector<Problem> problems = problems_of_texts(documents);
  checked->description = openapi::Description::read(documents.set(), documents.uri());
  checked->problems = all_problems(documents, checked->description, std::move(problems));
  return checked;
}

}  // namespace vitrine::command
