#include "app/json/uri.h"
#include "app/request/request.h"
#include "app/text/ascii.h"

/// Server template → address (OAS 3.1.0 §4.8.5).
namespace vitrine::request {

json::Result<std::string> expand(const openapi::Server& server,
                                 const std::vector<std::pair<std::string, std::string>>& values) {
  std::string url;
  const std::string_view text = server.url;
  for (size_t at = 0; at < text.size();) {
    const size_t open = text.find('{', at);
    url += text.substr(at, open == std::string_view::npos ? open : open - at);
    if (open == std::string_view::npos) break;
    const size_t close = text.find('}', open);
    if (close == std::string_view::npos) {
      return json::Error{"the server address " + server.url + " has a { without }"};
    }
    const std::string_view name = text.substr(open + 1, close - open - 1);
    const std::string* value = nullptr;
    for (const openapi::ServerVariable& variable : server.variables) {
      if (variable.name == name && !variable.default_value.empty()) value = &variable.default_value;
    }
    for (const auto& given : values) {
      if (given.first == name && !given.second.empty()) value = &given.second;
    }
    if (!value) {
      return json::Error{"the server variable " + std::string(name) + " has no value; fill it in"};
    }
    url += *value;
    at = close + 1;
  }
  for (char c : url) {
    if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7F || c == '"' || c == '<' || c == '>' ||
        c == '\\') {
      return json::Error{"the server address has a character that no address may have"};
    }
  }
  std::string resolved = json::resolve_uri(server.base_uri, url);
  const json::Uri parts = json::split_uri(resolved);
  if (parts.scheme) {
    const std::string scheme = text::lower(*parts.scheme);
    if (scheme != "http" && scheme != "https" && scheme != "ws" && scheme != "wss") {
      return json::Error{"requests are sent by http or https only, and the server address is of " +
                         scheme};
    }
    if (!parts.authority || parts.authority->empty()) {
      return json::Error{"the server address names no host"};
    }
  }
  // Paths are appended to it: a query or fragment of the template would end up in the middle.
  return resolved.substr(0, resolved.find_first_of("?#"));
}

std::string http_address(std::string url) {
  const bool socket = text::lower(url.substr(0, 2)) == "ws";
  return socket ? url.replace(0, 2, "http") : url;
}

}  // namespace vitrine::request
