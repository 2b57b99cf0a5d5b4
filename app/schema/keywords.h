#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "app/json/document_set.h"
#include "app/schema/program.h"

/// The keywords: how each is compiled and in which order they are evaluated. Private to app/schema.
namespace vitrine::schema {

class Build;

using Compile = void (*)(Build& build, const json::Value& value);

/// The type that the value of a keyword must have. From `schema` on it has schemas in it.
enum class ValueKind : std::uint8_t {
  any_value,
  text,
  flag,
  number,
  count,
  limit,  ///< a flag beside minimum or maximum in draft 4, a number in later dialects
  names,
  list,
  object,
  schema,
  schemas,         ///< array of schemas
  schema_map,      ///< object of schemas
  schema_or_list,  ///< `items` up to 2019-09
  dependencies,    ///< object of schemas and arrays of names
};

constexpr bool has_schemas(ValueKind kind) { return kind >= ValueKind::schema; }

/// The columns of keyword_table.h that the compiler needs.
struct KeywordRule {
  std::string_view name;
  Vocabulary vocabulary;
  std::uint8_t dialects;  ///< bits 1 << Dialect
  ValueKind value;
  std::uint8_t implies;  ///< TypeBits
  Compile compile;       ///< nullptr: nothing to evaluate by itself

  bool in(Dialect dialect) const { return (dialects >> static_cast<int>(dialect)) & 1; }
};

/// The rule of a keyword, nullptr when no dialect knows it. DialectRules of lower address evaluate
/// first.
const KeywordRule* find_keyword(std::string_view name);
/// Its row of keyword_table.h.
std::optional<std::size_t> find_row(std::string_view name);

/// The schema being compiled, as the keywords see it.
class Build {
 public:
  virtual ~Build() = default;

  /// The object the keywords are in, to look at siblings.
  virtual const json::Value& schema() const = 0;
  virtual const DialectRules& rules() const = 0;
  virtual Node& node() = 0;
  virtual bool assert_formats() const = 0;
  /// A subschema; compiled later, the node stays where it is.
  virtual const Node* subschema(const json::Value& value) = 0;
  /// The schema a reference leads to; one that accepts everything when it leads nowhere.
  /// `dynamic_anchor` (never null unless the reference is plain) gets the name when it was to a
  /// dynamic anchor.
  virtual const Node* reference(const json::Value& value, Reference kind,
                                std::string* dynamic_anchor) = 0;
  /// The schema that a reference written here would lead to; nullptr where it leads nowhere or to a
  /// document that is not there. Nothing is reported.
  virtual const Node* find(std::string_view reference) = 0;
  /// A schema at any place of the documents.
  virtual const Node* schema_at(const json::Cursor& cursor) = 0;
  virtual const json::DocumentSet& documents() const = 0;
  virtual void problem(const json::Value& at, Problem::Kind kind, std::string message) = 0;

  /// Adds a keyword to the node. The reference is good until the next one is added.
  Keyword& add(std::string_view name, const json::Value& value, Evaluate evaluate);
  /// The pattern, or nullptr after noting the problem.
  std::unique_ptr<Pattern> pattern(const json::Value& at, std::string_view source);
  /// Notes a problem unless the value is of the type.
  bool expect(const json::Value& value, json::Type type);
  /// The children of an object or an array of schemas.
  void add_children(Keyword& keyword, const json::Value& value);
};

// core.cpp
void compile_ref(Build& build, const json::Value& value);
void compile_dynamic_ref(Build& build, const json::Value& value);
void compile_recursive_ref(Build& build, const json::Value& value);
// applicator.cpp
void compile_all_of(Build& build, const json::Value& value);
void compile_not(Build& build, const json::Value& value);
void compile_if(Build& build, const json::Value& value);
void compile_dependent_schemas(Build& build, const json::Value& value);
void compile_dependencies(Build& build, const json::Value& value);
// applicator_alternatives.cpp
void compile_any_of(Build& build, const json::Value& value);
void compile_one_of(Build& build, const json::Value& value);
// discriminator.cpp
void compile_discriminator(Build& build, const json::Value& value);
// applicator_object.cpp
void compile_properties(Build& build, const json::Value& value);
void compile_pattern_properties(Build& build, const json::Value& value);
void compile_additional_properties(Build& build, const json::Value& value);
void compile_property_names(Build& build, const json::Value& value);
// applicator_array.cpp
void compile_prefix_items(Build& build, const json::Value& value);
void compile_items(Build& build, const json::Value& value);
void compile_additional_items(Build& build, const json::Value& value);
void compile_contains(Build& build, const json::Value& value);
// unevaluated.cpp
void compile_unevaluated_items(Build& build, const json::Value& value);
void compile_unevaluated_properties(Build& build, const json::Value& value);
// validation_any.cpp
void compile_type(Build& build, const json::Value& value);
void compile_enum(Build& build, const json::Value& value);
void compile_const(Build& build, const json::Value& value);
// validation_number.cpp
void compile_multiple_of(Build& build, const json::Value& value);
void compile_minimum(Build& build, const json::Value& value);
void compile_maximum(Build& build, const json::Value& value);
void compile_exclusive_minimum(Build& build, const json::Value& value);
void compile_exclusive_maximum(Build& build, const json::Value& value);
// validation_size.cpp
void compile_min_length(Build& build, const json::Value& value);
void compile_max_length(Build& build, const json::Value& value);
void compile_min_items(Build& build, const json::Value& value);
void compile_max_items(Build& build, const json::Value& value);
void compile_min_properties(Build& build, const json::Value& value);
void compile_max_properties(Build& build, const json::Value& value);
// validation_string.cpp
void compile_pattern(Build& build, const json::Value& value);
// validation_array.cpp
void compile_unique_items(Build& build, const json::Value& value);
// validation_object.cpp
void compile_required(Build& build, const json::Value& value);
void compile_dependent_required(Build& build, const json::Value& value);
void compile_dependencies_of_names(Build& build, const json::Value& value);
// format.cpp
void compile_format(Build& build, const json::Value& value);
// metadata.cpp
void compile_read_only(Build& build, const json::Value& value);
void compile_write_only(Build& build, const json::Value& value);

/// A size limit: the value when it is a non-negative integer, else a problem and nothing.
std::optional<std::uint64_t> size_limit(Build& build, const json::Value& value);

}  // namespace vitrine::schema
