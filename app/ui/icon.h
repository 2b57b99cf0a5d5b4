// Icons, drawn as strokes.
#pragma once

#include <cstdint>

#include "app/ui/ui.h"

namespace vitrine::ui {

enum class Icon : std::uint8_t {
  none,
  search,
  menu,
  close,
  chevron_down,
  chevron_right,
  chevron_up,
  plus,
  download,
  link,
  sun,
  moon,
  copy,
  check
};

/// Drawing only: the widget that it belongs to carries its meaning.
void icon(Ui& ui, Icon icon, const Rect& rect, Color color);

}  // namespace vitrine::ui
