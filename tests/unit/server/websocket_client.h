#pragma once
#include <string>
#include <string_view>
#include <utility>

#include "tests/unit/server/running.h"

/// The client's side of a WebSocket, in bytes.
namespace vitrine::test {

/// A frame as clients send it: with a mask. `first` is its first byte, such as 0x81 for a whole
/// text.
inline std::string masked(int first, std::string_view payload) {
  std::string made;
  made += static_cast<char>(first);
  if (payload.size() < 126) {
    made += static_cast<char>(0x80 | payload.size());
  } else {
    const int bytes = payload.size() <= 0xffff ? 2 : 8;
    made += static_cast<char>(bytes == 2 ? 0xfe : 0xff);
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
      made += static_cast<char>(std::uint64_t{payload.size()} >> shift & 0xff);
    }
  }
  constexpr std::string_view kMask = "\x12\x34\x56\x78";
  made += kMask;
  for (std::size_t i = 0; i < payload.size(); ++i) {
    made += static_cast<char>(payload[i] ^ kMask[i % kMask.size()]);
  }
  return made;
}

inline std::string handshake(const std::string& path, const std::string& fields = {}) {
  return "GET " + path +
         " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
         "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
         fields + "\r\n";
}

/// A client that has shaken hands.
class Talk {
 public:
  Talk(const Running& server, const std::string& path, const std::string& fields = {})
      : wire_(server.connect(handshake(path, fields))), head_(wire_.read_until("\r\n\r\n")) {}

  const std::string& head() const { return head_; }
  const Wire& wire() const { return wire_; }
  void say(std::string_view text) const { wire_.send(masked(0x81, text)); }
  void say(int first, std::string_view payload) const { wire_.send(masked(first, payload)); }
  void say_goodbye(int code) const {
    say(0x88, std::string{static_cast<char>(code >> 8), static_cast<char>(code & 0xff)});
  }

  /// The next frame of the server: its payload; "ping:…", "pong:…" and "binary:…" for those, and
  /// "close:CODE REASON". "(end)" when the server has closed the connection.
  std::string hear() const {
    const std::string head = wire_.read_bytes(2);
    if (head.size() < 2) return "(end)";
    std::size_t size = static_cast<unsigned char>(head[1]);
    if (size >= 126) {
      const std::string length = wire_.read_bytes(size == 126 ? 2 : 8);
      size = 0;
      for (const char c : length) size = size << 8 | static_cast<unsigned char>(c);
    }
    const std::string payload = wire_.read_bytes(size);
    switch (static_cast<unsigned char>(head[0])) {
      case 0x81:
        return payload;
      case 0x82:
        return "binary:" + payload;
      case 0x88:
        if (payload.size() < 2) return "close:";
        return "close:" +
               std::to_string(static_cast<unsigned char>(payload[0]) << 8 |
                              static_cast<unsigned char>(payload[1])) +
               (payload.size() > 2 ? " " + payload.substr(2) : "");
      case 0x89:
        return "ping:" + payload;
      case 0x8a:
        return "pong:" + payload;
      default:
        return "(another frame)";
    }
  }

 private:
  Wire wire_;
  std::string head_;
};

}  // namespace vitrine::test
