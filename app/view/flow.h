// An element that the page around scrolls is as high as its contents, and a window on them is
// drawn.
#pragma once

#include "app/view/context.h"
#include "app/view/view.h"

namespace vitrine::view {

/// Height of what is drawn, and of the list beside it, which stays in view.
struct FlowHeights {
  float window = 0;
  float list = 0;

  friend bool operator==(const FlowHeights&, const FlowHeights&) = default;
};
FlowHeights flow_heights(const Context& context, const Options& options);

/// Before the surface ends: how far its contents reach. `top` is that of the surface.
void note_height(const Context& context, float top, float& height);

/// After the frame: the window lies on the contents, and is no higher.
void fit_window(const Context& context, const Options& options, const FlowHeights& drawn);

/// Brings [top, bottom) of the surface with the request into view: never up, and never past `top`.
void bring_up(const Context& context, float top, float bottom);

}  // namespace vitrine::view
