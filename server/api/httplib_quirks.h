#pragma once
#include <memory>
#include <string>

#include "server/api/http.h"

namespace vitrine {

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
  /// The listening socket, -1 when there is none.
  int socket() const;
  /// Closes it; responses without end come to theirs.
  void close();

  /// Writes a response, waiting for the client to take it; HEAD leaves the content out. False when
  /// the client did not take it in time, or the response could not be finished.
  bool respond(int socket, bool head, Response response, bool keep_alive) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace vitrine
