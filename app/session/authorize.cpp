#include <algorithm>
#include <utility>

#include "app/session/steps.h"

namespace vitrine::session {
namespace {

void forget(Session& session, std::string_view scheme, std::string_view origin) {
  std::erase_if(session.credentials, [&](const Credential& credential) {
    return credential.description == session.loading.uri && credential.scheme == scheme &&
           credential.origin == origin;
  });
}

/// Closed, the dialog holds no secret.
void close(Session& session) { session.authorize = {}; }

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

/// What the operation asks of that scheme, to be asked for in its stead.
std::vector<std::string> needed_scopes(const openapi::Operation& operation,
                                       std::string_view scheme) {
  for (const openapi::SecurityRequirement& requirement : operation.security)
    for (const openapi::RequiredScheme& required : requirement.schemes)
      if (required.key == scheme) return required.scopes;
  return {};
}

}  // namespace

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
      draft.user = given->user;
      draft.secret = given->secret;
      draft.saved = true;
      draft.revision = 1;
    }
    if (session.shown) draft.scopes = needed_scopes(session.shown->operation, scheme.key);
    resolve_endpoints(scheme, dialog.server_url, draft);
    dialog.drafts.push_back(std::move(draft));
  }
  session.authorize = std::move(dialog);
}

void apply(Session& session, CloseAuthorize&&, Effects&) { close(session); }

void apply(Session& session, EditCredential&& action, Effects&) {
  if (action.scheme >= session.authorize.drafts.size()) return;
  CredentialDraft& draft = session.authorize.drafts[action.scheme];
  (action.user ? draft.user : draft.secret) = std::move(action.text);
}

void apply(Session& session, SaveCredentials&&, Effects&) {
  AuthorizeDialog& dialog = session.authorize;
  if (!dialog.open) return;
  const auto& schemes = session.spec->description.security_schemes();
  for (size_t i = 0; i < dialog.drafts.size() && i < schemes.size(); ++i) {
    CredentialDraft& draft = dialog.drafts[i];
    forget(session, draft.scheme, dialog.origin);
    // A name alone opens nothing, but with basic, where the password may be empty.
    if (draft.secret.empty() && schemes[i].type != openapi::SchemeType::http) continue;
    // Without an origin nobody could say who gets it.
    if (dialog.origin.empty() || (draft.user.empty() && draft.secret.empty())) continue;
    session.credentials.push_back({session.loading.uri, std::move(draft.scheme), dialog.origin,
                                   std::move(draft.user), std::move(draft.secret)});
  }
  close(session);
}

void apply(Session& session, ForgetCredentials&& action, Effects&) {
  AuthorizeDialog& dialog = session.authorize;
  if (action.scheme >= dialog.drafts.size()) return;
  CredentialDraft& draft = dialog.drafts[action.scheme];
  forget(session, draft.scheme, dialog.origin);
  draft.user.clear();
  draft.secret.clear();
  draft.saved = false;
  ++draft.revision;
}

}  // namespace vitrine::session
