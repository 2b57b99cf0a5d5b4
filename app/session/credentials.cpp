#include "app/session/credentials.h"

#include "app/json/uri.h"

namespace vitrine::session {
namespace {

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

}  // namespace

std::string origin_of(std::string_view url) {
  const json::Uri uri = json::split_uri(url);
  if (!uri.scheme || !uri.authority) return {};
  const std::string scheme = lower(*uri.scheme);
  if (scheme != "http" && scheme != "https") return {};
  // Whoever writes a password into a URL must not find it in the origin.
  std::string_view host = *uri.authority;
  if (const size_t at = host.rfind('@'); at != std::string_view::npos) host.remove_prefix(at + 1);
  std::string authority = lower(host);
  const std::string_view usual = scheme == "http" ? ":80" : ":443";
  if (authority.size() > usual.size() &&
      authority.compare(authority.size() - usual.size(), usual.size(), usual) == 0) {
    authority.resize(authority.size() - usual.size());
  }
  if (authority.empty()) return {};
  return scheme + "://" + authority;
}

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
