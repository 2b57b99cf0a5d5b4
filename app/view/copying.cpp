#include "app/view/copying.h"

#include "app/ui/button.h"

namespace vitrine::view {

bool has_copied(const Context& context, session::CopyTarget target, const std::string& whole) {
  return context.session.copied == target && context.state.copied_from == whole;
}

bool copy_button(const Context& context, std::string_view id, const CopyButton& options) {
  const std::string whole = context.ui.node_id(id);
  ui::ButtonOptions look;
  look.kind = ui::ButtonKind::quiet;
  look.icon = has_copied(context, options.target, whole) ? ui::Icon::check : options.icon;
  look.accessible_name = context.word(options.name);
  look.disabled = options.disabled;
  if (!ui::button(context.ui, id, "", look)) return false;
  context.state.copied_from = whole;
  return true;
}

}  // namespace vitrine::view
