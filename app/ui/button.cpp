// Buttons: their look by kind, and how they follow the pointer.
#include "app/ui/button.h"

namespace vitrine::ui {
namespace {

struct Shape {
  Font font;
  float height;
  float padding;
  float radius;
  Look look;
};

Shape shape_of(ButtonKind kind) {
  switch (kind) {
    case ButtonKind::quiet:
      return {type::kSmall, height::kQuiet, gap::kClose, radius::kSmall, Look::quiet};
    case ButtonKind::link:
      return {type::kSmall, leading::kText, 0, 2, Look::link};
    case ButtonKind::primary:
      return {type::medium(type::kCaption), height::kControl, gap::kPane, radius::kMedium,
              Look::primary};
    case ButtonKind::normal:
      break;
  }
  return {type::medium(type::kCaption), height::kControl, gap::kCard, radius::kMedium, Look::plain};
}

constexpr float kIconSize = 16;

/// Paints the ground and returns the colour of the label.
Color paint_ground(Ui& ui, const ButtonOptions& options, const Reaction& reaction, const Rect& rect,
                   float radius) {
  const Theme& colors = ui.theme();
  const float hover = ui.motion(reaction.item, reaction.hovered);
  const float strength = hover * 0.05f + (reaction.held && reaction.hovered ? 0.07f : 0.0f);
  Color ink = colors.text;
  switch (options.kind) {
    case ButtonKind::normal:
      ui.framed(rect, mix(colors.raised, colors.text, strength), colors.line_strong, radius);
      break;
    case ButtonKind::primary:
      ui.fill(rect,
              options.disabled ? mix(colors.raised, colors.accent, 0.35f)
                               : mix(colors.accent, colors.text, strength * 2),
              radius);
      return colors.on_accent;
    case ButtonKind::quiet:
      ui.fill(rect, faded(colors.text, strength * 1.2f), radius);
      ink = reaction.hovered ? colors.text : colors.muted;
      break;
    case ButtonKind::link:
      ink = colors.accent;
      if (reaction.hovered) ui.fill({rect.x, rect.bottom() - 3, rect.width, 1}, colors.accent);
      break;
  }
  return options.disabled ? colors.faint : ink;
}

}  // namespace

ButtonOptions fold_options(bool open) {
  ButtonOptions options;
  options.kind = ButtonKind::link;
  options.icon = open ? Icon::chevron_down : Icon::chevron_right;
  options.expanded = open ? Node::Tri::yes : Node::Tri::no;
  return options;
}

float button_width(Ui& ui, std::string_view label, const ButtonOptions& options) {
  const Shape shape = shape_of(options.kind);
  float width = 2 * shape.padding;
  if (!label.empty()) width += ui.measure_width(label, shape.font);
  if (options.icon != Icon::none) width += kIconSize + (label.empty() ? 0 : gap::kSmall);
  return width;
}

bool button(Ui& ui, std::string_view id, std::string_view label, const ButtonOptions& options) {
  const Shape shape = shape_of(options.kind);
  const float natural = button_width(ui, label, options);
  const Rect rect = ui.place(options.fill ? ui.width() : natural, shape.height);
  const std::string whole = ui.node_id(id);

  Node& node = ui.record(
      whole, Role::button,
      options.accessible_name.empty() ? label : std::string_view(options.accessible_name), rect);
  node.disabled = options.disabled;
  node.focusable = !options.disabled;
  node.expanded = options.expanded;
  node.look = shape.look;
  node.label = icon_label(options.icon, label);
  if (node.label == node.name) node.label.clear();
  node.folded = options.folded;
  node.drop = options.drop;
  node.controls = ui.reference(options.controls);
  if (!options.described_by.empty())
    node.described_by.push_back(ui.reference(options.described_by));

  const Reaction reaction = ui.react(whole, rect, options.disabled);
  if (!ui.is_visible(rect)) return reaction.pressed;
  const Color ink = paint_ground(ui, options, reaction, rect, shape.radius);
  float x = rect.x + (rect.width - natural) / 2 + shape.padding;
  if (options.icon != Icon::none) {
    icon(ui, options.icon, {x, rect.y + (rect.height - kIconSize) / 2, kIconSize, kIconSize}, ink);
    x += kIconSize + gap::kSmall;
  }
  if (!label.empty()) {
    ui.draw_text({x, rect.y, rect.right() - x, rect.height}, label, shape.font, ink, Align::left,
                 Wrap::none);
  }
  ui.focus_ring(whole, rect, shape.radius);
  return reaction.pressed;
}

}  // namespace vitrine::ui
