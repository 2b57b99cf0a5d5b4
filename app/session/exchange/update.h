// Changes of an exchange: sending a request and taking its response.
#pragma once

#include <string>

#include "app/session/work.h"

namespace vitrine::session {

/// The exchange of the operation shown; null when there is none.
Exchange* editable_exchange(Session& session);

// ---- request.cpp

/// The request of the form as it stands; secrets are marked, not removed.
request::Built build_request(const Session& session);

// ---- extras.cpp

void apply(Session& session, ChangeExtra&& action, Effects& effects);
/// Names the fields of what the user added, and finds out which are secret.
void number_extras(const Session& session, Form& form);

// ---- send.cpp

void apply(Session& session, Send&& action, Effects& effects);
void apply(Session& session, SendAnyway&& action, Effects& effects);
/// Sends what has waited for another token, once that has come or failed to.
void send_renewed(Session& session, Effects& effects);
void apply(Session& session, Cancel&& action, Effects& effects);
/// Counts the seconds without a response; after some of them the page shows that nothing
/// is broken.
void count_second(Session& session, Effects& effects);

// ---- response.cpp

void apply(Session& session, ResponseHead&& event, Effects& effects);
void apply(Session& session, ResponseProgress&& event, Effects& effects);
void apply(Session& session, ResponseEnd&& event, Effects& effects);
void apply(Session& session, BodyWindow&& event, Effects& effects);
void apply(Session& session, ChooseResponseTab&& action, Effects& effects);
void apply(Session& session, ShowBody&& action, Effects& effects);
void request_failed(Session& session, Failed&& event);

// ---- response_errors.cpp

/// Puts the errors that a problem document lists at the fields of the form.
void take_response_errors(Form& form, const json::Value& problem);

// ---- judge_response.cpp

/// Compares a response of the operation shown with the description.
void judge_response(Session& session, Exchange& exchange, Effects& effects);

// ---- save.cpp

/// The last segment of a path, without characters that file systems refuse; stays in the folder.
std::string file_name(std::string_view text);
void apply(Session& session, SaveResponse&& action, Effects& effects);

}  // namespace vitrine::session
