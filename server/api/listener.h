#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "server/api/front.h"

namespace vitrine {

struct ServeOptions {
  /// 127.0.0.1 is this machine only; 0.0.0.0 and :: are the network as well.
  std::string host = "127.0.0.1";
  /// 0 picks a free one.
  int port = 8080;
  std::vector<std::string> cors_origins = {};
  /// Bodies beyond it are answered 413.
  std::size_t max_body_bytes = 8u << 20;
  /// For one read or write of a socket, and for a connection that idles.
  int timeout_seconds = 10;
  /// A connection takes a thread while it is open.
  std::size_t max_threads = 128;
};

/// Whether an address is this machine only.
bool is_loopback_address(const std::string& host);

/// The sockets: the only place that knows cpp-httplib. Headers are bounded by it to 8 KiB a line,
/// 100 lines, 8 KiB of URL.
class Listener {
 public:
  Listener(Front front, ServeOptions options);
  ~Listener();

  /// Opens the port. "" when done, else why not, with the remedy.
  std::string bind();
  /// "http://127.0.0.1:8080", once bound.
  std::string url() const;
  int port() const;
  /// Answers until stop() is called from another thread.
  void run();
  /// Returns when run() has begun; stop() has no effect before.
  void wait_until_ready() const;
  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Binds, prints `listening on URL` as the first line of standard output and `greeting` to standard
/// error, answers until SIGINT or SIGTERM. Returns the exit code: 0, or 2 with the reason on
/// standard error.
int serve(Front front, const ServeOptions& options, const std::string& greeting = {});

/// The short way for a program of your own: the API with its documentation at /docs.
int serve(Api api, const ServeOptions& options = {});

}  // namespace vitrine
