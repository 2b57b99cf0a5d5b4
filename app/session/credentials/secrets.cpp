// Marks secrets in parameters, headers and bodies.
#include "app/session/credentials/update.h"
#include "app/text/ascii.h"

namespace vitrine::session {
namespace {

/// Headers that carry credentials, whatever a description says of them.
bool carries_credentials(std::string_view header) {
  const std::string name = text::lower(header);
  return name == "authorization" || name == "proxy-authorization" || name == "cookie" ||
         name == "x-api-key" || name == "api-key" || name == "x-auth-token";
}

/// True when a security scheme of the description puts its key there.
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

}  // namespace

bool is_secret_name(const Session& session, openapi::Location in, std::string_view name) {
  if (in == openapi::Location::header && carries_credentials(name)) return true;
  // RFC 6750 §2.3, and the usual names of keys.
  const std::string lower = in == openapi::Location::query ? text::lower(name) : std::string();
  return lower == "access_token" || lower == "api_key" || lower == "apikey" ||
         is_api_key(session, in, name);
}

void mark_credentials(const Session& session, request::HeaderField& header) {
  if (!header.value.secrets.empty() || header.value.text.empty()) return;
  if (!is_secret_name(session, openapi::Location::header, header.name)) return;
  header.value.secrets.push_back({0, static_cast<uint32_t>(header.value.text.size()), "TOKEN"});
}

bool is_secret(const Session& session, const openapi::Parameter& parameter,
               const openapi::SchemaView& view) {
  if (parameter.in == openapi::Location::header && carries_credentials(parameter.name)) return true;
  return is_api_key(session, parameter.in, parameter.name) || request::has_secrets(view);
}

request::SecretText marked_body(const std::string& text, const Shown::BodySchema& schema) {
  if (!schema.secrets) return {text, {}};
  if (request::is_edited_as_json(schema.kind, text) && !json::read(text).error)
    return request::mark_secrets(text, schema.view);
  return {text, {{0, static_cast<uint32_t>(text.size()), "BODY"}}};
}

}  // namespace vitrine::session
