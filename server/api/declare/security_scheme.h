#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/openapi/model.h"

/// How credentials travel, as the document says it.
namespace vitrine {

/// One way to a token (OAS 3.1.0 §4.8.29). What a flow has no use for stays empty.
struct OAuthFlow {
  std::string authorization_url = {};
  std::string token_url = {};
  std::string refresh_url = {};
  /// Names with their descriptions.
  std::vector<std::pair<std::string, std::string>> scopes = {};
};

/// The flows of OAuth 2 (RFC 6749). The implicit one is left out, as RFC 9700 §2.1.2 advises.
struct OAuthFlows {
  std::optional<OAuthFlow> password = {};
  /// With PKCE (RFC 7636), which the page always uses.
  std::optional<OAuthFlow> authorization_code = {};
  std::optional<OAuthFlow> client_credentials = {};
};

/// A security scheme: how credentials travel (OAS 3.1.0 §4.8.27).
struct SecurityScheme {
  enum class Type { bearer, api_key, basic, oauth2, openid };
  Type type = Type::bearer;
  /// The key under components/securitySchemes.
  std::string id = {};
  std::string description = {};
  /// API keys: where, and under which name.
  openapi::Location in = openapi::Location::header;
  std::string name = {};
  OAuthFlows flows = {};
  /// OpenID Connect: where its metadata are.
  std::string url = {};
  /// Bearer: what the token is, for people ("JWT").
  std::string bearer_format = {};

  /// True for those that send a token as `Authorization: Bearer` (RFC 6750).
  bool is_token() const { return type != Type::api_key && type != Type::basic; }
  /// True unless the scheme lists its scopes and this one is not among them.
  bool knows(std::string_view scope) const;
};

SecurityScheme bearer(std::string id, std::string description = {}, std::string bearer_format = {});
SecurityScheme api_key(std::string id, openapi::Location in, std::string name,
                       std::string description = {});
/// Name and password in every request (RFC 7617); `identify` takes both.
SecurityScheme basic(std::string id, std::string description = {});
/// A token that one of the flows gives; `identify` takes it:
///
///     oauth2("account", {.password = OAuthFlow{.token_url = "/token",
///                                              .scopes = {{"pictures:write", "Hang pictures."}}}})
SecurityScheme oauth2(std::string id, OAuthFlows flows, std::string description = {});
/// A token of the provider whose metadata are at `url`, which ends with
/// `/.well-known/openid-configuration` (OpenID Connect Discovery 1.0 §4).
SecurityScheme openid_connect(std::string id, std::string url, std::string description = {});

}  // namespace vitrine
