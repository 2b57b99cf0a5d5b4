// Text fields: the page's own inputs paint the text, here are their box and their node.
#include "app/ui/text_field.h"

#include <algorithm>

#include "app/ui/field_frame.h"

namespace vitrine::ui {
namespace {

constexpr float kPaddingX = 10;
constexpr float kPaddingY = 7;  // with a line of text: height::kControl
constexpr float kIconSize = 16;
constexpr Font kHintFont = type::mono(type::kTiny);

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

/// Padding of the field at its sides.
struct Sides {
  float left = kPaddingX;
  float right = kPaddingX;
  float hint = 0;
};

Sides sides_of(Ui& ui, const FieldOptions& options) {
  Sides sides;
  if (options.icon != Icon::none) sides.left += kIconSize + gap::kClose;
  if (!options.hint.empty()) {
    sides.hint = ui.measure(options.hint, kHintFont).width + 12;
    sides.right = sides.hint + 2 * kPaddingX;
  }
  return sides;
}

float height_of(Ui& ui, const FieldOptions& options, const Font& font, const Sides& sides) {
  if (options.kind != FieldKind::multiline) return height::kControl;
  const float width = std::max(ui.width() - sides.left - sides.right, 1.0f);
  const auto layout = ui.lay_out(options.value, font, 0, width, leading::kText);
  const int lines = static_cast<int>(std::min<std::size_t>(layout->lines().size(), 100000));
  return leading::kText *
             static_cast<float>(std::clamp(lines, options.min_lines, options.max_lines)) +
         2 * kPaddingY;
}

void paint(Ui& ui, std::string_view id, const FieldOptions& options, const Sides& sides,
           const Rect& rect, const Reaction& reaction) {
  const Theme& colors = ui.theme();
  const bool fixed = options.readonly || options.disabled;
  paint_frame(ui, id, rect, reaction,
              {fixed ? colors.surface : colors.bg,
               options.kind == FieldKind::search ? radius::kMedium : 7, options.invalid});
  if (options.icon != Icon::none) {
    icon(ui, options.icon,
         {rect.x + kPaddingX, rect.y + (height::kControl - kIconSize) / 2, kIconSize, kIconSize},
         colors.faint);
  }
  if (options.hint.empty()) return;
  const Rect key{rect.right() - kPaddingX - sides.hint, rect.y + 8, sides.hint, 18};
  ui.framed(key, colors.bg, colors.line, 4);
  ui.draw_text(key, options.hint, kHintFont, colors.faint, Align::centre, Wrap::none);
}

}  // namespace

Node& record_field(Ui& ui, std::string_view whole, std::string_view name,
                   const FieldOptions& options, const Rect& rect) {
  Node& node = ui.record(std::string(whole), role_of(options.kind), name, rect);
  node.value = options.value;
  node.revision = options.revision;
  node.placeholder = options.placeholder;
  node.autocomplete = options.autocomplete;
  if (!options.described_by.empty())
    node.described_by.push_back(ui.reference(options.described_by));
  node.required = options.required;
  node.invalid = options.invalid;
  node.readonly = options.readonly;
  node.multiline = options.kind == FieldKind::multiline;
  node.password = options.kind == FieldKind::password;
  node.disabled = options.disabled;
  node.focusable = !options.hidden;
  node.font = options.mono ? type::kCode : type::kText;
  node.color = options.hidden ? 0 : options.disabled ? ui.theme().muted : ui.theme().text;
  node.line_height = leading::kText;
  node.padding_y = kPaddingY;
  return node;
}

std::optional<Change> text_field(Ui& ui, std::string_view id, std::string_view name,
                                 const FieldOptions& options) {
  const Font font = options.mono ? type::kCode : type::kText;
  const Sides sides = sides_of(ui, options);
  const Rect rect = options.hidden ? Rect{ui.x(), ui.y(), 1, 1}
                                   : ui.place(ui.width(), height_of(ui, options, font, sides));
  const std::string whole = ui.node_id(id);
  Node& node = record_field(ui, whole, name, options, rect);
  node.padding_x = sides.left;
  node.padding_right = sides.right;

  const Reaction reaction = ui.react(whole, rect, options.disabled || options.hidden, "text");
  if (!options.hidden && ui.is_visible(rect.y - 4, rect.height + 8)) {
    paint(ui, whole, options, sides, rect, reaction);
  }
  if (options.readonly || options.disabled) return std::nullopt;
  if (std::optional<std::string> text = ui.typed(whole)) return Change{std::move(*text)};
  return std::nullopt;
}

}  // namespace vitrine::ui
