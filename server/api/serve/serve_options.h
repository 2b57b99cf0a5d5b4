#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/front/deployment.h"
#include "server/api/serve/access_log.h"

namespace vitrine {

/// The address and the limits of a server.
struct ServeOptions {
  /// 127.0.0.1 is this machine only; 0.0.0.0 and :: are the network as well.
  std::string host = "127.0.0.1";
  /// 0 picks a free one.
  int port = 8080;
  /// For TLS, files in PEM: the certificate, followed by those that sign it, and its key without
  /// passphrase. Both or none. They are read when the server starts; the library has to be built
  /// with VITRINE_TLS.
  std::string tls_certificate = {};
  std::string tls_key = {};
  /// Origins whose pages may call the API ("https://docs.example.org", "https://*.example.org");
  /// "*" allows all. `deployment.cors` says what they may do.
  std::vector<std::string> cors_origins = {};
  /// Names, proxies, paths, compression, folders of files.
  Deployment deployment = {};
  /// A line for each request. Then each has an id, which its response says as X-Request-Id.
  AccessLog access_log = AccessLog::none;
  /// Takes the lines, on any thread; standard output unless set.
  std::function<void(std::string_view line)> log = {};
  /// Larger bodies are refused with 413.
  std::size_t max_body_bytes = 8u << 20;
  /// For a connection without a request, for the head of a request as a whole, for silence within a
  /// body, and for a client that does not take its response.
  int timeout_seconds = 10;
  /// For requests that are still handled when a signal ends the server; then the process ends.
  int stop_seconds = 30;
  /// Requests that are handled at the same time. Connections that are idle or send slowly take no
  /// thread.
  std::size_t max_threads = 512;
  /// Requests that wait for a thread; further ones are refused with 503.
  std::size_t max_waiting = 1024;
  /// Fewer where the process may not open so many files; serve() asks the system for them. When all
  /// are in use, a new connection takes the place of the one that has waited longest for its
  /// client, or else, when all are at work, is refused with 503.
  std::size_t max_connections = 4096;
  /// Event streams, JSON Lines and WebSockets that are open at the same time, at most half of the
  /// connections; further ones are refused with 503. They take no thread while nothing is sent. A
  /// handler that writes to a stream and waits (see events.h) takes one: at most half of the
  /// threads may be at that.
  std::size_t max_streams = 1024;
  /// Bytes that wait for the client of a stream until writers wait, too, or are refused. A client
  /// that takes none of them for `timeout_seconds` is let go of.
  std::size_t max_waiting_bytes = 256u << 10;
  /// The largest message of a WebSocket; a larger one closes it with 1009.
  std::size_t max_message_bytes = 1u << 20;
  /// A stream on which nothing is sent for so long gets a word that means nothing, and the client
  /// of a WebSocket that says nothing a ping, so that proxies keep it and a client that is gone is
  /// noticed.
  int heartbeat_seconds = 15;
};

}  // namespace vitrine
