#include "app/openapi/context.h"
#include "app/text/ascii.h"

/// Security Scheme and Security Requirement Objects (OAS 3.1.0 §4.8.27, §4.8.30), and those of 2.0.
namespace vitrine::openapi {

using json::Cursor;
using json::Value;

namespace {

OAuthFlow read_flow(Context& context, const Cursor& cursor, std::string kind) {
  OAuthFlow flow;
  flow.kind = std::move(kind);
  const bool implicit = flow.kind == "implicit";
  const bool code = flow.kind == "authorizationCode";
  const bool device = flow.kind == "deviceAuthorization" && context.at_least(Version::v3_2);
  if (!implicit && !code && !device && flow.kind != "password" &&
      flow.kind != "clientCredentials") {
    context.report(rule::kOAuthFlow, cursor,
                   quoted(flow.kind) + " is not an OAuth flow in OpenAPI " + name(context.version));
  } else if (!context.legacy()) {
    const std::string what = "the flow " + quoted(flow.kind);
    context.check_fields(cursor, what,
                         implicit ? "authorizationUrl! refreshUrl scopes!"
                         : code   ? "authorizationUrl! tokenUrl! refreshUrl scopes!"
                         : device ? "deviceAuthorizationUrl! tokenUrl! refreshUrl scopes!"
                                  : "tokenUrl! refreshUrl scopes!");
  } else if ((implicit || code) && !cursor.value["authorizationUrl"]) {
    context.report(rule::kOAuthFlow, cursor,
                   "\"authorizationUrl\" is missing in the flow " + quoted(flow.kind));
  } else if (!implicit && !cursor.value["tokenUrl"]) {
    context.report(rule::kOAuthFlow, cursor,
                   "\"tokenUrl\" is missing in the flow " + quoted(flow.kind));
  }
  for (const char* key : {"authorizationUrl", "tokenUrl", "refreshUrl", "deviceAuthorizationUrl"}) {
    context.check_url(cursor, key);
  }
  flow.authorization_url = context.text(cursor, "authorizationUrl");
  flow.token_url = context.text(cursor, "tokenUrl");
  flow.refresh_url = context.text(cursor, "refreshUrl");
  flow.device_authorization_url = context.text(cursor, "deviceAuthorizationUrl");
  const Cursor scopes = context.object(cursor, "scopes");
  for (const json::Member& scope : scopes.value.members()) {
    if (is_extension(scope.key)) continue;
    flow.scopes.push_back({std::string(scope.key), std::string(scope.value.string())});
  }
  return flow;
}

/// The flow names of 2.0 in 3.x words.
std::string flow_kind(std::string_view legacy) {
  if (legacy == "application") return "clientCredentials";
  if (legacy == "accessCode") return "authorizationCode";
  return std::string(legacy);
}

void read_flows(Context& context, const Cursor& cursor, SecurityScheme& scheme) {
  if (context.legacy()) {
    scheme.flows.push_back(read_flow(context, cursor, flow_kind(context.text(cursor, "flow"))));
    return;
  }
  const Cursor flows = context.object(cursor, "flows");
  if (!flows.value) {
    context.report(rule::kMissingField, cursor,
                   "the oauth2 scheme " + quoted(scheme.key) + " has no \"flows\"");
  }
  for (const json::Member& member : flows.value.members()) {
    if (is_extension(member.key)) continue;
    const Cursor flow = child(flows, member.value);
    if (!context.is_object(flow, "an OAuth flow must be an object; it is left out")) continue;
    scheme.flows.push_back(read_flow(context, flow, std::string(member.key)));
  }
}

void read_api_key(Context& context, const Cursor& cursor, SecurityScheme& scheme) {
  const std::string in = context.text(cursor, "in");
  scheme.name = context.text(cursor, "name");
  if (in == "query") {
    scheme.in = Location::query;
  } else if (in == "cookie" && !context.legacy()) {
    scheme.in = Location::cookie;
  } else if (in != "header") {
    const Value given = cursor.value["in"];
    context.report(rule::kSecurityType, cursor, given ? given : cursor.value,
                   "\"in\" of the apiKey scheme " + quoted(scheme.key) +
                       (context.legacy() ? " must be header or query, not "
                                         : " must be header, query or cookie, not ") +
                       quoted(in));
    scheme.type = SchemeType::unknown;
  }
  if (scheme.name.empty()) {
    context.report(rule::kSecurityType, cursor,
                   "the apiKey scheme " + quoted(scheme.key) + " has no \"name\"");
    scheme.type = SchemeType::unknown;
  }
}

SecurityScheme read_scheme(Context& context, const Cursor& cursor, std::string_view key) {
  SecurityScheme scheme;
  scheme.key = std::string(key);
  context.check_fields(cursor, "a security scheme",
                       context.legacy()
                           ? "type description name in flow authorizationUrl tokenUrl scopes"
                           : "type description name in scheme bearerFormat flows openIdConnectUrl "
                             "oauth2MetadataUrl@2 deprecated@2");
  scheme.description = context.text(cursor, "description");
  scheme.deprecated = context.flag(cursor, "deprecated");
  const std::string type = context.text(cursor, "type");
  if (type == "apiKey") {
    scheme.type = SchemeType::api_key;
    read_api_key(context, cursor, scheme);
  } else if (type == "http" && !context.legacy()) {
    scheme.type = SchemeType::http;
    scheme.scheme = text::lower(context.text(cursor, "scheme"));
    scheme.bearer_format = context.text(cursor, "bearerFormat");
    if (scheme.scheme.empty()) {
      context.report(
          rule::kSecurityType, cursor,
          "the http scheme " + quoted(key) + " must say which, e.g. \"scheme\": \"bearer\"");
    }
  } else if (type == "basic" && context.legacy()) {
    scheme.type = SchemeType::http;
    scheme.scheme = "basic";
  } else if (type == "oauth2") {
    scheme.type = SchemeType::oauth2;
    scheme.metadata_url = context.text(cursor, "oauth2MetadataUrl");
    context.check_url(cursor, "oauth2MetadataUrl");
    read_flows(context, cursor, scheme);
  } else if (type == "openIdConnect" && !context.legacy()) {
    scheme.type = SchemeType::open_id_connect;
    scheme.metadata_url = context.text(cursor, "openIdConnectUrl");
    context.check_url(cursor, "openIdConnectUrl");
    if (scheme.metadata_url.empty()) {
      context.report(rule::kSecurityType, cursor,
                     "the scheme " + quoted(key) + " has no \"openIdConnectUrl\"");
    }
  } else if (type == "mutualTLS" && context.at_least(Version::v3_1)) {
    scheme.type = SchemeType::mutual_tls;
  } else {
    const Value given = cursor.value["type"];
    context.report(rule::kSecurityType, cursor, given ? given : cursor.value,
                   "the security scheme " + quoted(key) + " is of type " + quoted(type) +
                       ", which OpenAPI " + name(context.version) + " does not know");
  }
  return scheme;
}

}  // namespace

std::vector<SecurityScheme> read_security_schemes(Context& context, const Cursor& schemes) {
  std::vector<SecurityScheme> list;
  for (const json::Member& member : schemes.value.members()) {
    if (is_extension(member.key)) continue;
    const Cursor cursor = context.follow(child(schemes, member.value), "security scheme");
    if (!context.is_object(cursor, "a security scheme must be an object; it is ignored")) continue;
    list.push_back(read_scheme(context, cursor, member.key));
  }
  return list;
}

std::vector<SecurityRequirement> read_security(Context& context, const Cursor& list,
                                               const std::vector<SecurityScheme>& schemes) {
  std::vector<SecurityRequirement> requirements;
  for (Value element : list.value.elements()) {
    if (!element.is_object()) {
      context.report(rule::kFieldType, list, element,
                     "a security requirement must be an object; this one is ignored");
      continue;
    }
    SecurityRequirement requirement;
    for (const json::Member& member : element.members()) {
      RequiredScheme required;
      required.key = std::string(member.key);
      for (size_t i = 0; i < schemes.size(); ++i) {
        if (schemes[i].key == member.key) required.scheme = static_cast<int>(i);
      }
      if (required.scheme < 0) {
        context.report_name(
            rule::kSecurityUndeclared, list, member,
            "the security scheme " + quoted(member.key) + " is required here but not declared");
      }
      for (Value scope : member.value.elements()) required.scopes.emplace_back(scope.string());
      requirement.schemes.push_back(std::move(required));
    }
    requirements.push_back(std::move(requirement));
  }
  return requirements;
}

}  // namespace vitrine::openapi
