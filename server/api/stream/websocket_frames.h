#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

/// The frames of WebSockets (RFC 6455 §5), without sockets. There are no extensions.
namespace vitrine {

enum class Opcode : std::uint8_t {
  continuation = 0,
  text = 1,
  binary = 2,
  close = 8,
  ping = 9,
  pong = 10
};

/// A whole message, or a control frame.
struct Incoming {
  Opcode kind = Opcode::text;
  std::string payload;
};

/// A violation by the sender, with the code that closes the connection (RFC 6455 §7.4.1).
struct FrameFault {
  int code = 1002;
  std::string_view reason;
};

/// The side that sends a frame: clients mask theirs, servers do not (RFC 6455 §5.1).
enum class Sender : std::uint8_t { client, server };

/// Takes the bytes of one side apart.
class FrameReader {
 public:
  explicit FrameReader(std::size_t max_message_bytes, Sender sender = Sender::client)
      : max_(max_message_bytes), sender_(sender) {}

  void add(std::string_view bytes);
  /// The next one; std::monostate when more bytes are needed. After a fault there is none.
  std::variant<std::monostate, Incoming, FrameFault> next();

 private:
  struct Header {
    bool final = false;
    Opcode opcode = Opcode::text;
    std::uint64_t length = 0;
    /// Of the header itself, mask included; 0 while it is incomplete.
    std::size_t bytes = 0;
  };
  std::variant<Header, FrameFault> read_header() const;
  std::string unmasked(const Header& header) const;

  const std::size_t max_;
  const Sender sender_;
  std::string buffer_;
  std::size_t at_ = 0;
  /// The fragments of a message that has begun.
  bool begun_ = false;
  Incoming message_;
};

/// A whole frame. The mask of a client is always the same one: it hides nothing, but keeps proxies
/// from taking a frame for a request (RFC 6455 §10.3), and tests have no proxy.
std::string frame(Opcode opcode, std::string_view payload, Sender sender = Sender::server);
/// The payload of a close frame; the reason is cut to what fits.
std::string close_payload(int code, std::string_view reason);
/// The code that the payload of a close frame has; 1005 without one (RFC 6455 §7.1.5).
int close_code(std::string_view payload);
/// True for a code that may be sent in a close frame (RFC 6455 §7.4).
bool is_close_code(int code);
/// The proof that the server has understood: Sec-WebSocket-Accept for a Sec-WebSocket-Key.
std::string accept_key(std::string_view key);

}  // namespace vitrine
