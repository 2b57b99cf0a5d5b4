#pragma once
#include <cstdint>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "server/api/respond/worker_pool.h"
#include "server/api/serve/connection.h"

/// Watches connections between their turns.
namespace vitrine {

class Waker;

/// Lets the process open as many files as so many connections need, or as the system allows.
/// The usual limit, 1,024, is there for programs that call select().
void allow_connections(std::size_t wanted);

/// Accepts connections and watches those that wait for their client, all by one thread; workers do
/// the rest. So a connection takes a thread while its request is handled and its response written,
/// not while it is idle or its client slow.
class Poller {
 public:
  /// `listening` is a socket that does not block; it stays the caller's.
  Poller(int listening, Site& site);
  ~Poller();
  Poller(const Poller&) = delete;
  Poller& operator=(const Poller&) = delete;

  /// Returns after stop(); workers may still be at their requests.
  void run();
  /// May be called from any thread, also before run().
  void stop();
  /// `errno` of what could not be opened, 0 when it can run.
  int error() const { return error_; }
  /// Waits for the workers: a request that was complete gets its response.
  void finish();

 private:
  using Clock = Connection::Clock;
  using Shared = std::shared_ptr<Connection>;

  /// One task of a turn. If memory runs out, the task is dropped and the server goes on.
  template <class F>
  void attempt(F f);
  void handle(int socket);
  /// For epoll_wait: milliseconds until something is due, or -1.
  int time_to_wait();
  void accept_all();
  /// Accepts no connection for a while.
  void pause_accepting(std::chrono::milliseconds time);
  void resume_accepting();
  /// A connection for a socket that was accepted.
  Shared take(int socket);
  /// Closes the connection that has waited longest for its client; false when all are at work.
  bool drop_one();
  /// Has a worker continue with a connection.
  void dispatch(Shared connection);
  void serve(const Shared& connection);
  /// Watches a connection until something comes or its deadline has passed; false when the server
  /// is ending.
  bool park(const Shared& connection, bool whatever_comes = true);
  void unpark_and_dispatch(int socket);
  void dispatch_overdue();
  /// Gives those that have something to say before their end a turn; the others are closed.
  void leave_parked();

  Site& site_;
  const int listening_;
  const int epoll_;
  const std::shared_ptr<Waker> waker_;
  int error_ = 0;
  const std::size_t max_connections_;
  bool accepting_ = false;
  Clock::time_point accept_again_;
  /// Since when connections have had to wait until others end.
  std::optional<Clock::time_point> full_since_;

  std::mutex mutex_;
  std::unordered_map<int, Shared> parked_;
  /// The earliest deadline of those, or earlier.
  Clock::time_point next_deadline_ = Clock::time_point::max();

  WorkerPool workers_;
};

}  // namespace vitrine
