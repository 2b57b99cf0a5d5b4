#pragma once
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "server/api/serve/listener.h"

namespace vitrine::test {

/// One connection to a server under test, on which bytes are sent as they are. Reading gives up
/// after a minute, so that a test fails rather than hangs.
class Wire {
 public:
  explicit Wire(int port, std::string_view bytes = {})
      : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    const timeval patience{60, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    send(bytes);
  }
  ~Wire() {
    if (socket_ >= 0) ::close(socket_);
  }
  Wire(Wire&& other) noexcept : socket_(std::exchange(other.socket_, -1)) {}
  Wire& operator=(Wire&&) = delete;

  /// False when the other side is gone.
  bool send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  int socket() const { return socket_; }
  void end_sending() const { ::shutdown(socket_, SHUT_WR); }

  /// Reads until a text is there, or the other side closes.
  std::string read_until(std::string_view text) const {
    std::string all;
    char byte = 0;
    while (all.find(text) == std::string::npos && ::recv(socket_, &byte, 1, 0) == 1) all += byte;
    return all;
  }
  /// So many bytes; fewer when the other side closes before.
  std::string read_bytes(std::size_t size) const {
    std::string all(size, '\0');
    std::size_t done = 0;
    while (done < size) {
      const ssize_t got = ::recv(socket_, all.data() + done, size - done, 0);
      if (got <= 0) break;
      done += static_cast<std::size_t>(got);
    }
    all.resize(done);
    return all;
  }
  /// One response with a Content-Length.
  std::string read_response() const {
    std::string all = read_until("\r\n\r\n");
    constexpr std::string_view kLength = "Content-Length: ";
    const auto at = all.find(kLength);
    if (at == std::string::npos) return all;
    const std::size_t size = all.size() + std::stoul(all.substr(at + kLength.size()));
    char byte = 0;
    while (all.size() < size && ::recv(socket_, &byte, 1, 0) == 1) all += byte;
    return all;
  }
  /// All until the other side closes in order; ends with "(reset)" or "(still open)" otherwise.
  std::string read_to_end() const {
    std::string all;
    char buffer[4096];
    ssize_t got = 0;
    while ((got = ::recv(socket_, buffer, sizeof buffer, 0)) > 0) {
      all.append(buffer, static_cast<std::size_t>(got));
    }
    if (got < 0) all += errno == ECONNRESET ? "(reset)" : "(still open)";
    return all;
  }
  /// Whether nothing has come so far, not even the end.
  bool silent() const {
    char byte = 0;
    return ::recv(socket_, &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && errno == EAGAIN;
  }

 private:
  int socket_;
};

/// Short times, for tests that wait for them.
inline ServeOptions impatient() {
  ServeOptions options;
  options.timeout_seconds = 2;
  return options;
}
/// No time is ever over: what happens in a test has another reason.
inline ServeOptions patient() {
  ServeOptions options;
  options.timeout_seconds = 300;
  return options;
}

/// A server on a free port for the time of a test.
class Running {
 public:
  explicit Running(Front front, ServeOptions options = impatient())
      : listener_(std::move(front), free(options)) {
    EXPECT_EQ(listener_.bind(), "");
    thread_ = std::thread([this] { listener_.run(); });
    listener_.wait_until_ready();
  }
  ~Running() {
    listener_.stop();
    thread_.join();
  }
  int port() const { return listener_.port(); }
  std::string url() const { return listener_.url(); }
  void stop() { listener_.stop(); }
  Wire connect(std::string_view bytes = {}) const { return Wire(port(), bytes); }

  /// Sends bytes and no more, and returns what comes back until the other side closes.
  std::string raw(std::string_view bytes) const {
    const Wire wire = connect(bytes);
    wire.end_sending();
    return wire.read_to_end();
  }

 private:
  static ServeOptions free(ServeOptions options) {
    options.port = 0;
    return options;
  }
  Listener listener_;
  std::thread thread_;
};

/// Waits for a condition, a minute at most.
template <class F>
bool comes_true(F condition) {
  for (int i = 0; i < 6000; ++i) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return condition();
}

/// How many responses a text holds whose bodies have no empty lines.
inline int count_responses(std::string_view text) {
  int count = 0;
  for (auto at = text.find("\r\n\r\n"); at != std::string_view::npos;
       at = text.find("\r\n\r\n", at + 4)) {
    ++count;
  }
  return count;
}

}  // namespace vitrine::test
