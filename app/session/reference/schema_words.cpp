// The facts of schemas in the words of the interface.
#include "app/session/reference/schema_words.h"

#include <utility>

#include "app/text/ascii.h"

namespace vitrine::session {
namespace {

std::string value_of(const std::vector<openapi::Constraint>& constraints,
                     std::string_view keyword) {
  for (const openapi::Constraint& constraint : constraints)
    if (constraint.keyword == keyword) return constraint.value;
  return {};
}

/// "1 to 80", "at least 12"; empty without either limit.
std::string range(schema::Language language, const std::string& least, const std::string& most) {
  if (!least.empty() && least == most) return fill(Word::range_exactly, language, {{"n", least}});
  if (!least.empty() && !most.empty())
    return fill(Word::range_between, language, {{"min", least}, {"max", most}});
  if (!least.empty()) return fill(Word::range_from, language, {{"min", least}});
  if (!most.empty()) return fill(Word::range_to, language, {{"max", most}});
  return {};
}

struct Unit {
  schema::Display display;
  Word words;
};
constexpr Unit kUnits[] = {{schema::Display::characters, Word::range_characters},
                           {schema::Display::items, Word::range_items},
                           {schema::Display::matching_items, Word::range_matching_items},
                           {schema::Display::properties, Word::range_properties}};

/// The limits of a schema in words, in the order users look for them.
std::vector<std::string> limits(schema::Language language,
                                const std::vector<openapi::Constraint>& constraints) {
  const auto value = [&](std::string_view keyword) { return value_of(constraints, keyword); };
  std::vector<std::string> result;
  const auto add = [&](std::string words) {
    if (!words.empty()) result.push_back(std::move(words));
  };
  // OpenAPI 3.0 says with `true` that a limit is exclusive, later dialects with the limit itself.
  std::string least = value("minimum");
  std::string most = value("maximum");
  std::string above = value("exclusiveMinimum");
  std::string below = value("exclusiveMaximum");
  if (above == "true") above = std::exchange(least, {});
  if (below == "true") below = std::exchange(most, {});
  add(range(language, least, most));
  if (!above.empty() && above != "false") add(fill(Word::range_above, language, {{"min", above}}));
  if (!below.empty() && below != "false") add(fill(Word::range_below, language, {{"max", below}}));
  for (const openapi::Constraint& constraint : constraints) {
    if (constraint.display == schema::Display::step)
      add(fill(Word::multiple_of, language, {{"n", constraint.value}}));
  }
  for (const Unit& unit : kUnits) {
    std::string fewest;
    std::string largest;
    for (const openapi::Constraint& constraint : constraints) {
      if (constraint.display != unit.display) continue;
      (constraint.keyword.starts_with("min") ? fewest : largest) = constraint.value;
    }
    const std::string words = range(language, fewest, largest);
    if (!words.empty())
      add(fill(unit.words, language,
               {{"range", words}, {"n", largest.empty() ? fewest : largest}}));
  }
  if (value("uniqueItems") == "true") add(std::string(word(Word::no_duplicates, language)));
  return result;
}

struct Role {
  schema::Display display;
  Word words;
};
/// The names of rows that are no properties.
constexpr Role kRoles[] = {{schema::Display::names, Word::property_names},
                           {schema::Display::matching, Word::matching_items},
                           {schema::Display::excluded, Word::excluded},
                           {schema::Display::condition, Word::condition},
                           {schema::Display::then, Word::condition_met},
                           {schema::Display::otherwise, Word::condition_not_met},
                           {schema::Display::dependent, Word::when_given},
                           {schema::Display::content, Word::decoded_content},
                           {schema::Display::one_of, Word::one_of},
                           {schema::Display::any_of, Word::any_of},
                           {schema::Display::item, Word::each_item},
                           {schema::Display::value, Word::each_value},
                           {schema::Display::rest, Word::other_items}};

/// Puts pieces one after the other, facts apart from each other.
class Line {
 public:
  explicit Line(schema::Language language) : language_(language) {}

  void words(std::string_view text) {
    pieces_.push_back({Piece::Kind::words, (pieces_.empty() ? "" : " · ") + std::string(text)});
  }
  void words(Word which, std::string_view after = {}) {
    words(std::string(word(which, language_)) + std::string(after));
  }
  void value(std::string text) { pieces_.push_back({Piece::Kind::value, std::move(text)}); }
  void list(Word name, const std::vector<std::string>& values) {
    for (const std::string& each : values) {
      if (&each == &values.front())
        words(name, " ");
      else
        pieces_.push_back({Piece::Kind::words, ", "});
      value(each);
    }
  }
  void link(const std::string& text, const std::string& href) {
    if (!pieces_.empty()) words("");
    pieces_.push_back({Piece::Kind::link, text, href});
  }
  std::vector<Piece> take() { return std::move(pieces_); }

 private:
  schema::Language language_;
  std::vector<Piece> pieces_;
};

}  // namespace

std::vector<Piece> fact_pieces(const SchemaFacts& facts, schema::Language language) {
  Line line(language);
  if (facts.read_only) line.words(Word::read_only);
  if (facts.write_only) line.words(Word::write_only);
  for (const std::string& limit : limits(language, facts.constraints)) line.words(limit);
  for (const openapi::Constraint& constraint : facts.constraints) {
    if (constraint.keyword == "contentEncoding")
      line.words(fill(Word::encoded_as, language, {{"value", constraint.value}}));
    else if (constraint.display == schema::Display::plain)
      line.words(Word::media_type, " " + constraint.value);
    if (constraint.display != schema::Display::pattern) continue;
    line.words(Word::matches_pattern, " ");
    line.value(constraint.value);
  }
  line.list(Word::required, facts.required_names);
  for (const openapi::Dependency& dependency : facts.dependencies) {
    line.words(
        fill(Word::requires_others, language,
             {{"name", dependency.property}, {"names", text::join(dependency.required, ", ")}}));
  }
  if (!facts.default_value.empty()) {
    line.words(fill(Word::default_value, language, {{"value", ""}}));
    line.value(facts.default_value);
  }
  line.list(facts.examples.size() > 1 ? Word::example_values : Word::example, facts.examples);
  if (facts.closed) line.words(Word::no_other_properties);
  if (facts.closed_items) line.words(Word::no_other_items);
  if (!facts.more_url.empty()) line.link(facts.more_words, facts.more_url);
  return line.take();
}

std::string role_words(schema::Display role, const std::string& subject,
                       schema::Language language) {
  for (const Role& each : kRoles)
    if (each.display == role) return fill(each.words, language, {{"name", subject}});
  return {};
}

}  // namespace vitrine::session
