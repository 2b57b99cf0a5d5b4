// The boundary between the list of operations and the page, which the user moves.
#pragma once

#include <string_view>

#include "app/view/context.h"

namespace vitrine::view {

/// Width of the list beside the page, as the user left it, in an element as wide as `width`.
float list_width(const session::Session& session, ViewState& state, float width);
/// Contents of the page's surface, at its left edge.
void list_edge(const Context& context);
/// A key pressed while the boundary has the focus. True when it did something.
bool list_edge_key(const ViewState& state, const ui::Ui& ui, std::string_view key,
                   session::Actions& actions);

}  // namespace vitrine::view
