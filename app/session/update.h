// The actions that concern several folders of the session.
#pragma once

#include "app/session/work.h"

namespace vitrine::session {

// ---- opening.cpp

void apply(Session& session, Opened&& event, Effects& effects);
void apply(Session& session, ChooseDescription&& action, Effects& effects);
void apply(Session& session, Chunk&& event, Effects& effects);
void apply(Session& session, End&& event, Effects& effects);
void apply(Session& session, Failed&& event, Effects& effects);
/// Lets go of the description that is replaced, which the page shown points into.
void leave_description(Session& session, Effects& effects);
/// Shows the page that the route names, in the description that came.
void show_description(Session& session, Effects& effects);
/// Interprets the page shown again, with the documents that have come since.
void show_again(Session& session, Effects& effects);
/// Something of the description or of its documents waits for its slice.
bool is_reading(const Shared& shared);
/// Reads one slice of the waiting bytes, shows what is ready, and requests the next slice. When
/// nothing is to be read, goes on with the index of the search.
void go_on(Session& session, Effects& effects);

// ---- follow_link.cpp

void apply(Session& session, FollowLink&& action, Effects& effects);

// ---- page_call.cpp

void apply(Session& session, FillForm&& action, Effects& effects);
void apply(Session& session, GiveCredentials&& action, Effects& effects);

// ---- current.cpp

/// Brings Session::current and the words at the fields up to date after an action.
void refresh(Session& session);

// ---- update.cpp

void apply(Session& session, Told&& event, Effects& effects);
void apply(Session& session, Woken&& event, Effects& effects);

}  // namespace vitrine::session
