#include <algorithm>
#include <cmath>

#include "app/ui/state.h"

namespace vitrine::ui {

std::optional<int> Ui::select(std::string_view id, std::string_view name,
                              std::span<const std::string> options, int selected,
                              const ChoiceOptions& choice) {
  State& state = *state_;
  const ContextScope scope(state.context);
  const Theme& colors = state.theme();
  const bool any = selected >= 0 && static_cast<std::size_t>(selected) < options.size();
  const std::string_view shown =
      any ? std::string_view(options[static_cast<std::size_t>(selected)]) : choice.placeholder;
  const bool quiet = choice.quiet;
  const Font font = choice.mono ? font_code() : quiet ? font_small() : font_text();
  const float padding = quiet ? 8 : 10;
  const float arrow = 14;
  const float natural = std::ceil(measure(shown, font).width) + 2 * padding + arrow + 2;
  const Rect rect = state.place(quiet ? std::min(natural, width()) : width(), quiet ? 28 : 34);
  const std::string whole = state.whole_id(id);

  Node& node = state.record(whole, Role::combobox, name, rect);
  if (any) node.value = shown;
  node.options.assign(options.begin(), options.end());
  node.selected_option = any ? selected : -1;
  node.required = choice.required;
  node.invalid = choice.invalid;
  node.disabled = choice.disabled;
  if (!choice.described_by.empty()) node.described_by.push_back(state.resolve(choice.described_by));
  node.focusable = true;
  node.font = font;
  node.color = colors.text;
  node.padding_x = padding;
  node.padding_right = padding + arrow;

  const Reaction reaction = state.react(whole, rect, choice.disabled);
  if (state.is_visible(rect.y, rect.height)) {
    const float radius = quiet ? 6 : 8;
    const bool has_focus = is_focused(whole) && state.silent == 0;
    Color ink = colors.text;
    if (quiet) {
      const float hover = state.motion(reaction.item, reaction.hovered);
      if (hover > 0)
        state.fill(rect, (colors.text & ~0xFFu) | static_cast<Color>(hover * 0.06f * 255), radius);
      ink = reaction.hovered ? colors.text : colors.muted;
      state.focus_ring(whole, {rect.x + 2, rect.y + 2, rect.width - 4, rect.height - 4},
                       radius - 2);
    } else {
      const float ring = state.motion(reaction.item, has_focus || choice.invalid);
      if (ring > 0) {
        const float reach = 3 * ring;
        state.fill(
            {rect.x - reach, rect.y - reach, rect.width + 2 * reach, rect.height + 2 * reach},
            choice.invalid ? colors.bad_soft : colors.accent_soft, radius + reach);
      }
      const Color border = choice.invalid     ? colors.bad
                           : has_focus        ? colors.accent
                           : reaction.hovered ? mix(colors.field, colors.text, 0.35f)
                                              : colors.field;
      state.framed(rect, choice.disabled ? colors.surface : colors.raised, border, radius);
      if (choice.disabled) ink = colors.muted;
    }
    state.text_in({rect.x + padding, rect.y, rect.width - 2 * padding - arrow, rect.height}, shown,
                  font, ink);
    state.icon(
        Icon::chevron_down,
        {rect.right() - padding - arrow + 2, rect.y + (rect.height - arrow) / 2, arrow, arrow},
        quiet ? ink : colors.faint);
  }
  if (state.is_event(Event::Kind::option, whole) && state.silent == 0 && !choice.disabled &&
      state.event.index >= 0 && static_cast<std::size_t>(state.event.index) < options.size()) {
    return state.event.index;
  }
  return std::nullopt;
}

std::optional<bool> Ui::checkbox(std::string_view id, std::string_view name, bool checked,
                                 const ChoiceOptions& choice) {
  constexpr float kSize = 18;
  State& state = *state_;
  const ContextScope scope(state.context);
  const Theme& colors = state.theme();
  const Rect rect = state.place(34, 34);
  const std::string whole = state.whole_id(id);
  Node& node = state.record(whole, Role::checkbox, name, rect);
  node.checked = checked ? Node::Tri::yes : Node::Tri::no;
  node.required = choice.required;
  node.invalid = choice.invalid;
  node.disabled = choice.disabled;
  if (!choice.described_by.empty()) node.described_by.push_back(state.resolve(choice.described_by));
  node.focusable = true;
  const Reaction reaction = state.react(whole, rect, choice.disabled);
  if (state.is_visible(rect.y, rect.height)) {
    const Rect box{rect.x, rect.y + (rect.height - kSize) / 2, kSize, kSize};
    const float filled = state.motion(reaction.item, checked);
    const Color empty = choice.invalid     ? colors.bad
                        : reaction.hovered ? mix(colors.field, colors.text, 0.35f)
                                           : colors.field;
    const Color edge = mix(empty, colors.accent, filled);
    state.framed(box, mix(colors.bg, colors.accent, filled), edge, 5);
    if (checked)
      state.icon(Icon::check, {box.x + 1, box.y + 1, kSize - 2, kSize - 2}, colors.on_accent);
    state.focus_ring(whole, box, 5);
  }
  if (reaction.pressed) return !checked;
  return std::nullopt;
}

std::optional<int> Ui::tabs(std::string_view id, std::string_view name,
                            std::span<const std::string> labels, int selected, bool right) {
  constexpr float kHeight = 28;
  constexpr float kGap = 4;
  State& state = *state_;
  const ContextScope scope(state.context);
  const Theme& colors = state.theme();
  const Rect list = state.place(tabs_width(labels), kHeight, right);
  push_id(id);
  state.record(state.prefix, Role::tablist, name, list);
  state.parents.push_back(state.silent > 0 ? std::string() : state.prefix);
  std::optional<int> chosen;
  float x = list.x;
  for (std::size_t index = 0; index < labels.size(); ++index) {
    const bool on = static_cast<int>(index) == selected;
    const Font font{Family::sans, 12.5f, static_cast<std::uint16_t>(on ? 500 : 400), false, 0};
    const Rect rect{
        x, list.y,
        std::ceil(measure(labels[index], {Family::sans, 12.5f, 500, false, 0}).width) + 22,
        kHeight};
    x = rect.right() + kGap;
    // A tab is its place: its label may count what is in it.
    const std::string whole = state.whole_id(std::to_string(index));
    Node& node = state.record(whole, Role::tab, labels[index], rect);
    node.selected = on ? Node::Tri::yes : Node::Tri::no;
    node.position_in_set = static_cast<std::uint32_t>(index + 1);
    node.set_size = static_cast<std::uint32_t>(labels.size());
    node.focusable = true;
    const Reaction reaction = state.react(whole, rect, false);
    if (reaction.pressed && !on) chosen = static_cast<int>(index);
    if (!state.is_visible(rect.y, rect.height)) continue;
    if (on) {
      state.shadow(rect, 6);
      state.framed(rect, colors.raised, colors.line, 6);
    } else if (const float hover = state.motion(reaction.item, reaction.hovered); hover > 0) {
      state.fill(rect, (colors.text & ~0xFFu) | static_cast<Color>(hover * 0.05f * 255), 6);
    }
    state.text_in(rect, labels[index], font, on || reaction.hovered ? colors.text : colors.muted,
                  0.5f, Wrap::none);
    state.focus_ring(whole, {rect.x + 2, rect.y + 2, rect.width - 4, rect.height - 4}, 4);
  }
  state.parents.pop_back();
  pop_id();
  return chosen;
}

float Ui::tabs_width(std::span<const std::string> labels) {
  float width = labels.empty() ? 0 : 4 * static_cast<float>(labels.size() - 1);
  for (const std::string& label : labels) {
    width += std::ceil(measure(label, {Family::sans, 12.5f, 500, false, 0}).width) + 22;
  }
  return width;
}

}  // namespace vitrine::ui
