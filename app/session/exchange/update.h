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

// ---- extras.cpp

void apply(Session& session, ChangeExtra&& action, Effects& effects);
/// Names the fields of what the user added, and finds out which are secret.
void number_extras(const Session& session, Form& form);

// ---- send.cpp

/// The request with its secrets masked.
RequestSummary summary_of(const request::HttpRequest& request);
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
void apply(Session& session, Held&& event, Effects& effects);
void apply(Session& session, ResponseProgress&& event, Effects& effects);
void apply(Session& session, ResponseEnd&& event, Effects& effects);
void apply(Session& session, BodyWindow&& event, Effects& effects);
void apply(Session& session, ChooseResponseTab&& action, Effects& effects);
void request_failed(Session& session, Failed&& event);

// ---- read_body.cpp

/// Asks for the next bytes of a body.
void read_body(Exchange& exchange, Effects& effects);
/// Takes the next text of a body. True when that was all of it.
bool take_text(Session& session, Exchange& exchange, BodyWindow&& event, Effects& effects);
/// Takes bytes that are no text.
void take_bytes(Session& session, Exchange& exchange, BodyWindow&& event, Effects& effects);
/// The JSON of a body that was read; absent where it is none.
json::Value body_value(const Session& session, const Exchange& exchange);
/// Goes on with the bodies that are being read, laid out, searched or judged, some of it at a time.
void go_on_with_bodies(Session& session, Effects& effects);
/// The host need not keep the body, nor does the session.
void drop_body(Session& session, Exchange& exchange, Effects& effects);
void apply(Session& session, ShowBody&& action, Effects& effects);
void apply(Session& session, LayOutBody&& action, Effects& effects);
void apply(Session& session, FindInBody&& action, Effects& effects);
void apply(Session& session, GoToMatch&& action, Effects& effects);

// ---- follow.cpp

/// Evaluates the links of a response of the operation shown.
void find_next_steps(Session& session, Exchange& exchange, const openapi::Response& response);
void find_token(const Session& session, Exchange& exchange);
void apply(Session& session, UseCredential&& action, Effects& effects);

// ---- response_errors.cpp

/// Puts the errors that a problem document lists at the fields of the form.
void take_response_errors(Form& form, const json::Value& problem);

// ---- judge_response.cpp

/// What the operation says of a response with that status; null where it says nothing.
const openapi::Response* promised_response(const openapi::Operation& operation, uint16_t status);
/// Compares a response of the operation shown with the description.
void judge_response(Session& session, Exchange& exchange, Effects& effects);

// ---- judge_slices.cpp

/// Begins to judge a body that is too long for one task.
void judge_in_slices(Session& session, const Exchange& exchange, const openapi::SchemaView& view,
                     Effects& effects);
/// True when there is more to judge.
bool go_on_judging(Session& session, Exchange& exchange);

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
/// Reconnects what has waited for another token; false where nothing has.
bool reconnect_renewed(Session& session, Effects& effects);

// ---- socket.cpp

/// Makes a request the one that opens a WebSocket, as far as a page can: it sends no headers.
void make_handshake(request::HttpRequest& request, const openapi::Operation& operation);
/// The WebSocket of the exchange is open.
void begin_messages(Session& session, Exchange& exchange, Effects& effects);
/// Sends what the user wrote over the WebSocket of the operation shown; false where none is open.
bool send_message(const Session& session, Effects& effects);
/// Says why a WebSocket was not opened. `values`: as of a request that failed.
void explain_socket(Exchange& exchange, FailureKind kind, bool mixed, Message::Pairs values);
void apply(Session& session, EditMessage&& action, Effects& effects);

// ---- socket_code.cpp

/// Code that opens the WebSocket of the form, as Current::snippet chooses among socket_titles().
void write_socket_code(Session& session);

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
