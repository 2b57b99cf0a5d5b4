#pragma once
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "server/api/body_decoder.h"
#include "server/api/file.h"
#include "server/api/front.h"
#include "server/api/httplib_quirks.h"
#include "server/api/request_head.h"
#include "server/api/serve_options.h"

namespace vitrine {

/// The state that the connections of one server share.
struct Site {
  const Front& front;
  const ServeOptions& options;
  const HttplibServer& writer;
  /// True when requests wait for a thread.
  std::function<bool()> crowded;
  std::atomic<bool> stopping = false;
  /// Connections there are.
  std::atomic<std::size_t> open = 0;
  /// Bytes of bodies that all of them hold.
  std::atomic<std::uint64_t> bytes_in_memory = 0;
  std::atomic<std::uint64_t> bytes_on_disk = 0;
};

/// One connection, from accepting to closing. It never waits for the client to send: it takes what
/// has come and asks to be continued when there is more. After a response that leaves some of its
/// request unread, and after a request whose end is not certain, no other request is read from it
/// (RFC 9112 §9.6). Used by one thread at a time.
class Connection {
 public:
  using Clock = std::chrono::steady_clock;
  enum class Next {
    /// Continue when bytes arrive or the deadline has passed.
    wait,
    /// Continue when others had their turn.
    again,
    close,
  };
  enum class Stage { idle, head, body, lingering, over };

  /// Owns a socket that does not block.
  Connection(int socket, Site& site);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Reads, and responds to every request that is complete.
  Next advance();
  /// Refuses with 503 what it may be sending, without waiting; for one that lingers already, reads
  /// and drops some of that.
  void refuse_busy();

  int socket() const { return socket_; }
  Clock::time_point deadline() const { return deadline_; }
  Stage stage() const { return stage_; }
  /// True when bytes have come that are not read yet.
  bool has_unread() const;
  /// True when part of a request has come.
  bool has_begun() const;
  /// True when the client is in the middle of a body and sends fast enough to keep its place when
  /// others want one.
  bool is_sending(Clock::time_point now) const;

 private:
  enum class Reading { some, nothing, end };

  Reading read();
  /// One step with the bytes at hand; false when more are needed.
  bool take();
  void begin_request(RequestHead head);
  void begin_body(const RequestHead& head);
  bool take_body();
  /// A piece of the body; false when it cannot be kept, with the status in `trouble_`.
  bool keep(std::string_view piece);
  /// Responds before the body is read.
  void refuse(Response response);
  void refuse(int status, std::string detail);
  /// Responds and reads no further.
  void refuse_and_close(int status, std::string detail);
  void respond(Response response, bool whole);
  void await_request();
  void linger();
  void expire();
  void end();
  std::atomic<std::uint64_t>& bytes_held();
  void drop_body();

  const int socket_;
  Site& site_;
  const std::chrono::seconds patience_;
  Stage stage_ = Stage::idle;
  Clock::time_point deadline_;
  Clock::time_point last_read_;
  /// Read and not used yet.
  std::string buffer_;
  /// Bytes of `buffer_` that were judged when the head was incomplete.
  std::size_t judged_ = 0;
  std::size_t served_ = 0;

  Request request_;
  /// The match of `request_`.
  Match match_;
  bool keep_alive_ = false;
  bool http_1_0_ = false;
  std::optional<BodyDecoder> decoder_;
  std::optional<Spool> spool_;
  Clock::time_point body_began_;
  std::uint64_t body_bytes_ = 0;
  std::uint64_t max_body_bytes_ = 0;
  int trouble_ = 0;
};

}  // namespace vitrine
