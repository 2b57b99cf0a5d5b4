// Credentials, and the dialog that asks for them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/openapi/model.h"
#include "app/request/identity.h"
#include "app/request/oauth.h"
#include "app/session/action.h"
#include "app/session/effect.h"
#include "app/session/form/field.h"
#include "app/session/words.h"

namespace vitrine::session {

/// What a sign-in left beside its token: enough to get another one, and to end it.
struct Renewal {
  request::Endpoints endpoints;  ///< of the flow, as the dialog named them
  request::OAuthClient client;   ///< without the user's own password
  std::string refresh_token;     ///< empty: the server gave none
};

/// A secret of the user, in memory only, bound to the three things it was given for.
struct Credential {
  std::string description;  ///< URI of the description
  std::string scheme;       ///< key of the Security Scheme
  std::string origin;       ///< of the server, e.g. `https://api.example.com`
  std::string user;
  std::string secret;
  request::Identity identity;  ///< of what was given, as far as it says
  Renewal renewal;
  Id renewing = 0;            ///< the request for another token; 0: none
  std::string renewal_error;  ///< the server's words
};

/// The token is valid no longer, by its own words.
bool has_expired(const Credential& credential, double now_s);

/// A field of the dialog, named by a word of the interface.
struct CredentialField : Field {
  Word word = Word::count;
  bool shown = false;  ///< the scheme, or the flow chosen, asks for it
};

/// One group of the dialog.
struct CredentialDraft {
  std::string scheme;                                    ///< key
  std::array<CredentialField, kCredentialParts> fields;  ///< by CredentialPart

  // OAuth2 and OpenID Connect: used to get the secret.
  std::vector<openapi::OAuthFlow> flows;  ///< of the scheme, then those that the provider names
  uint32_t flow = 0;                      ///< index into them
  std::vector<std::string> needed;        ///< scopes, by the operation
  std::vector<std::string> scopes;        ///< asked for; the flow offers them
  bool secret_in_header = false;
  request::Endpoint provider;     ///< the address of its configuration; empty: none
  std::string provider_error;     ///< why it is not asked, or what it lacks
  bool discovered = false;        ///< it has been asked
  request::Endpoint revocation;   ///< that the provider names
  request::Endpoint end_session;  ///< the same
  /// The URLs that get all of this. Resolved when the dialog opens or another flow is chosen; what
  /// the dialog names and what requests are sent to are both these.
  request::Endpoints endpoints;
  std::string endpoint_error;  ///< why there are none
  std::string sign_in_error;   ///< the server's words
  bool signing_in = false;
  request::DeviceCode device;  ///< to be entered elsewhere; empty while there is none
  /// Of the token that a sign-in has put into the field.
  request::Identity identity;
  Renewal renewal;

  bool saved = false;  ///< something is kept for the origin

  CredentialField& field(CredentialPart part) { return fields[static_cast<size_t>(part)]; }
  const std::string& text(CredentialPart part) const {
    return fields[static_cast<size_t>(part)].value.text;
  }
  /// Sets the text of a field programmatically.
  void set(CredentialPart part, std::string text);
};

struct AuthorizeDialog {
  bool open = false;
  std::string server_url;               ///< of the server that gets them
  std::string origin;                   ///< its origin
  std::vector<CredentialDraft> drafts;  ///< as Description::security_schemes()
  uint32_t alternative = 0;             ///< into Operation::security

  // The sign-in in progress; one at a time.
  uint32_t signing_in = 0;               ///< into drafts
  request::Authorization authorization;  ///< the expected values of the redirect
  /// What the request is for.
  enum class Step : uint8_t { token, discovery, device, poll };
  Step step = Step::token;
  Id request = 0;  ///< the request of the sign-in; 0: none
};

using request::origin_of;

/// True when text from the user can serve the scheme: apiKey, http basic, bearer, and the token of
/// OAuth2 and OpenID Connect.
bool is_supported(const openapi::SecurityScheme& scheme);

/// The flow chosen; nullptr where the scheme has none.
const openapi::OAuthFlow* flow_of(const CredentialDraft& draft);
/// Decides which fields the scheme, with the flow chosen, asks for.
void choose_fields(const openapi::SecurityScheme& scheme, CredentialDraft& draft);

}  // namespace vitrine::session
