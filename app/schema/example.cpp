#include "app/schema/example.h"

#include <algorithm>
#include <utility>

#include "app/json/pointer.h"
#include "app/json/reader.h"
#include "app/json/write.h"
#include "app/schema/example_maker.h"
#include "app/schema/keywords.h"
#include "app/schema/run.h"

namespace vitrine::schema {

namespace {

constexpr std::uint32_t kPlaces = 10'000;  // values tried, of all depths
constexpr std::uint32_t kDepth = 64;       // values within each other
constexpr std::uint32_t kFullDepth = 6;    // deeper only what is required
constexpr std::uint32_t kParts = 256;
constexpr std::uint32_t kChoices = 128;  // combinations of alternatives for one value

/// Whether a keyword of the shape is about instances of the type.
bool implies(const Shape& shape, TypeBit type) {
  for (const Node* part : shape.parts) {
    for (const Keyword& keyword : part->keywords) {
      const KeywordRule* rule = find_keyword(keyword.name);
      if (rule != nullptr && (rule->implies & type) != 0) return true;
    }
  }
  return false;
}

bool is_null_only(const Node& node) {
  const Keyword* type = target_of(node).find("type");
  return type != nullptr && type->types == kNull;
}

/// The index of the alternative to take as number `chosen`: `null` is the last to show.
std::size_t preferred(const std::vector<Child>& branches, std::uint32_t chosen) {
  std::size_t index = 0;
  for (const bool nulls : {false, true}) {
    for (std::size_t i = 0; i < branches.size(); ++i) {
      if (is_null_only(*branches[i].node) != nulls) continue;
      if (index++ == chosen) return i;
    }
  }
  return 0;
}

bool is_container(const json::Value& value) { return value.is_object() || value.is_array(); }

std::string pointer_of(const Place* place) {
  std::vector<const Place*> path;
  for (; place->parent != nullptr; place = place->parent) path.push_back(place);
  std::string pointer;
  for (auto at = path.rbegin(); at != path.rend(); ++at) json::append(pointer, (*at)->token);
  return pointer;
}

}  // namespace

Held Shape::inside(const Node& part, const Node* node) const {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i] == &part) return {node, scopes[i]};
  }
  return {node, {}};
}

bool Shape::has(std::string_view keyword) const {
  return std::any_of(parts.begin(), parts.end(),
                     [keyword](const Node* part) { return part->find(keyword) != nullptr; });
}

std::uint64_t Shape::most_of(std::string_view keyword) const {
  std::uint64_t most = 0;
  each(keyword, [&most](const Keyword& found, const Node&) { most = std::max(most, found.count); });
  return most;
}

std::uint64_t Shape::least_of(std::string_view keyword, std::uint64_t otherwise) const {
  std::uint64_t least = otherwise;
  each(keyword,
       [&least](const Keyword& found, const Node&) { least = std::min(least, found.count); });
  return least;
}

Maker::Maker(const Program& program, const ExampleOptions& options)
    : program_(program), options_(options) {
  evaluation_.direction = options.direction;
}

json::Result<std::string> Maker::run() {
  Place root;
  root.nodes.push_back({program_.root, {}});
  if (const Text text = make(root)) {
    const json::Reading reading = json::read(*text);
    if (check(root, reading.document.root())) return json::pretty(reading.document.root());
  }
  return json::Error{reason_.empty() ? "no value was found that satisfies the schema" : reason_,
                     reason_pointer_};
}

Maker::Text Maker::fail(const Place& place, std::string reason) {
  reason_ = std::move(reason);
  reason_pointer_ = pointer_of(&place);
  return std::nullopt;
}

std::uint32_t Maker::entered(const Place* place, const Node& node) {
  std::uint32_t times = 0;
  for (; place != nullptr; place = place->parent) {
    for (const Held& other : place->nodes) times += &target_of(*other.node) == &node ? 1 : 0;
  }
  return times;
}

bool Maker::is_recursive(const Place& place) const {
  return std::any_of(place.nodes.begin(), place.nodes.end(), [&place](const Held& held) {
    return entered(place.parent, target_of(*held.node)) > 0;
  });
}

bool Maker::is_frugal(const Place& place) const {
  return options_.members == Members::required || place.depth >= kFullDepth || made_ > kPlaces / 2;
}

bool Maker::check(const Place& place, const json::Value& value) {
  for (const Held& held : place.nodes) {
    Run run(program_, evaluation_, value.document());
    const bool valid = run.judge(value, *held.node, held.scope) && !run.exceeded_pattern();
    evaluation_.limits.steps = run.steps_left();
    if (!valid) return false;
  }
  return true;
}

Maker::Text Maker::checked(const Place& place, std::string text) {
  if (text.size() > options_.bytes) return std::nullopt;
  const json::Reading reading = json::read(text);
  if (!check(place, reading.document.root())) return std::nullopt;
  return text;
}

void Maker::add_part(Shape& shape, const Held& held, bool composed,
                     const std::vector<std::uint32_t>& choices) const {
  struct Next {
    const Node* node;
    bool composed;
    Scope scope;
  };
  std::vector<Next> open = {{held.node, composed, held.scope}};
  const bool is_dynamic = !program_.dynamic_anchors.empty();
  const auto pick = [&](const Keyword& keyword, std::size_t count) {
    const std::size_t index = shape.picks.size();
    const std::uint32_t chosen = index < choices.size() ? choices[index] : 0;
    shape.picks.push_back({&keyword, chosen, static_cast<std::uint32_t>(count)});
    return chosen;
  };
  // A list and not a recursion; what comes first in the text comes first in the parts.
  for (std::size_t i = 0; i < open.size() && shape.parts.size() < kParts; ++i) {
    const Node& part = target_of(*open[i].node);
    const bool in_part = open[i].composed;
    if (open[i].node->value.is_object() && &part != open[i].node) {
      shape.sources.push_back({open[i].node->value, in_part});
    }
    if (std::find(shape.parts.begin(), shape.parts.end(), &part) != shape.parts.end()) continue;
    Scope scope = std::move(open[i].scope);
    if (is_dynamic && std::find(scope.begin(), scope.end(), part.resource) == scope.end()) {
      scope.push_back(part.resource);
    }
    shape.parts.push_back(&part);
    shape.scopes.push_back(scope);
    const auto enter = [&](const Node* node, bool in_several) {
      open.push_back({node, in_several, scope});
    };
    if (part.value.is_object()) shape.sources.push_back({part.value, in_part});
    for (const Keyword& keyword : part.keywords) {
      const std::string_view name = keyword.name;
      if (name.starts_with('$')) {
        const bool dynamic = keyword.operands != nullptr && !keyword.operands->names.empty();
        enter(dynamic
                  ? dynamic_target(program_, scope, keyword.operands->names.front(), keyword.node)
                  : keyword.node,
              in_part);
      }
      if (name == "allOf") {
        const auto& children = keyword.operands->children;
        const bool several = in_part || children.size() > 1 || part.find("properties") != nullptr;
        for (const Child& child : children) enter(child.node, several);
      } else if (name == "anyOf" || name == "oneOf") {
        const auto& children = keyword.operands->children;
        const std::size_t index = preferred(children, pick(keyword, children.size()));
        enter(children[index].node, in_part || part.find("properties") != nullptr);
      } else if (name == "discriminator") {
        // One of the family, unless the value is to be of one already.
        const auto& children = keyword.operands->children;
        const bool chosen = std::any_of(children.begin(), children.end(), [&](const Child& child) {
          return std::find(shape.parts.begin(), shape.parts.end(), &target_of(*child.node)) !=
                 shape.parts.end();
        });
        if (!chosen) enter(children[pick(keyword, children.size())].node, true);
      } else if (name == "if" && (keyword.then_node != nullptr || keyword.else_node != nullptr)) {
        if (pick(keyword, 2) == 0) {
          enter(keyword.node, true);
          if (keyword.then_node != nullptr) enter(keyword.then_node, true);
        } else if (keyword.else_node != nullptr) {
          enter(keyword.else_node, true);
        }
      }
    }
  }
}

Shape Maker::shape_of(const Place& place, const std::vector<std::uint32_t>& choices) const {
  Shape shape;
  for (const Held& held : place.nodes) add_part(shape, held, false, choices);
  return shape;
}

std::vector<TypeBit> Maker::types_of(const Shape& shape) const {
  unsigned allowed = kAnyType;
  std::vector<TypeBit> order;
  const auto add = [&order](TypeBit type) {
    if (std::find(order.begin(), order.end(), type) == order.end()) order.push_back(type);
  };
  shape.each("type", [&](const Keyword& keyword, const Node&) {
    allowed &= keyword.types;
    for (const json::Value name : keyword.value.elements()) {
      if (name.string() == "object") add(kObject);
      if (name.string() == "array") add(kArray);
      if (name.string() == "string") add(kString);
      if (name.string() == "integer") add(kInteger);
      if (name.string() == "number") add(kFraction);
      if (name.string() == "boolean") add(kBoolean);
    }
  });
  for (const TypeBit type : {kObject, kArray, kString, kFraction}) {
    if (implies(shape, type)) add(type);
  }
  for (const TypeBit type : {kString, kObject, kArray, kFraction, kInteger, kBoolean, kNull}) {
    add(type);
  }
  std::erase_if(order, [allowed](TypeBit type) { return (allowed & type) == 0; });
  return order;
}

/// The values that the author wrote, the best first. A null is an example where
/// it is written as one; as a default, as one of several values, and what is said about a part of
/// an object, it is for want of anything better.
Maker::Text Maker::make_named(const Place& place, const Shape& shape, bool last_resort) {
  std::uint32_t skip = place.ordinal;
  Text found;
  const auto offer = [&](const json::Value& value, bool weak) {
    if (found || !value || weak != last_resort || !check(place, value)) return;
    if (skip > 0) {
      --skip;
    } else if (value.range().size() <= options_.bytes) {
      found = json::compact(value);
    }
  };
  for (const Shape::Source& source : shape.sources) {
    const json::Value& schema = source.schema;
    const auto is_weak = [&source](const json::Value& value) {
      return source.composed && value.is_object();
    };
    offer(schema["example"], is_weak(schema["example"]));
    for (const json::Value value : schema["examples"].elements()) offer(value, is_weak(value));
    const json::Value fallback = schema["default"];
    offer(fallback, is_weak(fallback) || fallback.is_null() || is_container(fallback));
  }
  for (const std::string_view keyword : {"const", "enum"}) {
    shape.each(keyword, [&](const Keyword& given, const Node&) {
      if (keyword == "const") return offer(given.value, given.value.is_null());
      for (const json::Value value : given.value.elements()) offer(value, value.is_null());
    });
  }
  return found;
}

Maker::Text Maker::make_shape(Place& place, const Shape& shape) {
  if (Text text = make_named(place, shape, false)) return text;
  Text text;
  const bool is_listed = shape.has("enum") || shape.has("const");
  const bool is_rejected =
      std::any_of(shape.parts.begin(), shape.parts.end(),
                  [](const Node* part) { return part->kind == Node::Kind::reject; });
  if (is_rejected) return fail(place, "the schema is false, which no value satisfies");
  const std::vector<TypeBit> types = types_of(shape);
  if (types.empty()) return fail(place, "the types asked for exclude each other");
  for (const TypeBit type : types) {
    if (type == kNull) {
      text = make_named(place, shape, true);
      if (!text) text = checked(place, "null");
    } else if (is_listed) {
      continue;
    } else if (type == kObject) {
      text = make_object(place, shape);
    } else if (type == kArray) {
      text = make_array(place, shape);
    } else if (type == kString) {
      text = make_string(place, shape);
    } else if (type == kBoolean) {
      text = checked(place, place.ordinal % 2 == 0 ? "true" : "false");
      if (!text && place.ordinal == 0) text = checked(place, "false");
    } else {
      text = make_number(place, shape, type == kInteger);
    }
    if (text) return text;
  }
  text = make_named(place, shape, true);
  if (!text && is_listed) return fail(place, "no listed value satisfies the rest of the schema");
  return text;
}

Maker::Text Maker::make(Place& place) {
  if (++made_ > kPlaces) return fail(place, "the schema asks for too many values");
  if (place.depth > kDepth) return fail(place, "the values nest too deeply");
  for (const Held& held : place.nodes) {
    if (entered(place.parent, target_of(*held.node)) > 1) {
      return fail(place, "the schema contains itself without end");
    }
  }
  for (std::string& hint : place.hints) {
    if (Text text = checked(place, std::move(hint))) return text;
  }
  std::vector<std::uint32_t> choices;
  for (std::uint32_t tries = 0; tries < kChoices && made_ <= kPlaces; ++tries) {
    const Shape shape = shape_of(place, choices);
    if (Text text = make_shape(place, shape)) return text;
    if (reason_.empty()) fail(place, "no value was found that satisfies the schema");
    // The next combination: the last alternative that has a successor moves on.
    choices.clear();
    for (const Shape::Pick& pick : shape.picks) choices.push_back(pick.chosen);
    while (!choices.empty() && choices.back() + 1 >= shape.picks[choices.size() - 1].count) {
      choices.pop_back();
    }
    if (choices.empty()) return std::nullopt;
    ++choices.back();
  }
  return std::nullopt;
}

json::Result<std::string> example(const Schema& schema, const ExampleOptions& options) {
  return Maker(schema.program(), options).run();
}

}  // namespace vitrine::schema
