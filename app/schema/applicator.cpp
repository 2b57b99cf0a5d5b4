// The applicator vocabulary, in place: `allOf`, `not`, `if`, `dependentSchemas`
// (JSON Schema Core §10.2).
#include "app/schema/keywords.h"
#include "app/schema/run.h"

namespace vitrine::schema {

namespace {

bool all_of(const Keyword& keyword, Run& run, Frame& frame) {
  bool valid = true;
  std::size_t index = 0;
  for (const Child& child : keyword.operands->children) {
    Step step{&keyword};
    step.index = index++;
    if (run.apply_in_place(frame, step, *child.node, Role::required)) continue;
    valid = false;
    if (!run.wants_more()) break;
  }
  return valid;
}

bool not_(const Keyword& keyword, Run& run, Frame& frame) {
  Step step{&keyword};
  bool matches = false;
  {
    // Results inside a `not` are neither violations nor annotations.
    const Run::Redirect redirect(run, nullptr);
    Evaluated* outer = frame.evaluated;
    frame.evaluated = nullptr;
    matches = run.apply_in_place(frame, step, *keyword.node, Role::tried);
    frame.evaluated = outer;
  }
  return matches && !is_uncertain(*keyword.node) ? run.fail(frame, keyword.name) : true;
}

bool if_(const Keyword& keyword, Run& run, Frame& frame) {
  Step step{&keyword};
  bool condition = false;
  {
    const Run::Redirect redirect(run, nullptr);
    condition = run.apply_in_place(frame, step, *keyword.node, Role::tried);
  }
  const Node* branch = condition ? keyword.then_node : keyword.else_node;
  if (branch == nullptr || (condition && is_uncertain(*keyword.node))) return true;
  // `then` and `else` are siblings of `if`, and so are their locations.
  Keyword sibling;
  sibling.name = condition ? "then" : "else";
  step.keyword = &sibling;
  return run.apply_in_place(frame, step, *branch, Role::required);
}

bool dependent_schemas(const Keyword& keyword, Run& run, Frame& frame) {
  if (frame.type != json::Type::object) return true;
  bool valid = true;
  for (const Child& child : keyword.operands->children) {
    if (!run.charge(1)) return false;
    if (!frame.instance[child.token]) continue;
    Step step{&keyword};
    step.token = child.token;
    step.has_token = true;
    if (run.apply_in_place(frame, step, *child.node, Role::required)) continue;
    valid = false;
    if (!run.wants_more()) break;
  }
  return valid;
}

}  // namespace

void compile_all_of(Build& build, const json::Value& value) {
  if (!build.expect(value, json::Type::array)) return;
  build.add_children(build.add("allOf", value, all_of), value);
}

void compile_not(Build& build, const json::Value& value) {
  const Node* node = build.subschema(value);
  build.add("not", value, not_).node = node;
}

void compile_if(Build& build, const json::Value& value) {
  const json::Value then_value = build.schema()["then"];
  const json::Value else_value = build.schema()["else"];
  Keyword& keyword = build.add("if", value, if_);
  keyword.node = build.subschema(value);
  if (then_value) keyword.then_node = build.subschema(then_value);
  if (else_value) keyword.else_node = build.subschema(else_value);
}

void compile_dependent_schemas(Build& build, const json::Value& value) {
  if (!build.expect(value, json::Type::object)) return;
  build.add_children(build.add("dependentSchemas", value, dependent_schemas), value);
}

/// Draft 7 Validation §6.5.7: an array of names is `dependentRequired`, a schema is
/// `dependentSchemas`.
void compile_dependencies(Build& build, const json::Value& value) {
  if (!build.expect(value, json::Type::object)) return;
  compile_dependencies_of_names(build, value);
  Keyword& keyword = build.add("dependencies", value, dependent_schemas);
  keyword.operands = std::make_unique<Operands>();
  for (const json::Member& member : value.members()) {
    if (member.value.is_array() || value[member.key].id() != member.value.id()) continue;
    keyword.operands->children.push_back({std::string(member.key), build.subschema(member.value)});
  }
}

}  // namespace vitrine::schema
