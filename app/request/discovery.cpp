#include "app/request/discovery.h"

#include <string>

#include "app/json/reader.h"

namespace vitrine::request {
namespace {

using json::Error;
using json::Value;
using openapi::OAuthFlow;

/// Providers list some dozens.
constexpr size_t kMostScopes = 100;

std::string_view without_slash(std::string_view text) {
  return text.ends_with('/') ? text.substr(0, text.size() - 1) : text;
}

/// Where the address has the form of its specification, the issuer is the rest of it; else only
/// the origin can be compared.
bool is_issuer(std::string_view issuer, const Endpoint& from) {
  constexpr std::string_view kWellKnown = "/.well-known/";
  constexpr std::string_view kOpenId = "openid-configuration";
  constexpr std::string_view kOAuth = "oauth-authorization-server";
  const std::string_view url = from.url();
  const size_t at = url.find(kWellKnown);
  if (at == std::string_view::npos) return origin_of(issuer) == from.origin();
  const std::string_view name = url.substr(at + kWellKnown.size());
  std::string expected(url.substr(0, at));
  for (const std::string_view known : {kOpenId, kOAuth}) {
    if (!name.starts_with(known)) continue;
    // RFC 8414 §3 puts the path of the issuer after the name.
    expected += name.substr(known.size());
    return without_slash(issuer) == without_slash(expected);
  }
  return origin_of(issuer) == from.origin();
}

bool lists(Value list, std::string_view value) {
  for (Value each : list.elements()) {
    if (each.string() == value) return true;
  }
  return false;
}

/// The flows that are offered. Without `grant_types_supported` some are (Discovery 1.0 §3).
void add_flows(Value root, OAuthFlow flow, std::vector<OAuthFlow>& flows) {
  const Value grants = root["grant_types_supported"];
  const auto offer = [&](const char* kind, std::string_view grant, bool otherwise) {
    if (grants ? !lists(grants, grant) : !otherwise) return;
    flow.kind = kind;
    flows.push_back(flow);
  };
  if (!flow.authorization_url.empty()) {
    if (!flow.token_url.empty()) offer("authorizationCode", "authorization_code", true);
    offer("implicit", "implicit", true);
  }
  if (flow.token_url.empty()) return;
  offer("password", "password", false);
  offer("clientCredentials", "client_credentials", false);
  if (flow.device_authorization_url.empty()) return;
  offer("deviceAuthorization", "urn:ietf:params:oauth:grant-type:device_code", false);
}

}  // namespace

json::Result<Discovery> read_discovery(std::string_view response, const Endpoint& from) {
  const json::Reading reading = json::read(response);
  const Value root = reading.document.root();
  if (reading.error || !root.is_object())
    return Error{"the response of " + from.origin() + " is not a provider's configuration"};
  const std::string issuer(root["issuer"].string());
  if (!is_issuer(issuer, from))
    return Error{"the configuration belongs to another issuer: " +
                 (issuer.empty() ? "it names none" : issuer)};

  Discovery found;
  OAuthFlow flow;
  std::string problem;
  const auto take = [&](const char* field) {
    const std::string_view reference = root[field].string();
    if (reference.empty()) return Endpoint();
    auto made = endpoint({}, reference, field);
    if (made && is_confidential(made->origin())) return std::move(*made);
    if (problem.empty())
      problem = made ? std::string(field) + " must be an address of https" : made.error().message;
    return Endpoint();
  };
  flow.authorization_url = take("authorization_endpoint").url();
  flow.token_url = take("token_endpoint").url();
  flow.device_authorization_url = take("device_authorization_endpoint").url();
  found.revocation = take("revocation_endpoint");
  found.end_session = take("end_session_endpoint");
  if (!problem.empty()) return Error{problem};
  for (Value scope : root["scopes_supported"].elements()) {
    if (!scope.string().empty() && flow.scopes.size() < kMostScopes)
      flow.scopes.push_back({std::string(scope.string()), {}});
  }
  if (const Value methods = root["token_endpoint_auth_methods_supported"])
    found.secret_in_header = lists(methods, "client_secret_basic");
  add_flows(root, std::move(flow), found.flows);
  if (found.flows.empty()) return Error{"the provider's configuration names no way to sign in"};
  return found;
}

}  // namespace vitrine::request
