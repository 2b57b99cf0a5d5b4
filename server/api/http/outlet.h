#pragma once
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

/// The bytes of a response that goes on, on their way to the client.
namespace vitrine {

class Channel;

/// The writing end of a response that goes on after its handler has returned. Bytes that the client
/// has no room for wait here, up to a limit. Writers may be on any thread, and may keep it longer
/// than the connection and the server live.
class Outlet {
 public:
  using Clock = std::chrono::steady_clock;
  enum class State {
    /// Nothing waits.
    drained,
    /// Bytes wait for the client to make room.
    blocked,
    /// The client is gone, or has taken nothing for too long.
    gone,
  };

  /// `channel` is used until detach(). `capacity` is in bytes; a piece that is
  /// larger is taken when nothing else waits. `wake` asks for a turn of the connection; it is
  /// called from any thread and must not call back.
  Outlet(Channel& channel, std::size_t capacity, std::chrono::seconds patience,
         std::function<void()> wake);
  Outlet(const Outlet&) = delete;
  Outlet& operator=(const Outlet&) = delete;

  /// Waits while the client is behind. False when the stream is over; then nothing was written.
  bool write(std::string_view bytes);
  /// False also while the client is behind.
  bool try_write(std::string_view bytes);
  /// Without limit and without chunk: the head, the last chunk, control frames.
  bool write_raw(std::string_view bytes);
  /// No more is written; what waits is sent.
  void end();
  /// Ends in the middle: what waits is dropped, and the client sees that something is missing.
  void abort();
  /// True until end(), abort() or the client's own end.
  bool open() const;
  /// Waits for a time, or until the stream is over: then false.
  bool wait_for(std::chrono::milliseconds time);
  /// Calls `f` when the stream is over; at once when it is already. Several may be given.
  void on_end(std::function<void()> f);
  /// Asks for a turn of the connection.
  void wake();

  /// For the connection: sends what waits as far as the client has room.
  State flush();
  /// From now on write() and try_write() send chunks (RFC 9112 §7.1).
  void use_chunks();
  /// Before the socket is closed. Calls what on_end() was given.
  void detach();
  bool full() const { return waiting_ >= capacity_; }
  /// True when bytes wait, or a writer asked for a turn since begin_turn().
  bool wants_turn() const { return waiting_ > 0 || wanted_; }
  void begin_turn() { wanted_ = false; }
  bool ended() const;
  /// When bytes were last sent, or began to wait.
  Clock::time_point last_progress() const;

  /// The turn of a connection on this thread: its writers must not wait for another thread to send,
  /// and send by themselves.
  class Turn {
   public:
    explicit Turn(const Outlet& outlet);
    ~Turn();
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

   private:
    const Outlet* before_;
  };

 private:
  bool put(std::string_view bytes, bool wait);
  bool wait_for_room(std::unique_lock<std::mutex>& lock);
  void append(std::string_view bytes);
  State send();
  State lose_idle();
  void lose();
  void ask_for_turn();
  bool is_open() const { return !gone_ && !ended_; }

  Channel& channel_;
  const std::size_t capacity_;
  const std::chrono::seconds patience_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::function<void()> wake_;
  std::vector<std::function<void()>> at_end_;
  std::string queue_;
  /// Bytes of `queue_` that are sent.
  std::size_t sent_ = 0;
  std::atomic<std::size_t> waiting_ = 0;
  std::atomic<bool> wanted_ = false;
  bool chunked_ = false;
  bool ended_ = false;
  bool gone_ = false;
  bool detached_ = false;
  Clock::time_point last_progress_ = Clock::now();
};

}  // namespace vitrine
