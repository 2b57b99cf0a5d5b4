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
void apply(Session& session, ChooseAlternative&& action, Effects& effects);
void apply(Session& session, EditCredential&& action, Effects& effects);
void apply(Session& session, SaveCredentials&& action, Effects& effects);
/// The server that the form's request goes to, or the description's first when no operation is
/// shown; empty when its address cannot be made.
std::string server_url(const Session& session);
std::string server_origin(const Session& session);
void forget(Session& session, std::string_view scheme, std::string_view origin, Effects& effects);
/// Keeps a credential for its scheme and origin, in the place of the one before. Where nothing is
/// known of it, the token itself may say whose it is and until when.
void give(Session& session, const openapi::SecurityScheme& scheme, Credential credential,
          Effects& effects);
/// The credentials of a request: the alternative that the user chose, or else the first one, for
/// which all of them are there.
std::vector<request::Credential> credentials_for(const Session& session);

// ---- sign_in.cpp

void apply(Session& session, ChooseFlow&& action, Effects& effects);
void apply(Session& session, ToggleScope&& action, Effects& effects);
void apply(Session& session, SelectScopes&& action, Effects& effects);
void apply(Session& session, ChooseClientAuthentication&& action, Effects& effects);
void apply(Session& session, SignIn&& action, Effects& effects);
void apply(Session& session, CancelSignIn&& action, Effects& effects);
void apply(Session& session, RandomBytes&& event, Effects& effects);
void apply(Session& session, PopupResult&& event, Effects& effects);
/// Asks whether the user has entered the code of the device.
void poll_device(Session& session, Effects& effects);
/// Cancels the current sign-in: it is valid only for the flow that it began with.
void stop_signing_in(Session& session, Effects& effects);
/// Requests the body of the response to a request for credentials. False when `id` is another's.
bool take_sign_in_end(Session& session, Id id, Effects& effects);
/// Takes that body; null: none came. False when `id` is another's.
bool take_sign_in_response(Session& session, Id id, const std::string* text, Effects& effects);
CredentialDraft* find_draft(Session& session, uint32_t scheme);

// ---- flow.cpp

/// Chooses a flow of the draft: its fields, its addresses, and the scopes that it offers.
void choose_flow(const openapi::SecurityScheme& scheme, std::string_view server_url, uint32_t flow,
                 CredentialDraft& draft);
/// Resolves the address of the provider's configuration, and adds the flows of one that has been
/// asked before.
void resolve_provider(const Session& session, const openapi::SecurityScheme& scheme,
                      std::string_view server_url, CredentialDraft& draft);
void apply(Session& session, Discover&& action, Effects& effects);
/// Takes what the provider says of itself; null: nothing came.
void take_discovery(Session& session, CredentialDraft& draft, const std::string* text);

// ---- renewal.cpp

void apply(Session& session, RenewToken&& action, Effects& effects);
void apply(Session& session, ForgetCredentials&& action, Effects& effects);
/// What is known of a token that came at the session's time; `scopes` were asked for.
request::Identity identity_of(const Session& session, const request::Token& token,
                              const std::vector<std::string>& scopes);
/// True when the request shown waits for another token, since one of its own is valid no longer.
bool renew_first(Session& session, Effects& effects);
/// Takes the response to a request for another token; null: none came. False when `id` is none.
bool take_renewal(Session& session, Id id, const std::string* text, Effects& effects);
/// Asks for one wake, when the next token ends.
void wake_at_expiry(const Session& session, Effects& effects);
/// A token has ended.
void expire(Session& session, Effects& effects);

// ---- secrets.cpp

/// True for a parameter whose value, or some value inside, is never kept and never shown.
bool is_secret(const Session& session, const openapi::Parameter& parameter,
               const openapi::SchemaView& view);
/// True when a security scheme of the description puts its key there.
bool is_api_key(const Session& session, openapi::Location in, std::string_view name);
/// True where a name says that its value is secret, or a security scheme has that name.
bool is_secret_name(const Session& session, openapi::Location in, std::string_view name);
/// Marks the value of a header that carries credentials, though it came as a plain parameter.
void mark_credentials(const Session& session, request::HeaderField& header);
/// The text with its secrets marked; all of it where a secret could hide, because it is not JSON.
request::SecretText marked_body(const std::string& text, const Shown::BodySchema& schema);

}  // namespace vitrine::session
