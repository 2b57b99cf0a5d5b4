// Draws the rows of a schema, which schema_tree.cpp makes.
#include "app/view/schema_rows.h"

#include <algorithm>
#include <span>
#include <utility>

#include "app/json/pointer.h"
#include "app/session/form/field.h"
#include "app/ui/button.h"
#include "app/ui/ornament.h"
#include "app/ui/select.h"
#include "app/ui/tabs.h"
#include "app/ui/text.h"
#include "app/view/anchor_link.h"
#include "app/view/context.h"
#include "app/view/field_mark.h"

namespace vitrine::view {
namespace {

using session::Word;

std::vector<ui::Span> type_spans(const Context& context, const SchemaRow& row) {
  const ui::Ui& ui = context.ui;
  std::vector<ui::Span> spans;
  if (!row.before.empty()) spans.push_back(span(row.before, ui::type::kCode, ui.theme().faint));
  if (!row.reference.empty()) {
    spans.push_back(span(row.reference, ui::type::kCode, ui.theme().accent));
    spans.back().href = session::schema_href(row.reference);
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

/// The choice of the form at the same place of the body: both are one.
const session::Field* form_choice(const Context& context, const std::string& place,
                                  const SchemaRow& row) {
  const session::Form* form = session::current_form(context.session);
  if (!form || !session::can_send(context.session) ||
      place != "body/" + std::to_string(form->content_type))
    return nullptr;
  const auto tokens = json::split(row.id).value_or(std::vector<std::string>());
  // A union right within another is at the same place of the body.
  if (tokens.size() > 1 && tokens[tokens.size() - 2][0] == '?') return nullptr;
  std::string pointer;
  for (const std::string& token : tokens) {
    if (token == "*" || token[0] == '=') return nullptr;
    if (token[0] != '?') json::append(pointer, token);
  }
  for (const session::Field& field : form->fields) {
    if (field.kind == session::Field::Kind::variant && field.pointer == pointer &&
        field.choices.size() == row.kinds.size() && field.chosen >= 0)
      return &field;
  }
  return nullptr;
}

/// True when another alternative is shown from now on.
bool choose_alternative(const Context& context, const std::string& key, const std::string& name,
                        const std::string& place, const SchemaRow& row) {
  if (row.kinds.empty()) return false;
  const session::Field* field = form_choice(context, place, row);
  std::size_t& chosen = context.state.chosen[key];
  if (field) chosen = static_cast<std::size_t>(field->chosen);
  const std::size_t before = chosen;
  const std::size_t now = choose(context, key, name, row.kinds);
  if (field && now != before)
    context.act(session::ChooseVariant{field->pointer, static_cast<std::uint32_t>(now)});
  return now != row.chosen;
}

void choice_row(const Context& context, const std::string& place, const SchemaRow& row) {
  ui::Ui& ui = context.ui;
  ui.push_id(row.id);
  ui.space(ui::gap::kMedium);
  const std::string name = context.word(row.several ? Word::any_of : Word::one_of);
  ui::label(ui, "name", name, ui::type::medium(ui::type::kSmall), ui.theme().muted);
  ui.space(ui::gap::kTight);
  const std::string key = place + "/" + row.id;
  if (choose_alternative(context, key, name, place, row)) {
    context.state.schema_rows.erase(place);
    context.state.again = true;
  }
  if (!row.discriminator.empty()) {
    ui.space(ui::gap::kSmall);
    std::vector<ui::Span> spans = {
        span(context.word(Word::chosen_by) + " ", ui::type::kSmall, ui.theme().muted),
        span(row.discriminator, ui::type::kCode, ui.theme().muted)};
    spans.back().code = true;
    if (!row.discriminator_tag.empty()) {
      spans.push_back(span(": ", ui::type::kSmall, ui.theme().muted));
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
  ui::ButtonOptions options = ui::fold_options(row.open);
  options.accessible_name = context.fill(
      row.open ? Word::hide_properties_of : Word::show_properties_of, {{"name", row.key}});
  options.folded = row.folded;
  return ui::button(ui, row.id + "/fold",
                    context.word(row.open ? Word::hide_properties : Word::show_properties),
                    options);
}

std::shared_ptr<const std::vector<SchemaRow>> rows_of(const Context& context,
                                                      const std::string& place,
                                                      const openapi::SchemaView& schema) {
  ViewState& state = context.state;
  auto& rows = state.schema_rows[place];
  if (rows) return rows;
  begin_levels(context, place);
  rows = std::make_shared<const std::vector<SchemaRow>>(flatten(schema, state.chosen, place));
  return rows;
}

/// The choice of how far all is unfolded, at the right of the schema's head.
void levels(const Context& context, const std::string& place) {
  constexpr std::size_t kAll = 100;
  constexpr std::size_t kLevels[] = {0, 1, 2, 3, kAll};
  ViewState& state = context.state;
  std::vector<std::string> labels;
  int now = -1;
  const auto chosen = state.chosen.find(levels_key(place));
  for (const std::size_t level : kLevels) {
    if (chosen != state.chosen.end() && chosen->second == level)
      now = static_cast<int>(labels.size());
    labels.push_back(level == 0      ? context.word(Word::collapse_all)
                     : level == kAll ? context.word(Word::expand_all)
                                     : context.fill(Word::levels, {{"n", std::to_string(level)}}));
  }
  const std::string name = context.word(Word::show_properties);
  ui::ChoiceOptions look;
  look.quiet = true;
  look.placeholder = name;
  const auto picked = ui::select(context.ui, "levels", name, labels, now, look);
  if (!picked) return;
  std::erase_if(state.chosen, [&](const auto& each) {
    return each.first.starts_with(place + "//") && !each.first.ends_with('?');
  });
  state.chosen[levels_key(place)] = kLevels[static_cast<std::size_t>(*picked)];
  state.schema_rows.erase(place);
  state.again = true;
}

/// What the schema is, and how far it is unfolded.
void head(const Context& context, const std::string& place, const openapi::SchemaView& schema,
          const SchemaRow& row) {
  ui::Ui& ui = context.ui;
  const auto rows = rows_of(context, place, schema);
  const bool folds =
      std::any_of(rows->begin(), rows->end(), [](const SchemaRow& each) { return each.foldable; });
  const float widths[] = {
      -1, ui.measure(context.word(Word::show_properties), ui::type::kSmall).width + 40};
  ui.begin_row(std::span(widths, folds ? 2 : 1), ui::gap::kRow,
               folds ? ui::height::kQuiet : ui::leading::kText);
  ui::paragraph(ui, "type", type_spans(context, row), ui::leading::kText);
  if (folds) {
    ui.next_cell();
    levels(context, place);
  }
  ui.end_row();
}

}  // namespace

std::size_t chosen_of(const Context& context, const std::string& place, std::size_t count) {
  const auto found = context.state.chosen.find(place);
  return found == context.state.chosen.end() || found->second >= count ? 0 : found->second;
}

std::size_t choose(const Context& context, const std::string& place, std::string_view name,
                   const std::vector<std::string>& labels, Choices look,
                   std::span<const std::string> folded) {
  ui::Ui& ui = context.ui;
  const std::size_t index = chosen_of(context, place, labels.size());
  if (labels.size() < 2) return index;
  const auto now = static_cast<int>(index);
  std::optional<int> picked;
  if (look == Choices::tabs && ui::tabs_width(ui, labels) <= ui.width()) {
    picked = ui::tabs(ui, "choose", name, labels, now, ui::Align::left, folded);
  } else {
    picked = ui::select(ui, "choose", name, labels, now);
  }
  if (!picked) return index;
  context.state.again = true;
  return context.state.chosen[place] = static_cast<std::size_t>(*picked);
}

SchemaRow described(const Context& context, const std::string& place,
                    const openapi::SchemaView& schema, session::Spelling spelling) {
  auto& made = context.state.schema_rows["=" + place];
  if (!made)
    made = std::make_shared<const std::vector<SchemaRow>>(
        std::vector{SchemaRow(session::describe(schema, spelling))});
  return made->front();
}

void schema_row(const Context& context, const SchemaRow& row, const std::string& field) {
  ui::Ui& ui = context.ui;
  ui.push_id(row.id);
  ui.space(ui::gap::kRow);
  const std::string note = row.required     ? context.word(Word::required)
                           : row.deprecated ? context.word(Word::deprecated)
                                            : std::string();
  const float note_width = note.empty() ? 0 : ui.measure(note, ui::type::kNote).width + 1;
  const float widths[] = {-1, kAnchorWidth, note_width};
  const ui::Rect line{ui.x(), ui.y(), ui.width(), ui::leading::kText};
  ui.begin_row(std::span(widths, note.empty() ? 2 : 3), ui::gap::kClose);
  std::vector<ui::Span> spans;
  if (const std::string name = row_name(context, row); !name.empty())
    spans = {span(name, ui::type::kName, row.deprecated ? ui.theme().muted : ui.theme().text),
             span("  ", ui::type::kCode, ui.theme().faint)};
  for (ui::Span& part : type_spans(context, row)) spans.push_back(std::move(part));
  if (row.required && row.deprecated)
    spans.push_back(
        span("  " + context.word(Word::deprecated), ui::type::kSmall, ui.theme().muted));
  ui::paragraph(ui, "name", std::move(spans), ui::leading::kText);
  ui.next_cell();
  field_sign(context, field, line);
  note_at_right(context, row, note);
  ui.end_row();
  schema_words(context, row);
  ui.pop_id();
}

void begin_levels(const Context& context, std::string_view place) {
  constexpr std::size_t kAll = 100;
  const std::string& asked = context.session.settings.options.expand;
  if (asked.empty()) return;
  std::size_t levels = asked == "all" ? kAll : asked == "required" ? kRequiredLevels : 0;
  for (const char c : asked.substr(0, 2)) {
    if (c >= '0' && c <= '9') levels = 10 * levels + static_cast<std::size_t>(c - '0');
  }
  context.state.chosen.try_emplace(levels_key(place), levels);
}

void schema_rows(const Context& context, const std::string& place,
                 const openapi::SchemaView& schema, const std::string& field) {
  ui::Ui& ui = context.ui;
  ViewState& state = context.state;
  const std::optional<std::string_view> wanted = wanted_below(context, field);
  if (wanted && !wanted->empty() && is_arriving(context)) {
    begin_levels(context, place);
    unfold(schema, state.chosen, place, *wanted);
    state.schema_rows.erase(place);
  }
  // Hold the rows while they are drawn: folding one rebuilds them.
  const std::shared_ptr<const std::vector<SchemaRow>> rows = rows_of(context, place, schema);
  const SchemaRow* marked = wanted ? nearest_row(*rows, *wanted) : nullptr;
  const float first = ui.y();
  ui.push_id(place);
  std::string toggled;
  for (const SchemaRow& row : *rows) {
    const float indent = row.depth == 0 ? 0 : 4 + 20.0f * static_cast<float>(row.depth);
    const float top = ui.y();
    ui.begin_inset(std::min(indent, ui.width() / 2), 0);
    if (row.kind == SchemaRow::Kind::choice) {
      choice_row(context, place, row);
    } else {
      schema_row(context, row, field + row.id);
      if (row.foldable && fold_button(context, row)) toggled = place + "/" + row.id;
      ui.space(ui::gap::kRow);
      ui::divider(ui);
      if (&row == marked) mark_field(context, top, true, row.id);
    }
    ui.end_inset();
    for (int depth = 0; depth < row.depth; ++depth)
      ui.fill({ui.x() + 4 + 20.0f * static_cast<float>(depth), top, 2, ui.y() - top},
              ui.theme().line);
  }
  ui.pop_id();
  if (wanted && !wanted->empty() && is_arriving(context)) mark_field(context, first);
  if (toggled.empty()) return;
  std::size_t& turned = state.chosen[toggled];
  turned = 1 - turned;
  state.schema_rows.erase(place);
  state.again = true;
}

void schema(const Context& context, const std::string& place, const openapi::SchemaView& schema,
            const std::string& field) {
  ui::Ui& ui = context.ui;
  SchemaRow row = described(context, place, schema);
  row.closed = row.closed && is_written(place);
  // An example of the whole stands beside it.
  if (row.examples.size() == 1 && row.examples[0].find_first_of("{[") == 0) row.examples.clear();
  ui.push_id(place);
  head(context, place, schema, row);
  schema_words(context, row);
  ui.pop_id();
  ui.space(ui::gap::kMedium);
  ui::divider(ui);
  schema_rows(context, place, schema, field);
}

void schema_again(const Context& context, const std::string& place,
                  const openapi::SchemaView& schema, const std::string& field) {
  ui::Ui& ui = context.ui;
  SchemaRow row = described(context, place, schema);
  std::size_t& shown = context.state.chosen[place + "/again"];
  if (wanted_below(context, field) && is_arriving(context)) shown = 1;
  row.id = "again";
  row.key = row.reference;
  row.open = shown == 1;
  ui.push_id(place);
  if (!row.open) ui::paragraph(ui, "type", type_spans(context, row), ui::leading::kText);
  const bool pressed = fold_button(context, row);
  ui.pop_id();
  if (row.open) {
    ui.space(ui::gap::kSmall);
    view::schema(context, place, schema, field);
  }
  if (!pressed) return;
  context.state.chosen[place + "/again"] = row.open ? 0 : 1;
  context.state.again = true;
}

}  // namespace vitrine::view
