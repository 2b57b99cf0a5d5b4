// The applicator vocabulary for arrays (JSON Schema Core §10.3.1) with `minContains` and
// `maxContains` (Validation §6.4.4), which only mean something beside `contains`.
#include "app/schema/keywords.h"
#include "app/schema/run.h"

namespace vitrine::schema {

namespace {

Step to_item(const Keyword& keyword, std::size_t item) {
  Step step{&keyword};
  step.item = item;
  return step;
}

bool prefix_items(const Keyword& keyword, Run& run, Frame& frame) {
  if (frame.type != json::Type::array) return true;
  const std::vector<Child>& children = keyword.operands->children;
  bool valid = true;
  std::size_t index = 0;
  for (const json::Value item : frame.instance.elements()) {
    if (index == children.size()) break;
    if (frame.evaluated != nullptr) frame.evaluated->add(item);
    Step step = to_item(keyword, index);
    step.index = index;
    if (!run.apply_child(frame, step, *children[index].node, item)) {
      valid = false;
      if (!run.wants_more()) break;
    }
    ++index;
  }
  return valid;
}

/// One schema for all items from position `count` on.
bool rest_of_items(const Keyword& keyword, Run& run, Frame& frame) {
  if (frame.type != json::Type::array) return true;
  if (frame.evaluated != nullptr) frame.evaluated->all = true;
  if (keyword.node->kind == Node::Kind::accept) return true;
  bool valid = true;
  std::size_t index = 0;
  for (const json::Value item : frame.instance.elements()) {
    const std::size_t at = index++;
    if (at < keyword.count) continue;
    if (run.apply_child(frame, to_item(keyword, at), *keyword.node, item)) continue;
    valid = false;
    if (!run.wants_more()) break;
  }
  return valid;
}

/// `types` is not 0 where matching items count as evaluated: from 2020-12 on (JSON Schema Core
/// §10.3.1.3).
bool contains(const Keyword& keyword, Run& run, Frame& frame) {
  if (frame.type != json::Type::array) return true;
  Evaluated* evaluated = keyword.types != 0 ? frame.evaluated : nullptr;
  std::uint64_t matches = 0;
  std::size_t index = 0;
  for (const json::Value item : frame.instance.elements()) {
    const Run::Redirect redirect(run, nullptr);
    if (run.apply_child(frame, to_item(keyword, index++), *keyword.node, item)) {
      ++matches;
      if (evaluated != nullptr) evaluated->add(item);
    }
    if (run.stopped()) return false;
    // Without `maxContains`, and if no caller collects the matching items, stop at the minimum.
    if (matches >= keyword.count && keyword.most == UINT64_MAX && evaluated == nullptr) break;
  }
  const auto fail = [&](std::string_view name, std::uint64_t limit) {
    return run.fail(frame, name, [&](Violation& violation) {
      add_number(violation, "limit", limit);
      add_number(violation, "actual", matches);
    });
  };
  if (matches < keyword.count) {
    return fail(frame.node->value["minContains"] ? "minContains" : "contains", keyword.count);
  }
  return matches <= keyword.most || is_uncertain(*keyword.node) ||
         fail("maxContains", keyword.most);
}

void compile_rest(Build& build, std::string_view name, const json::Value& value,
                  std::size_t count) {
  const Node* node = build.subschema(value);
  Keyword& keyword = build.add(name, value, rest_of_items);
  keyword.node = node;
  keyword.count = count;
}

}  // namespace

void compile_prefix_items(Build& build, const json::Value& value) {
  if (!build.expect(value, json::Type::array)) return;
  build.add_children(build.add("prefixItems", value, prefix_items), value);
}

void compile_items(Build& build, const json::Value& value) {
  const DialectRules& rules = build.rules();
  // The JSON Schema of OpenAPI 2.0 allows a list, too.
  if (value.is_array() && (rules.items_may_be_list() || rules.dialect == Dialect::openapi_2_0)) {
    build.add_children(build.add("items", value, prefix_items), value);
    return;
  }
  if (rules.items_may_be_list() || rules.is_draft4_like()) {
    compile_rest(build, "items", value, 0);
    return;
  }
  const json::Value prefix = build.schema()["prefixItems"];
  // The other items are unknown if `prefixItems` is malformed.
  if (prefix && !prefix.is_array()) return;
  compile_rest(build, "items", value, prefix.size());
}

void compile_additional_items(Build& build, const json::Value& value) {
  const json::Value items = build.schema()["items"];
  if (items.is_array()) compile_rest(build, "additionalItems", value, items.size());
}

void compile_contains(Build& build, const json::Value& value) {
  std::uint64_t least = 1;
  std::uint64_t most = UINT64_MAX;
  const DialectRules& rules = build.rules();
  if (!rules.ref_stands_alone() && rules.has(Vocabulary::validation)) {
    const json::Value minimum = build.schema()["minContains"];
    const json::Value maximum = build.schema()["maxContains"];
    if (minimum) least = size_limit(build, minimum).value_or(0);
    if (maximum) most = size_limit(build, maximum).value_or(most);
  }
  const Node* node = build.subschema(value);
  Keyword& keyword = build.add("contains", value, contains);
  keyword.node = node;
  keyword.count = least;
  keyword.most = most;
  keyword.types = rules.items_may_be_list() ? 0 : kAnyType;
}

}  // namespace vitrine::schema
