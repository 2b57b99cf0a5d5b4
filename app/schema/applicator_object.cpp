// The applicator vocabulary for objects (JSON Schema Core §10.3.2).
#include "app/json/reader.h"
#include "app/json/writer.h"
#include "app/schema/keywords.h"
#include "app/schema/run.h"

namespace vitrine::schema {

namespace {

Step to_member(const Keyword& keyword, std::string_view key) {
  Step step{&keyword};
  step.key = key;
  step.to_member = true;
  return step;
}

/// Applies a schema to the member and keeps account; false when it is time to stop.
bool apply_member(Run& run, Frame& frame, const Step& step, const Node& node,
                  const json::Value& value, bool* valid) {
  if (frame.evaluated != nullptr) frame.evaluated->add(value);
  if (run.apply_child(frame, step, node, value)) return true;
  *valid = false;
  return run.wants_more();
}

bool properties(const Keyword& keyword, Run& run, Frame& frame) {
  if (frame.type != json::Type::object) return true;
  bool valid = true;
  run.for_each_member(frame.instance, [&](std::string_view key, const json::Value& value) {
    const Child* child = keyword.operands->find(key);
    if (child == nullptr) return true;
    Step step = to_member(keyword, key);
    step.token = child->token;
    step.has_token = true;
    return apply_member(run, frame, step, *child->node, value, &valid);
  });
  return valid && !run.stopped();
}

bool too_expensive(Run& run, Frame& frame, const Keyword& keyword, const std::string& pattern) {
  return run.fail(frame, keyword.name, [&](Violation& violation) {
    add_text(violation, "pattern", pattern);
    add_text(violation, "error", "PatternTooExpensive");
  });
}

/// `count` is 1 where a pattern is ignored: any member may be meant by it.
bool pattern_properties(const Keyword& keyword, Run& run, Frame& frame) {
  if (frame.type != json::Type::object) return true;
  bool valid = true;
  for (const PatternChild& child : keyword.operands->patterns) {
    run.for_each_member(frame.instance, [&](std::string_view key, const json::Value& value) {
      const Pattern::Verdict verdict = run.search(child.pattern, key);
      if (verdict == Pattern::Verdict::no_match) return true;
      if (verdict == Pattern::Verdict::too_expensive) {
        valid = too_expensive(run, frame, keyword, child.token);
        return run.wants_more();
      }
      Step step = to_member(keyword, key);
      step.token = child.token;
      step.has_token = true;
      return apply_member(run, frame, step, *child.node, value, &valid);
    });
    if (!valid && !run.wants_more()) break;
  }
  return valid && !run.stopped();
}

/// Members that neither `properties` nor `patternProperties` beside the keyword speak of.
bool additional_properties(const Keyword& keyword, Run& run, Frame& frame) {
  if (frame.type != json::Type::object) return true;
  const Keyword* named = frame.node->find("properties");
  const Keyword* patterns = frame.node->find("patternProperties");
  if (patterns != nullptr && patterns->count == 1) return true;
  bool valid = true;
  run.for_each_member(frame.instance, [&](std::string_view key, const json::Value& value) {
    if (named != nullptr && named->operands->find(key) != nullptr) return true;
    if (patterns != nullptr) {
      for (const PatternChild& child : patterns->operands->patterns) {
        if (run.search(child.pattern, key) == Pattern::Verdict::match) return true;
      }
    }
    return apply_member(run, frame, to_member(keyword, key), *keyword.node, value, &valid);
  });
  return valid && !run.stopped();
}

/// The names become a document of their own, so that they are values like all others.
bool property_names(const Keyword& keyword, Run& run, Frame& frame) {
  if (frame.type != json::Type::object || frame.instance.empty()) return true;
  std::vector<std::string_view> keys;
  std::string text;
  json::Writer writer(text);
  writer.begin_array();
  run.for_each_member(frame.instance, [&](std::string_view key, const json::Value&) {
    writer.string(key);
    keys.push_back(key);
    return run.charge(key.size() / 64);
  });
  writer.end_array();
  const json::Reading names = json::read(text);
  bool valid = true;
  std::size_t index = 0;
  for (const json::Value name : names.document.root().elements()) {
    Step step{&keyword};
    step.to_name = true;
    std::vector<Violation> causes;
    bool name_valid = false;
    {
      const Run::Redirect redirect(run, run.collecting() ? &causes : nullptr);
      name_valid = run.apply_child(frame, step, *keyword.node, name);
    }
    const std::string_view key = keys[index++];
    if (name_valid) continue;
    valid = run.fail(frame, keyword.name, [&](Violation& violation) {
      add_text(violation, "property", key);
      violation.causes = std::move(causes);
    });
    if (!run.wants_more()) break;
  }
  return valid && !run.stopped();
}

}  // namespace

void compile_properties(Build& build, const json::Value& value) {
  if (!build.expect(value, json::Type::object)) return;
  build.add_children(build.add("properties", value, properties), value);
}

void compile_pattern_properties(Build& build, const json::Value& value) {
  if (!build.expect(value, json::Type::object)) return;
  Keyword& keyword = build.add("patternProperties", value, pattern_properties);
  keyword.operands = std::make_unique<Operands>();
  for (const json::Member& member : value.members()) {
    auto pattern = build.pattern(member.value, member.key);
    if (pattern == nullptr) {
      keyword.count = 1;
      continue;
    }
    keyword.operands->patterns.push_back(
        {std::string(member.key), build.subschema(member.value), std::move(*pattern)});
  }
}

void compile_additional_properties(Build& build, const json::Value& value) {
  // The additional properties are unknown if the declared ones are malformed.
  for (const std::string_view named : {"properties", "patternProperties"}) {
    const json::Value beside = build.schema()[named];
    if (beside && !beside.is_object()) return;
  }
  const Node* node = build.subschema(value);
  build.add("additionalProperties", value, additional_properties).node = node;
}

void compile_property_names(Build& build, const json::Value& value) {
  const Node* node = build.subschema(value);
  build.add("propertyNames", value, property_names).node = node;
}

}  // namespace vitrine::schema
