// The dialog Authorize, and the credentials that go along with a request.
#include <algorithm>
#include <utility>

#include "app/session/credentials/update.h"

namespace vitrine::session {
namespace {

void forget(Session& session, std::string_view scheme, std::string_view origin) {
  ++session.work->credentials_revision;
  std::erase_if(session.credentials, [&](const Credential& credential) {
    return credential.description == session.loading.uri && credential.scheme == scheme &&
           credential.origin == origin;
  });
}

/// Clears the dialog when it closes: it then holds no secret.
void close(Session& session) { session.authorize = {}; }

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

/// Empty when some credential of the alternative is not there.
std::vector<request::Credential> gather(const Session& session, const std::string& origin,
                                        const openapi::SecurityRequirement& requirement) {
  std::vector<request::Credential> credentials;
  const auto& schemes = session.spec->description.security_schemes();
  for (const openapi::RequiredScheme& required : requirement.schemes) {
    if (required.scheme < 0) return {};
    const auto& scheme = schemes[static_cast<size_t>(required.scheme)];
    const Credential* given = find_credential(session, scheme.key, origin);
    if (!given) return {};
    credentials.push_back({&scheme, given->user, given->secret});
  }
  return credentials;
}

/// The scopes that the operation requires of the scheme, selected at first.
std::vector<std::string> needed_scopes(const openapi::Operation& operation,
                                       std::string_view scheme) {
  for (const openapi::SecurityRequirement& requirement : operation.security)
    for (const openapi::RequiredScheme& required : requirement.schemes)
      if (required.key == scheme) return required.scopes;
  return {};
}

}  // namespace

std::string server_url(const Session& session) {
  if (const Form* form = current_form(session)) return form->server_url;
  if (!session.spec || session.spec->description.servers().empty()) return {};
  const auto url = request::expand(session.spec->description.servers().front());
  return url ? *url : std::string();
}

std::string server_origin(const Session& session) { return origin_of(server_url(session)); }

std::vector<request::Credential> credentials_for(const Session& session) {
  if (!session.shown || !session.spec) return {};
  const std::string origin = server_origin(session);
  if (origin.empty()) return {};
  for (const openapi::SecurityRequirement& requirement : session.shown->operation.security) {
    std::vector<request::Credential> credentials = gather(session, origin, requirement);
    if (!credentials.empty()) return credentials;
  }
  return {};
}

void apply(Session& session, OpenAuthorize&&, Effects&) {
  if (!session.spec) return;
  AuthorizeDialog dialog;
  dialog.open = true;
  dialog.server_url = server_url(session);
  dialog.origin = origin_of(dialog.server_url);
  for (const auto& scheme : session.spec->description.security_schemes()) {
    CredentialDraft draft;
    draft.scheme = scheme.key;
    if (const Credential* given = find_credential(session, scheme.key, dialog.origin)) {
      draft.set(CredentialPart::user, given->user);
      draft.set(CredentialPart::secret, given->secret);
      draft.saved = true;
    }
    if (session.shown) draft.scopes = needed_scopes(session.shown->operation, scheme.key);
    choose_fields(scheme, draft);
    resolve_endpoints(scheme, dialog.server_url, draft);
    dialog.drafts.push_back(std::move(draft));
  }
  session.authorize = std::move(dialog);
}

void apply(Session& session, CloseAuthorize&&, Effects&) { close(session); }

void apply(Session& session, EditCredential&& action, Effects&) {
  if (action.scheme >= session.authorize.drafts.size()) return;
  CredentialField& field = session.authorize.drafts[action.scheme].field(action.part);
  field.value = {request::State::value, std::move(action.text)};
}

void apply(Session& session, SaveCredentials&&, Effects&) {
  AuthorizeDialog& dialog = session.authorize;
  if (!dialog.open) return;
  const auto& schemes = session.spec->description.security_schemes();
  for (size_t i = 0; i < dialog.drafts.size() && i < schemes.size(); ++i) {
    CredentialDraft& draft = dialog.drafts[i];
    const std::string& user = draft.text(CredentialPart::user);
    const std::string& secret = draft.text(CredentialPart::secret);
    forget(session, draft.scheme, dialog.origin);
    // A name alone is no credential, except for basic, where the password may be empty.
    if (secret.empty() && schemes[i].type != openapi::SchemeType::http) continue;
    // Without an origin the receiver is unknown.
    if (dialog.origin.empty() || (user.empty() && secret.empty())) continue;
    session.credentials.push_back(
        {session.loading.uri, std::move(draft.scheme), dialog.origin, user, secret});
  }
  close(session);
}

void apply(Session& session, ForgetCredentials&& action, Effects&) {
  AuthorizeDialog& dialog = session.authorize;
  if (action.scheme >= dialog.drafts.size()) return;
  CredentialDraft& draft = dialog.drafts[action.scheme];
  forget(session, draft.scheme, dialog.origin);
  draft.set(CredentialPart::user, {});
  draft.set(CredentialPart::secret, {});
  draft.saved = false;
}

}  // namespace vitrine::session
