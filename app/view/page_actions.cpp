#include "app/view/page_actions.h"

#include <string>

#include "app/ui/button.h"
#include "app/ui/text.h"
#include "app/view/copying.h"

namespace vitrine::view {
namespace {

using session::CopyTarget;
using session::Word;

ui::ButtonOptions quiet(ui::Icon icon) {
  ui::ButtonOptions options;
  options.kind = ui::ButtonKind::quiet;
  options.icon = icon;
  return options;
}

}  // namespace

float page_actions_width(const Context& context) {
  return 2 * ui::button_width(context.ui, "", quiet(ui::Icon::link)) + ui::gap::kTight;
}

void page_actions(const Context& context) {
  ui::Ui& ui = context.ui;
  ui.begin_flow(ui::gap::kTight, ui::gap::kTight);
  if (copy_button(context, "copy-link", {Word::copy_link, CopyTarget::link, ui::Icon::link}))
    context.act(session::Copy{CopyTarget::link, session::format(context.session.route)});
  if (copy_button(context, "copy-markdown", {Word::copy_markdown, CopyTarget::markdown}))
    context.act(session::CopyMarkdown{});
  ui.end_flow();
}

void way_back(const Context& context) {
  const ViewState& state = context.state;
  if (!context.alone() || state.page == state.first_page) return;
  ui::Ui& ui = context.ui;
  ui::Span link = span("← " + state.first_name, ui::type::kCaption, ui.theme().accent);
  link.href = state.first_page;
  ui::paragraph(ui, "back", {std::move(link)}, ui::leading::kText);
  ui.space(ui::gap::kClose);
}

void downloads(const Context& context) {
  using Format = session::Download::Format;
  ui::Ui& ui = context.ui;
  ui.begin_flow(ui::gap::kTight, ui::gap::kTight);
  if (ui::button(ui, "download-json", context.word(Word::download_json), quiet(ui::Icon::download)))
    context.act(session::Download{Format::json});
  if (ui::button(ui, "download-yaml", context.word(Word::download_yaml), quiet(ui::Icon::download)))
    context.act(session::Download{Format::yaml});
  const bool prints = context.session.printing;
  if (ui::button(ui, "print", context.word(prints ? Word::cancel_printing : Word::print_document),
                 quiet(prints ? ui::Icon::close : ui::Icon::none)))
    context.act(session::PrintDocument{});
  ui.end_flow();
  ui.space(ui::gap::kRow);
}

}  // namespace vitrine::view
