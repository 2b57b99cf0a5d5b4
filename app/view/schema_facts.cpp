// Says what a schema's row means: what it is called, its limits, values and examples.
#include <utility>

#include "app/text/ascii.h"
#include "app/ui/chip.h"
#include "app/ui/text.h"
#include "app/view/context.h"
#include "app/view/prose.h"
#include "app/view/schema_rows.h"

namespace vitrine::view {
namespace {

using session::Word;

/// Values without words are chips, of a longer list one text.
constexpr std::size_t kChipsMost = 24;

std::string value_of(const std::vector<openapi::Constraint>& constraints,
                     std::string_view keyword) {
  for (const openapi::Constraint& constraint : constraints)
    if (constraint.keyword == keyword) return constraint.value;
  return {};
}

/// "1 to 80", "at least 12"; empty without either limit.
std::string range(const Context& context, const std::string& least, const std::string& most) {
  if (!least.empty() && least == most) return context.fill(Word::range_exactly, {{"n", least}});
  if (!least.empty() && !most.empty())
    return context.fill(Word::range_between, {{"min", least}, {"max", most}});
  if (!least.empty()) return context.fill(Word::range_from, {{"min", least}});
  if (!most.empty()) return context.fill(Word::range_to, {{"max", most}});
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
std::vector<std::string> limits(const Context& context,
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
  add(range(context, least, most));
  if (!above.empty() && above != "false") add(context.fill(Word::range_above, {{"min", above}}));
  if (!below.empty() && below != "false") add(context.fill(Word::range_below, {{"max", below}}));
  for (const openapi::Constraint& constraint : constraints) {
    if (constraint.display == schema::Display::step)
      add(context.fill(Word::multiple_of, {{"n", constraint.value}}));
  }
  for (const Unit& unit : kUnits) {
    std::string fewest;
    std::string largest;
    for (const openapi::Constraint& constraint : constraints) {
      if (constraint.display != unit.display) continue;
      (constraint.keyword.starts_with("min") ? fewest : largest) = constraint.value;
    }
    const std::string words = range(context, fewest, largest);
    if (!words.empty())
      add(context.fill(unit.words, {{"range", words}, {"n", largest.empty() ? fewest : largest}}));
  }
  if (value("uniqueItems") == "true") add(context.word(Word::no_duplicates));
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

/// Limits, pattern, default and examples as one line of words.
std::vector<ui::Span> facts(const Context& context, const SchemaRow& row) {
  const ui::Ui& ui = context.ui;
  const ui::Color color = ui.theme().muted;
  std::vector<ui::Span> spans;
  const auto words = [&](const std::string& text) {
    spans.push_back(span((spans.empty() ? "" : " · ") + text, ui::type::kSmall, color));
  };
  const auto code = [&](const std::string& text) {
    spans.push_back(span(text, ui::type::kCode, color));
    spans.back().code = true;
  };
  if (row.read_only) words(context.word(Word::read_only));
  if (row.write_only) words(context.word(Word::write_only));
  for (const std::string& limit : limits(context, row.constraints)) words(limit);
  for (const openapi::Constraint& constraint : row.constraints) {
    if (constraint.keyword == "contentEncoding")
      words(context.fill(Word::encoded_as, {{"value", constraint.value}}));
    else if (constraint.display == schema::Display::plain)
      words(context.word(Word::media_type) + " " + constraint.value);
    if (constraint.display != schema::Display::pattern) continue;
    words(context.word(Word::matches_pattern) + " ");
    code(constraint.value);
  }
  const auto list = [&](const std::string& name, const std::vector<std::string>& values) {
    for (std::size_t index = 0; index < values.size(); ++index) {
      if (index == 0)
        words(name + " ");
      else
        spans.push_back(span(", ", ui::type::kSmall, color));
      code(values[index]);
    }
  };
  list(context.word(Word::required), row.required_names);
  for (const openapi::Dependency& dependency : row.dependencies) {
    words(context.fill(Word::requires_others, {{"name", dependency.property},
                                               {"names", text::join(dependency.required, ", ")}}));
  }
  if (!row.default_value.empty()) {
    words(context.fill(Word::default_value, {{"value", ""}}));
    code(row.default_value);
  }
  list(context.word(row.examples.size() > 1 ? Word::example_values : Word::example), row.examples);
  if (row.closed) words(context.word(Word::no_other_properties));
  if (row.closed_items) words(context.word(Word::no_other_items));
  if (!row.more_url.empty()) {
    if (!spans.empty()) words("");
    spans.push_back(span(row.more_words, ui::type::kSmall, ui.theme().accent));
    spans.back().href = row.more_url;
  }
  return spans;
}

void choices(const Context& context, const SchemaRow& row) {
  ui::Ui& ui = context.ui;
  if (row.choices.empty()) return;
  ui.space(ui::gap::kSmall);
  if (row.choice_words.empty() && row.choices.size() > kChipsMost) {
    ui::paragraph(ui, "choices",
                  {span(text::join(row.choices, ", "), ui::type::kCode, ui.theme().muted)});
    return;
  }
  if (row.choice_words.empty()) {
    ui.begin_flow(ui::gap::kSmall, ui::gap::kSmall);
    for (std::size_t index = 0; index < row.choices.size(); ++index)
      ui::chip(ui, "choice" + std::to_string(index), row.choices[index]);
    ui.end_flow();
    return;
  }
  // Values with descriptions stand below each other.
  for (std::size_t index = 0; index < row.choices.size(); ++index) {
    ui::Span value = span(row.choices[index], ui::type::kCode, ui.theme().text);
    value.code = true;
    std::vector<ui::Span> spans = {std::move(value)};
    if (index < row.choice_words.size() && !row.choice_words[index].empty())
      spans.push_back(span("  " + row.choice_words[index], ui::type::kSmall, ui.theme().muted));
    ui::paragraph(ui, "choice" + std::to_string(index), std::move(spans));
  }
}

}  // namespace

std::string row_name(const Context& context, const SchemaRow& row) {
  for (const Role& role : kRoles) {
    if (role.display != row.role) continue;
    std::string words = context.fill(role.words, {{"name", row.subject}});
    return row.name.empty() ? words : words + ": " + row.name;
  }
  return row.name.empty() ? row.key : row.name;
}

void schema_words(const Context& context, const SchemaRow& row) {
  ui::Ui& ui = context.ui;
  if (!row.description.empty()) {
    ui.space(ui::gap::kWords);
    prose(context, "words", row.description, row_prose(ui), 3);
  }
  if (std::vector<ui::Span> words = facts(context, row); !words.empty()) {
    ui.space(ui::gap::kWords);
    ui::paragraph(ui, "facts", std::move(words), ui::leading::kText);
  }
  choices(context, row);
}

}  // namespace vitrine::view
