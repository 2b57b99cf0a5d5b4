// Our colours as ImGui has them; only sources of this folder include it.
#pragma once

#include <imgui.h>

#include "app/ui/geometry.h"

namespace vitrine::ui {

inline ImU32 imgui_color(Color color) {
  return (color & 0xFFu) << IM_COL32_A_SHIFT | (color >> 8 & 0xFFu) << IM_COL32_B_SHIFT |
         (color >> 16 & 0xFFu) << IM_COL32_G_SHIFT | (color >> 24 & 0xFFu) << IM_COL32_R_SHIFT;
}

}  // namespace vitrine::ui
