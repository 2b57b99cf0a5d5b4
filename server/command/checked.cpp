#include "server/command/checked.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "app/openapi/check.h"
#include "server/command/references.h"

namespace vitrine::command {

namespace {

using openapi::Problem;
using openapi::Severity;

/// Document and JSON Pointer.
using Places = std::set<std::pair<std::string, std::string>>;

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

/// One problem a document, at the first reference to it.
Problem problem_of(const Documents& documents, const Unread& unread) {
  const json::Value first = unread.references.front().from.value;
  std::string message = "cannot read " + documents.name_of(unread.uri);
  if (const std::size_t count = unread.references.size(); count > 1) {
    message += " (" + std::to_string(count) + " references)";
  }
  message += ": " + unread.why.reason + hint_for(first.string());
  const bool elsewhere = unread.why.elsewhere;
  return {elsewhere ? Severity::warning : Severity::error,
          std::string(documents.set().uri_of(first.document())),
          first.pointer(),
          first.position(),
          std::move(message),
          elsewhere ? "ref-not-loaded" : "ref-unreadable"};
}

/// Problems of the texts and of the references between them, by place. `unread` gets where
/// references to documents that are not there stand.
std::vector<Problem> problems_of_texts(Documents& documents, Places& unread) {
  std::vector<Problem> problems;
  for (const Unread& one : read_all(documents).unread) {
    problems.push_back(problem_of(documents, one));
    for (const Reference& reference : one.references) {
      const json::Value value = reference.from.value;
      unread.emplace(documents.set().uri_of(value.document()), value.pointer());
    }
  }
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
/// there is reported once, with the reason why it is not.
std::vector<Problem> all_problems(Documents& documents, const openapi::Description& description,
                                  std::vector<Problem> all, Places reported) {
  for (const Problem& problem : all) {
    if (!problem.pointer.empty()) reported.emplace(problem.uri, problem.pointer);
  }
  // Without a root there is nothing to be said but why.
  const bool nothing = !documents.set().root(documents.uri()).value;
  if (nothing && !all.empty()) return all;
  for (Problem& problem : openapi::check(description)) {
    if (!reported.count({problem.uri, problem.pointer})) all.push_back(std::move(problem));
  }
  return all;
}

void apply(const RuleLevels& levels, std::vector<Problem>& problems) {
  if (levels.empty()) return;
  const auto is_off = [&](Problem& problem) {
    const auto level = levels.find(problem.rule);
    if (level == levels.end()) return false;
    if (level->second) problem.severity = *level->second;
    return !level->second;
  };
  std::erase_if(problems, is_off);
}

}  // namespace

std::size_t Checked::count(Severity severity) const {
  return static_cast<std::size_t>(
      std::count_if(problems.begin(), problems.end(),
                    [&](const Problem& problem) { return problem.severity == severity; }));
}

std::variant<std::unique_ptr<const Checked>, std::string> check_file(
    const std::filesystem::path& file, const CheckOptions& options) {
  auto checked = std::make_unique<Checked>(Checked{Documents(options.fetch, options.root), {}, {}});
  Documents& documents = checked->documents;
  if (const auto unreadable = documents.open(file.string())) {
    return "cannot read " + file.string() + ": " + unreadable->reason +
           ". Give the path of an OpenAPI file";
  }
  Places unread;
  std::vector<Problem> problems = problems_of_texts(documents, unread);
  checked->description = openapi::Description::read(documents.set(), documents.uri());
  checked->problems =
      all_problems(documents, checked->description, std::move(problems), std::move(unread));
  apply(options.levels, checked->problems);
  return checked;
}

}  // namespace vitrine::command
