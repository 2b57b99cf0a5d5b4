#include "app/session/credentials.h"

namespace vitrine::session {

bool is_supported(const openapi::SecurityScheme& scheme) {
  switch (scheme.type) {
    case openapi::SchemeType::api_key:
    case openapi::SchemeType::oauth2:
    case openapi::SchemeType::open_id_connect:
      return true;
    case openapi::SchemeType::http:
      return scheme.scheme == "basic" || scheme.scheme == "bearer";
    case openapi::SchemeType::mutual_tls:
    case openapi::SchemeType::unknown:
      break;
  }
  return false;
}

}  // namespace vitrine::session
