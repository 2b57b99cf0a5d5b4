#pragma once
#include <memory>
#include <string>
#include <variant>

#include "server/api/http/channel.h"

/// TLS of a server: 1.2 (RFC 5246) and 1.3 (RFC 8446), with HTTP/1.1 on top.
namespace vitrine {

/// A certificate with its key, for any number of connections on any thread.
class Tls {
 public:
  virtual ~Tls() = default;
  /// The server's end of a connection whose socket does not block. The handshake is part of what
  /// its receive() does, and takes no thread while the client is silent. Owns the socket; throws
  /// std::bad_alloc, and then does not.
  virtual std::unique_ptr<Channel> accept(int socket) const = 0;
};

/// Reads the files that `ServeOptions` names; otherwise why they cannot be used, with the remedy
/// and nothing of the key. In builds without OpenSSL there is no TLS.
std::variant<std::unique_ptr<const Tls>, std::string> open_tls(const std::string& certificate,
                                                               const std::string& key);

}  // namespace vitrine
