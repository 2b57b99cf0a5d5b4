// Changes of the tools beside the form.
#pragma once

#include <string>
#include <string_view>

#include "app/session/work.h"

namespace vitrine::session {

Tools& tools_of(Session& session);
/// Closes the dialog that is open.
void close_tool(Session& session, Effects& effects);

// ---- history.cpp

void apply(Session& session, ChangeHistory&& action, Effects& effects);
void apply(Session& session, GivenText&& event, Effects& effects);
/// The user wants what is sent to be kept.
bool keeps_history(const Session& session);
/// Notes the request of the form shown, if it is among the effects.
void note_sent(Session& session, const Effects& effects);
/// Keeps the requests that were noted and whose response is whole or will not come.
void note_ended(Session& session, Effects& effects);

// ---- environments.cpp

void apply(Session& session, ChangeEnvironments&& action, Effects& effects);
/// Takes the environments that an earlier visit kept.
void restore_environments(Session& session, Effects& effects);
void keep_environments(Session& session, Effects& effects);
/// Gives what was typed as a secret to the server that is chosen.
void give_secrets(Session& session);
/// A secret is for the origin that it was given for: for another one it has no value.
void bind_secrets(Session& session, Effects& effects);

// ---- import.cpp

inline constexpr std::string_view kImportKey = "import";

void apply(Session& session, ChangeImport&& action, Effects& effects);
/// Takes the text of a file that the user picked.
void take_import(Session& session, std::string text);

}  // namespace vitrine::session
