#include "app/view/page_actions.h"

#include <string>

#include "app/ui/button.h"

namespace vitrine::view {
namespace {

/// Each copies something.
struct PageAction {
  std::string_view id;
  session::Word word;
  ui::Icon icon;
  session::CopyTarget target;
};

constexpr PageAction kActions[] = {
    {"copy-link", session::Word::copy_link, ui::Icon::link, session::CopyTarget::link},
};

ui::ButtonOptions quiet(ui::Icon icon) {
  ui::ButtonOptions options;
  options.kind = ui::ButtonKind::quiet;
  options.icon = icon;
  return options;
}

}  // namespace

float page_actions_width(const Context& context) {
  float width = -ui::gap::kTight;
  for (const PageAction& action : kActions)
    width += ui::gap::kTight +
             ui::button_width(context.ui, context.word(action.word), quiet(action.icon));
  return width;
}

void page_actions(const Context& context) {
  ui::Ui& ui = context.ui;
  ui.begin_flow(ui::gap::kTight, ui::gap::kTight);
  for (const PageAction& action : kActions) {
    const std::string whole = ui.node_id(action.id);
    const bool copied =
        context.session.copied == action.target && context.state.copied_from == whole;
    const std::string label = context.word(action.word);
    if (!ui::button(ui, action.id, label, quiet(copied ? ui::Icon::check : action.icon))) continue;
    context.state.copied_from = whole;
    context.act(session::Copy{action.target, session::format(context.session.route)});
  }
  ui.end_flow();
}

}  // namespace vitrine::view
