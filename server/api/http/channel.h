#pragma once
#include <poll.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <string_view>

namespace vitrine {

/// The server's end of the bytes of one connection: a socket that does not block, as it is here, by
/// TLS in tls.h. One thread receives; others may send at that time, one by one.
class Channel {
 public:
  /// Owns the socket.
  explicit Channel(int socket) noexcept : socket_(socket) {}
  virtual ~Channel() { ::close(socket_); }
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;

  int socket() const { return socket_; }
  /// As recv(2): 0 when the client sends no more; -1 with EAGAIN when nothing has come.
  virtual ssize_t receive(char* to, std::size_t size) {
    ssize_t got = 0;
    do {
      got = ::recv(socket_, to, size, MSG_DONTWAIT);
    } while (got < 0 && errno == EINTR);
    return got;
  }
  /// As send(2), of at least a byte; -1 with EAGAIN when the client has no room. Then what is sent
  /// next begins with the same bytes.
  virtual ssize_t send(std::string_view bytes) {
    ssize_t sent = 0;
    do {
      sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    } while (sent < 0 && errno == EINTR);
    return sent;
  }
  /// Tells the client that nothing more will be sent. One that is not told sees that something is
  /// missing, where there is a way to see it.
  virtual void end_sending() { ::shutdown(socket_, SHUT_WR); }
  /// True when something can be sent.
  virtual bool established() const { return true; }
  /// True when bytes wait of which the socket knows nothing any more.
  virtual bool has_pending() const { return false; }
  /// The events of poll(2) to wait for when receive() or send() said EAGAIN.
  virtual short before_receiving() const { return POLLIN; }
  virtual short before_sending() const { return POLLOUT; }

 private:
  const int socket_;
};

}  // namespace vitrine
