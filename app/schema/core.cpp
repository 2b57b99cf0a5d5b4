// The core vocabulary: references (JSON Schema Core §8.2.3).
#include "app/schema/keywords.h"
#include "app/schema/run.h"

namespace vitrine::schema {

namespace {

bool ref(const Keyword& keyword, Run& run, Frame& frame) {
  Step step{&keyword};
  return run.apply_in_place(frame, step, *keyword.node, Role::required);
}

bool dynamic_ref(const Keyword& keyword, Run& run, Frame& frame) {
  Step step{&keyword};
  const std::vector<std::string>& names = keyword.operands->names;
  const Node* target =
      names.empty() ? keyword.node : run.dynamic_target(names.front(), keyword.node);
  return run.apply_dynamic(frame, step, *target);
}

void compile(Build& build, std::string_view keyword_name, const json::Value& value,
             Reference kind) {
  if (!build.expect(value, json::Type::string)) return;
  std::string name;
  const Node* target = build.reference(value, kind, &name);
  Keyword& keyword = build.add(keyword_name, value, dynamic_ref);
  keyword.node = target;
  keyword.operands = std::make_unique<Operands>();
  if (!name.empty()) keyword.operands->names.push_back(name);
}

}  // namespace

void compile_ref(Build& build, const json::Value& value) {
  if (!build.expect(value, json::Type::string)) return;
  const Node* target = build.reference(value, Reference::plain, nullptr);
  build.add("$ref", value, ref).node = target;
}

void compile_dynamic_ref(Build& build, const json::Value& value) {
  compile(build, "$dynamicRef", value, Reference::dynamic);
}

/// JSON Schema Core 2019-09 §8.2.4.2.
void compile_recursive_ref(Build& build, const json::Value& value) {
  compile(build, "$recursiveRef", value, Reference::recursive);
}

}  // namespace vitrine::schema
