// Lines, grounds of rows, the mark of the product.
#include "app/ui/ornament.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>

#include "app/ui/imgui_color.h"

namespace vitrine::ui {

void divider(Ui& ui) {
  const float thickness = std::max(ui.snap(1), 1 / ui.glyphs().density());
  const Rect rect{ui.x(), ui.y(), ui.width(), thickness};
  ui.fill(rect, ui.theme().line);
  if (ui.theme().shapes) ui.record_shape(rect, Look::line);
  ui.space(1);
}

void row_ground(Ui& ui, const Rect& rect, bool current, bool hovered) {
  const Theme& colors = ui.theme();
  if (current) {
    ui.fill(rect, colors.accent_soft, radius::kSmall);
    const float height = std::min(20.0f, rect.height);
    ui.fill({rect.x, rect.y + (rect.height - height) / 2, 3, height}, colors.accent, 1.5f);
  } else if (hovered) {
    ui.fill(rect, mix(colors.surface, colors.text, 0.06f), radius::kSmall);
  }
}

void logo(Ui& ui, const Rect& rect) {
  ImDrawList* draw = &ui.draw_list();
  const int first = draw->VtxBuffer.Size;
  ui.fill(rect, 0xFFFFFFFF, rect.width / 4);
  const Point from = ui.to_list({rect.x, rect.y});
  ImGui::ShadeVertsLinearColorGradientKeepAlpha(
      draw, first, draw->VtxBuffer.Size, ImVec2(from.x, from.y),
      ImVec2(from.x + rect.width, from.y + rect.height), imgui_color(ui.theme().accent),
      imgui_color(0x54B6C9FF));
}

}  // namespace vitrine::ui
