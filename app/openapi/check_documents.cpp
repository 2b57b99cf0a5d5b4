// Merges the problems of the texts, of references to missing documents and of the description.
#include "app/openapi/check_documents.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "app/openapi/check.h"
#include "app/openapi/reach.h"
#include "app/openapi/rules.h"

namespace vitrine::openapi {

namespace {

/// Document and JSON Pointer.
using Places = std::set<std::pair<std::string, std::string>>;

/// The sign that people often leave out.
std::string hint_for(std::string_view reference) {
  if (reference.starts_with('/')) reference.remove_prefix(1);
  for (const std::string_view section : {"components/", "definitions/", "paths/"}) {
    if (reference.starts_with(section)) {
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
  const RuleId& rule = unread.why.elsewhere ? rule::kRefNotLoaded : rule::kRefUnreadable;
  return {rule.severity,      std::string(documents.set().uri_of(first.document())),
          first.pointer(),    first.position(),
          std::move(message), rule.name};
}

/// Problems of the texts and of the references between them, by place. `unread` gets where
/// references to documents that are not there stand.
std::vector<Problem> problems_of_texts(Documents& documents, Places& unread) {
  std::vector<Problem> problems;
  for (const Unread& one : read_all(documents).unread) {
    problems.push_back(problem_of(documents, one));
    for (const OutsideReference& reference : one.references) {
      const json::Value value = reference.from.value;
      unread.emplace(documents.set().uri_of(value.document()), value.pointer());
    }
  }
  for (const std::string& uri : documents.set().uris()) {
    for (Problem& problem : text_problems(*documents.set().find(uri), uri)) {
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
std::vector<Problem> all_problems(Documents& documents, const Description& description,
                                  std::vector<Problem> all, Places reported) {
  for (const Problem& problem : all) {
    if (!problem.pointer.empty()) reported.emplace(problem.uri, problem.pointer);
  }
  // Without a root, report only why there is none.
  const bool nothing = !documents.set().root(documents.uri()).value;
  if (nothing && !all.empty()) return all;
  for (Problem& problem : check(description)) {
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

CheckedDescription check_documents(Documents& documents, const RuleLevels& levels) {
  CheckedDescription checked;
  Places unread;
  std::vector<Problem> problems = problems_of_texts(documents, unread);
  checked.description = Description::read(documents.set(), documents.uri());
  checked.problems =
      all_problems(documents, checked.description, std::move(problems), std::move(unread));
  apply(levels, checked.problems);
  return checked;
}

}  // namespace vitrine::openapi
