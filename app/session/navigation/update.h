// Changes of navigation: links, the list of operations, the operation shown.
#pragma once

#include "app/session/work.h"

namespace vitrine::session {

// ---- navigate.cpp

void apply(Session& session, Navigate&& action, Effects& effects);
void apply(Session& session, Stay&& action, Effects& effects);
void apply(Session& session, LocationChanged&& event, Effects& effects);
void apply(Session& session, FilterNavigation&& action, Effects& effects);
void apply(Session& session, DismissNotice&& action, Effects& effects);
void apply(Session& session, Usable&& event, Effects& effects);
/// Shows what `session.route` names, in the description as it is now.
void follow_route(Session& session, Effects& effects);

// ---- list.cpp

/// Makes the lines of the navigation, as the filter leaves them.
void fill_navigation(Session& session);

// ---- selection.cpp

/// Finds out which operations are listed.
void select_operations(Session& session);

// ---- fold.cpp

void apply(Session& session, FoldGroup&& action, Effects& effects);
/// Folds what an earlier visit left folded, unless this one has folded something.
void restore_folds(Session& session);
/// Opens what the line of the page shown is folded away in.
void open_current(Session& session);

// ---- search.cpp

/// Begins an index of the description, where there is none.
void begin_search(Session& session, Effects& effects);
/// Before the description changes.
void drop_index(Session& session);
/// One slice of the index; counts the revisions by itself when there is more to show.
void index_slice(Session& session, Effects& effects);
/// Lists what is found in the index besides the rows of the navigation.
void find_hits(Session& session);

// ---- show.cpp

/// Interprets the operation; brings its form up to date where there are forms.
void show_operation(Session& session, uint32_t index, Effects& effects);
/// Makes the form of the operation shown.
void show_form(Session& session, Effects& effects);
void hide_operation(Session& session, Effects& effects);
void apply(Session& session, OpenCallback&& action, Effects& effects);

}  // namespace vitrine::session
