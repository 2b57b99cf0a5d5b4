#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "app/json/document_set.h"
#include "app/schema/program.h"
#include "app/text/utf8.h"

namespace vitrine::schema {

/// Whether the document is an OpenAPI description, in which schemas stand somewhere inside.
inline bool is_description(const json::Value& root) { return root["openapi"] || root["swagger"]; }

/// References come from strangers: in a message they are cut.
inline std::string quoted(std::string_view reference) {
  return '"' + text::shortened_to_code_points(reference, 100) + '"';
}

/// The schema resources and anchors of the documents that schemas refer to, by their identifiers
/// (JSON Schema Core §8.2). Private to app/schema. Documents are searched for embedded identifiers
/// only when a reference cannot be resolved without.
class Identifiers {
 public:
  Identifiers(const json::DocumentSet& documents, Dialect dialect,
              MissingDocuments missing_dialects);

  /// A schema and the resource it belongs to.
  struct Target {
    json::Value value;
    std::uint32_t resource = 0;
    /// The name, when the reference was to a `$dynamicAnchor` or a `$recursiveAnchor`.
    std::string dynamic_anchor;
  };
  using Resolved = std::variant<Target, json::Missing, std::string>;

  /// The schema a compilation starts at.
  Target start(const json::Cursor& cursor);
  /// The resource of a subschema of `current`: a new one when it has an identifier of its own.
  std::uint32_t enter(const json::Value& schema, std::uint32_t current);
  /// The target of a reference written in resource `from`; a string says why there is none.
  Resolved resolve(std::uint32_t from, std::string_view reference, Reference kind);
  /// A meta-schema that has to be loaded before anything can be read.
  const std::optional<json::Missing>& missing() const { return missing_; }
  /// The schema that is `$dynamicAnchor: name` in the resource; absent when there is none.
  json::Value dynamic_anchor(std::uint32_t resource, std::string_view name);

  /// The URI of the document that a value of the resource is in.
  std::string document_uri(const json::Value& value, std::uint32_t resource) const;

  const Resource& resource(std::uint32_t index) const { return resources_[index]; }
  const std::vector<Resource>& resources() const { return resources_; }
  const std::vector<Problem>& problems() const { return problems_; }

 private:
  using Key = std::pair<const json::Document*, std::uint32_t>;
  struct Anchor {
    json::Value value;
    std::uint32_t resource = 0;
    bool dynamic = false;
  };

  std::uint32_t add(Resource resource);
  std::uint32_t document_resource(const json::Document& document, std::string_view uri,
                                  const DialectRules& inherited);
  std::variant<std::uint32_t, json::Missing> find_resource(const std::string& uri,
                                                           const DialectRules& inherited);
  DialectRules rules_of(const json::Value& schema, std::string_view base,
                        const DialectRules& inherited);
  DialectRules rules_by(const json::Value& said, std::string_view base,
                        const DialectRules& inherited, int chain = 0);
  void read_vocabularies(const json::Value& said, const json::Value& meta, DialectRules& rules);
  void check_inherited(std::uint32_t from, std::uint32_t to);
  Target walk(std::uint32_t resource, std::string_view pointer);
  void index(const json::Document& document);
  void index_anchors(const json::Value& schema, std::uint32_t resource);
  void index_all();
  void note(const json::Value& at, std::string message, bool fatal = false);

  const json::DocumentSet& documents_;
  Dialect dialect_;
  MissingDocuments missing_dialects_;
  std::optional<json::Missing> missing_;
  std::vector<Resource> resources_;
  std::map<std::string, std::uint32_t, std::less<>> by_uri_;
  std::map<Key, std::uint32_t> by_value_;
  std::map<std::pair<std::string, std::string>, Anchor> anchors_;
  std::map<const json::Document*, std::uint32_t> roots_;
  std::set<const json::Document*> indexed_;
  std::vector<Problem> problems_;
};

}  // namespace vitrine::schema
