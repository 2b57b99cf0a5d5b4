// What the server of an identity says of itself: OpenID Connect Discovery 1.0, RFC 8414.
#pragma once

#include <string_view>
#include <vector>

#include "app/json/result.h"
#include "app/openapi/model.h"
#include "app/request/endpoint.h"

namespace vitrine::request {

/// The flows of a provider, with absolute addresses, and where its tokens and sessions end.
struct Discovery {
  std::vector<openapi::OAuthFlow> flows;
  Endpoint revocation;
  Endpoint end_session;
  bool secret_in_header = true;  ///< how a client names itself (Discovery 1.0 §3)
};

/// Reads the text that came from `from`. Error where its `issuer` is not the one of that address
/// (Discovery 1.0 §4.3, RFC 8414 §3.3), and where an address is neither https nor of this machine.
json::Result<Discovery> read_discovery(std::string_view text, const Endpoint& from);

}  // namespace vitrine::request
