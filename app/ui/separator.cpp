// Boundaries: a line that shows itself under the pointer, and how it is dragged.
#include "app/ui/separator.h"

#include <string>

namespace vitrine::ui {
namespace {

/// Where a boundary was taken hold of, from its left edge.
struct Grip final : Kept {
  bool held = false;
  float offset = 0;
};

}  // namespace

Separation separator(Ui& ui, std::string_view id, std::string_view name, const Rect& rect,
                     const SeparatorOptions& options) {
  const std::string whole = ui.node_id(id);
  Node& node = ui.record(whole, Role::separator, name, rect);
  node.focusable = true;
  node.value_now = options.value;
  node.value_min = options.least;
  node.value_max = options.most;

  const Reaction reaction = ui.react(whole, rect, false, "col-resize");
  Grip& grip = ui.keep<Grip>(whole);
  const float pointer = ui.pointer().x;
  if (reaction.held && !grip.held) grip.offset = pointer - static_cast<float>(options.value);
  grip.held = reaction.held;
  const float strength = ui.motion(reaction.item, reaction.hovered || reaction.held);
  ui.fill({rect.x, rect.y, 2, rect.height}, faded(ui.theme().accent, strength));
  ui.focus_ring(whole, {rect.x + 5, rect.y + 5, rect.width - 6, rect.height - 10}, 0);
  Separation separation;
  if (reaction.held) separation.at = pointer - grip.offset;
  separation.reset = ui.activated_node() == whole;
  return separation;
}

}  // namespace vitrine::ui
