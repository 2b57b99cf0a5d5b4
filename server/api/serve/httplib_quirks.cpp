#if defined(__GNUC__) && !defined(__clang__)
// g++ 12 with sanitizers sees an uninitialised std::function inside std::regex, which cpp-httplib
// uses; the warning has the place of the standard header, so no system include silences it.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include "server/api/serve/httplib_quirks.h"

#include <fcntl.h>
#include <httplib.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstring>
#include <ctime>
#include <optional>
#include <utility>

#include "app/text/ascii.h"
#include "server/api/http/channel.h"
#include "server/api/http/http_date.h"

namespace vitrine {

namespace {

using Clock = std::chrono::steady_clock;

/// Interval at which a client that is waited for is judged again.
constexpr std::chrono::milliseconds kTurn{1000};
/// Connections that the kernel holds until they are accepted; cpp-httplib says 5,
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

/// The request that cpp-httplib sees: it has to know no more than whether the content is left out
/// and whether the connection ends.
std::string stand_in_request(bool head, bool keep_alive) {
  return std::string(head ? "HEAD" : "GET") + " / HTTP/1.1\r\n" +
         (keep_alive ? "" : "Connection: close\r\n") + "\r\n";
}

bool may_have_content(int status) { return status >= 200 && status != 204 && status != 304; }

/// When the server began to end; max() before.
using EndingSince = std::atomic<Clock::time_point>;

/// Reads the stand-in request and writes to the client.
class ResponseStream final : public httplib::Stream {
 public:
  ResponseStream(Channel& channel, const Manner& manner, std::chrono::seconds patience,
                 const EndingSince& ending_since)
      : channel_(channel),
        request_(stand_in_request(manner.head, manner.keep_alive)),
        crowded_(manner.crowded),
        patience_(patience),
        ending_since_(ending_since) {}

  bool is_readable() const override { return at_ < request_.size(); }
  bool wait_readable() const override { return is_readable(); }

  bool wait_writable() const override {
    if (has_room({})) return true;
    const Clock::time_point since = Clock::now();
    if (!waited_since_) {
      waited_since_ = since;
      taken_ = 0;
    }
    while (true) {
      const auto left =
          std::chrono::duration_cast<std::chrono::milliseconds>(last_moment(since) - Clock::now());
      if (has_room(std::min(left, kTurn))) return true;
      if (left <= kTurn) return false;
    }
  }

  /// A client may close its own half after its request and still take the response (RFC 9112 §9.6).
  bool is_peer_alive() const override { return true; }

  ssize_t read(char* to, size_t size) override {
    const size_t count = std::min(size, request_.size() - at_);
    std::memcpy(to, request_.data() + at_, count);
    at_ += count;
    return static_cast<ssize_t>(count);
  }

  ssize_t write(const char* bytes, size_t size) override {
    while (true) {
      const ssize_t sent = channel_.send({bytes, size});
      if (sent >= 0) {
        taken_ += static_cast<std::uint64_t>(sent);
        return sent;
      }
      if (errno != EAGAIN && errno != EWOULDBLOCK) return -1;
      if (!wait_writable()) return -1;
    }
  }

  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  socket_t socket() const override { return channel_.socket(); }
  time_t duration() const override { return 0; }

 private:
  bool has_room(std::chrono::milliseconds time) const {
    return wait_for(channel_.socket(), channel_.before_sending(), time);
  }
  /// Ends a wait: no silence longer than the patience, and the whole at a minimum rate.
  Clock::time_point last_moment(Clock::time_point since) const {
    const std::uint64_t rate =
        crowded_ && crowded_() ? kMinBytesPerSecondWhenCrowded : kMinBytesPerSecond;
    const Clock::time_point last = std::min(
        since + patience_, *waited_since_ + patience_ +
                               std::chrono::seconds(static_cast<std::int64_t>(taken_ / rate)));
    const Clock::time_point ending = ending_since_;
    if (ending == Clock::time_point::max()) return last;
    return std::min(last, std::max(ending, began_) + patience_);
  }

  Channel& channel_;
  const std::string request_;
  const std::function<bool()>& crowded_;
  const std::chrono::seconds patience_;
  const EndingSince& ending_since_;
  const Clock::time_point began_ = Clock::now();
  std::size_t at_ = 0;
  /// The time since when the server waits for the client, and the bytes that the client has made
  /// room for since. Bytes that the kernel takes at once say nothing about the client.
  mutable std::optional<Clock::time_point> waited_since_;
  mutable std::uint64_t taken_ = 0;
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

void fill(httplib::Response& to, Response from) {
  to.status = from.status;
  std::string type;
  for (const auto& [name, value] : from.headers) {
    if (text::equals_ignoring_case(name, "Content-Type")) {
      type = value;
    } else {
      to.set_header(name, value);
    }
  }
  if (!may_have_content(from.status)) return;
  if (from.file) {
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

/// Avoids SO_REUSEPORT, cpp-httplib's default: a port in use has to be noticed.
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

/// The time of now, written once a second.
const std::string& date_of_now() {
  thread_local std::time_t written = 0;
  thread_local std::string text;
  if (const std::time_t now = std::time(nullptr); now != written) {
    text = http_date(now);
    written = now;
  }
  return text;
}

/// cpp-httplib announces the end of the connection with every error. A request that was read to its
/// end and refused lets another one follow. And it gives every response without content a length
/// of 0, which where there is never any content is forbidden or wrong (RFC 9110 §8.6). A date it
/// gives to none (RFC 9110 §6.6.1).
void correct_headers(httplib::Server& server) {
  server.set_post_routing_handler([](const httplib::Request& request, httplib::Response& to) {
    if (!to.has_header("Date")) to.set_header("Date", date_of_now());
    if (!may_have_content(to.status)) to.headers.erase("Content-Length");
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
    correct_headers(*this);
    set_keep_alive_timeout(timeout_seconds);
  }
  ~Impl() override { close_socket(); }

  void close_socket() {
    const socket_t socket = svr_sock_.exchange(INVALID_SOCKET);
    if (socket != INVALID_SOCKET) ::close(socket);
  }
  int socket() const { return svr_sock_; }
  /// Without a listening socket cpp-httplib ends responses where they are.
  bool open_without_port() {
    svr_sock_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    return svr_sock_ != INVALID_SOCKET;
  }

  bool write(httplib::Stream& stream, Response& response, const Manner& manner) {
    bool closed = false;
    return process_request(stream, {}, 0, {}, 0, !manner.keep_alive, closed,
                           [&](httplib::Request& request) { carry(request, response); });
  }

  const std::chrono::seconds patience;
  EndingSince ending_since = Clock::time_point::max();
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

bool HttplibServer::open_without_port() { return impl_->open_without_port(); }

int HttplibServer::socket() const { return impl_->socket(); }

/// Shut down, not closed: without a listening socket cpp-httplib ends responses where they are.
void HttplibServer::begin_end() {
  impl_->ending_since = Clock::now();
  ::shutdown(impl_->socket(), SHUT_RDWR);
}

void HttplibServer::close() { impl_->close_socket(); }

bool HttplibServer::respond(Channel& channel, Response response, const Manner& manner) const {
  ResponseStream stream(channel, manner, impl_->patience, impl_->ending_since);
  return impl_->write(stream, response, manner);
}

}  // namespace vitrine
