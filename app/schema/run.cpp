#include "app/schema/run.h"

#include <algorithm>
#include <iterator>

#include "app/json/pointer.h"

namespace vitrine::schema {

namespace {

/// Applicators whose superfluous children are reported by their own name rather than as `false`.
bool names_superfluous(std::string_view keyword) {
  return keyword == "additionalProperties" || keyword == "unevaluatedProperties" ||
         keyword == "items" || keyword == "additionalItems" || keyword == "unevaluatedItems";
}

std::vector<const Frame*> path_to(const Frame& frame) {
  std::vector<const Frame*> frames;
  for (const Frame* at = &frame; at != nullptr; at = at->parent) frames.push_back(at);
  std::reverse(frames.begin(), frames.end());
  return frames;
}

std::string instance_pointer(const std::vector<const Frame*>& path) {
  std::string pointer;
  for (const Frame* frame : path) {
    if (frame->step == nullptr) continue;
    if (frame->step->to_member) json::append(pointer, frame->step->key);
    if (frame->step->item != Step::kNone) json::append(pointer, frame->step->item);
  }
  return pointer;
}

std::string keyword_location(const std::vector<const Frame*>& path) {
  std::string pointer;
  for (const Frame* frame : path) {
    if (const Step* step = frame->step; step != nullptr && step->keyword != nullptr) {
      json::append(pointer, step->keyword->name);
      if (step->has_token) {
        json::append(pointer, step->token);
      } else if (step->index != Step::kNone) {
        json::append(pointer, step->index);
      }
    }
    for (std::uint32_t i = 0; i < frame->alias_steps; ++i) pointer += "/$ref";
  }
  return pointer;
}

std::string absolute_location(const Program& program, const Node& node) {
  const Resource& resource = program.resources[node.resource];
  std::string pointer = node.value.pointer();
  const std::string root = resource.root.pointer();
  if (pointer.starts_with(root)) pointer.erase(0, root.size());
  return resource.uri + '#' + pointer;
}

}  // namespace

void Evaluated::merge(const Evaluated& other) {
  all = all || other.all;
  if (all) {
    children.clear();
  } else {
    children.insert(children.end(), other.children.begin(), other.children.end());
  }
}

Run::Run(const Program& program, const EvaluateOptions& options, const json::Document* document)
    : program_(program),
      options_(options),
      steps_(options.limits.steps),
      has_duplicates_(document == nullptr || !document->problems().empty()) {}

bool Run::judge(const json::Value& instance) {
  return judge(instance, *program_.root, {target_of(*program_.root).resource});
}

bool Run::judge(const json::Value& instance, const Node& node, const Scope& scope) {
  sink_ = nullptr;
  scope_ = scope;
  const Step start;
  const bool valid = apply_tracking(nullptr, start, node, instance, nullptr, Role::required);
  return valid && !stopped();
}

std::vector<Violation> Run::explain(const json::Value& instance) {
  std::vector<Violation> violations;
  sink_ = &violations;
  const Step start;
  apply_tracking(nullptr, start, *program_.root, instance, nullptr, Role::required);
  sink_ = nullptr;
  return violations;
}

bool Run::charge(std::uint64_t steps) {
  if (steps <= steps_) {
    steps_ -= steps;
    return true;
  }
  steps_ = 0;
  exceed("steps");
  return false;
}

void Run::exceed(std::string_view limit) {
  if (exceeded_.empty()) exceeded_ = limit;
}

Pattern::Verdict Run::search(const Pattern& pattern, std::string_view text) {
  constexpr std::uint64_t kStatesPerStep = 10;
  constexpr std::uint64_t kBytesPerStep = 64;
  if (!charge(1 + text.size() / kBytesPerStep)) return Pattern::Verdict::too_expensive;
  const std::uint64_t allowed =
      std::min<std::uint64_t>(options_.limits.pattern_steps, steps_ * kStatesPerStep);
  std::uint64_t used = 0;
  const Pattern::Verdict verdict = pattern.search(text, allowed, &used);
  charge(used / kStatesPerStep);
  if (verdict == Pattern::Verdict::too_expensive) exceeded_pattern_ = true;
  return verdict;
}

std::size_t Run::count_members(const json::Value& object) {
  if (!has_duplicates_) return object.size();
  std::size_t count = 0;
  for_each_member(object, [&count](std::string_view, const json::Value&) {
    ++count;
    return true;
  });
  return count;
}

bool Run::apply_child(Frame& frame, const Step& step, const Node& node, const json::Value& child) {
  return apply_tracking(&frame, step, node, child, nullptr, Role::required);
}

bool Run::is_being_applied(const Frame& frame, const Node& target) {
  const bool enters = std::find(scope_.begin(), scope_.end(), target.resource) == scope_.end();
  const std::size_t scope_size = scope_.size() + (enters ? 1 : 0);
  for (const Frame* at = &frame; at != nullptr; at = at->in_place ? at->parent : nullptr) {
    if (!charge(1)) return false;
    if (at->node != &target) continue;
    if (at->scope_size == scope_size || program_.dynamic_anchors.empty()) return true;
  }
  return false;
}

bool Run::apply_in_place(Frame& frame, const Step& step, const Node& node, Role role) {
  const Node& target = node.alias != nullptr ? *node.alias : node;
  if (target.in_cycle && is_being_applied(frame, target)) return true;
  return apply_tracking(&frame, step, node, frame.instance, frame.evaluated, role);
}

bool Run::apply_dynamic(Frame& frame, const Step& step, const Node& node) {
  const Node& target = node.alias != nullptr ? *node.alias : node;
  if (is_being_applied(frame, target)) return true;
  return apply_in_place(frame, step, node, Role::required);
}

const Node* dynamic_target(const Program& program, const Scope& scope, std::string_view name,
                           const Node* fallback) {
  for (const std::uint32_t resource : scope) {
    const auto found = program.dynamic_anchors.find(std::make_pair(resource, std::string(name)));
    if (found != program.dynamic_anchors.end() && found->second != nullptr) return found->second;
  }
  return fallback;
}

const Node* Run::dynamic_target(std::string_view name, const Node* fallback) const {
  return schema::dynamic_target(program_, scope_, name, fallback);
}

bool Run::apply_tracking(Frame* parent, const Step& step, const Node& node,
                         const json::Value& instance, Evaluated* outer, Role role) {
  const Node& target = node.alias != nullptr ? *node.alias : node;
  if (outer == nullptr && !target.has_unevaluated) {
    return apply(parent, step, node, instance, nullptr, role);
  }
  Evaluated evaluated;
  const bool valid = apply(parent, step, node, instance, &evaluated, role);
  // A failed subschema has evaluated nothing. But when its parent fails with it, the parent's
  // `unevaluated*` shall only report what is wrong in addition.
  if (outer != nullptr && (valid || (role == Role::required && collecting()))) {
    charge(evaluated.children.size());
    outer->merge(evaluated);
  }
  return valid;
}

bool Run::apply(Frame* parent, const Step& step, const Node& node, const json::Value& instance,
                Evaluated* evaluated, Role role) {
  if (!charge(1)) return false;
  const Node& target = node.alias != nullptr ? *node.alias : node;
  if (target.kind == Node::Kind::accept) return true;
  if (depth_ == options_.limits.depth) {
    exceed("depth");
    return false;
  }
  Frame frame;
  frame.parent = parent;
  frame.node = &target;
  frame.step = &step;
  frame.alias_steps = node.alias_steps;
  frame.instance = instance;
  frame.type = instance.type();
  frame.in_place = parent != nullptr && step.in_place();
  frame.evaluated = evaluated;
  if (target.kind == Node::Kind::reject) return reject(frame);

  const std::size_t outside = scope_.size();
  if (std::find(scope_.begin(), scope_.end(), target.resource) == scope_.end()) {
    scope_.push_back(target.resource);
  }
  frame.scope_size = static_cast<std::uint32_t>(scope_.size());
  ++depth_;
  const bool valid = run_keywords(frame);
  --depth_;
  scope_.resize(outside);
  if (frame.alternatives_failed && frame.in_place && role == Role::required) {
    parent->alternatives_failed = true;
  }
  return valid;
}

bool Run::run_keywords(Frame& frame) {
  bool valid = true;
  for (const Keyword& keyword : frame.node->keywords) {
    if (!charge(1)) return false;
    if (keyword.evaluate(keyword, *this, frame)) continue;
    valid = false;
    if (!wants_more()) break;
  }
  return valid;
}

bool Run::reject(Frame& frame) {
  if (!collecting() || stopped()) return false;
  const Step& step = *frame.step;
  const bool superfluous = step.keyword != nullptr && names_superfluous(step.keyword->name);
  // The place of the schema `false` is the keyword's place itself.
  const std::vector<const Frame*> path = path_to(frame);
  Violation violation;
  violation.instance_pointer = instance_pointer(path);
  violation.schema_pointer = keyword_location(path);
  violation.absolute_keyword_location = absolute_location(program_, *frame.node);
  violation.keyword = superfluous ? std::string(step.keyword->name) : "false";
  if (superfluous && step.to_member) add_text(violation, "property", step.key);
  if (superfluous && step.item != Step::kNone) add_number(violation, "index", step.item);
  keep(std::move(violation));
  return false;
}

std::string Run::pointer_to(const Frame& frame) const { return instance_pointer(path_to(frame)); }

Violation& Run::record(const Frame& frame, std::string_view keyword) {
  const std::vector<const Frame*> path = path_to(frame);
  Violation violation;
  violation.instance_pointer = instance_pointer(path);
  violation.schema_pointer = keyword_location(path);
  json::append(violation.schema_pointer, keyword);
  violation.absolute_keyword_location = absolute_location(program_, *frame.node);
  json::append(violation.absolute_keyword_location, keyword);
  violation.keyword = std::string(keyword);
  return keep(std::move(violation));
}

Violation& Run::keep(Violation violation) {
  // A pointer may be as long as the instance, and each violation has one.
  constexpr std::size_t kShortPointer = 4096;
  if (recorded_ >= options_.limits.violations) {
    exceed("violations");
    dropped_ = std::move(violation);
    return dropped_;
  }
  recorded_ += 1 + static_cast<std::uint32_t>(violation.instance_pointer.size() / kShortPointer);
  if (options_.first_only && redirects_ == 0) enough_ = true;
  sink_->push_back(std::move(violation));
  return sink_->back();
}

void add_text(Violation& violation, std::string_view name, std::string_view value) {
  violation.params.push_back({std::string(name), std::string(value), Parameter::Kind::text, {}});
}

void add_json(Violation& violation, std::string_view name, std::string_view text) {
  violation.params.push_back({std::string(name), std::string(text), Parameter::Kind::json, {}});
}

void add_list(Violation& violation, std::string_view name, std::vector<Parameter::Item> items) {
  violation.params.push_back({std::string(name), {}, Parameter::Kind::list, std::move(items)});
}

void add_number(Violation& violation, std::string_view name, std::uint64_t value) {
  add_json(violation, name, std::to_string(value));
}

}  // namespace vitrine::schema
