#include "server/api/declare/oauth2.h"

#include "app/request/oauth.h"
#include "app/request/sha256.h"

namespace vitrine {

bool pkce_matches(std::string_view verifier, std::string_view challenge) {
  return !verifier.empty() && request::base64url(request::sha256(verifier)) == challenge;
}

}  // namespace vitrine
