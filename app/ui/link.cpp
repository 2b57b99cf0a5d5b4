// A link: its node, its touch, and the column that its contents are drawn in.
#include "app/ui/link.h"

namespace vitrine::ui {

bool link(Ui& ui, std::string_view id, std::string_view name, std::string_view href, float height,
          FunctionRef<void(bool hovered)> draw) {
  const Rect rect = ui.place(ui.width(), height);
  const std::string whole = ui.node_id(id);
  Node& node = ui.record(whole, Role::link, name, rect);
  node.href = href;
  node.focusable = true;
  const Reaction reaction = ui.react(whole, rect);
  if (!ui.is_visible(rect)) return reaction.pressed;
  ui.begin_drawing(rect);
  draw(reaction.hovered);
  ui.end_drawing();
  ui.focus_ring(whole, {rect.x + 4, rect.y + 4, rect.width - 8, rect.height - 8}, 4);
  return reaction.pressed;
}

}  // namespace vitrine::ui
