#if defined(__GNUC__) && !defined(__clang__)
// g++ 12 with sanitizers sees an uninitialised std::function inside std::regex, which cpp-httplib
// uses; the warning has the place of the standard header, so no system include silences it.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include "server/api/httplib_quirks.h"

#include <fcntl.h>
#include <httplib.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <thread>
#include <utility>

namespace vitrine {

namespace {

using Clock = std::chrono::steady_clock;

/// Polling interval for streamed responses.
constexpr std::chrono::milliseconds kStreamPause{200};
/// A client that takes its response more slowly than this is let go of.
constexpr std::uint64_t kMinBytesPerSecond = 500;
/// As many connections as the kernel holds for us until they are accepted; cpp-httplib says 5,
/// which a burst of browsers exceeds.
constexpr int kBacklog = 511;

bool wait_for(int socket, short events, std::chrono::milliseconds time) {
  pollfd entry{socket, events, 0};
  int ready = 0;
  do {
    ready = ::poll(&entry, 1, static_cast<int>(std::max<std::int64_t>(time.count(), 0)));
  } while (ready < 0 && errno == EINTR);
  return ready > 0;
}

/// What cpp-httplib is given as a request: it has to know no more than whether the content is left
/// out and whether the connection ends.
std::string stand_in_request(bool head, bool keep_alive) {
  return std::string(head ? "HEAD" : "GET") + " / HTTP/1.1\r\n" +
         (keep_alive ? "" : "Connection: close\r\n") + "\r\n";
}

/// Reads the stand-in request and writes to a socket that does not block.
class ResponseStream final : public httplib::Stream {
 public:
  ResponseStream(int socket, std::string request, std::chrono::seconds patience, bool endless)
      : socket_(socket), request_(std::move(request)), patience_(patience), endless_(endless) {}

  bool is_readable() const override { return at_ < request_.size(); }
  bool wait_readable() const override { return is_readable(); }
  bool wait_writable() const override { return wait_for(socket_, POLLOUT, time_left()); }

  /// Only a response without end asks whether somebody listens: a client may close its own half
  /// after its request and still take the response (RFC 9112 §9.6).
  bool is_peer_alive() const override {
    if (!endless_) return true;
    char byte = 0;
    const ssize_t got = ::recv(socket_, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return got > 0 || (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR));
  }

  ssize_t read(char* to, size_t size) override {
    const size_t count = std::min(size, request_.size() - at_);
    std::memcpy(to, request_.data() + at_, count);
    at_ += count;
    return static_cast<ssize_t>(count);
  }

  ssize_t write(const char* bytes, size_t size) override {
    while (true) {
      const ssize_t sent = ::send(socket_, bytes, size, MSG_NOSIGNAL | MSG_DONTWAIT);
      if (sent >= 0) {
        written_ += static_cast<std::uint64_t>(sent);
        return sent;
      }
      if (errno == EINTR) continue;
      if (errno != EAGAIN && errno != EWOULDBLOCK) return -1;
      if (!wait_for(socket_, POLLOUT, time_left())) return -1;
    }
  }

  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  socket_t socket() const override { return socket_; }
  time_t duration() const override { return 0; }

 private:
  /// For the next write: no silence longer than the patience, and the whole at a minimum rate.
  std::chrono::milliseconds time_left() const {
    const std::chrono::milliseconds patience = patience_;
    if (endless_) return patience;
    const auto end = began_ + patience_ +
                     std::chrono::seconds(static_cast<std::int64_t>(written_ / kMinBytesPerSecond));
    return std::min(patience,
                    std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()));
  }

  const int socket_;
  const std::string request_;
  const std::chrono::seconds patience_;
  const bool endless_;
  const Clock::time_point began_ = Clock::now();
  std::size_t at_ = 0;
  std::uint64_t written_ = 0;
};

void write_file(httplib::Response& to, std::shared_ptr<const OpenFile> file, std::uint64_t begin,
                std::uint64_t end, const std::string& type) {
  const std::size_t size = end - begin;
  if (size == 0) {
    to.set_content("", type);
    return;
  }
  to.set_content_provider(size, type,
                          [file = std::move(file), begin](std::size_t offset, std::size_t length,
                                                          httplib::DataSink& sink) {
                            char buffer[64 * 1024];
                            const std::size_t got =
                                file->read(begin + offset, buffer, std::min(length, sizeof buffer));
                            // A file that became shorter cannot be finished: the connection ends.
                            return got > 0 && sink.write(buffer, got);
                          });
}

void write_stream(httplib::Response& to, std::function<std::string()> stream,
                  const std::string& type) {
  // Ends by itself when the other side is gone or the server stops.
  to.set_chunked_content_provider(
      type, [stream = std::move(stream)](std::size_t, httplib::DataSink& sink) {
        if (!sink.is_writable()) return false;
        const std::string text = stream();
        if (!text.empty()) return sink.write(text.data(), text.size());
        std::this_thread::sleep_for(kStreamPause);
        return true;
      });
}

void fill(httplib::Response& to, Response from) {
  to.status = from.status;
  std::string type;
  for (const auto& [name, value] : from.headers) {
    if (equal_ignoring_case(name, "Content-Type")) {
      type = value;
    } else {
      to.set_header(name, value);
    }
  }
  if (from.stream) {
    write_stream(to, std::move(from.stream), type);
  } else if (from.file) {
    const std::uint64_t end = from.file_end.value_or(from.file->size());
    write_file(to, std::move(from.file), from.file_begin, end, type);
  } else if (!from.body.empty()) {
    to.body = std::move(from.body);
    to.set_header("Content-Type", type);
  } else if (!from.static_body.empty()) {
    to.set_content_provider(from.static_body.size(), type,
                            [bytes = from.static_body](std::size_t offset, std::size_t length,
                                                       httplib::DataSink& sink) {
                              return sink.write(bytes.data() + offset, length);
                            });
  }
}

/// Not SO_REUSEPORT, which is cpp-httplib's way: a port in use has to be noticed.
void refuse_ports_in_use(httplib::Server& server) {
  server.set_socket_options(
      [](socket_t socket) { httplib::set_socket_opt(socket, SOL_SOCKET, SO_REUSEADDR, 1); });
}

/// cpp-httplib calls handlers with its own request only. A member of it that servers do not use
/// carries the response there.
void carry(httplib::Request& request, Response& response) {
  request.response_handler = [&response](const httplib::Response& to) {
    fill(const_cast<httplib::Response&>(to), std::move(response));
    return true;
  };
}

void write_what_is_carried(httplib::Server& server) {
  server.set_pre_routing_handler([](const httplib::Request& request, httplib::Response& to) {
    request.response_handler(to);
    return httplib::Server::HandlerResponse::Handled;
  });
}

/// cpp-httplib announces the end of the connection with every error. A request that was read to its
/// end and refused lets another one follow.
void keep_connections_after_errors(httplib::Server& server) {
  server.set_post_routing_handler([](const httplib::Request& request, httplib::Response& to) {
    if (to.status >= 400 && request.get_header_value("Connection") != "close") {
      to.headers.erase("Connection");
    }
  });
}

}  // namespace

/// A subclass, because process_request() and the listening socket are protected.
struct HttplibServer::Impl final : httplib::Server {
  explicit Impl(int timeout_seconds) : patience(timeout_seconds) {
    refuse_ports_in_use(*this);
    write_what_is_carried(*this);
    keep_connections_after_errors(*this);
    set_keep_alive_timeout(timeout_seconds);
  }
  ~Impl() override { close_socket(); }

  void close_socket() {
    const socket_t socket = svr_sock_.exchange(INVALID_SOCKET);
    if (socket != INVALID_SOCKET) ::close(socket);
  }
  int socket() const { return svr_sock_; }

  bool write(httplib::Stream& stream, Response& response, bool keep_alive) {
    bool closed = false;
    return process_request(stream, {}, 0, {}, 0, !keep_alive, closed,
                           [&](httplib::Request& request) { carry(request, response); });
  }

  const std::chrono::seconds patience;
};

HttplibServer::HttplibServer(int timeout_seconds)
    : impl_(std::make_unique<Impl>(timeout_seconds)) {}

HttplibServer::~HttplibServer() = default;

bool HttplibServer::bind(const std::string& host, int& port) {
  errno = 0;
  if (port == 0) {
    const int picked = impl_->bind_to_any_port(host);
    if (picked <= 0) return false;
    port = picked;
  } else if (!impl_->bind_to_port(host, port)) {
    return false;
  }
  const int socket = impl_->socket();
  return ::listen(socket, kBacklog) == 0 && ::fcntl(socket, F_SETFL, O_NONBLOCK) == 0;
}

int HttplibServer::socket() const { return impl_->socket(); }
void HttplibServer::close() { impl_->close_socket(); }

bool HttplibServer::respond(int socket, bool head, Response response, bool keep_alive) const {
  ResponseStream stream(socket, stand_in_request(head, keep_alive), impl_->patience,
                        static_cast<bool>(response.stream));
  return impl_->write(stream, response, keep_alive);
}

}  // namespace vitrine
