// Draws what a schema's row means: what it is called, its limits, values and examples.
#include <utility>

#include "app/session/reference/schema_words.h"
#include "app/text/ascii.h"
#include "app/ui/chip.h"
#include "app/ui/text.h"
#include "app/view/context.h"
#include "app/view/prose.h"
#include "app/view/schema_rows.h"

namespace vitrine::view {
namespace {

/// Values without words are chips, of a longer list one text.
constexpr std::size_t kChipsMost = 24;

std::vector<ui::Span> facts(const Context& context, const SchemaRow& row) {
  const ui::Theme& theme = context.ui.theme();
  std::vector<ui::Span> spans;
  for (session::Piece& piece : session::fact_pieces(row, context.language())) {
    const bool value = piece.kind == session::Piece::Kind::value;
    const bool link = piece.kind == session::Piece::Kind::link;
    spans.push_back(span(piece.text, value ? ui::type::kCode : ui::type::kSmall,
                         link ? theme.accent : theme.muted));
    spans.back().code = value;
    spans.back().href = std::move(piece.href);
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
  std::string words = session::role_words(row.role, row.subject, context.language());
  if (words.empty()) return row.name.empty() ? row.key : row.name;
  return row.name.empty() ? words : words + ": " + row.name;
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
