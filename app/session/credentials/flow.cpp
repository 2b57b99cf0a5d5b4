// The flow of a sign-in: chosen among those of the description, or of the provider itself.
#include <algorithm>
#include <utility>

#include "app/request/discovery.h"
#include "app/session/credentials/update.h"

namespace vitrine::session {
namespace {

bool contains(const std::vector<std::string>& list, std::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

bool offers(const openapi::OAuthFlow& flow, std::string_view scope) {
  return std::any_of(flow.scopes.begin(), flow.scopes.end(),
                     [&](const openapi::Scope& each) { return each.name == scope; });
}

/// A user signs in, so the provider may say who it is.
bool has_user(const openapi::OAuthFlow& flow) { return flow.kind != "clientCredentials"; }

/// A provider need not list its scopes (Discovery 1.0 §3): then those in question are offered.
void offer_needed(const CredentialDraft& draft, openapi::OAuthFlow& flow) {
  if (!flow.scopes.empty()) return;
  flow.scopes.push_back({"openid", {}});
  for (const std::string& scope : draft.needed) {
    if (!offers(flow, scope)) flow.scopes.push_back({scope, {}});
  }
}

void add_provider(CredentialDraft& draft, const std::string& text) {
  auto found = request::read_discovery(text, draft.provider);
  if (!found) {
    draft.provider_error = found.error().message;
    return;
  }
  draft.discovered = true;
  draft.secret_in_header = found->secret_in_header;
  draft.revocation = std::move(found->revocation);
  draft.end_session = std::move(found->end_session);
  for (openapi::OAuthFlow& flow : found->flows) {
    // What the description says of a flow holds.
    const bool known = std::any_of(draft.flows.begin(), draft.flows.end(),
                                   [&](const auto& each) { return each.kind == flow.kind; });
    if (known) continue;
    offer_needed(draft, flow);
    draft.flows.push_back(std::move(flow));
  }
}

}  // namespace

void choose_flow(const openapi::SecurityScheme& scheme, std::string_view server_url, uint32_t flow,
                 CredentialDraft& draft) {
  draft.flow = flow;
  draft.sign_in_error.clear();
  choose_fields(scheme, draft);
  draft.scopes.clear();
  draft.endpoints = {};
  draft.endpoint_error.clear();
  const openapi::OAuthFlow* chosen = flow_of(draft);
  if (!chosen) return;
  for (const openapi::Scope& scope : chosen->scopes) {
    const bool identity = scheme.type == openapi::SchemeType::open_id_connect &&
                          scope.name == "openid" && has_user(*chosen);
    if (identity || contains(draft.needed, scope.name)) draft.scopes.push_back(scope.name);
  }
  auto resolved = request::endpoints(*chosen, server_url);
  if (resolved) {
    draft.endpoints = std::move(*resolved);
    draft.endpoints.revocation = draft.revocation;
    draft.endpoints.end_session = draft.end_session;
  } else {
    draft.endpoint_error = resolved.error().message;
  }
}

void resolve_provider(const Session& session, const openapi::SecurityScheme& scheme,
                      std::string_view server_url, CredentialDraft& draft) {
  const bool connect = scheme.type == openapi::SchemeType::open_id_connect;
  if (!connect && (scheme.type != openapi::SchemeType::oauth2 || scheme.metadata_url.empty()))
    return;
  const char* field = connect ? "openIdConnectUrl" : "oauth2MetadataUrl";
  auto address = request::endpoint(server_url, scheme.metadata_url, field);
  if (!address) {
    draft.provider_error = address.error().message;
    return;
  }
  draft.provider = std::move(*address);
  for (const auto& [url, text] : session.work->providers) {
    if (url == draft.provider.url() && !draft.discovered) add_provider(draft, text);
  }
}

void apply(Session& session, Discover&& action, Effects& effects) {
  CredentialDraft* draft = find_draft(session, action.scheme);
  if (!draft || draft->provider.empty()) return;
  stop_signing_in(session, effects);
  AuthorizeDialog& dialog = session.authorize;
  draft->provider_error.clear();
  // Whoever can change what the provider says gets the secrets that are typed after it.
  if (!request::is_confidential(draft->provider.origin())) {
    draft->provider_error = fill(Word::discovery_not_confidential, session.settings.language,
                                 {{"name", draft->provider.url()}});
    return;
  }
  dialog.signing_in = action.scheme;
  dialog.step = AuthorizeDialog::Step::discovery;
  dialog.request = next_id(session);
  draft->signing_in = true;
  request::HttpRequest request;
  request.method = "GET";
  request.url.text = draft->provider.url();
  request.headers.push_back({"Accept", {"application/json", {}}});
  emit(effects, SendRequest{dialog.request, std::move(request), Redirects::refuse});
}

void take_discovery(Session& session, CredentialDraft& draft, const std::string* text) {
  draft.signing_in = false;
  if (!text) {
    draft.provider_error = word(Word::sign_in_no_response, session.settings.language);
    return;
  }
  add_provider(draft, *text);
  if (!draft.discovered) return;
  session.work->providers.emplace_back(draft.provider.url(), *text);
  const auto& schemes = session.spec->description.security_schemes();
  if (session.authorize.signing_in >= schemes.size()) return;
  choose_flow(schemes[session.authorize.signing_in], session.authorize.server_url, draft.flow,
              draft);
}

}  // namespace vitrine::session
