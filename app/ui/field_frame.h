// The border of fields and lists: it shows focus, the pointer, and invalid input.
#pragma once

#include "app/ui/ui.h"

namespace vitrine::ui {

struct FieldFrame {
  Color ground = 0;
  float radius = 0;
  bool invalid = false;
};

/// `whole_id` is the field's, for its focus.
void paint_frame(Ui& ui, std::string_view whole_id, const Rect& rect, const Reaction& reaction,
                 const FieldFrame& frame);
/// The border under the pointer or not.
Color field_border(const Theme& theme, bool hovered);

}  // namespace vitrine::ui
