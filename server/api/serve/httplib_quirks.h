#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "server/api/http/http.h"

/// Opens the port and writes responses.
namespace vitrine {

class Channel;

/// A client that sends or takes more slowly is let go of; the second while others have to wait.
constexpr std::uint64_t kMinBytesPerSecond = 500;
constexpr std::uint64_t kMinBytesPerSecondWhenCrowded = 16u << 10;

/// Options for writing a response.
struct Manner {
  /// Leaves out the content.
  bool head = false;
  /// Allows another request to follow.
  bool keep_alive = false;
  /// True when others wait.
  std::function<bool()> crowded;
};

/// cpp-httplib, which opens the port and writes responses; the only place that knows it. It never
/// sees a request: it reads heads leniently (it skips lines without CRLF, decodes percent signs in
/// headers, goes on after an error), so that a body could become the next request.
class HttplibServer {
 public:
  explicit HttplibServer(int timeout_seconds);
  ~HttplibServer();

  /// Opens a listening socket that does not block. False with `errno` when it cannot be opened. A
  /// port of 0 is replaced by the one that was picked.
  bool bind(const std::string& host, int& port);
  /// Instead of bind(), for connections that come another way: opens no port.
  bool open_without_port();
  /// The listening socket, -1 when there is none.
  int socket() const;
  /// Takes no further connections, and gives clients a last time to take their response.
  void begin_end();
  /// Closes the listening socket; nothing may be written any more.
  void close();

  /// Writes a response, waiting for the client to take it. False when the client did not take it in
  /// time, or the response could not be finished.
  bool respond(Channel& channel, Response response, const Manner& manner) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace vitrine
