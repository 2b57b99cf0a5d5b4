// Decorative shapes: lines, grounds of rows, the mark of the product.
#pragma once

#include "app/ui/ui.h"

namespace vitrine::ui {

void divider(Ui& ui);
/// The ground of a row in a list of links: hovered, or current with a bar at its left.
void row_ground(Ui& ui, const Rect& rect, bool current, bool hovered);
/// The mark of the product, a rounded square.
void logo(Ui& ui, const Rect& rect);

}  // namespace vitrine::ui
