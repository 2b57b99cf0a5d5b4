// Changes of navigation: links, the list of operations, the operation shown.
#pragma once

#include "app/session/work.h"

namespace vitrine::session {

// ---- navigate.cpp

void apply(Session& session, Navigate&& action, Effects& effects);
void apply(Session& session, LocationChanged&& event, Effects& effects);
void apply(Session& session, FilterNavigation&& action, Effects& effects);
void apply(Session& session, DismissNotice&& action, Effects& effects);
/// Shows what `session.route` names, in the description as it is now.
void follow_route(Session& session, Effects& effects);

// ---- list.cpp

/// Makes the lines of the navigation, as the filter leaves them.
void fill_navigation(Session& session);

// ---- fold.cpp

void apply(Session& session, FoldGroup&& action, Effects& effects);
/// Folds what an earlier visit left folded, unless this one has folded something.
void restore_folds(Session& session);
/// Opens what the line of the page shown is folded away in.
void open_current(Session& session);

// ---- show.cpp

/// Interprets the operation and brings its form up to date.
void show_operation(Session& session, uint32_t index, Effects& effects);
void hide_operation(Session& session, Effects& effects);
void apply(Session& session, OpenCallback&& action, Effects& effects);

}  // namespace vitrine::session
