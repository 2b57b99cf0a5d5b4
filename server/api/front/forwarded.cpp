#include "server/api/front/forwarded.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "app/text/ascii.h"

namespace vitrine {

namespace {

constexpr std::size_t kMaxHostBytes = 255;
constexpr std::size_t kMaxRootPathBytes = 256;

/// An entry of Forwarded: what one proxy says of the side it got the request from.
struct Hop {
  std::string client = {};
  std::string scheme = {};
  std::string host = {};
};

bool is_host(std::string_view text) {
  return !text.empty() && text.size() <= kMaxHostBytes &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return text::is_alphanumeric(c) ||
                  std::string_view(".-_:[]").find(c) != std::string_view::npos;
         });
}

void take_scheme(std::string_view text, Request& request) {
  for (const char* scheme : {"http", "https"}) {
    if (text::equals_ignoring_case(text, scheme)) request.scheme = scheme;
  }
}

void take_host(std::string_view text, Request& request) {
  if (is_host(text)) request.headers.set("Host", std::string(text));
}

/// The members of a list, in which quoted strings may hold separators (RFC 9110 §5.6.4), without
/// blanks around them. A quote that a client leaves open must not hide what its proxy adds: then
/// quotes mean nothing.
std::vector<std::string_view> split(std::string_view text, char separator, bool quotes = true) {
  std::vector<std::string_view> list;
  bool quoted = false;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size()) {
      if (quoted && text[at] == '\\') {
        ++at;
        continue;
      }
      if (quotes && text[at] == '"') quoted = !quoted;
      if (quoted || text[at] != separator) continue;
    }
    const std::string_view piece =
        text::trim_blanks(text.substr(begin, std::min(at, text.size()) - begin));
    if (!piece.empty()) list.push_back(piece);
    begin = at + 1;
  }
  return quoted ? split(text, separator, false) : list;
}

/// A token, or what a quoted string says.
std::string unquoted(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::string(text);
  std::string made;
  for (std::size_t at = 1; at + 1 < text.size(); ++at) {
    if (text[at] == '\\' && at + 2 < text.size()) ++at;
    made += text[at];
  }
  return made;
}

Hop read_hop(std::string_view element) {
  Hop hop;
  for (const std::string_view pair : split(element, ';')) {
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string_view name = pair.substr(0, equals);
    std::string value = unquoted(pair.substr(equals + 1));
    if (text::equals_ignoring_case(name, "for")) hop.client = node_address(value);
    if (text::equals_ignoring_case(name, "proto")) hop.scheme = std::move(value);
    if (text::equals_ignoring_case(name, "host")) hop.host = std::move(value);
  }
  return hop;
}

std::string last_of(const Headers& headers, std::string_view name) {
  const std::string all = headers.joined(name);
  const std::vector<std::string_view> list = split(all, ',');
  return list.empty() ? std::string() : std::string(list.back());
}

}  // namespace

bool Networks::read(std::string_view text, Address& to) {
  const std::string name(text);
  in_addr v4{};
  if (::inet_pton(AF_INET, name.c_str(), &v4) == 1) {
    to = {};
    to[10] = to[11] = 0xFF;
    std::memcpy(to.data() + 12, &v4, 4);
    return true;
  }
  return ::inet_pton(AF_INET6, name.c_str(), to.data()) == 1;
}

bool Networks::add(std::string_view text) {
  const auto slash = text.find('/');
  Network network{};
  if (!read(text.substr(0, slash), network.address)) return false;
  const bool v4 = text.substr(0, slash).find(':') == std::string_view::npos;
  const int most = v4 ? 32 : 128;
  network.bits = most;
  if (slash != std::string_view::npos) {
    const std::string_view digits = text.substr(slash + 1);
    if (digits.empty() || digits.size() > 3 ||
        !std::all_of(digits.begin(), digits.end(), text::is_digit)) {
      return false;
    }
    network.bits = std::stoi(std::string(digits));
    if (network.bits > most) return false;
  }
  if (v4) network.bits += 96;
  list_.push_back(network);
  return true;
}

bool Networks::contains(std::string_view address) const {
  Address wanted{};
  if (list_.empty() || !read(address, wanted)) return false;
  return std::any_of(list_.begin(), list_.end(), [&](const Network& network) {
    const int bytes = network.bits / 8;
    const int rest = network.bits % 8;
    if (!std::equal(wanted.begin(), wanted.begin() + bytes, network.address.begin())) return false;
    if (rest == 0) return true;
    const auto at = static_cast<std::size_t>(bytes);
    return (wanted[at] ^ network.address[at]) >> (8 - rest) == 0;
  });
}

std::string node_address(std::string_view node) {
  if (node.starts_with('[')) {
    node = node.substr(1, node.find(']') == std::string_view::npos ? 0 : node.find(']') - 1);
  } else if (std::count(node.begin(), node.end(), ':') == 1) {
    node = node.substr(0, node.find(':'));
  }
  Networks known;
  // A network is no address of a client.
  if (node.find('/') != std::string_view::npos || !known.add(node)) return {};
  return std::string(node);
}

bool is_root_path(std::string_view path) {
  if (path.size() < 2 || path.size() > kMaxRootPathBytes || path.front() != '/' ||
      path.back() == '/' || path.find("//") != std::string_view::npos ||
      path.find("/.") != std::string_view::npos) {
    return false;
  }
  return std::all_of(path.begin(), path.end(), [](char c) {
    return text::is_alphanumeric(c) || std::string_view("/-._~").find(c) != std::string_view::npos;
  });
}

void apply_x_forwarded(const Networks& trusted, Request& request) {
  if (!trusted.contains(request.client)) return;
  const std::string chain = request.headers.joined("X-Forwarded-For");
  const std::vector<std::string_view> nodes = split(chain, ',');
  for (auto node = nodes.rbegin(); node != nodes.rend(); ++node) {
    std::string address = node_address(*node);
    if (address.empty()) break;
    request.client = std::move(address);
    if (!trusted.contains(request.client)) break;
  }
  take_scheme(last_of(request.headers, "X-Forwarded-Proto"), request);
  take_host(last_of(request.headers, "X-Forwarded-Host"), request);
  std::string prefix = last_of(request.headers, "X-Forwarded-Prefix");
  while (prefix.ends_with('/')) prefix.pop_back();
  if (is_root_path(prefix)) request.root_path = std::move(prefix);
}

void apply_forwarded(const Networks& trusted, Request& request) {
  if (!trusted.contains(request.client)) return;
  const std::string chain = request.headers.joined("Forwarded");
  const std::vector<std::string_view> elements = split(chain, ',');
  for (auto element = elements.rbegin(); element != elements.rend(); ++element) {
    const Hop hop = read_hop(*element);
    take_scheme(hop.scheme, request);
    take_host(hop.host, request);
    if (hop.client.empty()) break;
    request.client = hop.client;
    if (!trusted.contains(request.client)) break;
  }
}

}  // namespace vitrine
