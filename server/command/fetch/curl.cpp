#include <curl/curl.h>

#include <cstdlib>
#include <memory>

#include "app/json/uri.h"
#include "server/command/fetch.h"

/// Fetches documents, by libcurl.
namespace vitrine::command {

namespace {

constexpr std::size_t kMaxBytes = 64 << 20;
constexpr long kSeconds = 30;
constexpr long kRedirects = 5;

struct Cleanup {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};

struct Body {
  std::string bytes;
  bool too_large = false;
};

/// After decompression: a small body may become a large one.
std::size_t take(char* data, std::size_t size, std::size_t count, void* user) {
  Body& body = *static_cast<Body*>(user);
  body.too_large = body.bytes.size() + size * count > kMaxBytes;
  if (body.too_large) return 0;
  body.bytes.append(data, size * count);
  return size * count;
}

std::string words_for(CURLcode code, const char* detail) {
  switch (code) {
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
      return std::string("its certificate cannot be trusted (") + detail +
             "); SSL_CERT_FILE names a file with other authorities";
    case CURLE_OPERATION_TIMEDOUT:
      return "it took longer than 30 seconds";
    case CURLE_TOO_MANY_REDIRECTS:
      return "it redirects more than five times";
    case CURLE_UNSUPPORTED_PROTOCOL:
      return "it redirects to an address that is not followed: https leads to https only, http to "
             "http or https";
    default:
      return *detail != '\0' ? detail : curl_easy_strerror(code);
  }
}

}  // namespace

std::variant<std::string, Unreadable> fetch(const std::string& uri) {
  const json::Uri parts = json::split_uri(uri);
  const std::string_view scheme = parts.scheme.value_or("");
  if ((scheme != "http" && scheme != "https") || parts.authority.value_or("").empty()) {
    return Unreadable{"only addresses of http and https can be fetched"};
  }
  static const bool started = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  const std::unique_ptr<CURL, Cleanup> handle(started ? curl_easy_init() : nullptr);
  if (!handle) return Unreadable{"libcurl cannot be started"};
  Body body;
  char detail[CURL_ERROR_SIZE] = "";
  CURL* const curl = handle.get();
  curl_easy_setopt(curl, CURLOPT_URL, uri.c_str());
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, detail);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(curl, CURLOPT_MAXREDIRS, kRedirects);
  curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, scheme == "https" ? "https" : "http,https");
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, kSeconds);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, kSeconds);
  curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(curl, CURLOPT_USERAGENT, "vitrine/" VITRINE_VERSION);
  // These are libcurl's defaults; they must not depend on how it was built.
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
  if (const char* authorities = std::getenv("SSL_CERT_FILE"); authorities && *authorities) {
    curl_easy_setopt(curl, CURLOPT_CAINFO, authorities);
  }
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &body);
  const CURLcode code = curl_easy_perform(curl);
  if (body.too_large) return Unreadable{"it is larger than 64 MB"};
  if (code != CURLE_OK) return Unreadable{words_for(code, detail)};
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  if (status != 200) return Unreadable{"the response has status " + std::to_string(status)};
  return std::move(body.bytes);
}

}  // namespace vitrine::command
