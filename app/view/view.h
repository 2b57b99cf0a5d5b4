// The whole application as a frame: panes by the width of the element.
#pragma once

#include "app/session/session.h"
#include "app/ui/ui.h"
#include "app/view/view_state.h"

namespace vitrine::view {

struct Options {
  ui::Size size;
  bool whole_page = false;  ///< the element is the page (`/docs`), not a part of one
  /// The element is as high as its contents, `size.height` that of what can be in view, and so much
  /// above and below that is drawn. 0: the element has a height of its own.
  float margin = 0;
  bool without_list =
      false;  ///< the operations are left out, to be laid out in a task of their own

  /// Of what surfaces stand in.
  ui::Size drawn() const { return {size.width, size.height + 2 * margin}; }
};

/// Draws the session between `ui.begin` and `ui.end`, and returns the user's actions. It
/// never sends, stores or navigates. Layout follows the width of the element: three panes, two, or
/// one with the list of operations in a drawer.
session::Actions frame(ui::Ui& ui, const session::Session& session, ViewState& state,
                       const Options& options);

}  // namespace vitrine::view
