#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/json/document.h"
#include "app/json/result.h"
#include "app/openapi/model.h"
#include "app/request/endpoint.h"
#include "app/request/request.h"

/// OAuth 2.0 (RFC 6749) with PKCE (RFC 7636) and device codes (RFC 8628), as functions of their
/// inputs: who calls them opens the page, sends the request and gives the random bytes. All
/// addresses come from endpoints(), made once, so that they can be named before anything is sent.
///
///     authorizationCode:  begin() → open .url → the redirect's address → finish() → .code
///                         → token_request(Grant::code) → send → read_token()
///     implicit:           begin() → open .url → the redirect's address → finish() → .token
///     password, clientCredentials:        token_request() → send → read_token()
///     deviceAuthorization: device_request() → send → read_device() → show .user_code, open
///                         .verification_url, then token_request(Grant::device) every .interval_s
///     later:              token_request(Grant::refresh)
namespace vitrine::request {

/// The user's input, and the address to which the authorisation server redirects.
struct OAuthClient {
  std::string id;
  std::string secret;             ///< empty: a public client
  bool secret_in_header = false;  ///< Basic authentication instead of the body (RFC 6749 §2.3.1)
  std::string redirect_uri;
  std::vector<std::string> scopes;
  std::string user;      ///< password flow
  std::string password;  ///< password flow
};

/// The addresses of a flow. Those that its kind does without are empty.
struct Endpoints {
  Endpoint authorization;  ///< authorizationUrl: opened
  Endpoint token;          ///< tokenUrl: gets the client's secret and the user's password
  Endpoint refresh;        ///< refreshUrl, else tokenUrl
  Endpoint device;         ///< deviceAuthorizationUrl
  Endpoint revocation;     ///< of tokens (RFC 7009); only discovery names one
  Endpoint end_session;    ///< a page of the provider; only discovery names one
};

/// `server_url` as endpoint() takes it. Error for the first address that cannot be used.
json::Result<Endpoints> endpoints(const openapi::OAuthFlow& flow, std::string_view server_url);
/// The origins that get what is typed to sign in, or a token, each once.
std::vector<std::string> origins(const Endpoints& endpoints);

/// Kept in memory from the beginning of an authorisation to its end.
struct Authorization {
  std::string url;       ///< http or https
  std::string state;     ///< what the redirect must bring back
  std::string verifier;  ///< PKCE; empty in the implicit flow
};

constexpr size_t kOAuthRandomBytes = 48;

/// `random`: kOAuthRandomBytes unpredictable bytes. Error for flows without an authorisation page.
json::Result<Authorization> begin(const openapi::OAuthFlow& flow, const Endpoints& endpoints,
                                  const OAuthClient& client, std::string_view random);

/// Also read_token()'s result. `expires_in_s` is 0 where nothing was said.
struct Token {
  std::string access_token;
  std::string type;  ///< usually `Bearer`
  std::string refresh_token;
  std::string scope;
  uint64_t expires_in_s = 0;
  std::string id_token;  ///< of OpenID Connect: who signed in
};

/// The content of a redirect: a code to trade, or in the implicit flow the token itself.
struct Redirected {
  std::string code;
  Token token;
};

/// `url` is the address that the browser came back to, with query and fragment. Error in the
/// server's words where it refused, and where `state` is not ours.
json::Result<Redirected> finish(const Authorization& authorization, std::string_view url);

enum class Grant : uint8_t { code, password, client_credentials, refresh, device };

/// The request for a token; `code` is the code, refresh token or device code. Secrets are marked.
HttpRequest token_request(Grant grant, const Endpoints& endpoints, const OAuthClient& client,
                          const std::string& code = {}, const std::string& verifier = {});
/// Reads the response of any status. Error in the server's words; `authorization_pending` and
/// `slow_down` of the device flow are the `pointer` of such an error.
json::Result<Token> read_token(std::string_view text);

struct DeviceCode {
  std::string device_code;
  std::string user_code;
  std::string verification_url;  ///< http or https; with the code in it where the server offers it
  uint64_t expires_in_s = 0;
  uint64_t interval_s = 5;
};
HttpRequest device_request(const Endpoints& endpoints, const OAuthClient& client);
json::Result<DeviceCode> read_device(std::string_view text);

/// Ends a token at its server (RFC 7009 §2.1); `hint` is "access_token" or "refresh_token".
HttpRequest revocation_request(const Endpoints& endpoints, const OAuthClient& client,
                               const std::string& token, std::string_view hint);

/// RFC 4648 §5 without padding.
std::string base64url(std::string_view bytes);

}  // namespace vitrine::request
