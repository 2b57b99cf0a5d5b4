// The row of tools, and which dialog is drawn.
#include "app/view/tools.h"

#include "app/ui/button.h"

namespace vitrine::view {

using session::Tool;
using session::Word;

void tool_buttons(const Context& context) {
  ui::Ui& ui = context.ui;
  ui::ButtonOptions quiet;
  quiet.kind = ui::ButtonKind::quiet;
  ui.space(ui::gap::kTight);
  if (context.session.tools) environment_choice(context);
  ui.begin_flow(ui::gap::kTight, ui::gap::kTight);
  if (ui::button(ui, "history", context.word(Word::history), quiet))
    context.act(session::ChangeHistory{});
  if (ui::button(ui, "environments", context.word(Word::environments), quiet))
    context.act(session::ChangeEnvironments{});
  if (ui::button(ui, "import", context.word(Word::import_request), quiet))
    context.act(session::ChangeImport{});
  ui.end_flow();
}

void tool_dialog(const Context& context, ui::Size size) {
  const session::Tools& tools = *context.session.tools;
  if (!context.session.spec) return;
  switch (tools.open) {
    case Tool::none:
      return;
    case Tool::history:
      begin_dialog(context, "history", Word::history, size);
      history(context);
      break;
    case Tool::environments:
      begin_dialog(context, "environments", Word::environments, size);
      environments(context);
      break;
    case Tool::imports:
      begin_dialog(context, "import", Word::import_request, size);
      import_dialog(context);
      break;
  }
  end_dialog(context);
}

}  // namespace vitrine::view
