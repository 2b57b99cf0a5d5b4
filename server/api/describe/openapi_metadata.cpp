#include "server/api/describe/openapi_metadata.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

namespace vitrine {

namespace {

void add(FreeForm& to, const char* name, const std::string& text) {
  if (!text.empty()) to[name] = text;
}

FreeForm flow_of(const OAuthFlow& flow) {
  FreeForm made = FreeForm::object();
  add(made, "authorizationUrl", flow.authorization_url);
  add(made, "tokenUrl", flow.token_url);
  add(made, "refreshUrl", flow.refresh_url);
  made["scopes"] = FreeForm::object();
  for (const auto& [name, words] : flow.scopes) made["scopes"][name] = words;
  return made;
}

FreeForm scheme_of(const SecurityScheme& scheme) {
  using Type = SecurityScheme::Type;
  FreeForm made = FreeForm::object();
  switch (scheme.type) {
    case Type::bearer:
      made = {{"type", "http"}, {"scheme", "bearer"}};
      add(made, "bearerFormat", scheme.bearer_format);
      break;
    case Type::basic:
      made = {{"type", "http"}, {"scheme", "basic"}};
      break;
    case Type::api_key:
      made = {{"type", "apiKey"}, {"in", openapi::name(scheme.in)}, {"name", scheme.name}};
      break;
    case Type::openid:
      made = {{"type", "openIdConnect"}, {"openIdConnectUrl", scheme.url}};
      break;
    case Type::oauth2: {
      made["type"] = "oauth2";
      FreeForm& flows = made["flows"] = FreeForm::object();
      const OAuthFlows& declared = scheme.flows;
      if (declared.password) flows["password"] = flow_of(*declared.password);
      if (declared.authorization_code) {
        flows["authorizationCode"] = flow_of(*declared.authorization_code);
      }
      if (declared.client_credentials) {
        flows["clientCredentials"] = flow_of(*declared.client_credentials);
      }
      break;
    }
  }
  add(made, "description", scheme.description);
  return made;
}

/// The scopes of a scheme in an alternative, each once.
void require(FreeForm& alternative, const std::string& scheme,
             const std::vector<std::string>& scopes) {
  if (!alternative.contains(scheme)) alternative[scheme] = FreeForm::array();
  FreeForm& list = alternative[scheme];
  for (const std::string& scope : scopes) {
    if (std::find(list.begin(), list.end(), scope) == list.end()) list.push_back(scope);
  }
}

}  // namespace

FreeForm info_of(const Info& info) {
  FreeForm made = {{"title", info.title}};
  add(made, "summary", info.summary);
  add(made, "description", info.description);
  add(made, "termsOfService", info.terms_of_service);
  FreeForm contact = FreeForm::object();
  add(contact, "name", info.contact_name);
  add(contact, "url", info.contact_url);
  add(contact, "email", info.contact_email);
  if (!contact.empty()) made["contact"] = std::move(contact);
  if (!info.license_name.empty()) {
    made["license"] = {{"name", info.license_name}};
    add(made["license"], "identifier", info.license_identifier);
    add(made["license"], "url", info.license_url);
  }
  made["version"] = info.version;
  return made;
}

FreeForm servers_of(const std::vector<ServerInfo>& servers) {
  FreeForm list = FreeForm::array();
  for (const ServerInfo& server : servers) {
    FreeForm made = {{"url", server.url}};
    add(made, "description", server.description);
    for (const ServerVariable& variable : server.variables) {
      FreeForm& entry = made["variables"][variable.name];
      if (!variable.values.empty()) entry["enum"] = variable.values;
      entry["default"] = variable.default_value;
      add(entry, "description", variable.description);
    }
    list.push_back(std::move(made));
  }
  return list;
}

FreeForm tags_of(const std::vector<Declaration::Tag>& tags) {
  FreeForm list = FreeForm::array();
  for (const Declaration::Tag& tag : tags) {
    FreeForm made = {{"name", tag.name}, {"description", tag.description}};
    add_external_docs(made, tag.external_docs);
    list.push_back(std::move(made));
  }
  return list;
}

void add_external_docs(FreeForm& to, const ExternalDocs& docs) {
  if (docs.url.empty()) return;
  FreeForm made = FreeForm::object();
  add(made, "description", docs.description);
  made["url"] = docs.url;
  to["externalDocs"] = std::move(made);
}

void add_extensions(FreeForm& to, const Extensions& extensions) {
  for (const auto& [name, value] : extensions) to[name] = FreeForm::parse(value);
}

FreeForm security_schemes_of(const Declaration& api) {
  // By name: the map of a declaration is ordered by addresses, which change with every build.
  std::map<std::string, const SecurityScheme*> schemes;
  for (const auto& [type, source] : api.authenticators) {
    for (const Authenticator& authenticator : source.schemes) {
      schemes.emplace(authenticator.scheme.id, &authenticator.scheme);
    }
  }
  FreeForm all = FreeForm::object();
  for (const auto& [id, scheme] : schemes) all[id] = scheme_of(*scheme);
  return all;
}

FreeForm security_of(const Declaration& api, const RouteInfo& route) {
  FreeForm alternatives = FreeForm::array();
  if (route.identities.empty()) return alternatives;
  alternatives.push_back(FreeForm::object());
  for (const bool optional : {false, true}) {
    for (const RouteInfo::IdentityInfo& identity : route.identities) {
      const auto found = api.authenticators.find(identity.type);
      if (identity.optional != optional || found == api.authenticators.end()) continue;
      FreeForm wider = optional ? alternatives : FreeForm::array();
      for (const FreeForm& alternative : alternatives) {
        for (const Authenticator& authenticator : found->second.schemes) {
          FreeForm with = alternative;
          require(with, authenticator.scheme.id, identity.scopes);
          if (std::find(wider.begin(), wider.end(), with) == wider.end()) {
            wider.push_back(std::move(with));
          }
        }
      }
      alternatives = std::move(wider);
    }
  }
  return alternatives;
}

}  // namespace vitrine
