// The dialog Authorize, and the credentials that go along with a request.
#include <algorithm>
#include <utility>

#include "app/session/credentials/update.h"

namespace vitrine::session {
namespace {

/// Clears the dialog when it closes: it then holds no secret.
void close(Session& session, Effects& effects) {
  stop_signing_in(session, effects);
  session.authorize = {};
}

/// Empty when some credential of the alternative is not there.
std::vector<Authorization> gather(const Session& session, const std::string& origin,
                                  const openapi::SecurityRequirement& requirement) {
  std::vector<Authorization> found;
  const auto& schemes = session.spec->description.security_schemes();
  for (const openapi::RequiredScheme& required : requirement.schemes) {
    if (required.scheme < 0) return {};
    const auto& scheme = schemes[static_cast<size_t>(required.scheme)];
    const Credential* given = find_credential(session, scheme.key, origin);
    if (!given) return {};
    found.push_back({&scheme, given});
  }
  return found;
}

/// The alternative that the dialog shows first: the user's own, or the one in use, or the first
/// one that needs something.
uint32_t first_alternative(const Session& session, const std::string& origin) {
  const auto& security = session.shown->operation.security;
  const auto find = [&](auto&& fits) {
    const auto found = std::find_if(security.begin(), security.end(), fits);
    return static_cast<uint32_t>(found - security.begin());
  };
  uint32_t index =
      find([&](const auto& each) { return alternative_key(each) == session.alternative; });
  if (index == security.size())
    index = find([&](const auto& each) { return !gather(session, origin, each).empty(); });
  if (index == security.size())
    index = find([](const auto& each) { return !each.schemes.empty(); });
  return index < security.size() ? index : 0;
}

/// The scopes that the alternative requires of the scheme, or else any of the operation does.
std::vector<std::string> needed_scopes(const openapi::Operation& operation, uint32_t alternative,
                                       std::string_view scheme) {
  const auto& security = operation.security;
  const auto in = [&](const openapi::SecurityRequirement& requirement) {
    return std::find_if(requirement.schemes.begin(), requirement.schemes.end(),
                        [&](const auto& required) { return required.key == scheme; });
  };
  if (alternative < security.size()) {
    const auto found = in(security[alternative]);
    if (found != security[alternative].schemes.end()) return found->scopes;
  }
  for (const openapi::SecurityRequirement& requirement : security) {
    const auto found = in(requirement);
    if (found != requirement.schemes.end()) return found->scopes;
  }
  return {};
}

}  // namespace

std::string server_url(const Session& session) {
  if (const Form* form = current_form(session)) return form->server_url;
  if (!session.spec || session.spec->description.servers().empty()) return {};
  const auto url = request::expand(session.spec->description.servers().front());
  return url ? request::http_address(*url) : std::string();
}

std::string server_origin(const Session& session) { return origin_of(server_url(session)); }

const Credential* find_credential(const Session& session, std::string_view scheme,
                                  std::string_view origin) {
  for (const Credential& credential : session.credentials) {
    if (credential.description == session.loading.uri && credential.scheme == scheme &&
        credential.origin == origin) {
      return &credential;
    }
  }
  return nullptr;
}

void forget(Session& session, std::string_view scheme, std::string_view origin, Effects& effects) {
  const Credential* known = find_credential(session, scheme, origin);
  if (!known) return;
  if (known->renewing != 0) {
    emit(effects, CancelRequest{known->renewing});
    std::erase_if(session.work->awaited,
                  [&](const auto& each) { return each.first == known->renewing; });
  }
  session.credentials.erase(session.credentials.begin() + (known - session.credentials.data()));
  for (auto& [key, exchange] : session.exchanges) exchange.sent.reset();
  ++session.work->credentials_revision;
}

void give(Session& session, const openapi::SecurityScheme& scheme, Credential credential,
          Effects& effects) {
  forget(session, credential.scheme, credential.origin, effects);
  credential.description = session.loading.uri;
  request::Identity& identity = credential.identity;
  if (scheme.type == openapi::SchemeType::http && scheme.scheme == "basic") {
    identity.name = request::plain_line(credential.user);
  } else if (scheme.type != openapi::SchemeType::api_key && identity.name.empty() &&
             identity.expires_s == 0) {
    identity = request::identity_of(credential.secret);
  }
  session.credentials.push_back(std::move(credential));
  ++session.work->credentials_revision;
  wake_at_expiry(session, effects);
}

std::string alternative_key(const openapi::SecurityRequirement& requirement) {
  std::string key;
  for (const openapi::RequiredScheme& required : requirement.schemes) key += required.key + '\n';
  return key.empty() ? "\n" : key;
}

std::vector<Authorization> current_authorization(const Session& session) {
  if (session.credentials.empty() || !session.shown || !session.spec) return {};
  const std::string origin = server_origin(session);
  if (origin.empty()) return {};
  const auto& security = session.shown->operation.security;
  for (const openapi::SecurityRequirement& requirement : security) {
    if (alternative_key(requirement) != session.alternative) continue;
    if (requirement.schemes.empty()) return {};
    auto chosen = gather(session, origin, requirement);
    if (!chosen.empty()) return chosen;
  }
  for (const openapi::SecurityRequirement& requirement : security) {
    auto found = gather(session, origin, requirement);
    if (!found.empty()) return found;
  }
  return {};
}

std::vector<request::Credential> credentials_for(const Session& session) {
  std::vector<request::Credential> credentials;
  for (const auto& [scheme, given] : current_authorization(session))
    credentials.push_back({scheme, given->user, given->secret});
  return credentials;
}

void apply(Session& session, OpenAuthorize&& action, Effects& effects) {
  if (!session.spec) return;
  close(session, effects);
  AuthorizeDialog dialog;
  dialog.open = true;
  dialog.server_url = server_url(session);
  dialog.origin = origin_of(dialog.server_url);
  if (session.shown) dialog.alternative = first_alternative(session, dialog.origin);
  for (const auto& scheme : session.spec->description.security_schemes()) {
    CredentialDraft draft;
    draft.scheme = scheme.key;
    draft.flows = scheme.flows;
    if (session.shown)
      draft.needed = needed_scopes(session.shown->operation, dialog.alternative, scheme.key);
    for (std::string& scope : request::split_scopes(action.scopes))
      draft.needed.push_back(std::move(scope));
    resolve_provider(session, scheme, dialog.server_url, draft);
    choose_flow(scheme, dialog.server_url, 0, draft);
    if (const Credential* given = find_credential(session, scheme.key, dialog.origin)) {
      draft.set(CredentialPart::user, given->user);
      draft.set(CredentialPart::secret, given->secret);
      draft.set(CredentialPart::client_id, given->renewal.client.id);
      draft.identity = given->identity;
      draft.renewal = given->renewal;
      draft.saved = true;
    }
    dialog.drafts.push_back(std::move(draft));
  }
  session.authorize = std::move(dialog);
}

void apply(Session& session, CloseAuthorize&&, Effects& effects) { close(session, effects); }

void apply(Session& session, ChooseAlternative&& action, Effects&) {
  AuthorizeDialog& dialog = session.authorize;
  if (!dialog.open || !session.shown) return;
  const auto& security = session.shown->operation.security;
  if (action.index >= security.size()) return;
  dialog.alternative = action.index;
  const auto& schemes = session.spec->description.security_schemes();
  for (const openapi::RequiredScheme& required : security[action.index].schemes) {
    const size_t index = static_cast<size_t>(required.scheme);
    if (required.scheme < 0 || index >= dialog.drafts.size()) continue;
    CredentialDraft& draft = dialog.drafts[index];
    draft.needed = required.scopes;
    if (!draft.signing_in) choose_flow(schemes[index], dialog.server_url, draft.flow, draft);
  }
}

void apply(Session& session, EditCredential&& action, Effects&) {
  if (action.scheme >= session.authorize.drafts.size()) return;
  CredentialDraft& draft = session.authorize.drafts[action.scheme];
  draft.field(action.part).value = {request::State::value, std::move(action.text)};
  if (action.part != CredentialPart::secret) return;
  // What the sign-in said is not true of another token.
  draft.identity = {};
  draft.renewal = {};
}

void apply(Session& session, SaveCredentials&&, Effects& effects) {
  AuthorizeDialog& dialog = session.authorize;
  if (!dialog.open) return;
  const auto& schemes = session.spec->description.security_schemes();
  for (size_t i = 0; i < dialog.drafts.size() && i < schemes.size(); ++i) {
    CredentialDraft& draft = dialog.drafts[i];
    const std::string& user = draft.text(CredentialPart::user);
    const std::string& secret = draft.text(CredentialPart::secret);
    const Credential* known = find_credential(session, draft.scheme, dialog.origin);
    if (known && known->user == user && known->secret == secret) continue;
    forget(session, draft.scheme, dialog.origin, effects);
    // A name alone is no credential, except for basic, where the password may be empty.
    if (secret.empty() && schemes[i].type != openapi::SchemeType::http) continue;
    // Without an origin the receiver is unknown.
    if (dialog.origin.empty() || (user.empty() && secret.empty())) continue;
    Credential credential;
    credential.scheme = draft.scheme;
    credential.origin = dialog.origin;
    credential.user = user;
    credential.secret = secret;
    credential.identity = std::move(draft.identity);
    credential.renewal = std::move(draft.renewal);
    give(session, schemes[i], std::move(credential), effects);
  }
  ++session.work->credentials_revision;
  if (session.shown && dialog.alternative < session.shown->operation.security.size())
    session.alternative = alternative_key(session.shown->operation.security[dialog.alternative]);
  close(session, effects);
}

}  // namespace vitrine::session
