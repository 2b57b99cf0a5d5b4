// The dialog Import: a text or a file, and the requests that it holds.
#include <string>
#include <utility>

#include "app/text/utf8.h"
#include "app/ui/button.h"
#include "app/ui/checkbox.h"
#include "app/ui/text.h"
#include "app/ui/text_field.h"
#include "app/view/tools.h"

namespace vitrine::view {
namespace {

using session::ChangeImport;
using session::Word;
using Change = session::ChangeImport::Change;

constexpr std::size_t kRequestsShown = 100;

void requests(const Context& context, const session::Import& imported) {
  ui::Ui& ui = context.ui;
  const std::string words = context.word(Word::import_authorization);
  const float widths[] = {26, -1};
  ui.begin_row(widths, ui::gap::kTight, ui::height::kQuiet);
  if (const auto on = ui::checkbox(ui, "authorize", words, imported.authorize))
    context.act(ChangeImport{*on ? Change::authorize : Change::leave});
  ui.next_cell();
  ui::label(ui, "authorize-words", words, ui::type::kText, ui.theme().text, ui::height::kQuiet);
  ui.end_row();
  ui.space(ui::gap::kClose);
  ui::ButtonOptions link;
  link.kind = ui::ButtonKind::link;
  for (std::size_t i = 0; i < imported.requests.size() && i < kRequestsShown; ++i) {
    const std::string name = session::import_name(imported.requests[i]);
    if (ui::button(ui, "request/" + std::to_string(i), text::shortened_to_code_points(name, 60),
                   link))
      context.act(ChangeImport{Change::take, static_cast<std::uint32_t>(i)});
    ui.space(ui::gap::kTight);
  }
  ui.space(ui::gap::kClose);
}

}  // namespace

void import_dialog(const Context& context) {
  ui::Ui& ui = context.ui;
  const session::Import& imported = context.session.tools->imported;
  ui::paragraph(ui, "words",
                {span(context.word(Word::import_words), ui::type::kText, ui.theme().muted)},
                ui::leading::kText);
  ui.space(ui::gap::kBlock);
  ui::FieldOptions options;
  options.kind = ui::FieldKind::multiline;
  options.value = imported.text;
  options.revision = imported.revision;
  options.mono = true;
  options.min_lines = 5;
  options.max_lines = 10;
  options.invalid = !imported.failure.empty();
  if (options.invalid) options.described_by = "failure";
  if (auto change = ui::text_field(ui, "text", context.word(Word::import_text), options))
    context.act(ChangeImport{Change::edit, 0, std::move(change->text)});
  if (options.invalid)
    ui::message(ui, "failure", session::text(imported.failure, context.language()));
  ui.space(ui::gap::kBlock);
  if (!imported.requests.empty()) requests(context, imported);
  ui.begin_flow(ui::gap::kClose, ui::gap::kClose);
  if (ui::button(ui, "file", context.word(Word::choose_a_file)))
    context.act(ChangeImport{Change::pick});
  if (ui::button(ui, "close", context.word(Word::close)))
    context.act(session::ChangeHistory{session::ChangeHistory::Change::close});
  ui.end_flow();
}

}  // namespace vitrine::view
