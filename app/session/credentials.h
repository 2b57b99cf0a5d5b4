#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/openapi/model.h"
#include "app/request/oauth.h"
#include "app/session/effect.h"

namespace vitrine::session {

/// A secret of the reader, in memory only, bound to the three things it was given for.
struct Credential {
  std::string description;  ///< URI of the description
  std::string scheme;       ///< key of the Security Scheme
  std::string origin;       ///< of the server, e.g. `https://api.example.com`
  std::string user;
  std::string secret;
};

/// One group of the dialog.
struct CredentialDraft {
  std::string scheme;  ///< key
  std::string user;
  std::string secret;

  // Of OAuth2, to get the secret by.
  uint32_t flow = 0;  ///< index into SecurityScheme::flows
  std::string client_id;
  std::string client_secret;
  std::string password;             ///< of the user, in the password flow
  std::vector<std::string> scopes;  ///< asked for
  /// Where all of this is sent to. Resolved when the dialog opens or another flow is chosen; what
  /// the dialog names and what requests are sent to are both these.
  request::Endpoints endpoints;
  std::string endpoint_error;  ///< why there are none
  std::string sign_in_error;   ///< the server's words
  bool signing_in = false;

  uint32_t revision = 0;
  bool saved = false;  ///< something is kept for the origin
};

struct AuthorizeDialog {
  bool open = false;
  std::string server_url;               ///< of the server that gets them
  std::string origin;                   ///< its origin
  std::vector<CredentialDraft> drafts;  ///< as Description::security_schemes()

  // The sign-in on its way; one at a time.
  uint32_t signing_in = 0;               ///< into drafts
  request::Authorization authorization;  ///< what the redirect has to bring back
  Id request = 0;                        ///< the request for a token; 0: none
};

using request::origin_of;

/// Whether a reader's text can serve the scheme: apiKey, http basic and bearer, and the token of
/// OAuth2 and OpenID Connect.
bool is_supported(const openapi::SecurityScheme& scheme);

}  // namespace vitrine::session
