#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/json/document.h"
#include "app/json/document_set.h"
#include "app/schema/dialect.h"
#include "app/schema/display.h"

namespace vitrine::openapi {

/// The types of JSON value that a schema lets through, as far as its keywords say so. `integer` is
/// only set beside `number` when both are named; all are false for `false`.
struct Kinds {
  bool null = false;
  bool boolean = false;
  bool integer = false;
  bool number = false;
  bool string = false;
  bool array = false;
  bool object = false;
  bool any = false;  ///< nothing says which: all of the above are false

  bool numeric() const { return integer || number; }
  bool scalar() const { return boolean || numeric() || string; }
};

struct DynamicScope;
struct PreparedSchema;
struct Property;
struct SchemaPart;
struct Subschema;

/// One keyword with its value, for lists such as "minimum 1 · maximum 100". `value` is as spelled.
struct Constraint {
  std::string keyword;
  schema::Display display;
  std::string value;
};

/// Extensions with words for the values of `enum`, those with names first.
inline constexpr std::string_view kWordsOfValues[] = {"x-enum-varnames", "x-enumNames",
                                                      "x-enumDescriptions", "x-enum-descriptions"};

/// How the choices of a schema relate (`variants()`).
enum class Choice : uint8_t { none, one_of, any_of };

struct Mapping {
  std::string value;
  std::string reference;
};

struct Discriminator {
  std::string property;
  std::vector<Mapping> mapping;
  /// The target of values without that property, or with an undescribed one (OAS 3.2.0 §4.25).
  std::string default_mapping;
};

/// An entry of `enum`, or a `const`, with the description's words for it.
struct Enumerated {
  json::Value value;
  std::string words;
};

/// A property whose presence requires others.
struct Dependency {
  std::string property;
  std::vector<std::string> required;
};

/// A value of a discriminator's property and the variant it names.
struct Tag {
  std::string value;
  uint32_t variant = 0;
};

/// A schema as the user sees it: through `$ref`, `allOf` and a union of one schema and null, one
/// level at a time. A cheap copyable handle like a cursor; nothing is cached unless it is
/// prepared(), nothing below the query is looked at, and cycles end. Valid as long as the
/// DocumentSet and the cursor's document. Safe from several threads.
///
/// For a keyword that stands in several parts, the schema's own comes first, then the target of its
/// `$ref`, then the members of `allOf` in order, then that of the union. A property or the items
/// that several parts define have all these definitions as parts.
class SchemaView {
 public:
  SchemaView() = default;
  SchemaView(const json::DocumentSet& set, json::Cursor schema, schema::Dialect dialect);

  explicit operator bool() const { return static_cast<bool>(cursor_.value); }
  const json::Cursor& cursor() const { return cursor_; }
  schema::Dialect dialect() const { return dialect_; }
  const json::DocumentSet* set() const { return set_; }

  /// The target of the `$ref` or `$dynamicRef` (chain); without one, the schema. A circle gives
  /// the last part before it closes; a missing or broken target gives an absent view.
  SchemaView resolved() const;
  /// The last token of the `$ref`, e.g. `User`; empty without one.
  std::string reference_name() const;
  /// The same, or else the name it has itself among the components.
  std::string name() const;
  /// The same view with its kinds() and items(), and the kinds() of those, read once: for a schema
  /// that is asked again and again. Loading another document does not change them any more.
  SchemaView prepared() const;
  /// Documents that must be loaded before this level can be seen.
  std::vector<std::string> missing() const;

  bool allows_nothing() const;  ///< the schema `false`
  Kinds kinds() const;
  bool nullable() const { return kinds().null; }

  /// "string", "integer · null", "array of string", "array of (string, integer)", "object", "any";
  /// "nothing" for `false`.
  std::string type_words() const;
  std::string format() const;
  std::string title() const;
  /// All that is said in place, one paragraph after the other; else what the `$ref` leads to says.
  std::string description() const;
  bool read_only() const;
  bool write_only() const;
  bool deprecated() const;
  /// `format: password` or `writeOnly`: never kept, masked where it is shown.
  bool secret() const;

  /// Bounds, lengths, patterns, uniqueness…, in the order a person reads them; none that the types
  /// make void. Of several limits the strictest, of several patterns or steps all.
  std::vector<Constraint> constraints() const;
  /// What all of `enum`, `const`, and `oneOf` or `anyOf` of constants allow, with words from titles
  /// and descriptions of the constants or from the extensions `x-enum…`.
  std::vector<Enumerated> enumerated() const;
  std::vector<json::Value> enum_values() const;
  /// The words of enumerated(), by index; empty when there are none.
  std::vector<std::string> enum_descriptions() const;
  json::Value default_value() const;
  /// The first of examples().
  json::Value example() const;
  /// `example`, then `examples`.
  std::vector<json::Value> examples() const;
  /// What `required` names besides properties().
  std::vector<std::string> other_required() const;
  /// Of `dependentRequired` and of `dependencies`.
  std::vector<Dependency> dependencies() const;
  /// The schemas of tuples, patterns, conditions, exclusions…: all that are neither properties(),
  /// items(), additional_properties() nor variants().
  std::vector<Subschema> subschemas() const;

  /// In the order of the text, each name once.
  std::vector<Property> properties() const;
  bool has_properties() const;
  /// The schema of one property: declared, else by `patternProperties` of a literal prefix, else
  /// additional_properties(); absent when nothing speaks of it.
  SchemaView property(std::string_view name) const;
  bool is_required(std::string_view name) const;
  /// Absent when not written; a view of `false` when nothing else is allowed.
  SchemaView additional_properties() const;
  SchemaView items() const;
  SchemaView item(size_t index) const;  ///< `prefixItems`, then `items`
  size_t tuple_size() const;            ///< how many items have a schema by their position
  /// The schema that only wraps this one: the sole member of `allOf`, `oneOf` or `anyOf`, null
  /// aside; else absent.
  SchemaView wrapped() const;
  /// Whether both stand at the same places of the documents.
  bool is_same(const SchemaView& other) const;

  Choice choice() const;
  /// Members of `oneOf`, else of `anyOf`. A member that only lets null through is left out (it
  /// shows in kinds()), and so is a union of constants (see enumerated()). Without either, where
  /// there is a discriminator: the schemas that build on this one by `allOf`, directly or not, and
  /// those of its mapping; and itself, where it builds on another one that has the discriminator. A
  /// variant that has been chosen offers no such variants again. A union of one schema has the
  /// variants of that, and when there are none, that alone.
  std::vector<SchemaView> variants() const;
  std::optional<Discriminator> discriminator() const;
  /// The values of the discriminator's property, of each variant first the one to write: the
  /// mapping's values in order, known by what they resolve to (OAS 3.1.0 §4.6), then the names.
  std::vector<Tag> tags() const;
  /// The value to write for the variant; empty when nothing is known.
  std::string tag(uint32_t variant) const;
  /// The variant of `defaultMapping`.
  std::optional<uint32_t> default_variant() const;

  /// First value of a keyword over the parts, absent when none has it.
  json::Value keyword(std::string_view name) const;

 private:
  /// A list of alternatives, and the part that it stands in.
  struct Union {
    const SchemaPart* part = nullptr;
    json::Value members;
    Choice choice = Choice::none;
  };

  SchemaView at(const SchemaPart& parent, json::Value value) const;
  SchemaView child(std::string_view keyword) const;
  json::Value annotation(std::string_view name) const;
  /// Adds another definition of what this is a view of.
  void join(SchemaView other);
  /// The unions of more than one member besides null: those of constants, or the others.
  std::vector<Union> unions(const std::vector<SchemaPart>& parts, bool of_constants) const;
  std::vector<SchemaView> members(const Union& choices) const;
  /// The value when a schema allows just one.
  json::Value constant() const;
  std::vector<SchemaPart> parts(std::vector<std::string>* missing = nullptr) const;
  Kinds kinds(int& looks) const;
  std::string type_words(int depth) const;
  /// The object of schemas that the keyword holds in the part, through a `$ref` in its place.
  SchemaPart map(const SchemaPart& part, std::string_view keyword) const;
  std::vector<SchemaView> family() const;

  const json::DocumentSet* set_ = nullptr;
  json::Cursor cursor_;
  std::shared_ptr<const DynamicScope> scope_;
  std::shared_ptr<const std::vector<SchemaPart>> also_;  ///< other definitions of the same
  std::shared_ptr<const PreparedSchema> prepared_;
  bool chosen_ = false;  ///< among variants: those that build on it are no choice any more
  schema::Dialect dialect_ = schema::Dialect::openapi_3_1;
};

struct Property {
  std::string_view name;
  SchemaView schema;
  bool required = false;
};

struct Subschema {
  schema::Display display = schema::Display::hidden;
  std::string_view keyword;
  std::string key;  ///< the pattern or name it stands under, the position in a list
  SchemaView schema;
};

}  // namespace vitrine::openapi
