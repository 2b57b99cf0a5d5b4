// The list of operations and schemas, its search and its keys.
#pragma once

#include "app/view/context.h"

namespace vitrine::view {

void theme_button(const Context& context);
/// The element has several descriptions to choose from.
bool has_choice(const Context& context);
void description_choice(const Context& context);
/// Title, theme and search, above the list.
void navigation_head(const Context& context);
/// With the choice of the description, which narrow elements have in the bar.
float head_height(const Context& context);
/// The list of operations: contents of a surface whose role is `navigation`.
void navigation(const Context& context);
/// Opens the drawer of narrow elements, at the current line.
void open_navigation(ViewState& state);
/// Focuses the search, and opens the drawer where there is one.
void open_search(ViewState& state);
/// Whole id of the field of the search.
inline constexpr std::string_view kSearch = "head/search";
/// A key pressed while the search or a line of the list has the focus: arrows, Home and End go
/// along the lines, Enter opens the best match, Escape ends the search. True when it did
/// something.
bool navigation_key(const session::Session& session, ViewState& state, const ui::Ui& ui,
                    std::string_view key, session::Actions& actions);

}  // namespace vitrine::view
