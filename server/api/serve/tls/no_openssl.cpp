#include "server/api/serve/tls.h"

/// Builds without OpenSSL.
namespace vitrine {

std::variant<std::unique_ptr<const Tls>, std::string> open_tls(const std::string&,
                                                               const std::string&) {
  return "this Vitrine was built without TLS. Build it with -D VITRINE_TLS=ON, which needs OpenSSL "
         "(libssl-dev), or leave TLS to a proxy (server/deployment.md)";
}

}  // namespace vitrine
