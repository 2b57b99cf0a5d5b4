// Marks secrets in parameters, headers and bodies.
#include "app/session/credentials/update.h"
#include "app/text/ascii.h"

namespace vitrine::session {

bool is_api_key(const Session& session, openapi::Location in, std::string_view name) {
  if (!session.spec) return false;
  for (const openapi::SecurityScheme& scheme : session.spec->description.security_schemes()) {
    if (scheme.type == openapi::SchemeType::api_key && scheme.in == in &&
        text::equals_ignoring_case(scheme.name, name)) {
      return true;
    }
  }
  return false;
}

bool is_secret_name(const Session& session, openapi::Location in, std::string_view name) {
  return request::is_secret_name(in, name) || is_api_key(session, in, name);
}

void mark_credentials(const Session& session, request::HeaderField& header) {
  if (!header.value.secrets.empty() || header.value.text.empty()) return;
  if (!is_secret_name(session, openapi::Location::header, header.name)) return;
  header.value.secrets.push_back({0, static_cast<uint32_t>(header.value.text.size()), "TOKEN"});
}

bool is_secret(const Session& session, const openapi::Parameter& parameter,
               const openapi::SchemaView& view) {
  return is_secret_name(session, parameter.in, parameter.name) || request::has_secrets(view);
}

request::SecretText marked_body(const std::string& text, const Shown::BodySchema& schema) {
  if (!schema.secrets) return {text, {}};
  if (request::is_edited_as_json(schema.kind, text) && !json::read(text).error)
    return request::mark_secrets(text, schema.view);
  return {text, {{0, static_cast<uint32_t>(text.size()), "BODY"}}};
}

}  // namespace vitrine::session
