// The border of fields and lists.
#include "app/ui/field_frame.h"

namespace vitrine::ui {

Color field_border(const Theme& theme, bool hovered) {
  return hovered ? mix(theme.field, theme.text, 0.35f) : theme.field;
}

void paint_frame(Ui& ui, std::string_view whole_id, const Rect& rect, const Reaction& reaction,
                 const FieldFrame& frame) {
  const Theme& colors = ui.theme();
  const bool focused = ui.is_focused(whole_id);
  const float ring = ui.motion(reaction.item, focused || frame.invalid);
  if (ring > 0) {
    const float reach = 3 * ring;
    ui.fill({rect.x - reach, rect.y - reach, rect.width + 2 * reach, rect.height + 2 * reach},
            frame.invalid ? colors.bad_soft : colors.accent_soft, frame.radius + reach);
  }
  const Color border = frame.invalid ? colors.bad
                       : focused     ? colors.accent
                                     : field_border(colors, reaction.hovered);
  ui.framed(rect, frame.ground, border, frame.radius);
}

}  // namespace vitrine::ui
