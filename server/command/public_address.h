#pragma once

#include <sys/socket.h>

#include <string>

/// Addresses of the internet, and those of this machine and its network, which a page of the
/// internet must not reach through a server here.
namespace vitrine::command {

/// False for private, loopback, link-local and all other addresses that are not of the internet as
/// a whole (the registries of RFC 6890), for IPv4 within IPv6 likewise, and for other families.
bool is_public(const sockaddr& address);

/// A host that is named explicitly: an address allows itself, `localhost` and the names below it
/// allow loopback. Another name allows nothing: its owner may let it lead anywhere.
bool names_address(const std::string& host, const sockaddr& address);

}  // namespace vitrine::command
