// Icons as strokes on a grid of 16 by 16, scaled to their rectangle.
#include "app/ui/icon.h"

#include <initializer_list>

#include "app/ui/imgui_color.h"

namespace vitrine::ui {

std::string icon_label(Icon icon, std::string_view label) {
  const auto mark = [icon]() -> std::string_view {
    switch (icon) {
      case Icon::none:
        return "";
      case Icon::search:
        return "⌕";
      case Icon::menu:
        return "☰";
      case Icon::close:
        return "×";
      case Icon::chevron_down:
        return "▾";
      case Icon::chevron_right:
        return "▸";
      case Icon::chevron_up:
        return "▴";
      case Icon::plus:
        return "+";
      case Icon::download:
        return "↓";
      case Icon::info:
        return "ⓘ";
      case Icon::calendar:
        return "▦";
      case Icon::sun:
        return "☼";
      case Icon::moon:
        return "☾";
      case Icon::link:
        return "#";
      case Icon::copy:
        return "⧉";
      case Icon::check:
        return "✓";
      default:
        return "•";
    }
  }();
  std::string text(mark);
  if (!mark.empty() && !label.empty()) text += ' ';
  text += label;
  return text;
}

void icon(Ui& ui, Icon which, const Rect& rect, Color color) {
  ImDrawList* draw = &ui.draw_list();
  const Point corner = ui.to_list({rect.x, rect.y});
  const float scale = rect.width / 16;
  const ImU32 ink = imgui_color(color);
  const float pen = 1.5f * scale;
  const auto grid = [&](float x, float y) {
    return ImVec2(corner.x + x * scale, corner.y + y * scale);
  };
  const auto path = [&](std::initializer_list<ImVec2> points) {
    for (const ImVec2& point : points) draw->PathLineTo(grid(point.x, point.y));
    draw->PathStroke(ink, 0, pen);
  };
  switch (which) {
    case Icon::none:
      break;
    case Icon::search:
      draw->AddCircle(grid(7, 7), 4.25f * scale, ink, 0, pen);
      path({{10.2f, 10.2f}, {13.5f, 13.5f}});
      break;
    case Icon::menu:
      for (const float y : {4.0f, 8.0f, 12.0f}) path({{2.5f, y}, {13.5f, y}});
      break;
    case Icon::close:
      path({{4, 4}, {12, 12}});
      path({{12, 4}, {4, 12}});
      break;
    case Icon::chevron_down:
      path({{4.5f, 6.5f}, {8, 10}, {11.5f, 6.5f}});
      break;
    case Icon::chevron_right:
      path({{6.5f, 4.5f}, {10, 8}, {6.5f, 11.5f}});
      break;
    case Icon::chevron_up:
      path({{4.5f, 9.5f}, {8, 6}, {11.5f, 9.5f}});
      break;
    case Icon::plus:
      path({{8, 3.5f}, {8, 12.5f}});
      path({{3.5f, 8}, {12.5f, 8}});
      break;
    case Icon::download:
      path({{8, 2.5f}, {8, 10}});
      path({{4.8f, 7}, {8, 10.2f}, {11.2f, 7}});
      path({{3, 13}, {13, 13}});
      break;
    case Icon::link:
      path({{7, 5}, {4.8f, 5}, {3, 6}, {2.3f, 8}, {3, 10}, {4.8f, 11}, {7, 11}});
      path({{9, 5}, {11.2f, 5}, {13, 6}, {13.7f, 8}, {13, 10}, {11.2f, 11}, {9, 11}});
      path({{5.5f, 8}, {10.5f, 8}});
      break;
    case Icon::info:
      draw->AddCircle(grid(8, 8), 5.75f * scale, ink, 0, pen);
      path({{8, 7.5f}, {8, 11}});
      path({{8, 4.7f}, {8, 5.6f}});
      break;
    case Icon::calendar:
      draw->AddRect(grid(2.5f, 3.5f), grid(13.5f, 13.5f), ink, 1.5f * scale, 0, pen);
      path({{2.5f, 6.8f}, {13.5f, 6.8f}});
      for (const float x : {5.5f, 10.5f}) path({{x, 2}, {x, 4.5f}});
      break;
    case Icon::sun:
      draw->AddCircle(grid(8, 8), 3 * scale, ink, 0, pen);
      for (const ImVec2& way :
           {ImVec2{0, 1}, ImVec2{0, -1}, ImVec2{1, 0}, ImVec2{-1, 0}, ImVec2{0.71f, 0.71f},
            ImVec2{-0.71f, 0.71f}, ImVec2{0.71f, -0.71f}, ImVec2{-0.71f, -0.71f}}) {
        path({{8 + way.x * 5, 8 + way.y * 5}, {8 + way.x * 6.5f, 8 + way.y * 6.5f}});
      }
      break;
    case Icon::moon:
      draw->PathArcTo(grid(8, 8), 5.5f * scale, 0.15f, 4.55f);
      draw->PathBezierCubicCurveTo(grid(6.2f, 5.5f), grid(9.5f, 9.6f), grid(13.4f, 8.8f));
      draw->PathStroke(ink, 0, pen);
      break;
    case Icon::copy:
      draw->AddRect(grid(5.5f, 5.5f), grid(13.5f, 13.5f), ink, 1.5f * scale, 0, pen);
      path({{3.5f, 10.5f}, {2.5f, 10.5f}, {2.5f, 2.5f}, {10.5f, 2.5f}, {10.5f, 3.5f}});
      break;
    case Icon::check:
      path({{3.5f, 8.5f}, {6.5f, 11.5f}, {12.5f, 4.5f}});
      break;
  }
}

}  // namespace vitrine::ui
