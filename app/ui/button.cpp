#include <cmath>

#include "app/ui/state.h"

namespace vitrine::ui {
namespace {

struct ButtonLook {
  Font font;
  float height = 34;
  float padding = 14;
  float radius = 8;
};

ButtonLook look_of(ButtonKind kind) {
  switch (kind) {
    case ButtonKind::primary:
      return {{Family::sans, 13, 500, false, 0}, 34, 20, 8};
    case ButtonKind::quiet:
      return {{Family::sans, 12.5f, 400, false, 0}, 28, 8, 6};
    case ButtonKind::link:
      return {{Family::sans, 12.5f, 400, false, 0}, 20, 0, 2};
    case ButtonKind::normal:
    case ButtonKind::danger:
      break;
  }
  return {{Family::sans, 13, 500, false, 0}, 34, 14, 8};
}

constexpr float kIconSize = 16;
constexpr float kIconGap = 6;

}  // namespace

float Ui::button_width(std::string_view label, const ButtonOptions& options) {
  const ButtonLook look = look_of(options.kind);
  float width = 2 * look.padding;
  if (!label.empty()) width += std::ceil(measure(label, look.font).width);
  if (options.icon != Icon::none) width += kIconSize + (label.empty() ? 0 : kIconGap);
  return width;
}

bool Ui::button(std::string_view id, std::string_view label, const ButtonOptions& options) {
  State& state = *state_;
  const ContextScope scope(state.context);
  const Theme& colors = state.theme();
  const ButtonLook look = look_of(options.kind);
  const float natural = button_width(label, options);
  const Rect rect = state.place(options.fill ? width() : natural, look.height);
  const std::string whole = state.whole_id(id);

  Node& node = state.record(
      whole, Role::button,
      options.accessible_name.empty() ? label : std::string_view(options.accessible_name), rect);
  node.disabled = options.disabled;
  node.focusable = !options.disabled;
  node.expanded = options.expanded;
  node.controls = state.resolve(options.controls);
  if (!options.described_by.empty())
    node.described_by.push_back(state.resolve(options.described_by));

  const Reaction reaction = state.react(whole, rect, options.disabled);
  if (!state.is_visible(rect.y, rect.height)) return reaction.pressed;
  const float hover = state.motion(reaction.item, reaction.hovered);
  const float strength = hover * 0.05f + (reaction.held && reaction.hovered ? 0.07f : 0.0f);
  Color ink = colors.text;
  switch (options.kind) {
    case ButtonKind::normal:
      state.framed(rect, mix(colors.raised, colors.text, strength), colors.line_strong,
                   look.radius);
      break;
    case ButtonKind::primary: {
      const Color ground = options.disabled ? mix(colors.raised, colors.accent, 0.35f)
                                            : mix(colors.accent, colors.text, strength * 2);
      state.fill(rect, ground, look.radius);
      ink = colors.on_accent;
      break;
    }
    case ButtonKind::danger:
      state.framed(rect, mix(colors.raised, colors.bad, strength * 1.5f), colors.line_strong,
                   look.radius);
      ink = colors.bad;
      break;
    case ButtonKind::quiet:
      if (strength > 0)
        state.fill(rect, (colors.text & ~0xFFu) | static_cast<Color>(strength * 255 * 1.2f),
                   look.radius);
      ink = reaction.hovered ? colors.text : colors.muted;
      break;
    case ButtonKind::link:
      ink = colors.accent;
      if (reaction.hovered) state.fill({rect.x, rect.bottom() - 3, rect.width, 1}, colors.accent);
      break;
  }
  if (options.disabled && options.kind != ButtonKind::primary) ink = colors.faint;
  float x = rect.x + (rect.width - natural) / 2 + look.padding;
  if (options.icon != Icon::none) {
    state.icon(options.icon, {x, rect.y + (rect.height - kIconSize) / 2, kIconSize, kIconSize},
               ink);
    x += kIconSize + kIconGap;
  }
  if (!label.empty()) {
    state.text_in({x, rect.y, rect.right() - x, rect.height}, label, look.font, ink, 0, Wrap::none);
  }
  state.focus_ring(whole, rect, look.radius);
  return reaction.pressed;
}

bool Ui::link(std::string_view id, std::string_view name, std::string_view href, float height,
              bool current, const std::function<void(bool hovered)>& draw) {
  State& state = *state_;
  const ContextScope scope(state.context);
  const Rect rect = state.place(width(), height);
  const std::string whole = state.whole_id(id);
  Node& node = state.record(whole, Role::link, name, rect);
  node.href = href;
  node.current = current;
  node.focusable = true;
  const Reaction reaction = state.react(whole, rect, false);
  if (state.is_visible(rect.y, rect.height)) {
    ++state.silent;
    state.columns.push_back({rect.x, rect.y, rect.width, 0, {}});
    draw(reaction.hovered);
    state.columns.pop_back();
    --state.silent;
    state.focus_ring(whole, {rect.x + 4, rect.y + 4, rect.width - 8, rect.height - 8}, 4);
  }
  return reaction.pressed;
}

}  // namespace vitrine::ui
