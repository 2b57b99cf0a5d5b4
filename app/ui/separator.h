// A boundary between two panes that the user moves.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "app/ui/ui.h"

namespace vitrine::ui {

struct SeparatorOptions {
  std::uint32_t value = 0;  ///< where it stands, in pixels
  std::uint32_t least = 0;
  std::uint32_t most = 0;
};

struct Separation {
  std::optional<float> at;  ///< its left edge in the element, while it is dragged
  bool reset = false;       ///< activated: back to where it was at first
};

/// A vertical boundary (WAI-ARIA, window splitter). Its keys are the view's.
Separation separator(Ui& ui, std::string_view id, std::string_view name, const Rect& rect,
                     const SeparatorOptions& options);

}  // namespace vitrine::ui
