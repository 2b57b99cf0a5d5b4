// What one schema says, apart from its properties: data, its words are in schema_words.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/openapi/schema_view.h"

namespace vitrine::session {

/// What a schema says of itself.
struct SchemaFacts {
  std::string title;
  std::string reference;  ///< name of the schema it refers to, which has a page of its own
  std::string before;     ///< what stands before that name: "array of "
  std::string type;       ///< "integer · null", "array of string"
  bool deprecated = false;
  bool read_only = false;
  bool write_only = false;
  bool closed = false;                            ///< other properties are refused
  bool closed_items = false;                      ///< a tuple without further items
  std::string description;                        ///< Markdown
  std::vector<openapi::Constraint> constraints;   ///< as spelled in the schema
  std::vector<std::string> required_names;        ///< of properties that stand elsewhere
  std::vector<openapi::Dependency> dependencies;  ///< of properties on others
  std::vector<std::string> choices;               ///< JSON texts of `enum` or `const`
  std::vector<std::string> choice_words;          ///< by index, where the description gives any
  std::string default_value;                      ///< JSON text; empty when there is none
  std::vector<std::string> examples;              ///< JSON texts
  std::string more_url;                           ///< of external documentation
  std::string more_words;
};

/// How values are written: as JSON, or as a header sends them, strings without quotes.
enum class Spelling : std::uint8_t { json, sent };

SchemaFacts describe(const openapi::SchemaView& schema, Spelling spelling = Spelling::json);

/// Lists of lists, maps of lists… in one row.
inline constexpr int kElementsMost = 4;

/// True when a `$ref` leads to one of the description's schemas, which have pages.
bool names_schema(const json::Value& value);

/// The name of the schema that this one stands for: by `$ref`, or by an `allOf` or a choice of
/// nothing else but null.
std::string reference_of(const openapi::SchemaView& schema);

/// The schema of all items of a list or all values of a map, and what it adds to the path.
struct Element {
  openapi::SchemaView schema;
  std::string_view suffix;
  schema::Display role = schema::Display::hidden;
};

Element element_of(const openapi::SchemaView& schema);

/// The schema whose properties are shown below this one: the items of arrays, the values of maps,
/// else itself; and what that adds to the path.
std::pair<openapi::SchemaView, std::string> inner(const openapi::SchemaView& schema);

/// Whether there is more to a schema than its type.
bool says_more(const openapi::SchemaView& schema, int depth = 0);

/// The alternatives of a schema, when they differ in more than a type.
struct Alternatives {
  std::vector<openapi::SchemaView> variants;
  bool listed = true;  ///< none has properties: they stand below each other
};

Alternatives alternatives(const openapi::SchemaView& schema);

/// What an alternative is called among those before it: no name twice.
std::string name_of(const openapi::SchemaView& variant, const std::vector<std::string>& taken);

}  // namespace vitrine::session
