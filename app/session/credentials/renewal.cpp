// What becomes of a token: it ends, another one is got for it, the user signs out.
#include <algorithm>
#include <utility>

#include "app/json/uri.h"
#include "app/session/credentials/update.h"

namespace vitrine::session {
namespace {

/// A token that ends on the way to the server is of no use.
constexpr double kOnTheWay_s = 5;

void renew(Session& session, Credential& credential, Effects& effects) {
  if (credential.renewing != 0) return;
  const Renewal& renewal = credential.renewal;
  credential.renewing = next_id(session);
  credential.renewal_error.clear();
  session.work->renewals.push_back(credential.renewing);
  ++session.work->credentials_revision;
  emit(effects, SendRequest{credential.renewing,
                            request::token_request(request::Grant::refresh, renewal.endpoints,
                                                   renewal.client, renewal.refresh_token),
                            Redirects::refuse});
}

void revoke(Session& session, const Renewal& renewal, const std::string& token,
            std::string_view hint, Effects& effects) {
  if (token.empty()) return;
  session.work->revocations.push_back(next_id(session));
  emit(effects,
       SendRequest{session.work->revocations.back(),
                   request::revocation_request(renewal.endpoints, renewal.client, token, hint),
                   Redirects::refuse});
}

Credential* editable(Session& session, std::string_view scheme, std::string_view origin) {
  return const_cast<Credential*>(find_credential(session, scheme, origin));
}

/// The dialog that is open shows the new token.
void show_token(Session& session, const Credential& credential) {
  for (CredentialDraft& draft : session.authorize.drafts) {
    if (draft.scheme != credential.scheme || session.authorize.origin != credential.origin)
      continue;
    draft.set(CredentialPart::secret, credential.secret);
    draft.identity = credential.identity;
    draft.renewal = credential.renewal;
  }
}

void take_token(Session& session, Credential& credential, const request::Token& token) {
  credential.secret = token.access_token;
  const std::string name = credential.identity.name;
  credential.identity = identity_of(session, token, credential.identity.scopes);
  if (credential.identity.name.empty()) credential.identity.name = name;
  // A server that sends no other refresh token means the one it gave before (RFC 6749 §6).
  if (!token.refresh_token.empty()) credential.renewal.refresh_token = token.refresh_token;
  show_token(session, credential);
}

}  // namespace

request::Identity identity_of(const Session& session, const request::Token& token,
                              const std::vector<std::string>& scopes) {
  request::Identity identity = request::identity_of(token.access_token);
  if (identity.name.empty()) identity.name = request::identity_of(token.id_token).name;
  if (token.expires_in_s > 0)
    identity.expires_s = session.now_s + static_cast<double>(token.expires_in_s);
  // Where the server says nothing, it granted what was asked for (RFC 6749 §5.1).
  if (!token.scope.empty()) identity.scopes = request::split_scopes(token.scope);
  if (identity.scopes.empty()) identity.scopes = scopes;
  return identity;
}

void apply(Session& session, RenewToken&& action, Effects& effects) {
  const CredentialDraft* draft = find_draft(session, action.scheme);
  if (!draft) return;
  Credential* credential = editable(session, draft->scheme, session.authorize.origin);
  if (credential && !credential->renewal.refresh_token.empty())
    renew(session, *credential, effects);
}

void apply(Session& session, ForgetCredentials&& action, Effects& effects) {
  AuthorizeDialog& dialog = session.authorize;
  if (action.scheme >= dialog.drafts.size()) return;
  CredentialDraft& draft = dialog.drafts[action.scheme];
  if (const Credential* credential = find_credential(session, draft.scheme, dialog.origin)) {
    const Renewal& renewal = credential->renewal;
    if (!renewal.endpoints.revocation.empty()) {
      revoke(session, renewal, renewal.refresh_token, "refresh_token", effects);
      revoke(session, renewal, credential->secret, "access_token", effects);
    }
    if (const std::string& url = renewal.endpoints.end_session.url(); !url.empty()) {
      // No token goes into an address: without it the provider asks the user.
      emit(effects, OpenUrl{url + (url.find('?') == std::string::npos ? '?' : '&') +
                            "client_id=" + json::percent_encode(renewal.client.id)});
    }
  }
  forget(session, draft.scheme, dialog.origin, effects);
  draft.set(CredentialPart::user, {});
  draft.set(CredentialPart::secret, {});
  draft.identity = {};
  draft.renewal = {};
  draft.saved = false;
}

bool renew_first(Session& session, Effects& effects) {
  bool waits = false;
  for (const auto& [scheme, given] : current_authorization(session)) {
    if (given->renewing == 0 &&
        (given->renewal.refresh_token.empty() || !has_expired(*given, session.now_s + kOnTheWay_s)))
      continue;
    Credential* credential = editable(session, given->scheme, given->origin);
    renew(session, *credential, effects);
    std::erase_if(session.work->awaited,
                  [&](const auto& each) { return each.first == credential->renewing; });
    session.work->awaited.emplace_back(credential->renewing, session.shown->key);
    waits = true;
  }
  return waits;
}

bool take_renewal(Session& session, Id id, const std::string* text, Effects& effects) {
  const auto credential = std::find_if(session.credentials.begin(), session.credentials.end(),
                                       [&](const Credential& each) { return each.renewing == id; });
  if (credential == session.credentials.end()) return false;
  emit(effects, DropBody{id});
  credential->renewing = 0;
  std::erase(session.work->renewals, id);
  ++session.work->credentials_revision;
  if (!text) {
    credential->renewal_error = word(Word::sign_in_no_response, session.settings.language);
  } else if (const auto token = request::read_token(*text)) {
    take_token(session, *credential, *token);
    wake_at_expiry(session, effects);
  } else {
    credential->renewal_error = token.error().message;
    // It is valid no longer (RFC 6749 §5.2): the next request would fail like this one.
    if (token.error().pointer == "invalid_grant") credential->renewal.refresh_token.clear();
  }
  note_renewed(session);
  return true;
}

bool note_renewed(Session& session) {
  auto& awaited = session.work->awaited;
  const auto ended = std::find_if(awaited.begin(), awaited.end(), [&](const auto& each) {
    return std::none_of(
        session.credentials.begin(), session.credentials.end(),
        [&](const Credential& credential) { return credential.renewing == each.first; });
  });
  if (ended == awaited.end()) return false;
  std::string key = std::move(ended->second);
  awaited.erase(ended);
  const bool others = std::any_of(awaited.begin(), awaited.end(),
                                  [&](const auto& each) { return each.second == key; });
  // Without another token the request goes with the old one: the server has the last word.
  if (!others) session.work->renewed = std::move(key);
  return true;
}

void wake_at_expiry(const Session& session, Effects& effects) {
  // Longer times overflow the timers of browsers.
  constexpr double kLongest_s = 20.0 * 24 * 3600;
  double next = 0;
  for (const Credential& credential : session.credentials) {
    const double left = credential.identity.expires_s - session.now_s;
    if (left > 0 && left < kLongest_s && (next == 0 || left < next)) next = left;
  }
  // A little later, for the timer must not come before.
  if (next > 0) emit(effects, Wake{Timer::expiry, static_cast<uint32_t>(next * 1000) + 20});
}

void expire(Session& session, Effects& effects) {
  ++session.work->credentials_revision;
  wake_at_expiry(session, effects);
}

}  // namespace vitrine::session
