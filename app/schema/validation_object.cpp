// The validation vocabulary: which properties must be there (JSON Schema Validation §6.5.3 and
// §6.5.4), with OpenAPI's exception for `readOnly` and `writeOnly` (OAS 3.0.3 §4.7.24.2).
#include <algorithm>

#include "app/schema/keywords.h"
#include "app/schema/run.h"

namespace vitrine::schema {

namespace {

constexpr std::size_t kSearched = 200;  // schemas looked through for one property

/// Schemas that hold wherever `node` does, by `$ref` and `allOf`, itself first.
std::vector<const Node*> conjunction(const Node* node) {
  std::vector<const Node*> nodes = {node};
  const auto add = [&nodes](const Node* next) {
    if (next->alias != nullptr) next = next->alias;
    const bool known = std::find(nodes.begin(), nodes.end(), next) != nodes.end();
    if (!known && nodes.size() < kSearched) nodes.push_back(next);
  };
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    for (const Keyword& keyword : nodes[i]->keywords) {
      if (keyword.name.starts_with('$')) add(keyword.node);
      if (keyword.name != "allOf") continue;
      for (const Child& child : keyword.operands->children) add(child.node);
    }
  }
  return nodes;
}

/// `required` counts only in responses for a `readOnly` property, only in requests for a
/// `writeOnly` one. The property may be declared in any schema that holds for the same object.
bool is_exempt(const Run& run, const Frame& frame, std::string_view property) {
  if (run.direction() == Direction::any) return false;
  const Frame* outermost = &frame;
  while (outermost->in_place) outermost = outermost->parent;
  std::vector<const Node*> nodes = conjunction(outermost->node);
  const std::vector<const Node*> own = conjunction(frame.node);
  nodes.insert(nodes.end(), own.begin(), own.end());
  for (const Node* node : nodes) {
    const Keyword* properties = node->find("properties");
    const Child* child = properties == nullptr ? nullptr : properties->operands->find(property);
    if (child != nullptr && travels_other_way(*child->node, run.direction())) return true;
  }
  return false;
}

/// Checks the required names in one pass over the members, for objects of usual size.
bool has_all(const Operands& required, const Run& run, const json::Value& object) {
  constexpr std::size_t kMembersPerName = 16;  // then a search for each name costs less
  if (run.has_duplicates() || object.size() > kMembersPerName * required.names.size()) return false;
  std::size_t found = 0;
  for (const json::Member& member : object.members()) found += required.has_name(member.key);
  return found == required.by_name.size();
}

bool required(const Keyword& keyword, Run& run, Frame& frame) {
  if (frame.type != json::Type::object) return true;
  if (!run.charge(keyword.operands->names.size())) return false;
  if (has_all(*keyword.operands, run, frame.instance)) return true;
  bool valid = true;
  for (const std::string& name : keyword.operands->names) {
    if (frame.instance[name] || is_exempt(run, frame, name)) continue;
    valid = run.fail(frame, keyword.name,
                     [&](Violation& violation) { add_text(violation, "property", name); });
    if (!run.wants_more()) break;
  }
  return valid;
}

bool dependent_required(const Keyword& keyword, Run& run, Frame& frame) {
  if (frame.type != json::Type::object) return true;
  bool valid = true;
  for (const auto& [trigger, names] : keyword.operands->dependencies) {
    if (!run.charge(1 + names.size())) return false;
    if (!frame.instance[trigger]) continue;
    for (const std::string& name : names) {
      if (frame.instance[name] || is_exempt(run, frame, name)) continue;
      const std::string& because = trigger;
      valid = run.fail(frame, keyword.name, [&](Violation& violation) {
        add_text(violation, "property", name);
        add_text(violation, "because", because);
      });
      if (!run.wants_more()) return false;
    }
  }
  return valid;
}

std::vector<std::string> read_names(Build& build, const json::Value& value) {
  std::vector<std::string> names;
  for (const json::Value name : value.elements()) {
    if (build.expect(name, json::Type::string)) names.emplace_back(name.string());
  }
  return names;
}

/// The members that are arrays of names.
void compile_names(Build& build, std::string_view name, const json::Value& value) {
  Keyword& keyword = build.add(name, value, dependent_required);
  keyword.operands = std::make_unique<Operands>();
  for (const json::Member& member : value.members()) {
    if (!member.value.is_array() || value[member.key].id() != member.value.id()) continue;
    keyword.operands->dependencies.emplace_back(std::string(member.key),
                                                read_names(build, member.value));
  }
}

}  // namespace

bool travels_other_way(const Node& property, Direction direction) {
  if (direction == Direction::any) return false;
  for (const Node* node : conjunction(&target_of(property))) {
    if (direction == Direction::request ? node->read_only : node->write_only) return true;
  }
  return false;
}

void compile_required(Build& build, const json::Value& value) {
  if (!build.expect(value, json::Type::array)) return;
  std::vector<std::string> names = read_names(build, value);
  Keyword& keyword = build.add("required", value, required);
  keyword.operands = std::make_unique<Operands>();
  keyword.operands->names = std::move(names);
  keyword.operands->sort_names();
}

void compile_dependent_required(Build& build, const json::Value& value) {
  if (!build.expect(value, json::Type::object)) return;
  for (const json::Member& member : value.members()) build.expect(member.value, json::Type::array);
  compile_names(build, "dependentRequired", value);
}

/// The half of `dependencies` that is arrays.
void compile_dependencies_of_names(Build& build, const json::Value& value) {
  compile_names(build, "dependencies", value);
}

}  // namespace vitrine::schema
