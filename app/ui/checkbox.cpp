// A checkbox: a square in a touch area as high as other fields.
#include "app/ui/checkbox.h"

#include "app/ui/field_frame.h"
#include "app/ui/icon.h"

namespace vitrine::ui {

std::optional<bool> checkbox(Ui& ui, std::string_view id, std::string_view name, bool checked,
                             const ChoiceOptions& choice) {
  constexpr float kSize = 18;
  constexpr float kRadius = 5;
  const Rect rect = ui.place(height::kControl, height::kControl);
  const std::string whole = ui.node_id(id);
  Node& node = ui.record(whole, Role::checkbox, name, rect);
  node.checked = checked ? Node::Tri::yes : Node::Tri::no;
  node.required = choice.required;
  node.invalid = choice.invalid;
  node.disabled = choice.disabled;
  if (!choice.described_by.empty()) node.described_by.push_back(ui.reference(choice.described_by));
  node.focusable = true;
  const Reaction reaction = ui.react(whole, rect, choice.disabled);
  if (ui.is_visible(rect)) {
    const Theme& colors = ui.theme();
    const Rect box{rect.x, rect.y + (rect.height - kSize) / 2, kSize, kSize};
    const float filled = ui.motion(reaction.item, checked);
    const Color empty = choice.invalid ? colors.bad : field_border(colors, reaction.hovered);
    ui.framed(box, mix(colors.bg, colors.accent, filled), mix(empty, colors.accent, filled),
              kRadius);
    if (checked)
      icon(ui, Icon::check, {box.x + 1, box.y + 1, kSize - 2, kSize - 2}, colors.on_accent);
    ui.focus_ring(whole, box, kRadius);
  }
  if (reaction.pressed) return !checked;
  return std::nullopt;
}

}  // namespace vitrine::ui
