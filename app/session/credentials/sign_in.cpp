// Gets a token by OAuth2: the flow's page in a window of its own, or a request at once.
#include <algorithm>
#include <utility>

#include "app/request/oauth.h"
#include "app/session/credentials/update.h"

namespace vitrine::session {
namespace {

using Part = CredentialPart;

CredentialDraft* find_draft(Session& session, uint32_t scheme) {
  auto& drafts = session.authorize.drafts;
  return session.authorize.open && scheme < drafts.size() ? &drafts[scheme] : nullptr;
}

const openapi::OAuthFlow* flow_of(const Session& session, uint32_t scheme) {
  if (!session.spec) return nullptr;
  const auto& schemes = session.spec->description.security_schemes();
  if (scheme >= schemes.size()) return nullptr;
  const auto& flows = schemes[scheme].flows;
  const uint32_t flow = session.authorize.drafts[scheme].flow;
  return flow < flows.size() ? &flows[flow] : nullptr;
}

request::OAuthClient client_of(const Session& session, const CredentialDraft& draft) {
  request::OAuthClient client;
  client.id = draft.text(Part::client_id);
  client.secret = draft.text(Part::client_secret);
  client.redirect_uri = session.settings.redirect_uri;
  client.scopes = draft.scopes;
  client.user = draft.text(Part::user);
  client.password = draft.text(Part::password);
  return client;
}

void fail(CredentialDraft& draft, std::string words) {
  draft.signing_in = false;
  draft.sign_in_error = std::move(words);
}

void take_token(CredentialDraft& draft, const request::Token& token) {
  draft.signing_in = false;
  draft.sign_in_error.clear();
  draft.set(Part::secret, token.access_token);
}

void ask_for_token(Session& session, CredentialDraft& draft, request::Grant grant,
                   const std::string& code, Effects& effects) {
  AuthorizeDialog& dialog = session.authorize;
  dialog.request = next_id(session);
  emit(effects,
       SendRequest{dialog.request,
                   request::token_request(grant, draft.endpoints, client_of(session, draft), code,
                                          dialog.authorization.verifier),
                   Redirects::refuse});
}

/// Cancels the current sign-in: it is valid only for the flow that it began with.
void stop_signing_in(Session& session, Effects& effects) {
  AuthorizeDialog& dialog = session.authorize;
  if (dialog.request != 0) emit(effects, CancelRequest{std::exchange(dialog.request, 0)});
  for (CredentialDraft& each : dialog.drafts) each.signing_in = false;
  dialog.authorization = {};
}

}  // namespace

void resolve_endpoints(const openapi::SecurityScheme& scheme, std::string_view server_url,
                       CredentialDraft& draft) {
  draft.endpoints = {};
  draft.endpoint_error.clear();
  if (draft.flow >= scheme.flows.size()) return;
  auto resolved = request::endpoints(scheme.flows[draft.flow], server_url);
  if (resolved) {
    draft.endpoints = std::move(*resolved);
  } else {
    draft.endpoint_error = resolved.error().message;
  }
}

void apply(Session& session, ChooseFlow&& action, Effects& effects) {
  CredentialDraft* draft = find_draft(session, action.scheme);
  if (!draft || !session.spec) return;
  const auto& schemes = session.spec->description.security_schemes();
  if (action.scheme >= schemes.size()) return;
  if (draft->signing_in) stop_signing_in(session, effects);
  draft->flow = action.flow;
  draft->sign_in_error.clear();
  choose_fields(schemes[action.scheme], *draft);
  resolve_endpoints(schemes[action.scheme], session.authorize.server_url, *draft);
}

void apply(Session& session, ToggleScope&& action, Effects&) {
  CredentialDraft* draft = find_draft(session, action.scheme);
  if (!draft) return;
  const auto found = std::find(draft->scopes.begin(), draft->scopes.end(), action.scope);
  if (found == draft->scopes.end()) {
    draft->scopes.push_back(std::move(action.scope));
  } else {
    draft->scopes.erase(found);
  }
}

void apply(Session& session, SignIn&& action, Effects& effects) {
  CredentialDraft* draft = find_draft(session, action.scheme);
  const openapi::OAuthFlow* flow = draft ? flow_of(session, action.scheme) : nullptr;
  if (!flow) return;
  stop_signing_in(session, effects);
  if (!draft->endpoint_error.empty()) return;  // which is shown
  session.authorize.signing_in = action.scheme;
  draft->signing_in = true;
  draft->sign_in_error.clear();
  if (flow->kind == "password") {
    ask_for_token(session, *draft, request::Grant::password, {}, effects);
  } else if (flow->kind == "clientCredentials") {
    ask_for_token(session, *draft, request::Grant::client_credentials, {}, effects);
  } else {
    emit(effects, Random{static_cast<uint32_t>(request::kOAuthRandomBytes)});
  }
}

void apply(Session& session, RandomBytes&& event, Effects& effects) {
  AuthorizeDialog& dialog = session.authorize;
  CredentialDraft* draft = find_draft(session, dialog.signing_in);
  const openapi::OAuthFlow* flow = draft ? flow_of(session, dialog.signing_in) : nullptr;
  if (!flow || !draft->signing_in) return;
  auto begun = request::begin(*flow, draft->endpoints, client_of(session, *draft), event.bytes);
  if (!begun) {
    fail(*draft, begun.error().message);
    return;
  }
  dialog.authorization = std::move(*begun);
  emit(effects, OpenPopup{dialog.authorization.url});
}

void apply(Session& session, PopupResult&& event, Effects& effects) {
  AuthorizeDialog& dialog = session.authorize;
  CredentialDraft* draft = find_draft(session, dialog.signing_in);
  if (!draft || !draft->signing_in || dialog.authorization.state.empty()) return;
  auto redirected = request::finish(dialog.authorization, event.url);
  if (!redirected) {
    fail(*draft, redirected.error().message);
  } else if (!redirected->token.access_token.empty()) {
    take_token(*draft, redirected->token);
  } else {
    ask_for_token(session, *draft, request::Grant::code, redirected->code, effects);
  }
  // A redirect is used once: forget the pending authorization.
  dialog.authorization = {};
}

bool take_sign_in_response(Session& session, Id id, const std::string* text, Effects& effects) {
  AuthorizeDialog& dialog = session.authorize;
  if (id == 0 || id != dialog.request) return false;
  dialog.request = 0;
  emit(effects, DropBody{id});
  CredentialDraft* draft = find_draft(session, dialog.signing_in);
  if (!draft) return true;
  if (!text) {
    fail(*draft, std::string(word(Word::sign_in_no_response, session.settings.language)));
    return true;
  }
  const auto token = request::read_token(*text);
  if (token) {
    take_token(*draft, *token);
  } else {
    fail(*draft, token.error().message);
  }
  return true;
}

}  // namespace vitrine::session
