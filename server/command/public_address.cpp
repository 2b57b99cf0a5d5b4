#include "server/command/public_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <optional>

#include "app/text/ascii.h"

namespace vitrine::command {

namespace {

using Bytes = std::array<std::uint8_t, 16>;

/// The first `bits` of an address.
struct Block {
  Bytes bytes;
  unsigned bits;
};

constexpr Block kNotPublic4[] = {
    {{0}, 8},
    {{10}, 8},
    {{100, 64}, 10},
    {{127}, 8},
    {{169, 254}, 16},
    {{172, 16}, 12},
    {{192, 0, 0}, 24},
    {{192, 0, 2}, 24},
    {{192, 88, 99}, 24},
    {{192, 168}, 16},
    {{198, 18}, 15},
    {{198, 51, 100}, 24},
    {{203, 0, 113}, 24},
    {{224}, 3},
};
/// Only 2000::/3 is given out; of it, these are special.
constexpr Block kPublic6 = {{0x20}, 3};
constexpr Block kNotPublic6[] = {
    {{0x20, 0x01, 0x00}, 23},        // IETF protocols, Teredo
    {{0x20, 0x01, 0x0d, 0xb8}, 32},  // documentation
    {{0x3f, 0xff}, 20},              // documentation
};
/// IPv4 within: mapped, NAT64, 6to4.
constexpr Block kMapped = {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96};
constexpr Block kTranslated = {{0x00, 0x64, 0xff, 0x9b}, 96};
constexpr Block kTunnelled = {{0x20, 0x02}, 16};

bool is_in(const Bytes& address, const Block& block) {
  for (unsigned bit = 0; bit < block.bits; ++bit) {
    const unsigned mask = 0x80u >> (bit % 8);
    if ((address[bit / 8] & mask) != (block.bytes[bit / 8] & mask)) return false;
  }
  return true;
}

template <class Blocks>
bool is_in_any(const Bytes& address, const Blocks& blocks) {
  return std::any_of(std::begin(blocks), std::end(blocks),
                     [&](const Block& block) { return is_in(address, block); });
}

struct Address {
  bool v6 = false;
  Bytes bytes{};

  friend bool operator==(const Address&, const Address&) = default;
};

Address v4_within(const Address& outer, std::size_t at) {
  Address inner;
  std::copy_n(outer.bytes.begin() + static_cast<std::ptrdiff_t>(at), 4, inner.bytes.begin());
  return inner;
}

/// An IPv4 address that is mapped into IPv6 is that address.
Address plain(const Address& address) {
  return address.v6 && is_in(address.bytes, kMapped) ? v4_within(address, 12) : address;
}

std::optional<Address> read(const sockaddr& socket) {
  Address address;
  if (socket.sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, &socket, sizeof in);
    std::memcpy(address.bytes.data(), &in.sin_addr, sizeof in.sin_addr);
  } else if (socket.sa_family == AF_INET6) {
    sockaddr_in6 in{};
    std::memcpy(&in, &socket, sizeof in);
    address.v6 = true;
    std::memcpy(address.bytes.data(), &in.sin6_addr, sizeof in.sin6_addr);
  } else {
    return std::nullopt;
  }
  return plain(address);
}

/// As written in a URL, an IPv6 address in brackets.
std::optional<Address> read(std::string host) {
  Address address;
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
    host = host.substr(1, host.size() - 2);
    address.v6 = true;
  }
  const int family = address.v6 ? AF_INET6 : AF_INET;
  if (inet_pton(family, host.c_str(), address.bytes.data()) != 1) return std::nullopt;
  return plain(address);
}

bool is_public(const Address& address) {
  if (!address.v6) return !is_in_any(address.bytes, kNotPublic4);
  if (is_in(address.bytes, kTranslated)) return is_public(v4_within(address, 12));
  if (is_in(address.bytes, kTunnelled)) return is_public(v4_within(address, 2));
  return is_in(address.bytes, kPublic6) && !is_in_any(address.bytes, kNotPublic6);
}

bool is_loopback(const Address& address) {
  if (!address.v6) return address.bytes[0] == 127;
  Bytes one{};
  one[15] = 1;
  return address.bytes == one;
}

}  // namespace

bool is_public(const sockaddr& address) {
  const auto read_address = read(address);
  return read_address && is_public(*read_address);
}

bool names_address(const std::string& host, const sockaddr& address) {
  const auto met = read(address);
  if (!met) return false;
  if (const auto named = read(host)) return *named == *met;
  const std::string lower = text::lower(host);
  return (lower == "localhost" || lower.ends_with(".localhost")) && is_loopback(*met);
}

}  // namespace vitrine::command
