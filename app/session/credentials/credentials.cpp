// Decides which security schemes this page supports.
#include "app/session/credentials/credentials.h"

#include <utility>

namespace vitrine::session {

bool is_supported(const openapi::SecurityScheme& scheme) {
  switch (scheme.type) {
    case openapi::SchemeType::api_key:
    case openapi::SchemeType::oauth2:
    case openapi::SchemeType::open_id_connect:
      return true;
    case openapi::SchemeType::http:
      return scheme.scheme == "basic" || scheme.scheme == "bearer";
    case openapi::SchemeType::mutual_tls:
    case openapi::SchemeType::unknown:
      break;
  }
  return false;
}

void CredentialDraft::set(CredentialPart part, std::string text) {
  CredentialField& one = field(part);
  one.value = {request::State::value, std::move(text)};
  ++one.revision;
}

bool has_expired(const Credential& credential, double now_s) {
  const double end = credential.identity.expires_s;
  return end > 0 && end <= now_s;
}

const openapi::OAuthFlow* flow_of(const CredentialDraft& draft) {
  return draft.flow < draft.flows.size() ? &draft.flows[draft.flow] : nullptr;
}

void choose_fields(const openapi::SecurityScheme& scheme, CredentialDraft& draft) {
  const auto define = [&](CredentialPart part, const char* id, Word word, bool secret, bool shown) {
    CredentialField& field = draft.field(part);
    field.id = id;
    field.word = word;
    field.secret = secret;
    field.shown = shown;
  };
  const bool basic = scheme.type == openapi::SchemeType::http && scheme.scheme == "basic";
  const openapi::OAuthFlow* flow = flow_of(draft);
  const bool by_password = flow && flow->kind == "password";
  define(CredentialPart::client_id, "client-id", Word::client_id, false, flow != nullptr);
  define(CredentialPart::client_secret, "client-secret", Word::client_secret, true,
         flow && flow->kind != "implicit");
  define(CredentialPart::user, "user", Word::user, false, basic || by_password);
  define(CredentialPart::password, "password", Word::password, true, by_password);
  define(CredentialPart::secret, "secret",
         basic                                         ? Word::password
         : scheme.type == openapi::SchemeType::api_key ? Word::key
                                                       : Word::token,
         true, is_supported(scheme));
}

}  // namespace vitrine::session
