#include "app/openapi/check.h"

#include <algorithm>

#include "app/openapi/checker.h"

namespace vitrine::openapi {

using json::Cursor;
using json::Value;

namespace {

/// More reports than a user reads.
constexpr size_t kMaxReports = 10'000;

bool is_one_of(std::string_view rule, std::initializer_list<RuleId> list) {
  return std::any_of(list.begin(), list.end(),
                     [rule](const RuleId& id) { return id.name == rule; });
}

}  // namespace

Checker::Checker(const Description& description) : description_(description) {
  context_.set = &description.documents();
  context_.version = description.version();
  context_.dialect = description.dialect();
  context_.problems = &found_;
  context_.missing = &missing_;
}

std::vector<Problem> Checker::run() {
  problems_ = description_.problems();
  const std::vector<OperationEntry>& entries = description_.operations();
  for (size_t i = 0; i < entries.size(); ++i) {
    Operation operation = description_.operation(i);
    take(operation.problems);
    listed_.insert(node(entries[i].cursor));
  }
  walk();
  compile_schemas();
  check_samples();
  leave_out_consequences();
  count_repeated();
  return in_order();
}

void Checker::report(const RuleId& rule, const Cursor& at, std::string message) {
  report(rule, at, at.value, std::move(message));
}

void Checker::report(const RuleId& rule, const Cursor& near, Value value, std::string message) {
  if (problems_.size() >= kMaxReports) return;
  context_.report(rule, near, value, std::move(message));
  take(found_);
}

void Checker::take(std::vector<Problem>& more) {
  for (Problem& problem : more) {
    if (problems_.size() < kMaxReports) problems_.push_back(std::move(problem));
  }
  more.clear();
}

/// Drops problems of a component that a reference takes for another kind: its fields are not those
/// of the wanted one.
void Checker::leave_out_consequences() {
  if (wrong_kinds_.empty()) return;
  std::erase_if(problems_, [&](const Problem& problem) {
    if (!is_one_of(problem.rule,
                   {rule::kFieldType, rule::kMissingField, rule::kUnknownField, rule::kForeignField,
                    rule::kParameterIn, rule::kParameterSchema})) {
      return false;
    }
    return std::any_of(wrong_kinds_.begin(), wrong_kinds_.end(), [&](const auto& target) {
      const auto& [uri, pointer] = target;
      return problem.uri == uri && problem.pointer.starts_with(pointer) &&
             (problem.pointer.size() == pointer.size() || problem.pointer[pointer.size()] == '/');
    });
  });
}

/// One cause is reported once, with how often it shows: the first place by the order of the text.
void Checker::count_repeated() {
  std::map<std::pair<std::string_view, std::string>, std::pair<size_t, std::set<std::string>>>
      known;
  std::vector<bool> again(problems_.size());
  for (size_t i = 0; i < problems_.size(); ++i) {
    const Problem& problem = problems_[i];
    if (!is_one_of(problem.rule,
                   {rule::kSecurityUndeclared, rule::kScopeUndeclared, rule::kScopesEmpty})) {
      continue;
    }
    auto [entry, added] = known.emplace(std::pair(problem.rule, problem.message),
                                        std::pair(i, std::set<std::string>()));
    auto& [first, places] = entry->second;
    places.insert(problem.uri + '#' + problem.pointer);
    if (added) continue;
    const bool earlier = problem.uri == problems_[first].uri &&
                         problem.position.line < problems_[first].position.line;
    again[earlier ? first : i] = true;
    if (earlier) first = i;
  }
  for (const auto& [what, uses] : known) {
    const size_t count = uses.second.size();
    if (count < 2) continue;
    problems_[uses.first].message += " (" + std::to_string(count) + " uses)";
  }
  std::vector<Problem> rest;
  for (size_t i = 0; i < problems_.size(); ++i) {
    if (!again[i]) rest.push_back(std::move(problems_[i]));
  }
  problems_ = std::move(rest);
}

std::vector<Problem> Checker::in_order() {
  const std::string& own = description_.uri();
  auto key = [&](const Problem& p) {
    return std::tuple(p.uri != own, std::string_view(p.uri), p.position.line, p.position.column);
  };
  std::stable_sort(problems_.begin(), problems_.end(),
                   [&](const Problem& a, const Problem& b) { return key(a) < key(b); });
  std::vector<Problem> once;
  std::set<std::tuple<std::string_view, std::string_view, std::string_view, std::string_view>> said;
  // An alias of YAML is the same text in several places of the tree.
  std::set<std::tuple<std::string_view, uint32_t, uint32_t, std::string_view>> at_place;
  for (const Problem& problem : problems_) {
    // Several Objects may find the same in one place, in words of their own.
    const bool by_place =
        is_one_of(problem.rule, {rule::kRefUnresolved, rule::kRefNotLoaded, rule::kRefNotAllowed,
                                 rule::kUnknownField, rule::kForeignField, rule::kLinkTarget,
                                 rule::kArrayItems, rule::kCollectionFormat});
    const std::string_view words = by_place ? std::string_view() : problem.message;
    const auto& [line, column] = problem.position;
    if (said.insert({problem.uri, problem.pointer, problem.rule, words}).second &&
        (line == 0 || at_place.insert({problem.uri, line, column, problem.message}).second)) {
      once.push_back(problem);
    }
  }
  return once;
}

std::vector<Problem> check(const Description& description) { return Checker(description).run(); }

}  // namespace vitrine::openapi
