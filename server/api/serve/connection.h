#pragma once
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "server/api/front/front.h"
#include "server/api/http/body_decoder.h"
#include "server/api/http/channel.h"
#include "server/api/http/live.h"
#include "server/api/http/request_head.h"
#include "server/api/model/file.h"
#include "server/api/serve/access_log.h"
#include "server/api/serve/httplib_quirks.h"
#include "server/api/serve/serve_options.h"
#include "server/api/serve/writers.h"

/// The connections of a server, and what they share.
namespace vitrine {

class Tls;

/// The state that the connections of one server share.
struct Site {
  const Front& front;
  const ServeOptions& options;
  const HttplibServer& writer;
  /// True when requests wait for a thread.
  std::function<bool()> crowded;
  /// Runs a job on a thread; false when there is none.
  std::function<bool(std::function<void()>)> run = {};
  /// Asks for a turn of the connection of a socket. Copies may outlive the server.
  std::function<void(int)> wake = {};
  std::atomic<bool> stopping = false;
  /// Connections there are.
  std::atomic<std::size_t> open = 0;
  /// Bytes of bodies that all of them hold.
  std::atomic<std::uint64_t> bytes_in_memory = 0;
  std::atomic<std::uint64_t> bytes_on_disk = 0;
  /// Responses that go on, and the handlers that write to them at this moment.
  std::size_t max_streams = options.max_streams;
  std::atomic<std::size_t> streams = 0;
  Writers writers{options.max_threads / 2};
  /// Where connections are by TLS.
  const Tls* tls = nullptr;
};

/// Adds one to a count as long as it lives.
class Counted {
 public:
  explicit Counted(std::atomic<std::size_t>& count) : count_(count) { ++count_; }
  ~Counted() { --count_; }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;

 private:
  std::atomic<std::size_t>& count_;
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
  enum class Stage { idle, head, body, live, lingering, over };

  Connection(std::unique_ptr<Channel> channel, Site& site);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Reads, and responds to every request that is complete.
  Next advance();
  /// Refuses with 503 what it may be sending, without waiting; for one that lingers already, reads
  /// and drops some of that.
  void refuse_busy();

  int socket() const { return channel_->socket(); }
  Clock::time_point deadline() const { return deadline_; }
  Stage stage() const { return stage_; }
  /// True when bytes have come that are not read yet.
  bool has_unread() const;
  /// True when part of a request has come.
  bool has_begun() const;
  /// True when the client is in the middle of a body and sends fast enough to keep its place when
  /// others want one.
  bool is_sending(Clock::time_point now) const;
  /// What epoll has to watch while it waits.
  std::uint32_t events() const;
  /// Waits for a while, whatever comes: there is no thread for it.
  void postpone(std::chrono::milliseconds time) { deadline_ = Clock::now() + time; }

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
  /// The same for a handler that takes the body in pieces.
  bool give(std::string_view piece);
  /// Responds before the body is read.
  void refuse(Response response);
  void refuse(int status, std::string detail);
  /// Responds and reads no further.
  void refuse_and_close(int status, std::string detail);
  void respond(Response response, bool whole);
  /// Writes a line of the log, where there is one.
  void log(int status, std::optional<std::uint64_t> bytes) noexcept;
  void await_request();
  void linger();
  /// Closes a connection on which no request waits for a response.
  void leave();
  void expire();
  void end();
  std::atomic<std::uint64_t>& bytes_held();
  void drop_body();
  /// A response that goes on; false with what is sent instead, when there is no room for it.
  bool begin_live(Response& response);
  void start_writer(const std::shared_ptr<Live>& live);
  Next advance_live();
  /// Reads for a dialogue; false when the client is gone.
  bool hear();
  /// Writes what there is to say; false when there is nothing before `deadline_`.
  bool speak();
  bool client_left() const;
  bool await_room();
  /// After the last byte.
  void end_live();
  /// In the middle.
  void abort_live();
  Next lose_live();

  /// The state of a response that goes on.
  struct LiveState {
    explicit LiveState(std::atomic<std::size_t>& count) : counted(count) {}
    Counted counted;
    int status = 200;
    std::shared_ptr<Live> live;
    std::shared_ptr<Outlet> outlet;
    bool chunked = false;
    bool finished = false;
    Clock::time_point ask_again = Clock::time_point::min();
    /// Since when a dialogue waits for a word of the client.
    std::optional<Clock::time_point> asked = {};
    /// For a client that has not taken all when the server ends.
    std::optional<Clock::time_point> last_moment = {};
  };

  const std::unique_ptr<Channel> channel_;
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

  /// The address of the other side.
  std::string peer_;
  Request request_;
  /// When the head of `request_` was there.
  Clock::time_point began_ = Clock::now();
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
  /// That of the handler, when it is the trouble.
  std::optional<Response> refusal_;
  std::unique_ptr<LiveState> live_;
};

}  // namespace vitrine
