// Draws the rows of a schema, which schema_tree.cpp makes.
#include "app/view/schema_rows.h"

#include <algorithm>
#include <utility>

#include "app/json/uri.h"
#include "app/ui/button.h"
#include "app/ui/chip.h"
#include "app/ui/ornament.h"
#include "app/ui/select.h"
#include "app/ui/tabs.h"
#include "app/ui/text.h"
#include "app/view/context.h"
#include "app/view/prose.h"

namespace vitrine::view {
namespace {

using session::Word;

std::string value_of(const std::vector<openapi::Constraint>& constraints,
                     std::string_view keyword) {
  for (const openapi::Constraint& constraint : constraints)
    if (constraint.keyword == keyword) return constraint.value;
  return {};
}

/// "1 to 80", "at least 12"; empty without either limit.
std::string range(const Context& context, const std::string& least, const std::string& most) {
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
  add(range(context, value("minimum"), value("maximum")));
  if (const std::string limit = value("exclusiveMinimum"); !limit.empty() && limit != "true")
    add(context.fill(Word::range_above, {{"min", limit}}));
  if (const std::string limit = value("exclusiveMaximum"); !limit.empty() && limit != "true")
    add(context.fill(Word::range_below, {{"max", limit}}));
  if (const std::string step = value("multipleOf"); !step.empty())
    add(context.fill(Word::multiple_of, {{"n", step}}));
  for (const Unit& unit : kUnits) {
    std::string least;
    std::string most;
    for (const openapi::Constraint& constraint : constraints) {
      if (constraint.display != unit.display) continue;
      (constraint.keyword.starts_with("min") ? least : most) = constraint.value;
    }
    const std::string words = range(context, least, most);
    if (!words.empty()) add(context.fill(unit.words, {{"range", words}}));
  }
  if (value("uniqueItems") == "true") add(context.word(Word::no_duplicates));
  return result;
}

/// Limits, pattern, default and example as one line of words.
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
  if (const std::string pattern = value_of(row.constraints, "pattern"); !pattern.empty()) {
    words(context.word(Word::matches_pattern) + " ");
    code(pattern);
  }
  for (const openapi::Constraint& constraint : row.constraints) {
    if (constraint.display == schema::Display::plain) words(constraint.value);
  }
  if (!row.default_value.empty()) {
    words(context.fill(Word::default_value, {{"value", ""}}));
    code(row.default_value);
  }
  if (!row.example.empty()) {
    words(context.word(Word::example) + " ");
    code(row.example);
  }
  if (row.closed) words(context.word(Word::no_other_properties));
  return spans;
}

void choices(const Context& context, const SchemaRow& row) {
  ui::Ui& ui = context.ui;
  if (row.choices.empty()) return;
  ui.space(ui::gap::kSmall);
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

std::vector<ui::Span> type_spans(const Context& context, const SchemaRow& row) {
  const ui::Ui& ui = context.ui;
  std::vector<ui::Span> spans;
  if (!row.before.empty()) spans.push_back(span(row.before, ui::type::kCode, ui.theme().faint));
  if (!row.reference.empty()) {
    spans.push_back(span(row.reference, ui::type::kCode, ui.theme().accent));
    spans.back().href = "#/schemas/" + json::encode_component(row.reference);
    spans.push_back(span("  ", ui::type::kCode, ui.theme().faint));
  }
  spans.push_back(span(row.type, ui::type::kCode, ui.theme().faint));
  return spans;
}

void note_at_right(const Context& context, const SchemaRow& row, const std::string& note) {
  if (note.empty()) return;
  context.ui.next_cell();
  ui::label(context.ui, "note", note, ui::type::kNote,
            row.required ? context.ui.theme().warn : context.ui.theme().muted, ui::leading::kText,
            ui::Wrap::none, ui::Align::right);
}

void choice_row(const Context& context, const std::string& place, const SchemaRow& row) {
  ui::Ui& ui = context.ui;
  ui.push_id(row.id);
  ui.space(ui::gap::kMedium);
  const std::string name = context.word(row.several ? Word::any_of : Word::one_of);
  ui::label(ui, "name", name, ui::type::medium(ui::type::kSmall), ui.theme().muted);
  ui.space(ui::gap::kTight);
  const std::string key = place + "/" + row.id;
  if (choose(context, key, name, row.kinds) != row.chosen) context.state.schema_rows.erase(place);
  if (!row.discriminator.empty()) {
    ui.space(ui::gap::kSmall);
    std::vector<ui::Span> spans = {
        span(context.word(Word::chosen_by) + " ", ui::type::kSmall, ui.theme().muted),
        span(row.discriminator, ui::type::kCode, ui.theme().muted)};
    spans.back().code = true;
    if (!row.discriminator_tag.empty()) {
      spans.push_back(span(" = ", ui::type::kSmall, ui.theme().muted));
      spans.push_back(span(row.discriminator_tag, ui::type::kCode, ui.theme().muted));
      spans.back().code = true;
    }
    ui::paragraph(ui, "told", std::move(spans), ui::leading::kText);
  }
  ui.space(ui::gap::kMedium);
  ui::divider(ui);
  ui.pop_id();
}

/// True when the user folded or unfolded the row.
bool fold_button(const Context& context, const SchemaRow& row) {
  ui::Ui& ui = context.ui;
  ui.space(ui::gap::kSmall);
  ui::ButtonOptions options;
  options.kind = ui::ButtonKind::link;
  options.icon = row.open ? ui::Icon::chevron_down : ui::Icon::chevron_right;
  options.accessible_name = context.fill(
      row.open ? Word::hide_properties_of : Word::show_properties_of, {{"name", row.key}});
  options.expanded = row.open ? ui::Node::Tri::yes : ui::Node::Tri::no;
  return ui::button(ui, row.id + "/fold",
                    context.word(row.open ? Word::hide_properties : Word::show_properties),
                    options);
}

}  // namespace

std::size_t choose(const Context& context, const std::string& place, std::string_view name,
                   const std::vector<std::string>& labels, Choices look) {
  ui::Ui& ui = context.ui;
  const auto found = context.state.chosen.find(place);
  std::size_t index = found == context.state.chosen.end() ? 0 : found->second;
  if (index >= labels.size()) index = 0;
  if (labels.size() < 2) return index;
  const auto now = static_cast<int>(index);
  std::optional<int> picked;
  if (look == Choices::tabs && ui::tabs_width(ui, labels) <= ui.width()) {
    picked = ui::tabs(ui, "choose", name, labels, now);
  } else {
    picked = ui::select(ui, "choose", name, labels, now);
  }
  if (!picked) return index;
  context.state.again = true;
  return context.state.chosen[place] = static_cast<std::size_t>(*picked);
}

SchemaRow described(const Context& context, const std::string& place,
                    const openapi::SchemaView& schema) {
  auto& made = context.state.schema_rows["=" + place];
  if (!made) made = std::make_shared<const std::vector<SchemaRow>>(std::vector{describe(schema)});
  return made->front();
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

void schema_row(const Context& context, const SchemaRow& row) {
  ui::Ui& ui = context.ui;
  ui.push_id(row.id);
  ui.space(ui::gap::kRow);
  const std::string note = row.required     ? context.word(Word::required)
                           : row.deprecated ? context.word(Word::deprecated)
                                            : std::string();
  const float note_width = note.empty() ? 0 : ui.measure(note, ui::type::kNote).width + 1;
  const float widths[] = {-1, note_width};
  ui.begin_row(std::span(widths, note.empty() ? 1 : 2), ui::gap::kRow);
  std::vector<ui::Span> spans = {
      span(row.key, ui::type::kName, row.deprecated ? ui.theme().muted : ui.theme().text),
      span("  ", ui::type::kCode, ui.theme().faint)};
  for (ui::Span& part : type_spans(context, row)) spans.push_back(std::move(part));
  if (row.required && row.deprecated)
    spans.push_back(
        span("  " + context.word(Word::deprecated), ui::type::kSmall, ui.theme().muted));
  ui::paragraph(ui, "name", std::move(spans), ui::leading::kText);
  note_at_right(context, row, note);
  ui.end_row();
  schema_words(context, row);
  ui.pop_id();
}

void schema_rows(const Context& context, const std::string& place,
                 const openapi::SchemaView& schema) {
  ui::Ui& ui = context.ui;
  ViewState& state = context.state;
  auto found = state.schema_rows.find(place);
  if (found == state.schema_rows.end())
    found = state.schema_rows
                .emplace(place, std::make_shared<const std::vector<SchemaRow>>(
                                    flatten(schema, state.chosen, place)))
                .first;
  // Hold the rows while they are drawn: folding one rebuilds them.
  const std::shared_ptr<const std::vector<SchemaRow>> rows = found->second;
  ui.push_id(place);
  std::string toggled;
  for (const SchemaRow& row : *rows) {
    const float indent = row.depth == 0 ? 0 : 4 + 20.0f * static_cast<float>(row.depth);
    const float top = ui.y();
    ui.begin_inset(std::min(indent, ui.width() / 2), 0);
    if (row.kind == SchemaRow::Kind::choice) {
      choice_row(context, place, row);
    } else {
      schema_row(context, row);
      if (row.foldable && fold_button(context, row)) toggled = place + "/" + row.id;
      ui.space(ui::gap::kRow);
      ui::divider(ui);
    }
    ui.end_inset();
    for (int depth = 0; depth < row.depth; ++depth)
      ui.fill({ui.x() + 4 + 20.0f * static_cast<float>(depth), top, 2, ui.y() - top},
              ui.theme().line);
  }
  ui.pop_id();
  if (toggled.empty()) return;
  std::size_t& turned = state.chosen[toggled];
  turned = 1 - turned;
  state.schema_rows.erase(place);
  state.again = true;
}

void schema(const Context& context, const std::string& place, const openapi::SchemaView& schema) {
  ui::Ui& ui = context.ui;
  SchemaRow row = described(context, place, schema);
  row.closed = row.closed && place.compare(0, 9, "response/") != 0;
  ui.push_id(place);
  ui::paragraph(ui, "type", type_spans(context, row), ui::leading::kText);
  schema_words(context, row);
  ui.pop_id();
  ui.space(ui::gap::kMedium);
  ui::divider(ui);
  schema_rows(context, place, schema);
}

}  // namespace vitrine::view
