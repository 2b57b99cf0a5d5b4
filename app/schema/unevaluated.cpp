// The unevaluated vocabulary (JSON Schema Core §11).
#include <algorithm>

#include "app/schema/keywords.h"
#include "app/schema/run.h"

namespace vitrine::schema {

namespace {

/// Takes stock of what has been evaluated, for lookups.
class Stock {
 public:
  explicit Stock(const Evaluated& evaluated) : ids_(evaluated.children) {
    std::sort(ids_.begin(), ids_.end());
  }
  bool has(const json::Value& child) const {
    return std::binary_search(ids_.begin(), ids_.end(), child.id());
  }

 private:
  std::vector<std::uint32_t> ids_;
};

bool is_settled(const Run& run, const Frame& frame) {
  // Failed alternatives and ignored keywords could have evaluated anything: report nothing more
  // then.
  return frame.evaluated->all || frame.node->incomplete ||
         (run.collecting() && frame.alternatives_failed);
}

bool unevaluated_items(const Keyword& keyword, Run& run, Frame& frame) {
  if (frame.type != json::Type::array || is_settled(run, frame)) return true;
  if (!run.charge(frame.evaluated->children.size())) return false;
  const Stock stock(*frame.evaluated);
  bool valid = true;
  std::size_t index = 0;
  for (const json::Value item : frame.instance.elements()) {
    Step step{&keyword};
    step.item = index++;
    if (!run.charge(1)) return false;
    if (stock.has(item) || run.apply_child(frame, step, *keyword.node, item)) continue;
    valid = false;
    if (!run.wants_more()) break;
  }
  frame.evaluated->all = true;
  return valid;
}

bool unevaluated_properties(const Keyword& keyword, Run& run, Frame& frame) {
  if (frame.type != json::Type::object || is_settled(run, frame)) return true;
  if (!run.charge(frame.evaluated->children.size())) return false;
  const Stock stock(*frame.evaluated);
  bool valid = true;
  run.for_each_member(frame.instance, [&](std::string_view key, const json::Value& value) {
    Step step{&keyword};
    step.key = key;
    step.to_member = true;
    if (stock.has(value) || run.apply_child(frame, step, *keyword.node, value)) return true;
    valid = false;
    return run.wants_more();
  });
  frame.evaluated->all = true;
  return valid && !run.stopped();
}

void compile(Build& build, std::string_view name, const json::Value& value, Evaluate evaluate) {
  const Node* node = build.subschema(value);
  build.add(name, value, evaluate).node = node;
  build.node().has_unevaluated = true;
}

}  // namespace

void compile_unevaluated_items(Build& build, const json::Value& value) {
  compile(build, "unevaluatedItems", value, unevaluated_items);
}

void compile_unevaluated_properties(Build& build, const json::Value& value) {
  compile(build, "unevaluatedProperties", value, unevaluated_properties);
}

}  // namespace vitrine::schema
