#include "app/request/endpoint.h"

#include <algorithm>

#include "app/json/uri.h"
#include "app/openapi/context.h"
#include "app/text/ascii.h"

namespace vitrine::request {
namespace {

using json::Error;

/// Browsers drop or replace these, each in its way (WHATWG URL §4.4); RFC 3986 has none of them.
bool is_foreign(char c) {
  return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F ||
         std::string_view("\"<>\\^`{|}").find(c) != std::string_view::npos;
}

/// Whether a browser takes the host as it is written, so that it is named as it is reached: no user
/// name before it, no percent-encoding, no letters that look like others.
bool is_plain_host(std::string_view authority) {
  const bool literal = authority.starts_with('[');
  const size_t host = literal ? authority.find(']') : authority.find(':');
  if (literal && host == std::string_view::npos) return false;
  const size_t end = literal ? host + 1 : std::min(host, authority.size());
  if (end == 0) return false;
  for (const char c : authority.substr(0, end)) {
    const bool mark = literal ? c == '[' || c == ':' || c == ']' : c == '-' || c == '_';
    if (!text::is_alphanumeric(c) && c != '.' && !mark) return false;
  }
  if (end == authority.size()) return true;
  for (const char c : authority.substr(end + 1)) {
    if (c < '0' || c > '9') return false;
  }
  return authority[end] == ':';
}

/// The reason not to send anything to the address; empty when there is none.
std::string fault(std::string_view url) {
  const json::Uri parts = json::split_uri(url);
  if (!parts.scheme) return " is relative, and there is no server address to resolve it against";
  const std::string scheme = text::lower(*parts.scheme);
  if (scheme != "http" && scheme != "https")
    return " must be an address of http or https, not of \"" + scheme + '"';
  if (!parts.authority || !is_plain_host(*parts.authority))
    return " has no host that can be named (letters, digits, \"-\" and \".\"; other letters as "
           "xn--…)";
  return {};
}

}  // namespace

std::string origin_of(std::string_view url) {
  const json::Uri uri = json::split_uri(url);
  if (!uri.scheme || !uri.authority) return {};
  const std::string scheme = text::lower(*uri.scheme);
  if (scheme != "http" && scheme != "https") return {};
  // A password that was written into a URL does not belong in the origin.
  std::string_view host = *uri.authority;
  if (const size_t at = host.rfind('@'); at != std::string_view::npos) host.remove_prefix(at + 1);
  std::string_view port;
  const size_t colon = host.rfind(':');
  if (colon != std::string_view::npos && host.find(']', colon) == std::string_view::npos) {
    port = host.substr(colon + 1);
    while (port.starts_with('0')) port.remove_prefix(1);
    host = host.substr(0, colon);
  }
  if (host.empty()) return {};
  std::string origin = scheme + "://" + text::lower(host);
  if (!port.empty() && port != (scheme == "http" ? "80" : "443")) origin.append(":").append(port);
  return origin;
}

bool is_confidential(std::string_view origin) {
  constexpr std::string_view kPlain = "http://";
  if (!origin.starts_with(kPlain)) return origin.starts_with("https://");
  std::string_view host = origin.substr(kPlain.size());
  if (host.starts_with("[::1]")) return true;
  host = host.substr(0, host.find(':'));
  if (host == "localhost" || host.ends_with(".localhost")) return true;
  return host.starts_with("127.") &&
         host.find_first_not_of("0123456789.") == std::string_view::npos;
}

json::Result<Endpoint> endpoint(std::string_view server_url, std::string_view reference,
                                std::string_view field) {
  const std::string name(field);
  if (reference.empty()) return Error{name + " is missing"};
  for (const char c : reference) {
    if (is_foreign(c)) return Error{name + " has a character that no address may have"};
  }
  const std::string url = json::resolve_uri(server_url, json::split_fragment(reference).uri);
  if (std::string words = fault(url); !words.empty()) return Error{name + words};
  return Endpoint(url);
}

}  // namespace vitrine::request
