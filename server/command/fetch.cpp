// g++ 12 sees an overlap in its own string code where cpp-httplib is inlined.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include "server/command/fetch.h"

#include <httplib.h>

#include "app/json/uri.h"

namespace vitrine::command {

std::variant<std::string, Unreadable> fetch(const std::string& uri) {
  constexpr std::size_t kMaxBytes = 64 << 20;
  constexpr int kSeconds = 30;
  const json::Uri parts = json::split_uri(uri);
  if (parts.scheme == "https") {
    return Unreadable{"https cannot be fetched by this build; save it beside the file"};
  }
  if (parts.scheme != "http" || !parts.authority || parts.authority->empty()) {
    return Unreadable{"only http addresses can be fetched"};
  }
  httplib::Client client("http://" + std::string(*parts.authority));
  client.set_follow_location(true);
  client.set_connection_timeout(kSeconds);
  client.set_read_timeout(kSeconds);
  std::string target = parts.path.empty() ? "/" : std::string(parts.path);
  if (parts.query) target += "?" + std::string(*parts.query);
  std::string body;
  const auto result = client.Get(target, [&body](const char* data, std::size_t size) {
    body.append(data, size);
    return body.size() <= kMaxBytes;
  });
  if (body.size() > kMaxBytes) return Unreadable{"it is larger than 64 MB"};
  if (!result) return Unreadable{httplib::to_string(result.error())};
  if (result->status != 200) {
    return Unreadable{"the server answered " + std::to_string(result->status)};
  }
  return body;
}

}  // namespace vitrine::command
