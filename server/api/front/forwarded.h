#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/http/http.h"

/// What proxies say of the requests that they pass on.
namespace vitrine {

/// A set of addresses.
class Networks {
 public:
  /// Adds an address ("127.0.0.1", "::1") or a network ("10.0.0.0/8"); false when it is neither.
  bool add(std::string_view text);
  bool contains(std::string_view address) const;
  bool empty() const { return list_.empty(); }

 private:
  /// That of IPv4 as IPv6 maps it (RFC 4291 §2.5.5.2).
  using Address = std::array<unsigned char, 16>;
  struct Network {
    Address address;
    int bits;
  };
  static bool read(std::string_view text, Address& to);

  std::vector<Network> list_;
};

/// The address in a node of `for` or of X-Forwarded-For, with or without a port; "" for "unknown"
/// and for names that hide one (RFC 7239 §6).
std::string node_address(std::string_view node);

/// True for a path that others can be put below: "/api".
bool is_root_path(std::string_view path);

/// Takes over what X-Forwarded-For, -Proto, -Host and -Prefix say when the client of the
/// connection, `request.client`, is a trusted proxy. Of a chain of proxies the client is the
/// nearest address that is not trusted: what stands before it anyone could have written.
void apply_x_forwarded(const Networks& trusted, Request& request);
/// The same of Forwarded (RFC 7239).
void apply_forwarded(const Networks& trusted, Request& request);

}  // namespace vitrine
