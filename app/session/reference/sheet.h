// One Markdown text while it is written: its words, its limit, the schemas that it has said.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/openapi/description.h"
#include "app/session/reference/schema_facts.h"
#include "app/session/words.h"

namespace vitrine::session {

/// Where links to a place of the page lead, such as `/operations/ID`, `/schemas/NAME` or
/// `/tags/NAME`: an address, or "" for none.
using AddressOf = std::function<std::string(std::string_view place)>;

struct Sheet {
  Sheet(const openapi::Description& of, schema::Language in, std::string& to)
      : description(of), language(in), out(to) {}

  const openapi::Description& description;
  schema::Language language;
  std::string& out;
  int level = 1;                 ///< of its title
  bool written = true;           ///< what is described is sent, not received
  bool cut = false;              ///< something was left out
  std::size_t end = 0;           ///< the size beyond which fields are left out
  std::set<std::string> said{};  ///< schemas whose fields stand further up
  /// Of a document: the schemas that have a section of their own.
  const std::set<std::string>* sections = nullptr;
  /// Where words of the description begin and end that stand alone: a fence or an element that
  /// they leave open does not reach further.
  std::vector<std::size_t>* seams = nullptr;
  /// Where names of operations, schemas and tags lead; without, they are words.
  AddressOf address = nullptr;

  std::string word(Word which) const { return std::string(session::word(which, language)); }
  std::string fill(Word which, const Values& values) const {
    return session::fill(which, language, values);
  }
  /// The Markdown as a link to the place, where that has an address.
  std::string link(std::string words, std::string_view place) const;
  /// A blank line, unless nothing stands before it.
  void gap();
  void heading(int at_level, std::string_view text);
  void paragraph(std::string_view text);
  /// Words of the description, their headings below the level.
  void prose(std::string_view text, int below_level);
  /// `- line`, and the words below it.
  void item(int depth, std::string_view line, std::string_view words = {});
  /// Ends a list; says so when something was left out of it.
  void end_list();
};

/// One value of a list: a parameter, a header, a property.
struct Described {
  std::string name;  ///< Markdown
  bool required = false;
  bool deprecated = false;
  std::string description = {};  ///< in place of the schema's own
  std::vector<std::string> examples = {};
  std::string media_type = {};  ///< of its content
};

/// Writes one item for the schema, and items for what is in it.
void list_schema(Sheet& sheet, Described head, const openapi::SchemaView& schema);
/// Writes a paragraph for the schema as a whole, after `name`, then items for what is in it.
void write_schema(Sheet& sheet, std::string_view name, const openapi::SchemaView& schema);

// ---- parts of a document

/// The author's example, else one that is made of the schema.
void write_example(Sheet& sheet, const openapi::MediaType& media,
                   const openapi::SchemaView& schema);
void write_servers(Sheet& sheet, const std::vector<openapi::Server>& servers);
void write_external_docs(Sheet& sheet, const std::optional<openapi::ExternalDocs>& docs);
void write_operation(Sheet& sheet, const openapi::Operation& operation);
void write_named_schema(Sheet& sheet, const openapi::NamedSchema& schema);

}  // namespace vitrine::session
