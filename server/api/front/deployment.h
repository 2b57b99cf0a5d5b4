#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "server/api/front/cors.h"
#include "server/api/front/static_files.h"

namespace vitrine {

/// The headers by which a proxy says who asked. Only one kind is read: a client could send the
/// other, which its proxy passes on as it is.
enum class ProxyHeaders {
  /// X-Forwarded-For, -Proto, -Host and -Prefix.
  x_forwarded,
  /// Forwarded (RFC 7239).
  forwarded,
};

/// What becomes of a path that differs from a route by a slash at its end.
enum class TrailingSlashes {
  /// It is another path: 404.
  strict,
  /// 308 to the route.
  redirect,
  /// It is the route.
  both,
};

/// How a server stands in its network. Mistakes stop the start.
struct Deployment {
  /// What the pages of `cors_origins` may do.
  Cors cors = {};
  /// The names that clients may call the server by ("api.example.org", "*.example.org"); others are
  /// refused with 421. Empty: any, or on loopback those of this machine.
  std::vector<std::string> hosts = {};
  /// The path below which a proxy gives the server, "/api". It may take it off or leave it. The
  /// document's servers, the page and `Location` follow.
  std::string root_path = {};
  /// Addresses ("127.0.0.1", "::1") and networks ("10.0.0.0/8") whose `proxy_headers` are true.
  std::vector<std::string> trusted_proxies = {};
  ProxyHeaders proxy_headers = ProxyHeaders::x_forwarded;
  TrailingSlashes trailing_slashes = TrailingSlashes::strict;
  /// Texts of so many bytes are compressed as clients accept it, by gzip and brotli where the build
  /// has them; 0: none but the page and the descriptions. Leave it off where responses hold both a
  /// secret and text of the client (BREACH), and where a proxy does it.
  std::size_t compress_from_bytes = 0;
  std::vector<StaticFolder> folders = {};
};

/// The mistakes of a deployment, one sentence each.
std::vector<std::string> deployment_problems(const Deployment& deployment,
                                             const std::vector<std::string>& cors_origins);

}  // namespace vitrine
