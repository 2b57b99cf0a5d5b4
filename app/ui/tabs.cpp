// A row of tabs: the selected one stands out as a card.
#include "app/ui/tabs.h"

namespace vitrine::ui {
namespace {

constexpr Font kSelected = type::medium(type::kSmall);

/// Equal for selected and other tabs.
float tab_width(Ui& ui, std::string_view label) { return ui.measure_width(label, kSelected) + 22; }

}  // namespace

std::optional<int> tabs(Ui& ui, std::string_view id, std::string_view name,
                        std::span<const std::string> labels, int selected, Align align,
                        std::span<const std::string> folded) {
  const Theme& colors = ui.theme();
  const Rect list = ui.place(tabs_width(ui, labels), height::kQuiet, align);
  ui.begin_container(id, Role::tablist, name, list);
  std::optional<int> chosen;
  float x = list.x;
  for (std::size_t index = 0; index < labels.size(); ++index) {
    const bool on = static_cast<int>(index) == selected;
    const Rect rect{x, list.y, tab_width(ui, labels[index]), list.height};
    x = rect.right() + gap::kTight;
    // A tab is identified by its place: its label may contain a count.
    const std::string whole = ui.node_id(std::to_string(index));
    Node& node = ui.record(whole, Role::tab, labels[index], rect);
    node.selected = on ? Node::Tri::yes : Node::Tri::no;
    node.position_in_set = static_cast<std::uint32_t>(index + 1);
    node.set_size = static_cast<std::uint32_t>(labels.size());
    node.focusable = true;
    if (!on && index < folded.size()) node.folded = folded[index];
    const Reaction reaction = ui.react(whole, rect);
    if (reaction.pressed && !on) chosen = static_cast<int>(index);
    if (!ui.is_visible(rect)) continue;
    if (on) {
      ui.shadow(rect, radius::kSmall);
      ui.framed(rect, colors.raised, colors.line, radius::kSmall);
    } else {
      const float hover = ui.motion(reaction.item, reaction.hovered);
      ui.fill(rect, faded(colors.text, hover * 0.05f), radius::kSmall);
    }
    ui.draw_text(rect, labels[index], on ? kSelected : type::kSmall,
                 on || reaction.hovered ? colors.text : colors.muted, Align::centre, Wrap::none);
    ui.focus_ring(whole, {rect.x + 2, rect.y + 2, rect.width - 4, rect.height - 4}, 4);
  }
  ui.end_container();
  return chosen;
}

float tabs_width(Ui& ui, std::span<const std::string> labels) {
  float width = labels.empty() ? 0 : gap::kTight * static_cast<float>(labels.size() - 1);
  for (const std::string& label : labels) width += tab_width(ui, label);
  return width;
}

}  // namespace vitrine::ui
