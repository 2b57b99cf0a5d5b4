// Changes of an exchange: sending a request and taking its response.
#pragma once

#include <string>

#include "app/session/exchange/stream.h"
#include "app/session/work.h"

namespace vitrine::session {

/// The exchange of the operation shown; null when there is none.
Exchange* editable_exchange(Session& session);

// ---- request.cpp

/// The request of the form as it stands; secrets are marked, not removed.
request::Built build_request(const Session& session);

// ---- send.cpp

/// The request with its secrets masked.
RequestSummary summary_of(const request::HttpRequest& request);
void apply(Session& session, Send&& action, Effects& effects);
void apply(Session& session, SendAnyway&& action, Effects& effects);
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

/// What the operation says of a response with that status; null where it says nothing.
const openapi::Response* promised_response(const openapi::Operation& operation, uint16_t status);
/// Compares a response of the operation shown with the description.
void judge_response(Session& session, Exchange& exchange, Effects& effects);

// ---- stream_events.cpp

/// Takes the items of the response that begins, where its media type has some.
void begin_stream(Session& session, Exchange& exchange, Effects& effects);
/// Whether bytes with that id are those of a streamed response.
bool is_stream(const Session& session, Id id);
void take_stream(Session& session, const Chunk& event);
/// Goes on with the filters of streams, some of it at a time.
void go_on_with_streams(Session& session, Effects& effects);
void apply(Session& session, PauseStream&& action, Effects& effects);
void apply(Session& session, ClearStream&& action, Effects& effects);
void apply(Session& session, FilterStream&& action, Effects& effects);
void apply(Session& session, Reconnect&& action, Effects& effects);

// ---- stream_schemas.cpp

/// Compiles what the operation shown says of the items of its response.
StreamSchemas stream_schemas(Session& session, const Exchange& exchange, text::StreamKind kind,
                             Effects& effects);
/// Before the documents go that they refer to: what comes then is not judged.
void forget_stream_schemas(Session& session);

// ---- save.cpp

/// The last segment of a path, without characters that file systems refuse; stays in the folder.
std::string file_name(std::string_view text);
void apply(Session& session, SaveResponse&& action, Effects& effects);

}  // namespace vitrine::session
