// The whole application as a frame: panes by the width of the element.
#pragma once

#include "app/session/session.h"
#include "app/ui/ui.h"
#include "app/view/view_state.h"

namespace vitrine::view {

struct Options {
  ui::Size size;
  bool whole_page = false;  ///< the element is the page (`/docs`), not a part of one
  bool without_list =
      false;  ///< the operations are left out, to be laid out in a task of their own
};

/// Draws the session between `ui.begin` and `ui.end`, and returns the user's actions. It
/// never sends, stores or navigates. Layout follows the width of the element: three panes, two, or
/// one with the list of operations in a drawer.
session::Actions frame(ui::Ui& ui, const session::Session& session, ViewState& state,
                       const Options& options);

}  // namespace vitrine::view
