// Updates the values derived from the operation shown, as far as something that they depend on
// changed.
#include <algorithm>
#include <utility>

#include "app/request/snippet.h"
#include "app/session/credentials/update.h"
#include "app/session/exchange/update.h"
#include "app/session/form/update.h"
#include "app/session/update.h"

namespace vitrine::session {
namespace {

bool has_secrets(const request::HttpRequest& request) {
  bool found = !request.url.secrets.empty();
  for (const request::HeaderField& header : request.headers) {
    found = found || !header.value.secrets.empty();
  }
  if (!request.body) return found;
  for (const request::BodyPiece& run : *request.body) {
    const auto* text = std::get_if<request::SecretText>(&run);
    found = found || (text && !text->secrets.empty());
  }
  return found;
}

SecurityState security_state(const Session& session) {
  SecurityState state;
  const auto& security = session.shown->operation.security;
  state.origin = server_origin(session);
  state.revision = session.work->credentials_revision;
  state.required = !security.empty();
  for (const openapi::SecurityRequirement& requirement : security) {
    if (requirement.schemes.empty()) state.required = false;
    for (const openapi::RequiredScheme& scheme : requirement.schemes) {
      const auto known = std::find(state.schemes.begin(), state.schemes.end(), scheme.key);
      if (known == state.schemes.end()) state.schemes.push_back(scheme.key);
    }
  }
  const std::vector<Authorization> given = current_authorization(session);
  state.satisfied = !given.empty();
  for (const auto& [scheme, credential] : given)
    state.expired = state.expired || has_expired(*credential, session.now_s);
  return state;
}

/// A long text is sent from a file: code with all of it is of no use.
request::HttpRequest with_large_body_as_file(const request::HttpRequest& request) {
  constexpr size_t kMostBytes = 64 * 1024;
  if (!request.body || request.body->size() != 1) return request;
  const auto* text = std::get_if<request::SecretText>(&request.body->front());
  if (!text || text->text.size() <= kMostBytes) return request;
  request::HttpRequest shown;
  shown.method = request.method;
  shown.url = request.url;
  shown.headers = request.headers;
  shown.body = request::Body{request::FileRef{{}, "body", text->text.size(), {}}};
  return shown;
}

void write_code(Session& session, uint32_t wanted) {
  Current& current = session.current;
  current.snippets = snippet_titles(session);
  // Another operation may not have the sample that was chosen.
  current.snippet = wanted < current.snippets.size() ? wanted : 0;
  const auto& samples = session.shown->operation.code_samples;
  const size_t first_sample = current.snippets.size() - samples.size();
  if (current.snippet < first_sample) {
    if (current_form(session)->socket) return write_socket_code(session);
    const request::Snippet& snippet = request::snippets()[current.snippet];
    current.code =
        snippet.write(with_large_body_as_file(current.request.request),
                      session.secrets_shown ? request::Secrets::shown : request::Secrets::masked);
    current.lexer = snippet.highlight;
    return;
  }
  const auto& sample = samples[current.snippet - first_sample];
  current.code = sample.source;
  current.lexer = sample.language;
}

}  // namespace

void refresh(Session& session) {
  const auto entry = session.shown ? session.forms.find(session.shown->key) : session.forms.end();
  const bool shown = entry != session.forms.end();
  Work::Made now;
  now.page = session.page;
  now.form = shown ? entry->second.revision : 0;
  now.credentials = session.work->credentials_revision;
  now.snippet = shown && entry->second.socket ? session.socket_snippet : session.snippet;
  now.secrets_shown = session.secrets_shown;
  now.language = session.settings.language;
  const Work::Made before = std::exchange(session.work->made, now);
  if (before == now) return;
  Current& current = session.current;
  if (!shown) {
    current = {};
    return;
  }
  const bool changed = before.page != now.page || before.form != now.form;
  const bool other_request = changed || before.credentials != now.credentials;
  if (other_request) {
    current.request = build_request(session);
    current.has_secrets = has_secrets(current.request.request);
    current.security = security_state(session);
  }
  if (other_request || before.snippet != now.snippet || before.secrets_shown != now.secrets_shown) {
    write_code(session, now.snippet);
  }
  if (changed || before.language != now.language) {
    if (!entry->second.server_error.empty() || entry->second.own_server)
      expand_server(session, entry->second);
    word_fields(entry->second, now.language);
    current.violations = violation_count(entry->second);
    current.body_messages = body_messages(entry->second, now.language);
  }
}

}  // namespace vitrine::session
