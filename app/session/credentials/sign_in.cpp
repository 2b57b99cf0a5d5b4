// Gets a token by OAuth2: the flow's page in a window of its own, a code for another device, or a
// request at once.
#include <algorithm>
#include <utility>

#include "app/request/oauth.h"
#include "app/session/credentials/update.h"

namespace vitrine::session {
namespace {

using Step = AuthorizeDialog::Step;

request::OAuthClient client_of(const Session& session, const CredentialDraft& draft) {
  request::OAuthClient client;
  client.id = draft.text(CredentialPart::client_id);
  client.secret = draft.text(CredentialPart::client_secret);
  client.secret_in_header = draft.secret_in_header;
  client.redirect_uri = session.settings.redirect_uri;
  client.scopes = draft.scopes;
  client.user = draft.text(CredentialPart::user);
  client.password = draft.text(CredentialPart::password);
  return client;
}

void fail(CredentialDraft& draft, std::string words) {
  draft.signing_in = false;
  draft.device = {};
  draft.sign_in_error = std::move(words);
}

void take_token(const Session& session, CredentialDraft& draft, const request::Token& token) {
  draft.signing_in = false;
  draft.device = {};
  draft.sign_in_error.clear();
  draft.set(CredentialPart::secret, token.access_token);
  draft.identity = identity_of(session, token, draft.scopes);
  if (draft.identity.name.empty() && draft.field(CredentialPart::user).shown)
    draft.identity.name = request::plain_line(draft.text(CredentialPart::user));
  draft.renewal = {draft.endpoints, client_of(session, draft), token.refresh_token};
  draft.renewal.client.user.clear();
  draft.renewal.client.password.clear();
}

void ask(Session& session, Step step, request::HttpRequest request, Effects& effects) {
  AuthorizeDialog& dialog = session.authorize;
  dialog.step = step;
  dialog.request = next_id(session);
  emit(effects, SendRequest{dialog.request, std::move(request), Redirects::refuse});
}

void ask_for_token(Session& session, CredentialDraft& draft, request::Grant grant,
                   const std::string& code, Effects& effects) {
  ask(session, grant == request::Grant::device ? Step::poll : Step::token,
      request::token_request(grant, draft.endpoints, client_of(session, draft), code,
                             session.authorize.authorization.verifier),
      effects);
}

void wait_for_device(const CredentialDraft& draft, Effects& effects) {
  // A server that asks for hours does not get a timer that overflows.
  constexpr uint64_t kLongest_s = 600;
  const uint64_t interval = std::min(draft.device.interval_s, kLongest_s);
  emit(effects, Wake{Timer::device, static_cast<uint32_t>(interval * 1000)});
}

void take_device(CredentialDraft& draft, const std::string& text, Effects& effects) {
  auto device = request::read_device(text);
  if (!device) {
    fail(draft, device.error().message);
    return;
  }
  draft.device = std::move(*device);
  wait_for_device(draft, effects);
}

/// RFC 8628 §3.5: two errors mean that the user is not done.
bool goes_on(CredentialDraft& draft, const json::Error& error, Effects& effects) {
  constexpr uint64_t kMore_s = 5;
  const bool slow = error.pointer == "slow_down";
  if (!slow && error.pointer != "authorization_pending") return false;
  if (slow) draft.device.interval_s += kMore_s;
  wait_for_device(draft, effects);
  return true;
}

}  // namespace

CredentialDraft* find_draft(Session& session, uint32_t scheme) {
  auto& drafts = session.authorize.drafts;
  return session.authorize.open && scheme < drafts.size() ? &drafts[scheme] : nullptr;
}

void stop_signing_in(Session& session, Effects& effects) {
  AuthorizeDialog& dialog = session.authorize;
  if (dialog.request != 0) emit(effects, CancelRequest{std::exchange(dialog.request, 0)});
  for (CredentialDraft& each : dialog.drafts) {
    each.signing_in = false;
    each.device = {};
  }
  dialog.authorization = {};
}

void apply(Session& session, ChooseFlow&& action, Effects& effects) {
  CredentialDraft* draft = find_draft(session, action.scheme);
  if (!draft || !session.spec) return;
  const auto& schemes = session.spec->description.security_schemes();
  if (action.scheme >= schemes.size()) return;
  if (draft->signing_in) stop_signing_in(session, effects);
  choose_flow(schemes[action.scheme], session.authorize.server_url, action.flow, *draft);
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

void apply(Session& session, SelectScopes&& action, Effects&) {
  CredentialDraft* draft = find_draft(session, action.scheme);
  const openapi::OAuthFlow* flow = draft ? flow_of(*draft) : nullptr;
  if (!flow) return;
  draft->scopes.clear();
  if (!action.all) return;
  for (const openapi::Scope& scope : flow->scopes) draft->scopes.push_back(scope.name);
}

void apply(Session& session, ChooseClientAuthentication&& action, Effects&) {
  if (CredentialDraft* draft = find_draft(session, action.scheme))
    draft->secret_in_header = action.header;
}

void apply(Session& session, SignIn&& action, Effects& effects) {
  CredentialDraft* draft = find_draft(session, action.scheme);
  const openapi::OAuthFlow* flow = draft ? flow_of(*draft) : nullptr;
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
  } else if (flow->kind == "deviceAuthorization") {
    ask(session, Step::device,
        request::device_request(draft->endpoints, client_of(session, *draft)), effects);
  } else {
    emit(effects, Random{static_cast<uint32_t>(request::kOAuthRandomBytes)});
  }
}

void apply(Session& session, CancelSignIn&&, Effects& effects) {
  stop_signing_in(session, effects);
}

void apply(Session& session, RandomBytes&& event, Effects& effects) {
  AuthorizeDialog& dialog = session.authorize;
  CredentialDraft* draft = find_draft(session, dialog.signing_in);
  const openapi::OAuthFlow* flow = draft ? flow_of(*draft) : nullptr;
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
    take_token(session, *draft, redirected->token);
  } else {
    ask_for_token(session, *draft, request::Grant::code, redirected->code, effects);
  }
  // A redirect is used once: forget the pending authorization.
  dialog.authorization = {};
}

void poll_device(Session& session, Effects& effects) {
  CredentialDraft* draft = find_draft(session, session.authorize.signing_in);
  // One question at a time; the code may be another sign-in's by now.
  if (!draft || draft->device.device_code.empty() || session.authorize.request != 0) return;
  ask_for_token(session, *draft, request::Grant::device, draft->device.device_code, effects);
}

bool take_sign_in_end(Session& session, Id id, Effects& effects) {
  if (id == 0) return false;
  auto& revocations = session.work->revocations;
  if (const auto ended = std::find(revocations.begin(), revocations.end(), id);
      ended != revocations.end()) {
    revocations.erase(ended);
    emit(effects, DropBody{id});
    return true;
  }
  const bool renews =
      std::any_of(session.credentials.begin(), session.credentials.end(),
                  [&](const Credential& credential) { return credential.renewing == id; });
  if (!renews && id != session.authorize.request) return false;
  emit(effects, ReadBody{id, 0, kBodyWindowBytes});
  return true;
}

bool take_sign_in_response(Session& session, Id id, const std::string* text, Effects& effects) {
  if (id == 0) return false;
  AuthorizeDialog& dialog = session.authorize;
  if (std::erase(session.work->revocations, id) != 0) return true;
  if (take_renewal(session, id, text, effects)) return true;
  if (id != dialog.request) return false;
  dialog.request = 0;
  emit(effects, DropBody{id});
  CredentialDraft* draft = find_draft(session, dialog.signing_in);
  if (!draft) return true;
  if (dialog.step == Step::discovery) {
    take_discovery(session, *draft, text);
    return true;
  }
  if (!text) {
    fail(*draft, std::string(word(Word::sign_in_no_response, session.settings.language)));
    return true;
  }
  if (dialog.step == Step::device) {
    take_device(*draft, *text, effects);
    return true;
  }
  const auto token = request::read_token(*text);
  if (token) {
    take_token(session, *draft, *token);
  } else if (dialog.step != Step::poll || !goes_on(*draft, token.error(), effects)) {
    fail(*draft, token.error().message);
  }
  return true;
}

}  // namespace vitrine::session
