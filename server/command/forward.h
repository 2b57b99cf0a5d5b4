#pragma once

#include <sys/socket.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "server/api/http/http.h"

/// Sends requests on to other servers. A build without libcurl refuses; CMake chooses (fetch/).
namespace vitrine::command {

/// The limits of one request that is sent on.
struct ForwardLimits {
  long connect_seconds = 10;
  long head_seconds = 60;
  /// In which nothing comes.
  long silent_seconds = 300;
  long whole_seconds = 3600;
  std::size_t head_bytes = 32u << 10;
  std::uint64_t body_bytes = 1u << 30;
};

struct ForwardRequest {
  std::string method;
  /// Of http or https.
  std::string url;
  Headers headers;
  bool has_body = false;
  std::string body;
  /// Instead of `body`.
  std::shared_ptr<const OpenFile> body_file;
  /// Asked of each address before a connection to it is made: of what the name leads to at that
  /// moment, not of the name.
  std::function<bool(const sockaddr&)> may_connect;
  ForwardLimits limits = {};
};

struct ForwardHead {
  int status = 0;
  std::string reason;
  Headers headers;
};

/// Why there is no response: a sentence without full stop.
struct ForwardFailure {
  std::string reason;
  bool too_late = false;
  /// `may_connect` has refused all addresses.
  bool refused = false;
};

/// One request on its way. It follows no redirect, knows no cookies and uses no other proxy.
/// Used by one thread at a time.
class Forward {
 public:
  explicit Forward(ForwardRequest request);
  ~Forward();
  Forward(const Forward&) = delete;
  Forward& operator=(const Forward&) = delete;

  /// Waits for the head of the response.
  std::variant<ForwardHead, ForwardFailure> head();
  /// Then gives the body as it comes, with its Content-Encoding; ends when `take` returns false,
  /// and asks `go_on` at least once a second. True when the whole of it came.
  bool body(const std::function<bool(std::string_view)>& take, const std::function<bool()>& go_on);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace vitrine::command
