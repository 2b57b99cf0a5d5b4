// Icons, drawn as strokes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

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
  info,
  calendar,
  sun,
  moon,
  copy,
  check
};

/// The character that stands for an icon where text is all there is, and its label after it.
std::string icon_label(Icon icon, std::string_view label);
/// Drawing only: the widget that it belongs to carries its meaning.
void icon(Ui& ui, Icon icon, const Rect& rect, Color color);

}  // namespace vitrine::ui
