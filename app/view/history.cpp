// The dialog History: what was sent, to look for, to put back into the form and to take away.
#include <string>
#include <utility>

#include "app/text/utf8.h"
#include "app/ui/button.h"
#include "app/ui/checkbox.h"
#include "app/ui/ornament.h"
#include "app/ui/text.h"
#include "app/ui/text_field.h"
#include "app/view/tools.h"

namespace vitrine::view {
namespace {

using session::ChangeHistory;
using session::Word;
using Change = session::ChangeHistory::Change;

ui::ButtonOptions plain(ui::ButtonKind kind, bool disabled = false) {
  ui::ButtonOptions options;
  options.kind = kind;
  options.disabled = disabled;
  return options;
}

std::string status_of(const session::HistoryEntry& entry) {
  if (entry.status == 0) return "—";
  std::string status = std::to_string(entry.status);
  if (!entry.status_text.empty()) status += ' ' + entry.status_text;
  return status;
}

void entry_row(const Context& context, std::uint32_t index) {
  ui::Ui& ui = context.ui;
  const session::History& history = context.session.tools->history;
  const session::HistoryEntry& entry = history.entries[index];
  ui.push_id(std::to_string(index));
  const std::string name = session::entry_name(entry);
  const std::string status = status_of(entry);
  const std::string remove = context.fill(Word::remove_item, {{"name", name}});
  ui::ButtonOptions take = plain(ui::ButtonKind::link, !entry.restorable);
  take.accessible_name = name + ' ' + status;
  take.described_by = "facts";
  ui::ButtonOptions drop = plain(ui::ButtonKind::quiet);
  drop.icon = ui::Icon::close;
  drop.accessible_name = remove;
  const float widths[] = {-1, ui::button_width(ui, "", drop)};
  ui.begin_row(widths, ui::gap::kClose);
  if (ui::button(ui, "restore", text::shortened_to_code_points(name, 60), take))
    context.act(ChangeHistory{Change::restore, index});
  std::string facts = status + " · " +
                      session::duration_words(entry.duration_ms, context.language()) + " · " +
                      session::local_time(entry.time_ms, history.offset_min);
  if (!entry.restorable) facts += " · " + context.word(Word::not_restorable);
  ui::label(ui, "facts", facts, ui::type::kSmall, ui.theme().muted);
  ui::label(ui, "url", entry.request.url, ui::type::mono(ui::type::kTiny), ui.theme().faint);
  ui.next_cell();
  if (ui::button(ui, "remove", "", drop)) context.act(ChangeHistory{Change::remove, index});
  ui.end_row();
  ui.space(ui::gap::kSmall);
  ui::divider(ui);
  ui.space(ui::gap::kSmall);
  ui.pop_id();
}

void filter(const Context& context, const session::History& history) {
  ui::Ui& ui = context.ui;
  const std::string name = context.word(Word::filter_history);
  ui::FieldOptions options;
  options.kind = ui::FieldKind::search;
  options.value = history.filter;
  options.placeholder = name;
  options.icon = ui::Icon::search;
  if (auto change = ui::text_field(ui, "filter", name, options))
    context.act(ChangeHistory{Change::filter, 0, std::move(change->text)});
  ui.space(ui::gap::kClose);
}

void note(const Context& context, std::string_view id, Word word) {
  ui::paragraph(context.ui, id,
                {span(context.word(word), ui::type::kText, context.ui.theme().muted)},
                ui::leading::kText);
}

/// Draws the choice not to keep anything, and what concerns all entries.
void whole(const Context& context, bool empty) {
  ui::Ui& ui = context.ui;
  const bool kept = context.session.saved.find("historyOff") == context.session.saved.end();
  const std::string record = context.word(Word::record_history);
  const float widths[] = {26, -1};
  ui.begin_row(widths, ui::gap::kTight, ui::height::kQuiet);
  if (const auto on = ui::checkbox(ui, "record", record, kept))
    context.act(ChangeHistory{*on ? Change::record : Change::ignore});
  ui.next_cell();
  ui::label(ui, "record-words", record, ui::type::kText, ui.theme().text, ui::height::kQuiet);
  ui.end_row();
  ui.space(ui::gap::kClose);
  ui.begin_flow(ui::gap::kClose, ui::gap::kClose);
  ui::ButtonOptions save = plain(ui::ButtonKind::normal, empty);
  save.icon = ui::Icon::download;
  if (ui::button(ui, "save", context.word(Word::export_har), save))
    context.act(ChangeHistory{Change::save});
  if (ui::button(ui, "clear", context.word(Word::clear_history),
                 plain(ui::ButtonKind::normal, empty)))
    context.act(ChangeHistory{Change::clear});
  if (ui::button(ui, "close", context.word(Word::close))) context.act(ChangeHistory{Change::close});
  ui.end_flow();
}

}  // namespace

void history(const Context& context) {
  ui::Ui& ui = context.ui;
  const session::History& history = context.session.tools->history;
  const bool empty = history.entries.empty();
  note(context, "words", Word::history_words);
  ui.space(ui::gap::kBlock);
  whole(context, empty);
  ui.space(ui::gap::kBlock);
  if (empty) {
    if (history.read) note(context, "nothing", Word::nothing_sent);
    return;
  }
  filter(context, history);
  bool any = false;
  for (std::uint32_t index = 0; index < history.entries.size(); ++index) {
    if (!session::passes(history.entries[index], history.filter)) continue;
    any = true;
    entry_row(context, index);
  }
  if (!any) note(context, "none", Word::no_request_found);
}

}  // namespace vitrine::view
