// Objects and arrays made up for a schema.
#include <algorithm>
#include <utility>

#include "app/json/pointer.h"
#include "app/json/reader.h"
#include "app/json/write.h"
#include "app/schema/discriminator.h"
#include "app/schema/example_maker.h"
#include "app/schema/example_pattern.h"

namespace vitrine::schema {

namespace {

constexpr std::size_t kMaxNames = 1'000;
constexpr std::uint64_t kPatternSteps = 100'000;
constexpr std::uint32_t kDistinct = 4;  // tries for one item unlike the others
constexpr std::size_t kNameBytes = 1'000;

bool matches(const Pattern& pattern, std::string_view text) {
  std::uint64_t steps = 0;
  return pattern.search(text, kPatternSteps, &steps) == Pattern::Verdict::match;
}

void add_once(std::vector<std::string>& texts, std::string text) {
  if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(std::move(text));
}

}  // namespace

/// Properties in the order of the text, then those that are only required.
std::vector<Maker::Slot> Maker::slots_of(const Shape& shape) {
  std::vector<Slot> slots;
  const auto find = [&slots](std::string_view name) {
    return std::find_if(slots.begin(), slots.end(),
                        [name](const Slot& slot) { return slot.name == name; });
  };
  shape.each("properties", [&](const Keyword& keyword, const Node&) {
    for (const Child& child : keyword.operands->children) {
      if (slots.size() < kMaxNames && find(child.token) == slots.end()) {
        slots.push_back({child.token, false});
      }
    }
  });
  const auto require = [&](const std::string& name) {
    const auto slot = find(name);
    if (slot != slots.end()) {
      slot->required = true;
    } else {
      slots.push_back({name, true});
    }
  };
  shape.each("required", [&](const Keyword& keyword, const Node&) {
    for (const std::string& name : keyword.operands->names) require(name);
  });
  return slots;
}

/// The place of the member of that name, with all schemas that apply to it.
Place Maker::member_of(const Place& place, const Shape& shape, std::string_view name) {
  Place member;
  member.parent = &place;
  member.name = name;
  member.token = std::string(name);
  member.ordinal = place.ordinal;
  member.depth = place.depth + 1;
  for (const Node* part : shape.parts) {
    const auto add = [&](const Node* node) { member.nodes.push_back(shape.inside(*part, node)); };
    bool covered = false;
    if (const Keyword* properties = part->find("properties")) {
      if (const Child* child = properties->operands->find(name)) {
        add(child->node);
        covered = true;
      }
    }
    if (const Keyword* patterns = part->find("patternProperties")) {
      for (const PatternChild& child : patterns->operands->patterns) {
        if (!matches(child.pattern, name)) continue;
        add(child.node);
        covered = true;
      }
    }
    const Keyword* rest = part->find("additionalProperties");
    if (rest != nullptr && !covered) add(rest->node);
  }
  if (member.nodes.empty()) {
    shape.each("unevaluatedProperties", [&](const Keyword& keyword, const Node& part) {
      member.nodes.push_back(shape.inside(part, keyword.node));
    });
  }
  add_tags(shape, name, member.hints);
  for (const Shape::Source& source : shape.sources) {
    for (const std::string_view word : {"example", "default"}) {
      const json::Value value = source.schema[word][name];
      if (value && !value.is_null() && value.range().size() <= kNameBytes) {
        add_once(member.hints, json::compact(value));
      }
    }
  }
  if (place.ordinal > 0) member.hints.clear();
  return member;
}

/// Names of the kind of object that a discriminator's property should have (OAS 3.1.0 §4.8.25).
void Maker::add_tags(const Shape& shape, std::string_view name,
                     std::vector<std::string>& hints) const {
  const auto& parts = shape.parts;
  for (const Node* part : parts) {
    for (const Keyword& keyword : part->keywords) {
      if (keyword.operands == nullptr || name.empty() || keyword.operands->property != name)
        continue;
      // Of schemas that build on each other, the outermost is meant.
      std::vector<std::pair<std::size_t, const std::string*>> named;
      for (const auto& tag : keyword.operands->tags) {
        const Node& node = target_of(*keyword.operands->children[tag.second].node);
        const auto found = std::find(parts.begin(), parts.end(), &node);
        if (found != parts.end()) {
          named.emplace_back(static_cast<std::size_t>(found - parts.begin()), &tag.first);
        }
      }
      std::stable_sort(named.begin(), named.end(),
                       [](const auto& a, const auto& b) { return a.first < b.first; });
      for (const auto& tag : named) add_once(hints, json::quote(*tag.second));
    }
  }
  for (const Node* part : parts) {
    const json::Value discriminator = part->value["discriminator"];
    const bool here = discriminator["propertyName"].string() == name ||
                      (discriminator.is_string() && discriminator.string() == name);
    if (!here || name.empty() || part->find("discriminator") != nullptr) continue;
    // The parent of a family that is not known here: the outermost is meant, by its name.
    for (const Node* other : parts) {
      const std::string own = last_token(other->value.pointer());
      if (own.empty() || other->resource != part->resource) continue;
      for (const json::Member& member : discriminator["mapping"].members()) {
        if (last_token(member.value.string()) == own) add_once(hints, json::quote(member.key));
      }
      if (other->value.pointer().find("/allOf/") == std::string::npos) {
        add_once(hints, json::quote(own));
      }
    }
  }
}

/// Finds a name that is free and allowed for one more member.
bool Maker::name_more(Place& place, const Shape& shape, std::vector<Slot>& slots) {
  std::vector<std::string> candidates;
  const auto number = static_cast<std::uint32_t>(slots.size());
  shape.each("patternProperties", [&](const Keyword& keyword, const Node&) {
    for (const PatternChild& child : keyword.operands->patterns) {
      for (const std::uint32_t variant : {number * 2, number * 2 + 1}) {
        if (auto text = text_from_pattern(child.token, variant, 1, kNameBytes)) {
          candidates.push_back(*std::move(text));
        }
      }
    }
  });
  shape.each("propertyNames", [&](const Keyword& keyword, const Node& part) {
    Place name;
    name.parent = &place;
    name.nodes.push_back(shape.inside(part, keyword.node));
    name.name = "key";
    name.depth = place.depth + 1;
    for (std::uint32_t i = 0; i <= number && i < kMaxNames; ++i) {
      name.ordinal = i;
      if (const Text text = make(name)) {
        const json::Reading reading = json::read(*text);
        candidates.emplace_back(reading.document.root().string());
      }
    }
  });
  const std::string suffix = std::to_string(number + 1);
  for (std::size_t i = 0, size = candidates.size(); i < size; ++i) {
    candidates.push_back(candidates[i] + suffix);
  }
  candidates.push_back("key");
  candidates.push_back("key" + suffix);
  for (std::string& candidate : candidates) {
    const bool taken = std::any_of(slots.begin(), slots.end(), [&candidate](const Slot& slot) {
      return slot.name == candidate;
    });
    if (taken) continue;
    Place name;
    shape.each("propertyNames", [&](const Keyword& keyword, const Node& part) {
      name.nodes.push_back(shape.inside(part, keyword.node));
    });
    if (!checked(name, json::quote(candidate))) continue;
    const Place member = member_of(place, shape, candidate);
    const bool refused =
        std::any_of(member.nodes.begin(), member.nodes.end(),
                    [](const Held& held) { return held.node->kind == Node::Kind::reject; });
    if (refused) continue;
    slots.push_back({std::move(candidate), true});
    return true;
  }
  return false;
}

Maker::Text Maker::make_members(Place& place, const Shape& shape, bool all) {
  std::vector<Slot> slots = slots_of(shape);
  const auto wrong_way = [&](const Slot& slot) {
    return std::any_of(shape.parts.begin(), shape.parts.end(), [&](const Node* part) {
      const Keyword* properties = part->find("properties");
      const Child* child = properties == nullptr ? nullptr : properties->operands->find(slot.name);
      return child != nullptr && travels_other_way(*child->node, options_.direction);
    });
  };
  std::erase_if(slots, wrong_way);

  const std::uint64_t least = shape.most_of("minProperties");
  const std::uint64_t most = shape.least_of("maxProperties", UINT64_MAX);
  if (least > kMaxNames) {
    return fail(place, "needs " + std::to_string(least) + " properties, which are too many");
  }
  std::uint64_t count = static_cast<std::uint64_t>(
      std::count_if(slots.begin(), slots.end(), [](const Slot& slot) { return slot.required; }));
  std::string text;
  std::vector<std::string> present;
  const auto add = [&](const Slot& slot) {
    Place member = member_of(place, shape, slot.name);
    if (!slot.required && is_recursive(member)) return true;
    const Text value = make(member);
    if (!value) return !slot.required;
    if (!slot.required) ++count;
    text += text.empty() ? "{" : ",";
    json::append_quoted(text, slot.name);
    text += ':' + *value;
    present.push_back(slot.name);
    return text.size() <= options_.bytes;
  };
  for (const Slot& slot : slots) {
    if (!slot.required && (count >= most || (!all && count >= least))) continue;
    if (!add(slot)) return std::nullopt;
  }
  // Add the properties that others require.
  for (const std::string_view keyword : {"dependentRequired", "dependencies"}) {
    for (const Node* part : shape.parts) {
      const Keyword* dependent = part->find(keyword);
      if (dependent == nullptr || dependent->operands == nullptr) continue;
      for (std::size_t i = 0; i < present.size(); ++i) {
        for (const auto& [trigger, names] : dependent->operands->dependencies) {
          if (trigger != present[i]) continue;
          for (const std::string& name : names) {
            const bool there = std::find(present.begin(), present.end(), name) != present.end();
            if (!there && !add({name, true})) return std::nullopt;
          }
        }
      }
    }
  }
  // A map shows one entry.
  const bool is_map = slots.empty() && all && most > 0 &&
                      (shape.has("patternProperties") || shape.has("propertyNames") ||
                       std::any_of(shape.parts.begin(), shape.parts.end(), [](const Node* part) {
                         const Keyword* rest = part->find("additionalProperties");
                         return rest != nullptr && rest->node->kind == Node::Kind::keywords;
                       }));
  while (present.size() < least || (is_map && slots.empty())) {
    if (!name_more(place, shape, slots)) {
      if (present.size() >= least) break;
      return fail(place, "needs more properties than have names");
    }
    Slot slot = slots.back();
    slot.required = present.size() < least;
    if (!add(slot)) return std::nullopt;
  }
  return text.empty() ? "{}" : text + '}';
}

Maker::Text Maker::make_object(Place& place, Shape shape) {
  for (const bool all : {true, false}) {
    if (all && is_frugal(place)) continue;
    Shape grown = shape;
    // Members may bring schemas that bring members.
    for (std::size_t round = 0; round < 8; ++round) {
      const Text text = make_members(place, grown, all);
      if (!text) break;
      const json::Reading reading = json::read(*text);
      const std::size_t parts = grown.parts.size();
      for (const std::string_view keyword : {"dependentSchemas", "dependencies"}) {
        std::vector<Held> brought;
        grown.each(keyword, [&](const Keyword& found, const Node& part) {
          if (found.operands == nullptr) return;
          for (const Child& child : found.operands->children) {
            if (reading.document.root()[child.token]) {
              brought.push_back(grown.inside(part, child.node));
            }
          }
        });
        for (const Held& held : brought) add_part(grown, held, true, {});
      }
      if (grown.parts.size() > parts) continue;
      if (check(place, reading.document.root())) return text;
      fail(place, "no object was found that satisfies all of the schema");
      break;
    }
  }
  return std::nullopt;
}

Maker::Text Maker::make_array(Place& place, const Shape& shape) {
  const std::uint64_t least = shape.most_of("minItems");
  const std::uint64_t most = shape.least_of("maxItems", UINT64_MAX);
  if (least > kMaxNames) {
    return fail(place, "needs " + std::to_string(least) + " items, which are too many");
  }
  const bool distinct = shape.has("uniqueItems");
  std::uint64_t wanted = std::max<std::uint64_t>(least, is_frugal(place) ? 0 : 1);
  for (const Node* part : shape.parts) {
    for (const Keyword& keyword : part->keywords) {
      if (keyword.name == "contains") wanted = std::max(wanted, keyword.count);
      const bool is_prefix =
          keyword.name == "prefixItems" || (keyword.name == "items" && keyword.operands != nullptr);
      if (is_prefix && !is_frugal(place)) {
        wanted = std::max<std::uint64_t>(wanted, keyword.operands->children.size());
      }
    }
  }
  wanted = std::min({wanted, most, std::uint64_t{kMaxNames}});

  std::vector<std::string> items;
  while (items.size() < wanted) {
    Place item;
    item.parent = &place;
    item.name = place.name;
    item.token = std::to_string(items.size());
    item.depth = place.depth + 1;
    bool needed = items.size() < least;
    for (const Node* part : shape.parts) {
      std::size_t prefix = 0;
      for (const Keyword& keyword : part->keywords) {
        if (keyword.name == "contains" && items.size() < keyword.count) {
          item.nodes.push_back(shape.inside(*part, keyword.node));
          needed = true;
        } else if (keyword.name != "prefixItems" && keyword.name != "items" &&
                   keyword.name != "additionalItems") {
          continue;
        } else if (keyword.operands != nullptr) {
          prefix = keyword.operands->children.size();
          if (items.size() < prefix) {
            item.nodes.push_back(
                shape.inside(*part, keyword.operands->children[items.size()].node));
          }
        } else if (keyword.node != nullptr && items.size() >= prefix) {
          item.nodes.push_back(shape.inside(*part, keyword.node));
        }
      }
    }
    if (!needed && is_recursive(item)) break;
    Text text;
    const auto first = static_cast<std::uint32_t>(place.ordinal + (distinct ? items.size() : 0));
    for (std::uint32_t i = 0; i < (distinct ? kDistinct : 1); ++i) {
      item.ordinal = first + i;
      text = make(item);
      if (!text || !distinct) break;
      if (std::find(items.begin(), items.end(), *text) == items.end()) break;
      text.reset();
    }
    if (!text) {
      if (!needed) break;
      if (distinct && reason_.empty()) return fail(place, "has not enough different items");
      return std::nullopt;
    }
    items.push_back(*std::move(text));
  }
  std::string text = "[";
  for (const std::string& item : items) {
    if (text.size() > 1) text += ',';
    text += item;
    if (text.size() > options_.bytes) return fail(place, "the value is too long to show");
  }
  if (Text whole = checked(place, text + ']')) return whole;
  if (Text empty = checked(place, "[]")) return empty;
  return fail(place, "no array was found that satisfies all of the schema");
}

}  // namespace vitrine::schema
