// Cuts a stream into its items as bytes arrive: server-sent events, lines of JSON, JSON sequences.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::text {

enum class StreamKind : uint8_t {
  none,
  events,    ///< server-sent events (WHATWG HTML §9.2)
  lines,     ///< JSON Lines, NDJSON: one text a line
  sequence,  ///< JSON text sequences (RFC 7464): each text after a record separator
  messages   ///< of a WebSocket: lines of JSON, see wasm/src/socket.ts
};

StreamKind stream_kind(std::string_view media_type);

/// An event, or a JSON text, which has data alone.
struct StreamItem {
  std::string data;
  std::string event;    ///< the name that it gives itself; empty: none, which means `message`
  std::string id;       ///< that it gives itself
  std::string retry;    ///< digits: milliseconds
  bool cut = false;     ///< it was longer than kMostItemBytes
  bool binary = false;  ///< a message of bytes: the data are their hexadecimal digits
};

/// Takes bytes cut anywhere.
class StreamReader {
 public:
  /// The rest of a longer item is left out.
  static constexpr size_t kMostItemBytes = 4u << 20;
  /// The same of names and ids.
  static constexpr size_t kMostNameBytes = 4096;

  explicit StreamReader(StreamKind kind) : kind_(kind) {}

  /// Appends the items that these bytes complete.
  void feed(std::string_view bytes, std::vector<StreamItem>& items);
  /// The stream is over: the last text needs no end of line; an event does (§9.2.6).
  void end(std::vector<StreamItem>& items);

  /// What a client says in `Last-Event-ID` when it connects again.
  const std::string& last_id() const { return last_id_; }
  /// Milliseconds after which the server would like that, in digits; empty: it did not say.
  const std::string& retry() const { return retry_; }

 private:
  void append(std::string& text, std::string_view bytes);
  void take_line(std::vector<StreamItem>& items);
  void take_field(std::string_view name, std::string_view value);
  void dispatch(std::vector<StreamItem>& items);

  StreamKind kind_;
  bool at_start_ = true;
  bool after_return_ = false;  ///< a line feed that comes now belongs to the line before
  std::string line_;           ///< what there is of it so far
  StreamItem item_;
  bool has_data_ = false;
  std::string last_id_;
  std::string retry_;
};

}  // namespace vitrine::text
