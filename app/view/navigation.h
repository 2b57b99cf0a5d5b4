#pragma once

#include "app/view/context.h"

namespace vitrine::view {

void theme_button(const Context& context);
/// Title, theme and search, above the list.
void navigation_head(const Context& context);
/// The list of operations: contents of a surface whose role is `navigation`.
void navigation(const Context& context);
/// Opens the drawer of narrow elements, at the current line.
void open_navigation(ViewState& state);
/// A key pressed while the search or a line of the list has the focus: arrows, Home and End go
/// along the lines, Enter follows the best find, Escape ends the search. True when it meant
/// something.
bool navigation_key(const session::Session& session, ViewState& state, const ui::Ui& ui,
                    std::string_view key, session::Actions& actions);

}  // namespace vitrine::view
