#include <algorithm>

#include "app/ui/state.h"

namespace vitrine::ui {
namespace {

constexpr float kLineHeight = 20;
constexpr float kPaddingX = 10;
constexpr float kPaddingY = 7;  // with the line height: 34
constexpr float kIconSize = 16;

Role role_of(FieldKind kind) {
  switch (kind) {
    case FieldKind::number:
      return Role::spinbutton;
    case FieldKind::search:
      return Role::searchbox;
    case FieldKind::text:
    case FieldKind::password:
    case FieldKind::multiline:
      break;
  }
  return Role::textbox;
}

}  // namespace

std::optional<Change> Ui::text_field(std::string_view id, std::string_view name,
                                     const FieldOptions& options) {
  State& state = *state_;
  const ContextScope scope(state.context);
  const Theme& colors = state.theme();
  const bool multiline = options.kind == FieldKind::multiline;
  const Font font = options.mono ? font_code() : font_text();
  const float left = options.icon == Icon::none ? kPaddingX : kPaddingX + kIconSize + 8;
  const float hint_width =
      options.hint.empty() ? 0
                           : measure(options.hint, {Family::mono, 11, 400, false, 0}).width + 12;
  const float right = options.hint.empty() ? kPaddingX : hint_width + 2 * kPaddingX;

  float height = kLineHeight + 2 * kPaddingY;
  if (multiline && !options.hidden) {
    const auto layout = state.layouts.get(
        options.value, font, 0, std::max(width() - left - right, 1.0f), kLineHeight, Wrap::words);
    const int lines = static_cast<int>(std::min<std::size_t>(layout->lines().size(), 100000));
    height =
        kLineHeight * static_cast<float>(std::clamp(lines, options.min_lines, options.max_lines)) +
        2 * kPaddingY;
  }
  const Rect rect = options.hidden ? Rect{x(), y(), 1, 1} : state.place(width(), height);
  const std::string whole = state.whole_id(id);
  Node& node = state.record(whole, role_of(options.kind), name, rect);
  node.value = options.value;
  node.revision = options.revision;
  node.placeholder = options.placeholder;
  node.autocomplete = options.autocomplete;
  if (!options.described_by.empty())
    node.described_by.push_back(state.resolve(options.described_by));
  node.required = options.required;
  node.invalid = options.invalid;
  node.readonly = options.readonly;
  node.multiline = multiline;
  node.password = options.kind == FieldKind::password;
  node.disabled = options.disabled;
  node.focusable = !options.hidden;
  node.font = font;
  node.color = options.hidden ? 0 : options.disabled ? colors.muted : colors.text;
  node.line_height = kLineHeight;
  node.padding_x = left;
  node.padding_right = right;
  node.padding_y = kPaddingY;

  const Reaction reaction = state.react(whole, rect, options.disabled || options.hidden, "text");
  if (!options.hidden && state.is_visible(rect.y - 4, rect.height + 8)) {
    const bool has_focus = is_focused(whole) && state.silent == 0;
    const float radius = options.kind == FieldKind::search ? 8 : 7;
    const float ring = state.motion(reaction.item, has_focus || options.invalid);
    if (ring > 0) {
      const Color soft = options.invalid ? colors.bad_soft : colors.accent_soft;
      const float reach = 3 * ring;
      state.fill({rect.x - reach, rect.y - reach, rect.width + 2 * reach, rect.height + 2 * reach},
                 soft, radius + reach);
    }
    Color border = reaction.hovered ? mix(colors.field, colors.text, 0.35f) : colors.field;
    if (has_focus) border = colors.accent;
    if (options.invalid) border = colors.bad;
    state.framed(rect, options.readonly || options.disabled ? colors.surface : colors.bg, border,
                 radius);
    if (options.icon != Icon::none) {
      state.icon(options.icon,
                 {rect.x + kPaddingX, rect.y + (34 - kIconSize) / 2, kIconSize, kIconSize},
                 colors.faint);
    }
    if (!options.hint.empty()) {
      const Rect key{rect.right() - kPaddingX - hint_width, rect.y + 8, hint_width, 18};
      state.framed(key, colors.bg, colors.line, 4);
      state.text_in(key, options.hint, {Family::mono, 11, 400, false, 0}, colors.faint, 0.5f,
                    Wrap::none);
    }
  }
  if (state.is_event(Event::Kind::text, whole) && !options.readonly && !options.disabled &&
      state.silent == 0) {
    return Change{state.event.text};
  }
  return std::nullopt;
}

}  // namespace vitrine::ui
