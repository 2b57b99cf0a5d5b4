#include "app/view/extras.h"

#include <algorithm>
#include <string>
#include <utility>

#include "app/ui/button.h"
#include "app/ui/text.h"
#include "app/view/field_row.h"

namespace vitrine::view {
namespace {

using session::ChangeExtra;
using session::ExtraKind;
using session::Word;

void remove_button(const Context& context, const session::Extra& extra, std::uint32_t index) {
  ui::ButtonOptions look;
  look.kind = ui::ButtonKind::quiet;
  look.icon = ui::Icon::close;
  look.accessible_name = context.fill(Word::remove_item, {{"name", extra.label}});
  look.fill = true;
  if (ui::button(context.ui, "remove/" + extra.value.id, "", look))
    context.act(ChangeExtra{ChangeExtra::Change::remove, extra.kind, index});
}

void text_of(const Context& context, const session::Extra& extra, std::uint32_t index,
             ChangeExtra::Change change) {
  const bool name = change == ChangeExtra::Change::name;
  if (auto typed = input(context, name ? extra.name : extra.value))
    context.act(ChangeExtra{change, extra.kind, index, std::move(typed->text)});
}

/// Name and value beside each other; of a timeout its name as a label.
void row(const Context& context, const session::Extra& extra, std::uint32_t index) {
  ui::Ui& ui = context.ui;
  const float widths[] = {-1, -1, ui::height::kQuiet};
  ui.begin_row(widths, ui::gap::kTight, ui::height::kControl);
  if (extra.kind == ExtraKind::timeout)
    ui::label(ui, "timeout", extra.label, ui::type::medium(ui::type::kSmall), ui.theme().text,
              ui::height::kControl);
  else
    text_of(context, extra, index, ChangeExtra::Change::name);
  ui.next_cell();
  text_of(context, extra, index, ChangeExtra::Change::value);
  ui.next_cell();
  remove_button(context, extra, index);
  ui.end_row();
  if (!extra.note.empty())
    ui::label(ui, "note/" + extra.name.id, extra.note, ui::type::kSmall, ui.theme().warn,
              ui::leading::kProse);
  ui.space(ui::gap::kSmall);
}

}  // namespace

void extras(const Context& context, const session::Form& form) {
  ui::Ui& ui = context.ui;
  for (std::uint32_t index = 0; index < form.extras.size(); ++index)
    row(context, form.extras[index], index);
  const bool timed =
      std::any_of(form.extras.begin(), form.extras.end(),
                  [](const session::Extra& extra) { return extra.kind == ExtraKind::timeout; });
  ui.begin_flow(ui::gap::kTight, ui::gap::kTight);
  const auto add = [&](const char* id, Word word, ExtraKind kind) {
    if (ui::button(ui, id, context.word(word),
                   {.kind = ui::ButtonKind::quiet, .icon = ui::Icon::plus}))
      context.act(ChangeExtra{ChangeExtra::Change::add, kind});
  };
  add("add-query", Word::add_query, ExtraKind::query);
  add("add-header", Word::add_header, ExtraKind::header);
  if (!timed) add("add-timeout", Word::set_timeout, ExtraKind::timeout);
  ui.end_flow();
  ui.space(ui::gap::kSmall);
}

}  // namespace vitrine::view
