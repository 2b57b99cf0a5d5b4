// `discriminator`: of alternatives that stand in a list, a hint to the one that is meant; of those
// that build on a schema by `allOf`, what chooses one (OAS 3.0.3 §4.7.25).
#include "app/schema/discriminator.h"

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

#include "app/json/pointer.h"
#include "app/json/uri.h"
#include "app/schema/keywords.h"
#include "app/schema/run.h"

namespace vitrine::schema {

namespace {

/// A larger family is not searched; the variants of its members stay unknown.
constexpr std::size_t kMaxFamily = 100;

/// The target of a value of `mapping`: the name of a component, or a reference. A plain name is
/// never taken for a file: looking for one that is not there costs a walk over all documents.
const Node* mapped(Build& build, std::string_view target) {
  if (target.starts_with('#')) return build.find(target);
  std::string pointer = "/components/schemas";
  json::append(pointer, target);
  const Node* named = build.find('#' + json::encode_fragment(pointer));
  const bool is_name = target.find_first_of("./#:") == std::string_view::npos;
  return named != nullptr || is_name ? named : build.find(target);
}

void add_tag(Operands& operands, std::string_view tag, std::size_t branch) {
  const bool taken = std::any_of(operands.tags.begin(), operands.tags.end(),
                                 [tag](const auto& known) { return known.first == tag; });
  if (!tag.empty() && !taken) {
    operands.tags.emplace_back(std::string(tag), static_cast<std::uint32_t>(branch));
  }
}

/// The only text that a branch itself allows for the property. Many descriptions have one and no
/// mapping, though the name of the schema would be meant then.
std::string_view only_text(const Node* branch, std::string_view property) {
  if (branch == nullptr) return {};
  const auto text_of = [property](const json::Value& schema) {
    const json::Value own = schema["properties"][property];
    const json::Value listed = own["enum"];
    return (listed.is_array() && listed.size() == 1 ? listed.at(0) : own["const"]).string();
  };
  std::string_view text = text_of(branch->value);
  for (const json::Value part : branch->value["allOf"].elements())
    if (text.empty()) text = text_of(part);
  return text;
}

/// One schema that builds on another: as the components have it, and where that leads.
struct Member {
  json::Value component;
  json::Cursor written;
};

/// All that build on the schema, directly or not.
std::vector<Member> family_of(const json::DocumentSet& documents, const json::Value& base) {
  std::vector<Member> family;
  const auto add_derived = [&](const json::Value& value) {
    for (const json::Cursor& derived : documents.derived(value)) {
      const json::Resolution target = documents.follow(derived);
      const auto* cursor = std::get_if<json::Cursor>(&target);
      if (cursor == nullptr || cursor->value == base || family.size() > kMaxFamily) continue;
      const bool known = std::any_of(family.begin(), family.end(), [&](const Member& member) {
        return member.written.value == cursor->value;
      });
      if (!known) family.push_back({derived.value, *cursor});
    }
  };
  add_derived(base);
  for (std::size_t i = 0; i < family.size(); ++i) add_derived(json::Value(family[i].written.value));
  return family;
}

/// The value chooses which schema of the family holds as well. One of them that brought us here
/// has been chosen already.
bool one_of_family(const Keyword& keyword, Run& run, Frame& frame) {
  if (!frame.instance.is_object()) return true;
  const Operands& operands = *keyword.operands;
  for (const Frame* at = &frame; at != nullptr; at = at->in_place ? at->parent : nullptr) {
    if (!run.charge(1)) return false;
    for (const Child& child : operands.children) {
      if (at->node == &target_of(*child.node)) return true;
    }
  }
  const auto branch = named_branch(operands, frame.instance);
  if (!branch) {
    // Whether it may be absent, or of another type, is not said here.
    if (!frame.instance[operands.property].is_string()) return true;
    return run.fail(frame, "discriminator",
                    [&operands](Violation& violation) { describe_tags(operands, violation); });
  }
  Step step{&keyword};
  step.index = *branch;
  return run.apply_in_place(frame, step, *operands.children[*branch].node, Role::required);
}

}  // namespace

std::string last_token(std::string_view reference) {
  // npos + 1 is 0.
  return json::percent_decode(reference.substr(reference.rfind('/') + 1));
}

std::optional<std::size_t> named_branch(const Operands& operands, const json::Value& instance) {
  if (operands.property.empty()) return std::nullopt;
  const json::Value tag = instance[operands.property];
  for (const auto& [name, branch] : operands.tags) {
    if (tag.is_string() && tag.string() == name) return branch;
  }
  if (!operands.untagged || !instance.is_object()) return std::nullopt;
  return *operands.untagged;
}

void describe_tags(const Operands& operands, Violation& violation) {
  json::append(violation.instance_pointer, operands.property);
  std::vector<Parameter::Item> allowed;
  for (std::size_t i = 0; i < operands.tags.size() && i < kAllowedShown; ++i) {
    allowed.push_back({operands.tags[i].first});
  }
  add_list(violation, "allowed", std::move(allowed));
  add_number(violation, "count", operands.tags.size());
}

void add_tags(Build& build, Operands& operands, const json::Value& branches) {
  const json::Value discriminator = build.schema()["discriminator"];
  const json::Value property = discriminator["propertyName"];
  if (!build.rules().is_openapi() || !property.is_string()) return;
  operands.property = std::string(property.string());
  operands.all_tagged = true;
  struct Branch {
    std::string_view reference;
    std::string name;
  };
  std::vector<Branch> known;
  for (const json::Value branch : branches.elements()) {
    const std::string_view reference = branch["$ref"].string();
    known.push_back({reference, last_token(reference)});
    operands.all_tagged = operands.all_tagged && !reference.empty();
  }
  const auto branch_of = [&](std::string_view target) -> std::optional<std::size_t> {
    const Node* node = nullptr;
    for (const bool by_place : {false, true}) {
      if (by_place && (node = mapped(build, target)) == nullptr) break;
      for (std::size_t i = 0; i < known.size(); ++i) {
        const Branch& branch = known[i];
        if (branch.reference.empty()) continue;
        if (by_place ? build.find(branch.reference) == node
                     : branch.reference == target || branch.name == target) {
          return i;
        }
      }
    }
    return std::nullopt;
  };
  std::vector<bool> is_mapped(known.size());
  for (const json::Member& member : discriminator["mapping"].members()) {
    const auto branch = branch_of(member.value.string());
    if (!branch) continue;
    add_tag(operands, member.key, *branch);
    is_mapped[*branch] = true;
  }
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (is_mapped[i] || known[i].reference.empty()) continue;
    const std::string_view own = only_text(build.find(known[i].reference), operands.property);
    add_tag(operands, own.empty() ? known[i].name : own, i);
  }
  // Messages name them as the alternatives stand.
  std::stable_sort(operands.tags.begin(), operands.tags.end(),
                   [](const auto& one, const auto& other) { return one.second < other.second; });
  const std::string_view otherwise = discriminator["defaultMapping"].string();
  const auto untagged = otherwise.empty() ? std::nullopt : branch_of(otherwise);
  if (untagged) operands.untagged = static_cast<std::uint32_t>(*untagged);
}

void compile_discriminator(Build& build, const json::Value& value) {
  const json::Value& schema = build.schema();
  if (schema["oneOf"] || schema["anyOf"]) return;
  const json::Value property = value.is_string() ? value : value["propertyName"];
  if (!property.is_string() || property.string().empty()) return;
  const std::vector<Member> family = family_of(build.documents(), schema);
  if (family.size() > kMaxFamily) return;
  Operands operands;
  operands.property = std::string(property.string());
  std::vector<const Node*> targets;
  for (const Member& member : family) {
    const Node* node = build.schema_at(member.written);
    operands.children.push_back({last_token(member.component.pointer()), node});
    targets.push_back(node);
  }
  for (const json::Member& mapping : value["mapping"].members()) {
    const Node* node = mapped(build, mapping.value.string());
    if (node == nullptr) continue;
    std::size_t branch = 0;
    const auto is_meant = [&](std::size_t i) {
      return targets[i] == node || (i < family.size() && family[i].component == node->value);
    };
    while (branch < targets.size() && !is_meant(branch)) ++branch;
    if (branch == targets.size()) {
      if (node->value == schema) continue;
      operands.children.push_back({last_token(mapping.value.string()), node});
      targets.push_back(node);
    }
    add_tag(operands, mapping.key, branch);
  }
  if (operands.children.empty()) return;
  for (std::size_t i = 0; i < operands.children.size(); ++i) {
    // Azure's descriptions of 2.0 write this instead of a mapping.
    if (i < family.size()) {
      add_tag(operands, family[i].written.value["x-ms-discriminator-value"].string(), i);
    }
    add_tag(operands, operands.children[i].token, i);
  }
  Keyword& keyword = build.add("discriminator", value, one_of_family);
  keyword.operands = std::make_unique<Operands>(std::move(operands));
}

}  // namespace vitrine::schema
