#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/front/mount.h"
#include "server/command/followed.h"

/// Sends requests of the page on to the servers of its description, which need not know CORS:
/// `vitrine serve --proxy`.
///
/// The page sends its request to `/proxy` with the address in `Vitrine-Target`. The response is 200
/// with the body as it comes; status, reason and headers of the server are JSON, percent-encoded,
/// in `Vitrine-Head`. They are no headers of this origin, where cookies, policies and redirects of
/// another server mean something else. Responses of the proxy itself have no `Vitrine-Head`; with
/// `Vitrine-Proxy: direct` the target is no server of the description.
namespace vitrine::command {

/// Origins of the servers of a description and of its operations, as browsers write them. Those of
/// 2.0 and of templates too, whose variables have their default or a value of their `enum`: another
/// text could lead anywhere.
std::set<std::string> server_origins(const openapi::Description& description);

struct ProxyOptions {
  /// Hosts that may be at an address which is not public (is_public).
  std::vector<std::string> private_hosts;
};

Mount proxy_mount(const Followed& description, ProxyOptions options);

/// True for a request that no page of another origin can have sent: it would need CORS for
/// `Vitrine-Target`, and the browser says where it comes from.
bool is_of_own_page(const Request& request);

/// The headers that are sent on: neither those between two machines (RFC 9110 §7.6.1) nor those
/// that say something of the page.
Headers headers_to_forward(const Headers& headers);

}  // namespace vitrine::command
