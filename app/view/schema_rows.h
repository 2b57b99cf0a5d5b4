// The rows of a schema: the description of each property, and its drawing.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "app/openapi/schema_view.h"
#include "app/session/reference/schema_facts.h"

namespace vitrine::view {

struct Context;

/// One line of a schema as the user sees it, ready to draw.
struct SchemaRow : session::SchemaFacts {
  enum class Kind : std::uint8_t { property, choice };

  SchemaRow() = default;
  explicit SchemaRow(session::SchemaFacts facts) : SchemaFacts(std::move(facts)) {}

  Kind kind = Kind::property;
  std::string id;    ///< the path to it, as session/form/field.h has it
  std::string key;   ///< path within the schema: `origin.place`, `tags[].name`
  std::string name;  ///< its last part, where the row above has the rest; empty: the key
  schema::Display role = schema::Display::hidden;  ///< of a schema that is no property: its words
  std::string subject;                             ///< the property that these words speak of
  int depth = 0;
  bool required = false;
  bool foldable = false;  ///< has properties of its own,
  bool open = false;      ///< which are the next rows
  std::string folded;     ///< else their names and words, for the browser to find
  // of a choice
  std::vector<std::string> kinds;  ///< names of the alternatives; none where all are next rows
  std::size_t chosen = 0;          ///< whose properties are the next rows
  bool several = false;            ///< more than one may hold at once: `anyOf`
  std::string discriminator;       ///< the property that selects among them
  std::string discriminator_tag;   ///< its value for the chosen one
};

/// The rows that the user folded or unfolded on one page, see ViewState::chosen.
using Folds = std::unordered_map<std::string, std::size_t>;

/// Describes one schema, without its properties.
inline SchemaRow describe(const openapi::SchemaView& schema) {
  return SchemaRow(session::describe(schema));
}

/// The properties of `schema`, unfolded one level where that is not much, and as far as the user
/// unfolded them. `place` names the schema in `folds`. Bounded, so that recursive schemas end.
std::vector<SchemaRow> flatten(const openapi::SchemaView& schema, const Folds& folds,
                               std::string_view place);

/// Whether the schema at this place is that of a request, where limits on the input matter.
bool is_written(std::string_view place);

/// As many levels: those of required properties only.
inline constexpr std::size_t kRequiredLevels = 101;
/// Unfolds as far as the element asks for, where the user did not choose.
void begin_levels(const Context& context, std::string_view place);
/// The key in `folds` of the levels that are unfolded at first, where the user chose them.
std::string levels_key(std::string_view place);

/// The row of the path, or the nearest above it; nullptr where there is none.
const SchemaRow* nearest_row(const std::vector<SchemaRow>& rows, std::string_view path);
/// Unfolds and chooses what hides the row of the path; false when there is no such row.
bool unfold(const openapi::SchemaView& schema, Folds& folds, std::string_view place,
            std::string_view path);

/// A description, remembered for as long as the page is. `place` is unique on it.
SchemaRow described(const Context& context, const std::string& place,
                    const openapi::SchemaView& schema,
                    session::Spelling spelling = session::Spelling::json);

/// Puts the words of what holds a schema before the schema's own.
inline void add_words(SchemaRow& row, const std::string& words) {
  if (words.empty() || words == row.description) return;
  row.description = row.description.empty() ? words : words + "\n\n" + row.description;
}

/// What the row is called: a property, or what its schema is for.
std::string row_name(const Context& context, const SchemaRow& row);
/// Draws one row: name, type, words, limits, choices. `field` names it in links.
void schema_row(const Context& context, const SchemaRow& row, const std::string& field);
/// Draws the text below a row's name: description, limits, choices.
void schema_words(const Context& context, const SchemaRow& row);

/// Draws the rows of a schema. `place` names it among those of the page, `field` in links (see
/// session/form/field.h).
void schema_rows(const Context& context, const std::string& place,
                 const openapi::SchemaView& schema, const std::string& field);

/// Draws a schema as a whole: its own type and words, then its rows.
void schema(const Context& context, const std::string& place, const openapi::SchemaView& schema,
            const std::string& field);
/// The same, folded: for one that stands in full elsewhere on the page.
void schema_again(const Context& context, const std::string& place,
                  const openapi::SchemaView& schema, const std::string& field);

/// Tabs are for words of the page's own and for statuses: a name of the description such as
/// `application/json` would be taken for the tab of that word elsewhere in the page.
enum class Choices { list, tabs };

/// The index of what was chosen there among `count`, the first one unless it was.
std::size_t chosen_of(const Context& context, const std::string& place, std::size_t count);
/// One of several, as a list to choose from or, where they are to be and have room, as tabs; draws
/// nothing for a single one. `place` keeps the choice; the name is of the list. `folded`: texts of
/// those that are not chosen, see ui::tabs.
std::size_t choose(const Context& context, const std::string& place, std::string_view name,
                   const std::vector<std::string>& labels, Choices look = Choices::list,
                   std::span<const std::string> folded = {});

}  // namespace vitrine::view
