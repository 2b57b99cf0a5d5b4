#include "server/api/test/local_connection.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

#include "app/text/ascii.h"
#include "server/api/http/channel.h"
#include "server/api/http/request_head.h"
#include "server/api/serve/connection.h"
#include "server/api/serve/waker.h"

/// Leads a connection on a thread, and is its client.
namespace vitrine {

namespace {

using std::chrono::milliseconds;

constexpr std::size_t kReadBytes = 64u << 10;
/// The longest sleep of the server's end; then it looks whether a deadline has passed.
constexpr milliseconds kMaxSleep{60'000};

static_assert(EPOLLIN == POLLIN && EPOLLOUT == POLLOUT && EPOLLRDHUP == POLLRDHUP,
              "what epoll watches is what poll watches");

std::string head_text(const Request& request) {
  if (!is_token(request.method) || request.target.empty() || !is_field_value(request.target) ||
      request.target.find(' ') != std::string::npos) {
    throw std::invalid_argument("no method and target of a request: " + request.method + " " +
                                request.target);
  }
  std::string text = request.method + " " + request.target + " HTTP/1.1\r\n";
  for (const auto& [name, value] : request.headers) {
    if (!is_token(name) || !is_field_value(value)) {
      throw std::invalid_argument("no field of a header: " + name);
    }
    text += name + ": " + value + "\r\n";
  }
  const bool empty_body =
      request.method == "POST" || request.method == "PUT" || request.method == "PATCH";
  if (!request.headers.find("Content-Length") && (!request.body.empty() || empty_body)) {
    text += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
  }
  return text + "\r\n";
}

}  // namespace

/// The server's end.
class LocalConnection::Server {
 public:
  /// Owns the socket.
  Server(int socket, const Front& front, const ServeOptions& options, const HttplibServer& writer)
      : site_{front, options, writer, [] { return false; }} {
    site_.run = [this](std::function<void()> job) {
      const std::lock_guard lock(mutex_);
      jobs_.emplace_back(std::move(job));
      return true;
    };
    site_.wake = [waker = waker_](int of) { waker->wake(of); };
    thread_ = std::thread([this, socket] { serve(socket); });
  }
  /// The client's end is closed before.
  ~Server() {
    thread_.join();
    for (std::thread& job : jobs_) job.join();
  }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

 private:
  void serve(int socket) {
    try {
      Connection connection(std::make_unique<Channel>(socket), site_);
      while (true) {
        const Connection::Next next = connection.advance();
        if (next == Connection::Next::close) return;
        if (next == Connection::Next::wait) wait(connection);
      }
    } catch (const std::exception&) {
      // Out of memory: the connection ends.
    }
  }

  void wait(const Connection& connection) const {
    const auto left =
        std::chrono::duration_cast<milliseconds>(connection.deadline() - Connection::Clock::now()) +
        milliseconds(1);
    pollfd entries[] = {{connection.socket(), static_cast<short>(connection.events()), 0},
                        {waker_->file(), POLLIN, 0}};
    ::poll(entries, 2, static_cast<int>(std::clamp(left, milliseconds(0), kMaxSleep).count()));
    waker_->take();
  }

  const std::shared_ptr<Waker> waker_ = std::make_shared<Waker>();
  Site site_;
  std::mutex mutex_;
  /// Handlers that write to a stream.
  std::vector<std::thread> jobs_;
  std::thread thread_;
};

LocalConnection::LocalConnection(const Front& front, const ServeOptions& options,
                                 const HttplibServer& writer, const Request& request)
    : method_(request.method) {
  const std::string head = head_text(request);
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    throw std::runtime_error("no pair of sockets can be made");
  }
  socket_ = ends[0];
  ::fcntl(ends[1], F_SETFL, O_NONBLOCK);
  try {
    server_ = std::make_unique<Server>(ends[1], front, options, writer);
  } catch (...) {
    ::close(ends[0]);
    ::close(ends[1]);
    throw;
  }
  send(head);
  send(request.body);
}

LocalConnection::~LocalConnection() {
  ::close(socket_);
  server_.reset();
}

/// A server that has refused the request takes no more of it: its response tells why.
void LocalConnection::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    } else if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
      // The server may wait until what it has said is taken.
      pollfd entry{socket_, POLLIN | POLLOUT, 0};
      if (::poll(&entry, 1, -1) < 0 && errno != EINTR) return;
      if ((entry.revents & POLLIN) != 0 && receive(milliseconds(0)) == Reading::end) return;
    } else if (errno != EINTR) {
      return;
    }
  }
}

LocalConnection::Reading LocalConnection::receive(std::optional<milliseconds> patience) {
  const auto until = std::chrono::steady_clock::now() + patience.value_or(milliseconds(0));
  while (true) {
    int time = -1;
    if (patience) {
      const auto left = std::chrono::ceil<milliseconds>(until - std::chrono::steady_clock::now());
      time = static_cast<int>(std::max(left, milliseconds(0)).count());
    }
    pollfd entry{socket_, POLLIN, 0};
    const int ready = ::poll(&entry, 1, time);
    if (ready == 0) return Reading::too_late;
    char bytes[kReadBytes];
    const ssize_t got = ready < 0 ? -1 : ::recv(socket_, bytes, sizeof bytes, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return Reading::end;
    buffer_.append(bytes, static_cast<std::size_t>(got));
    return Reading::some;
  }
}

const LocalConnection::Head& LocalConnection::head() {
  // A status of 1xx comes before the response; only 101 is one.
  while (!head_ || (head_->status < 200 && head_->status != 101)) read_head();
  return *head_;
}

void LocalConnection::read_head() {
  std::size_t end = 0;
  while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
    if (receive({}) != Reading::some) throw std::runtime_error("the server sent no response");
  }
  std::string_view rest = std::string_view(buffer_).substr(0, end + 2);
  const auto line = [&rest] {
    const std::string_view piece = rest.substr(0, rest.find("\r\n"));
    rest.remove_prefix(piece.size() + 2);
    return piece;
  };
  Head head;
  // HTTP/1.1 200 OK
  for (const char c : line().substr(9, 3)) head.status = head.status * 10 + (c - '0');
  while (!rest.empty()) {
    if (auto field = read_field_line(line())) {
      head.headers.add(std::move(field->first), std::move(field->second));
    }
  }
  buffer_.erase(0, end + 4);
  head_ = std::move(head);
  begin_body();
}

/// RFC 9112 §6.3.
void LocalConnection::begin_body() {
  const int status = head_->status;
  const std::string* length = head_->headers.find("Content-Length");
  Framing framing;
  if (method_ == "HEAD" || status < 200 || status == 204 || status == 304) {
    ended_ = status >= 200;
  } else if (head_->headers.find("Transfer-Encoding")) {
    framing.kind = Framing::Kind::chunked;
    decoder_.emplace(framing);
  } else if (length) {
    framing.length = std::stoull(*length);
    framing.kind = framing.length == 0 ? Framing::Kind::none : Framing::Kind::length;
    ended_ = framing.length == 0;
    decoder_.emplace(framing);
  }
}

LocalConnection::Reading LocalConnection::read(std::string& body,
                                               std::optional<milliseconds> patience) {
  head();
  if (ended_) return Reading::end;
  if (buffer_.empty()) {
    const Reading reading = receive(patience);
    if (reading == Reading::too_late) return reading;
    if (reading == Reading::end) {
      ended_ = true;
      if (decoder_) throw std::runtime_error("the response broke off in the middle");
      return reading;
    }
  }
  if (!decoder_) {
    body += std::exchange(buffer_, {});
    return Reading::some;
  }
  std::string_view rest = buffer_;
  const auto state = decoder_->take(rest, [&body](std::string_view piece) {
    body += piece;
    return true;
  });
  buffer_.erase(0, buffer_.size() - rest.size());
  if (state == BodyDecoder::State::malformed) throw std::runtime_error("the chunks are malformed");
  ended_ = state == BodyDecoder::State::done;
  return Reading::some;
}

}  // namespace vitrine
