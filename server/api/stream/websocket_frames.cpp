#include "server/api/stream/websocket_frames.h"

#include <utility>

#include "app/request/base64.h"
#include "app/text/utf8.h"
#include "server/api/stream/sha1.h"

/// Reads and writes frames.
namespace vitrine {

namespace {

constexpr std::size_t kMaxControlBytes = 125;
constexpr std::size_t kMaskBytes = 4;
constexpr std::string_view kMask = "\x12\x34\x56\x78";

unsigned byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

bool is_control(Opcode opcode) { return opcode >= Opcode::close; }

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint point = text::decode_utf8(text.data() + at, text.size() - at);
    if (!point.valid) return false;
    at += point.bytes;
  }
  return true;
}

/// Masks, and unmasks.
void toggle_mask(std::string_view mask, std::string& payload) {
  for (std::size_t i = 0; i < payload.size(); ++i) {
    payload[i] = static_cast<char>(payload[i] ^ mask[i % kMaskBytes]);
  }
}

/// The fault of a close frame, code 0 without one.
FrameFault fault_of_close(std::string_view payload) {
  if (payload.empty()) return {0, {}};
  if (payload.size() == 1 || !is_close_code(close_code(payload))) {
    return {1002, "no such close code"};
  }
  if (!is_utf8(payload.substr(2))) return {1007, "the reason is not UTF-8"};
  return {0, {}};
}

}  // namespace

bool is_close_code(int code) {
  return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) ||
         (code >= 3000 && code <= 4999);
}

void FrameReader::add(std::string_view bytes) {
  if (at_ > 0) buffer_.erase(0, std::exchange(at_, 0));
  buffer_ += bytes;
}

std::variant<FrameReader::Header, FrameFault> FrameReader::read_header() const {
  const std::string_view bytes = std::string_view(buffer_).substr(at_);
  Header header;
  if (bytes.size() < 2) return header;
  const unsigned first = byte_at(bytes, 0);
  const unsigned second = byte_at(bytes, 1);
  const unsigned opcode = first & 0x0f;
  header.final = (first & 0x80) != 0;
  header.opcode = static_cast<Opcode>(opcode);
  header.length = second & 0x7f;
  if ((first & 0x70) != 0) return FrameFault{1002, "no extension was agreed on"};
  if ((opcode > 2 && opcode < 8) || opcode > 10) return FrameFault{1002, "unknown opcode"};
  if (const bool masked = (second & 0x80) != 0; masked != (sender_ == Sender::client)) {
    return FrameFault{1002,
                      masked ? "a server does not mask its frames" : "a client masks its frames"};
  }
  if (is_control(header.opcode)) {
    if (!header.final) return FrameFault{1002, "a control frame in fragments"};
    if (header.length > kMaxControlBytes) return FrameFault{1002, "a control frame too long"};
  } else if (begun_ != (header.opcode == Opcode::continuation)) {
    return FrameFault{1002, begun_ ? "a message within another one" : "nothing to continue"};
  }
  std::size_t size = 2;
  if (header.length > kMaxControlBytes) {
    const std::size_t digits = header.length == 126 ? 2 : 8;
    if (bytes.size() < size + digits) return header;
    header.length = 0;
    for (std::size_t i = 0; i < digits; ++i)
      header.length = header.length << 8 | byte_at(bytes, size + i);
    if (header.length < (digits == 2 ? 126u : 65'536u) || header.length >> 63 != 0) {
      return FrameFault{1002, "a length in the wrong form"};
    }
    size += digits;
  }
  if (!is_control(header.opcode) && header.length > max_ - message_.payload.size()) {
    return FrameFault{1009, "the message is too large"};
  }
  if (sender_ == Sender::client) size += kMaskBytes;
  if (bytes.size() >= size) header.bytes = size;
  return header;
}

std::string FrameReader::unmasked(const Header& header) const {
  std::string payload = buffer_.substr(at_ + header.bytes, header.length);
  if (sender_ == Sender::client) {
    const std::size_t mask = at_ + header.bytes - kMaskBytes;
    toggle_mask(std::string_view(buffer_).substr(mask, kMaskBytes), payload);
  }
  return payload;
}

std::variant<std::monostate, Incoming, FrameFault> FrameReader::next() {
  while (true) {
    auto read = read_header();
    if (const auto* fault = std::get_if<FrameFault>(&read)) return *fault;
    const Header& header = std::get<Header>(read);
    if (header.bytes == 0 || buffer_.size() - at_ - header.bytes < header.length) {
      // Many connections may wait, with one buffer each.
      if (at_ == buffer_.size()) {
        std::string().swap(buffer_);
        at_ = 0;
      }
      return std::monostate();
    }
    std::string payload = unmasked(header);
    at_ += header.bytes + header.length;
    if (is_control(header.opcode)) {
      if (header.opcode == Opcode::close) {
        if (const FrameFault fault = fault_of_close(payload); fault.code != 0) return fault;
      }
      return Incoming{header.opcode, std::move(payload)};
    }
    if (!begun_) message_ = {header.opcode, {}};
    begun_ = !header.final;
    message_.payload += payload;
    if (begun_) continue;
    if (message_.kind == Opcode::text && !is_utf8(message_.payload)) {
      return FrameFault{1007, "the text is not UTF-8"};
    }
    return std::exchange(message_, {});
  }
}

std::string frame(Opcode opcode, std::string_view payload, Sender sender) {
  const int masked = sender == Sender::client ? 0x80 : 0;
  std::string made;
  made += static_cast<char>(0x80 | static_cast<int>(opcode));
  const auto add_length = [&](int mark, int bytes) {
    made += static_cast<char>(masked | mark);
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
      made += static_cast<char>(std::uint64_t{payload.size()} >> shift & 0xff);
    }
  };
  if (payload.size() <= kMaxControlBytes) {
    add_length(static_cast<int>(payload.size()), 0);
  } else if (payload.size() <= 0xffff) {
    add_length(126, 2);
  } else {
    add_length(127, 8);
  }
  if (sender == Sender::server) return made.append(payload);
  std::string own(payload);
  toggle_mask(kMask, own);
  return made.append(kMask).append(own);
}

std::string close_payload(int code, std::string_view reason) {
  std::string payload;
  payload += static_cast<char>(code >> 8);
  payload += static_cast<char>(code & 0xff);
  return payload.append(text::cut(reason, kMaxControlBytes - 2));
}

int close_code(std::string_view payload) {
  if (payload.size() < 2) return 1005;
  return static_cast<int>(byte_at(payload, 0) << 8 | byte_at(payload, 1));
}

std::string accept_key(std::string_view key) {
  return request::base64(sha1(std::string(key) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"));
}

}  // namespace vitrine
