#include "server/api/declare/security_scheme.h"

#include <algorithm>

/// Makes security schemes.
namespace vitrine {

bool SecurityScheme::knows(std::string_view scope) const {
  if (type != Type::oauth2) return true;
  for (const auto* flow : {&flows.password, &flows.authorization_code, &flows.client_credentials}) {
    if (*flow && std::any_of((*flow)->scopes.begin(), (*flow)->scopes.end(),
                             [&](const auto& known) { return known.first == scope; })) {
      return true;
    }
  }
  return false;
}

SecurityScheme bearer(std::string id, std::string description, std::string bearer_format) {
  return {.type = SecurityScheme::Type::bearer,
          .id = std::move(id),
          .description = std::move(description),
          .bearer_format = std::move(bearer_format)};
}

SecurityScheme api_key(std::string id, openapi::Location in, std::string name,
                       std::string description) {
  return {.type = SecurityScheme::Type::api_key,
          .id = std::move(id),
          .description = std::move(description),
          .in = in,
          .name = std::move(name)};
}

SecurityScheme basic(std::string id, std::string description) {
  return {.type = SecurityScheme::Type::basic,
          .id = std::move(id),
          .description = std::move(description)};
}

SecurityScheme oauth2(std::string id, OAuthFlows flows, std::string description) {
  return {.type = SecurityScheme::Type::oauth2,
          .id = std::move(id),
          .description = std::move(description),
          .flows = std::move(flows)};
}

SecurityScheme openid_connect(std::string id, std::string url, std::string description) {
  return {.type = SecurityScheme::Type::openid,
          .id = std::move(id),
          .description = std::move(description),
          .url = std::move(url)};
}

}  // namespace vitrine
