// The applicator vocabulary: `anyOf` and `oneOf` (JSON Schema Core §10.2.1), with the nearest
// branch as the explanation and OpenAPI's `discriminator` as a hint to it (OAS 3.1.0 §4.8.25).
#include <algorithm>
#include <optional>
#include <tuple>

#include "app/schema/discriminator.h"
#include "app/schema/keywords.h"
#include "app/schema/run.h"

namespace vitrine::schema {

namespace {

/// How far a failed branch is from the instance; smaller is nearer.
using Distance = std::tuple<int, int, std::size_t>;

constexpr int kWrongType = 2;
constexpr int kWrongTag = 1;

Distance distance(const std::vector<Violation>& violations, const std::string& here) {
  int kind = 0;
  int superfluous = 0;
  const auto count = leaves(violations);
  for (const Violation* violation : count) {
    const std::string& keyword = violation->keyword;
    const bool at_instance = violation->instance_pointer == here;
    const bool is_value = keyword == "const" || keyword == "enum";
    if (at_instance && (keyword == "type" || keyword == "false" || is_value)) {
      kind = std::max(kind, kWrongType);
    } else if (is_value &&
               violation->instance_pointer.find('/', here.size() + 1) == std::string::npos) {
      // A member that says which kind of object this is says that it is another one.
      kind = std::max(kind, kWrongTag);
    } else if (keyword == "additionalProperties" || keyword == "unevaluatedProperties" ||
               keyword == "required") {
      ++superfluous;
    }
  }
  return {kind, superfluous, count.size()};
}

/// The branches tried so far and the nearest of those that failed. Only a collecting run asks which
/// they are.
struct Alternatives {
  std::size_t matches = 0;
  /// Something else matches because it is not read completely.
  bool uncertain = false;
  std::vector<std::size_t> matched;
  std::vector<Violation> causes;
  std::optional<Distance> best;
  std::size_t nearest = 0;
};

Step step_to(const Keyword& keyword, std::size_t index) {
  Step step{&keyword};
  step.index = index;
  return step;
}

void try_branch(const Keyword& keyword, Run& run, Frame& frame, std::size_t index,
                std::optional<std::size_t> named, Alternatives& alternatives) {
  const Step step = step_to(keyword, index);
  const Node& node = *keyword.operands->children[index].node;
  if (!run.collecting()) {
    if (!run.apply_in_place(frame, step, node, Role::tried)) return;
    alternatives.uncertain = alternatives.uncertain || is_uncertain(node);
    alternatives.matches += is_uncertain(node) ? 0 : 1;
    return;
  }
  std::vector<Violation> violations;
  bool valid = false;
  {
    const Run::Redirect redirect(run, &violations);
    valid = run.apply_in_place(frame, step, node, Role::tried);
  }
  if (valid && is_uncertain(node)) {
    alternatives.uncertain = true;
    return;
  }
  if (valid) {
    ++alternatives.matches;
    alternatives.matched.push_back(index);
    return;
  }
  if (alternatives.matches > 0) return;
  Distance away = distance(violations, run.pointer_to(frame));
  if (named && *named == index) away = {-1, 0, 0};
  if (!alternatives.best || away < *alternatives.best) {
    alternatives.best = away;
    alternatives.nearest = index;
    alternatives.causes = std::move(violations);
  }
}

/// Reports a discriminator that names no branch, and the values that it may have, since no branch
/// is nearer than another.
bool explain_tag(const Keyword& keyword, Run& run, const Frame& frame,
                 std::vector<Violation>& causes) {
  const Operands& operands = *keyword.operands;
  const json::Value tag = frame.instance[operands.property];
  if (operands.property.empty() || !tag.is_string() || !operands.all_tagged) return false;
  if (named_branch(operands, frame.instance)) return false;
  std::vector<Violation> said;
  const Run::Redirect redirect(run, &said);
  run.fail(frame, "discriminator",
           [&operands](Violation& violation) { describe_tags(operands, violation); });
  if (said.empty()) return false;
  causes = std::move(said);
  return true;
}

bool explain(const Keyword& keyword, Run& run, Frame& frame, Alternatives& alternatives) {
  frame.alternatives_failed = true;
  if (run.collecting() && alternatives.matched.empty()) {
    explain_tag(keyword, run, frame, alternatives.causes);
  }
  return run.fail(frame, keyword.name, [&](Violation& violation) {
    if (alternatives.matched.empty()) {
      add_number(violation, "nearest", alternatives.nearest);
      violation.causes = std::move(alternatives.causes);
      return;
    }
    std::vector<Parameter::Item> indexes;
    for (const std::size_t index : alternatives.matched) {
      indexes.push_back({std::to_string(index), false});
    }
    add_list(violation, "matched", std::move(indexes));
  });
}

bool any_of(const Keyword& keyword, Run& run, Frame& frame) {
  Alternatives alternatives;
  const std::size_t size = keyword.operands->children.size();
  const auto named = named_branch(*keyword.operands, frame.instance);
  for (std::size_t i = 0; i < size && !run.stopped(); ++i) {
    try_branch(keyword, run, frame, i, named, alternatives);
    // All branches have a say about what is evaluated, otherwise one is enough.
    if (alternatives.matches > 0 && frame.evaluated == nullptr) return true;
  }
  if (alternatives.matches > 0 || alternatives.uncertain) return true;
  return explain(keyword, run, frame, alternatives);
}

bool one_of(const Keyword& keyword, Run& run, Frame& frame) {
  Alternatives alternatives;
  const std::size_t size = keyword.operands->children.size();
  const auto named = named_branch(*keyword.operands, frame.instance);
  for (std::size_t i = 0; i < size && !run.stopped(); ++i) {
    try_branch(keyword, run, frame, i, named, alternatives);
    if (alternatives.matches > 1 && !run.collecting()) return false;
  }
  if (alternatives.matches == 1 || (alternatives.matches == 0 && alternatives.uncertain))
    return true;
  return explain(keyword, run, frame, alternatives);
}

void compile(Build& build, std::string_view name, const json::Value& value, Evaluate evaluate) {
  if (!build.expect(value, json::Type::array)) return;
  if (value.empty()) {
    build.problem(value, Problem::Kind::value, "must not be empty, is ignored");
    return;
  }
  Keyword& keyword = build.add(name, value, evaluate);
  build.add_children(keyword, value);
  add_tags(build, *keyword.operands, value);
}

}  // namespace

void compile_any_of(Build& build, const json::Value& value) {
  compile(build, "anyOf", value, any_of);
}

void compile_one_of(Build& build, const json::Value& value) {
  compile(build, "oneOf", value, one_of);
}

}  // namespace vitrine::schema
