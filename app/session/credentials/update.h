// Changes of credentials: the Authorize dialog and signing in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/session/work.h"

namespace vitrine::session {

// ---- authorize.cpp

void apply(Session& session, OpenAuthorize&& action, Effects& effects);
void apply(Session& session, CloseAuthorize&& action, Effects& effects);
void apply(Session& session, EditCredential&& action, Effects& effects);
void apply(Session& session, SaveCredentials&& action, Effects& effects);
void apply(Session& session, ForgetCredentials&& action, Effects& effects);
/// The server that the form's request goes to, or the description's first when no operation is
/// shown; empty when its address cannot be made.
std::string server_url(const Session& session);
std::string server_origin(const Session& session);
/// The credentials of a request: the first alternative for which the user gave all of them.
std::vector<request::Credential> credentials_for(const Session& session);

// ---- sign_in.cpp

void apply(Session& session, ChooseFlow&& action, Effects& effects);
void apply(Session& session, ToggleScope&& action, Effects& effects);
void apply(Session& session, SignIn&& action, Effects& effects);
void apply(Session& session, RandomBytes&& event, Effects& effects);
void apply(Session& session, PopupResult&& event, Effects& effects);
/// Takes the response to the request for a token; null: none came. False when `id` is not that of
/// the request.
bool take_sign_in_response(Session& session, Id id, const std::string* text, Effects& effects);
/// Resolves the addresses of the flow that the draft has chosen.
void resolve_endpoints(const openapi::SecurityScheme& scheme, std::string_view server_url,
                       CredentialDraft& draft);

// ---- secrets.cpp

/// True for a parameter whose value is never kept and never shown.
bool is_secret(const Session& session, const ParameterField& field,
               const openapi::SchemaView& view);
/// True where a name says that its value is a credential.
bool is_secret_name(const Session& session, openapi::Location in, std::string_view name);
/// Marks the value of a header that carries credentials, though it came as a plain parameter.
void mark_credentials(const Session& session, request::HeaderField& header);
/// The text with its secrets marked; all of it where a secret could hide, because it is not JSON.
request::SecretText marked_body(const std::string& text, const Shown::BodySchema& schema);

}  // namespace vitrine::session
