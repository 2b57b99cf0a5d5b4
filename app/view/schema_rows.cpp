// Draws the rows of a schema, which schema_tree.cpp makes.
#include "app/view/schema_rows.h"

#include <algorithm>
#include <utility>

#include "app/json/uri.h"
#include "app/ui/button.h"
#include "app/ui/ornament.h"
#include "app/ui/select.h"
#include "app/ui/tabs.h"
#include "app/ui/text.h"
#include "app/view/context.h"
#include "app/view/field_place.h"

namespace vitrine::view {
namespace {

using session::Word;

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
  if (!row.title.empty())
    spans.push_back(span("  " + row.title, ui::type::kSmall, ui.theme().muted));
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
  if (!row.kinds.empty() && choose(context, key, name, row.kinds) != row.chosen)
    context.state.schema_rows.erase(place);
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
  std::vector<ui::Span> spans;
  if (const std::string name = row_name(context, row); !name.empty())
    spans = {span(name, ui::type::kName, row.deprecated ? ui.theme().muted : ui.theme().text),
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
  if (has_field(context)) unfold_field(context, place, schema);
  auto found = state.schema_rows.find(place);
  if (found == state.schema_rows.end())
    found = state.schema_rows
                .emplace(place, std::make_shared<const std::vector<SchemaRow>>(
                                    flatten(schema, state.chosen, place)))
                .first;
  // Hold the rows while they are drawn: folding one rebuilds them.
  const std::shared_ptr<const std::vector<SchemaRow>> rows = found->second;
  const SchemaRow* const marked = has_field(context) ? marked_row(context, place, *rows) : nullptr;
  ui.push_id(place);
  std::string toggled;
  for (const SchemaRow& row : *rows) {
    const float indent = row.depth == 0 ? 0 : 4 + 20.0f * static_cast<float>(row.depth);
    const float top = ui.y();
    ui.begin_inset(std::min(indent, ui.width() / 2), 0);
    if (row.kind == SchemaRow::Kind::choice) {
      choice_row(context, place, row);
    } else {
      const float begin = &row == marked ? begin_field(context, row.key) : 0;
      schema_row(context, row);
      if (row.foldable && fold_button(context, row)) toggled = place + "/" + row.id;
      ui.space(ui::gap::kRow);
      if (&row == marked) end_field(context, begin);
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
  // An example of the whole stands beside it.
  if (row.examples.size() == 1 && row.examples[0].find_first_of("{[") == 0) row.examples.clear();
  ui.push_id(place);
  ui::paragraph(ui, "type", type_spans(context, row), ui::leading::kText);
  schema_words(context, row);
  ui.pop_id();
  ui.space(ui::gap::kMedium);
  ui::divider(ui);
  schema_rows(context, place, schema);
}

}  // namespace vitrine::view
