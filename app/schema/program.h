#pragma once

#include <cstdint>
#include <cstring>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/json/document.h"
#include "app/schema/dialect.h"
#include "app/schema/format.h"
#include "app/schema/pattern.h"
#include "app/schema/schema.h"

/// The compiled form of a Schema. Private to app/schema.
namespace vitrine::schema {

struct Frame;
struct Keyword;
struct Node;
class Run;

/// The types of instances as bits (JSON Schema Validation §6.1.1).
enum TypeBit : std::uint8_t {
  kNull = 1,
  kBoolean = 2,
  kInteger = 4,
  kFraction = 8,
  kString = 16,
  kArray = 32,
  kObject = 64,
  kNumber = kInteger | kFraction,
  kAnyType = 127,
};

/// How a schema resource is to be read.
struct DialectRules {
  Dialect dialect = Dialect::draft2020_12;
  std::uint8_t vocabularies = 0xFF & ~static_cast<int>(Vocabulary::format_assertion);

  bool has(Vocabulary vocabulary) const {
    return (vocabularies & static_cast<std::uint8_t>(vocabulary)) != 0;
  }
  bool ref_stands_alone() const { return schema::ref_stands_alone(dialect); }
  bool is_openapi() const { return dialect >= Dialect::openapi_2_0; }
  bool is_draft4_like() const { return schema::is_draft4_like(dialect); }
  /// Dialects in which `items` may be a list, continued by `additionalItems`.
  bool items_may_be_list() const { return dialect <= Dialect::draft2019_09; }
};

/// How a reference is looked up.
enum class Reference : std::uint8_t { plain, dynamic, recursive };

/// The name that `$recursiveAnchor: true` goes by among the dynamic anchors: no `$dynamicAnchor`
/// can have it (JSON Schema Core 2019-09 §8.2.4.2).
constexpr std::string_view kRecursiveAnchor = "#";

/// A schema resource (JSON Schema Core §4.3.5).
struct Resource {
  std::string uri;  ///< base URI, no fragment
  json::Value root;
  DialectRules rules;
  /// Names no dialect itself: the rules are those of the schema that referred to it first.
  bool inherits = false;
};

/// A subschema and the token that leads to it.
struct Child {
  std::string token;
  const Node* node = nullptr;
};

/// A subschema for the members whose names match.
struct PatternChild {
  std::string token;
  const Node* node = nullptr;
  Pattern pattern;
};

/// A value of an enum with its hash.
struct HashedValue {
  std::uint64_t hash = 0;
  json::Value value;
};

/// Lists that few keywords have.
struct Operands {
  std::vector<Child> children;  ///< in the order of the schema
  /// Indexes of children, or of names, in the order of name_order().
  std::vector<std::uint32_t> by_name;
  std::vector<PatternChild> patterns;
  std::vector<std::string> names;  ///< required
  std::vector<std::pair<std::string, std::vector<std::string>>> dependencies;
  std::vector<HashedValue> values;                          ///< enum, sorted by hash
  std::vector<std::pair<std::string, std::uint32_t>> tags;  ///< discriminator value → branch
  std::string property;                                     ///< discriminator's property
  bool all_tagged = false;  ///< every branch has a discriminator value
  /// The branch of `defaultMapping`.
  std::optional<std::uint32_t> untagged;

  /// Fill `by_name`, once the children or the names are there.
  void sort_children();
  void sort_names();

  const Child* find(std::string_view token) const;
  bool has_name(std::string_view name) const;
};

/// Orders by length first: most names differ in it, and it costs nothing to compare.
inline int name_order(std::string_view left, std::string_view right) {
  if (left.size() != right.size()) return left.size() < right.size() ? -1 : 1;
  return left.empty() ? 0 : std::memcmp(left.data(), right.data(), left.size());
}

/// Judges the instance of the frame; reports through the Run.
using Evaluate = bool (*)(const Keyword& keyword, Run& run, Frame& frame);

/// One assertion or applicator of a schema, ready to run. The function that `evaluate`
/// points to gives the members their meaning.
struct Keyword {
  Evaluate evaluate = nullptr;
  std::string_view name;  ///< static
  json::Value value;      ///< as it stands in the schema
  json::Number number;
  std::uint64_t count = 0;
  std::uint64_t most = 0;
  std::uint8_t types = 0;  ///< TypeBits
  const Node* node = nullptr;
  const Node* then_node = nullptr;
  const Node* else_node = nullptr;
  FormatCheck format = nullptr;
  std::unique_ptr<Pattern> pattern;
  std::unique_ptr<Operands> operands;
};

/// A schema. Nodes refer to each other freely, in cycles too.
struct Node {
  enum class Kind : std::uint8_t { accept, reject, keywords };

  Kind kind = Kind::keywords;
  bool read_only = false;
  bool write_only = false;
  /// It can be reached from itself on one and the same instance: evaluation looks out for it.
  bool in_cycle = false;
  /// A keyword of it, or of a schema it applies to the same value (`incomplete`) or to any
  /// (`uncertain`), could not be read and is ignored. Then it accepts too much, and no verdict may
  /// rest on that: one cause is one problem.
  bool incomplete = false;
  bool uncertain = false;
  /// Has `unevaluatedItems` or `unevaluatedProperties`.
  bool has_unevaluated = false;
  std::uint32_t resource = 0;
  /// The schema that a lone `$ref` within the same resource leads to in the end, over so many
  /// steps.
  const Node* alias = nullptr;
  std::uint32_t alias_steps = 0;
  json::Value value;
  std::vector<Keyword> keywords;  ///< in order of evaluation

  const Keyword* find(std::string_view name) const;
};

/// The end of the chain of lone `$ref`s from a node: the node itself when it is none.
inline const Node& target_of(const Node& node) {
  return node.alias != nullptr ? *node.alias : node;
}

/// Whether the schema accepts too much, because something in it is ignored.
inline bool is_uncertain(const Node& node) { return target_of(node).uncertain; }

/// Whether a property is only sent the other way: `readOnly` in requests, `writeOnly` in responses
/// (validation_object.cpp).
bool travels_other_way(const Node& property, Direction direction);

/// The resources that lead to a schema, outermost first, each once (JSON Schema Core §7.1).
using Scope = std::vector<std::uint32_t>;

struct Program {
  std::vector<Resource> resources;
  std::vector<std::unique_ptr<Node>> nodes;
  /// `$dynamicAnchor`s that a `$dynamicRef` can lead to, by resource and name; `$recursiveAnchor`s
  /// are among them.
  std::map<std::pair<std::uint32_t, std::string>, const Node*, std::less<>> dynamic_anchors;
  std::vector<Problem> problems;
  const Node* root = nullptr;
};

}  // namespace vitrine::schema
