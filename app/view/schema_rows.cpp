#include "app/view/schema_rows.h"

#include <utility>

#include "app/json/write.h"
#include "app/view/context.h"
#include "app/view/prose.h"

namespace vitrine::view {
namespace {

constexpr std::size_t kRowsShown = 1000;
constexpr std::size_t kChoicesShown = 24;
constexpr int kLevelsOpen = 2;
constexpr int kLevelsMost = 12;

/// The part of a schema whose properties are shown below it: the items of arrays, else itself.
std::pair<openapi::SchemaView, std::string> inner(const openapi::SchemaView& schema) {
  openapi::SchemaView at = schema;
  std::string suffix;
  for (int depth = 0; depth < 4 && at && at.kinds().array && !at.has_properties(); ++depth) {
    at = at.items();
    suffix += "[]";
  }
  return {at, suffix};
}

void add_properties(std::vector<SchemaRow>& rows, const openapi::SchemaView& schema,
                    const std::string& prefix, int depth,
                    const std::unordered_set<std::string>& unfolded, std::string_view place) {
  for (const openapi::Property& property : schema.properties()) {
    if (rows.size() >= kRowsShown) return;
    SchemaRow row = describe(property.schema);
    row.key =
        prefix.empty() ? std::string(property.name) : prefix + "." + std::string(property.name);
    row.depth = depth;
    row.required = property.required;
    const auto [below, suffix] = inner(property.schema);
    const bool nested = below && below.has_properties();
    const bool open = depth + 1 < kLevelsOpen || unfolded.contains(std::string(place) + row.key);
    row.unfoldable = nested && !(open && depth + 1 < kLevelsMost);
    const std::string key = row.key + suffix;
    const bool descend = nested && !row.unfoldable;
    rows.push_back(std::move(row));
    if (descend) add_properties(rows, below, key, depth + 1, unfolded, place);
  }
}

std::string value_of(const std::vector<openapi::Constraint>& constraints,
                     std::string_view keyword) {
  for (const openapi::Constraint& constraint : constraints)
    if (constraint.keyword == keyword) return constraint.value;
  return {};
}

/// "1 to 80", "at least 12"; empty without either limit.
std::string range(const Context& context, const std::string& least, const std::string& most) {
  using session::Word;
  if (!least.empty() && !most.empty())
    return context.fill(Word::range_between, {{"min", least}, {"max", most}});
  if (!least.empty()) return context.fill(Word::range_from, {{"min", least}});
  if (!most.empty()) return context.fill(Word::range_to, {{"max", most}});
  return {};
}

/// The limits of a schema in words, in the order a person asks for them.
std::vector<std::string> limits(const Context& context,
                                const std::vector<openapi::Constraint>& constraints) {
  using session::Word;
  const auto value = [&](std::string_view keyword) { return value_of(constraints, keyword); };
  std::vector<std::string> result;
  const auto add = [&](std::string words) {
    if (!words.empty()) result.push_back(std::move(words));
  };
  const auto counted = [&](Word unit, std::string_view least, std::string_view most) {
    const std::string words = range(context, value(least), value(most));
    if (!words.empty()) add(context.fill(unit, {{"range", words}}));
  };
  add(range(context, value("minimum"), value("maximum")));
  if (const std::string limit = value("exclusiveMinimum"); !limit.empty() && limit != "true")
    add(context.fill(Word::range_above, {{"min", limit}}));
  if (const std::string limit = value("exclusiveMaximum"); !limit.empty() && limit != "true")
    add(context.fill(Word::range_below, {{"max", limit}}));
  if (const std::string step = value("multipleOf"); !step.empty())
    add(context.fill(Word::multiple_of, {{"n", step}}));
  counted(Word::range_characters, "minLength", "maxLength");
  counted(Word::range_items, "minItems", "maxItems");
  counted(Word::range_properties, "minProperties", "maxProperties");
  if (value("uniqueItems") == "true") add(context.word(Word::no_duplicates));
  return result;
}

/// Limits, pattern and default as one line of words.
std::vector<ui::Span> facts(const Context& context, const SchemaRow& row) {
  const ui::Ui& ui = context.ui;
  const ui::Color color = ui.theme().muted;
  std::vector<ui::Span> spans;
  const auto words = [&](std::string text) {
    spans.push_back(span((spans.empty() ? "" : " · ") + text, ui.font_small(), color));
  };
  const auto code = [&](const std::string& text) {
    spans.push_back(span(text, ui.font_code(), color));
    spans.back().code = true;
  };
  for (std::string& limit : limits(context, row.constraints)) words(std::move(limit));
  if (const std::string pattern = value_of(row.constraints, "pattern"); !pattern.empty()) {
    words(context.word(session::Word::matches_pattern) + " ");
    code(pattern);
  }
  if (!row.default_value.empty()) {
    words(context.fill(session::Word::default_value, {{"value", ""}}));
    code(row.default_value);
  }
  return spans;
}

}  // namespace

SchemaRow describe(const openapi::SchemaView& schema) {
  SchemaRow row;
  row.type = schema.type_words();
  if (const std::string format = schema.format(); !format.empty()) row.type += " · " + format;
  row.deprecated = schema.deprecated();
  row.description = schema.description();
  row.constraints = schema.constraints();
  for (const json::Value& choice : schema.enum_values()) {
    if (row.choices.size() == kChoicesShown) {
      row.choices.push_back("…");
      break;
    }
    row.choices.push_back(json::compact(choice));
  }
  if (const json::Value value = schema.default_value()) row.default_value = json::compact(value);
  return row;
}

std::vector<SchemaRow> flatten(const openapi::SchemaView& schema,
                               const std::unordered_set<std::string>& unfolded,
                               std::string_view place) {
  std::vector<SchemaRow> rows;
  const auto [at, suffix] = inner(schema);
  if (at) add_properties(rows, at, suffix, 0, unfolded, place);
  return rows;
}

void schema_row(const Context& context, const SchemaRow& row) {
  ui::Ui& ui = context.ui;
  const ui::Theme& theme = ui.theme();
  ui.push_id(row.key);
  ui.space(12);
  const std::string note = row.required     ? context.word(session::Word::required)
                           : row.deprecated ? context.word(session::Word::deprecated)
                                            : std::string();
  const ui::Font note_font = weighted(ui.font_small(), 500, 11.5f);
  const float note_width = note.empty() ? 0 : ui.measure(note, note_font).width + 1;
  const float widths[] = {-1, note_width};
  ui.begin_row(std::span(widths, note.empty() ? 1 : 2), 12);
  ui.paragraph("name",
               {span(row.key, weighted(ui.font_code(), 600, 13), theme.text),
                span("  " + row.type, ui.font_code(), theme.faint)},
               20);
  if (!note.empty()) {
    ui.next_cell();
    ui.label("note", note, note_font, row.required ? theme.warn : theme.muted, 20, ui::Wrap::none,
             true);
  }
  ui.end_row();
  const ProseStyle muted{theme.muted, 21, 6};
  if (!row.description.empty()) {
    ui.space(3);
    prose(context, "words", row.description, muted, 3);
  }
  if (std::vector<ui::Span> words = facts(context, row); !words.empty()) {
    ui.space(3);
    ui.paragraph("facts", std::move(words), 20);
  }
  if (!row.choices.empty()) {
    ui.space(6);
    ui.begin_flow(6, 6);
    for (std::size_t index = 0; index < row.choices.size(); ++index)
      ui.chip("choice" + std::to_string(index), row.choices[index]);
    ui.end_flow();
  }
  ui.pop_id();
}

void schema_rows(const Context& context, const std::string& place,
                 const openapi::SchemaView& schema) {
  ui::Ui& ui = context.ui;
  auto found = context.state.schema_rows.find(place);
  if (found == context.state.schema_rows.end())
    found = context.state.schema_rows
                .emplace(place, flatten(schema, context.state.unfolded, place + "/"))
                .first;
  ui.push_id(place);
  std::string unfold;
  for (const SchemaRow& row : found->second) {
    const float indent = row.depth == 0 ? 0 : 4 + 20.0f * static_cast<float>(row.depth);
    const float top = ui.y();
    ui.begin_inset(indent, 0);
    schema_row(context, row);
    if (row.unfoldable) {
      ui.space(6);
      ui::ButtonOptions options;
      options.kind = ui::ButtonKind::link;
      options.icon = ui::Icon::chevron_right;
      options.accessible_name =
          context.fill(session::Word::show_properties_of, {{"name", row.key}});
      options.expanded = ui::Node::Tri::no;
      if (ui.button(row.key + "/unfold", context.word(session::Word::show_properties), options))
        unfold = place + "/" + row.key;
    }
    ui.space(12);
    ui.divider();
    ui.end_inset();
    for (int depth = 0; depth < row.depth; ++depth)
      ui.fill({ui.x() + 4 + 20.0f * static_cast<float>(depth), top, 2, ui.y() - top},
              ui.theme().line);
  }
  ui.pop_id();
  if (!unfold.empty()) {
    context.state.unfolded.insert(unfold);
    context.state.schema_rows.erase(place);
  }
}

}  // namespace vitrine::view
