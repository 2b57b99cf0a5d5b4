#include "server/api/serve/poller.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>
#include <vector>

#include "server/api/serve/tls.h"
#include "server/api/serve/waker.h"

/// Accepts connections, and gives those that have something to do a turn.
namespace vitrine {

namespace {

using std::chrono::milliseconds;

/// Files that the process has open beside its connections.
constexpr std::size_t kOtherFiles = 32;
/// Connections beyond the maximum that are refused with a response.
constexpr std::size_t kRefusedConnections = 16;
constexpr int kEvents = 64;
constexpr milliseconds kPauseWhenFull{20};
constexpr milliseconds kPauseWhenExhausted{100};
/// A client that acknowledges nothing for so long, or for the patience if that is more, is gone.
constexpr std::chrono::seconds kMinUserTimeout{30};
/// Bursts are shorter; after this time connections are refused.
constexpr milliseconds kMaxWaitForRoom{1000};
/// Minimum time for a client to read the last response of its connection.
constexpr milliseconds kMinLingering{1000};

/// A connection may need a second file, for an upload or a file it sends.
std::size_t files_for(std::size_t connections) { return kOtherFiles + 2 * connections; }

std::size_t connections_for(std::size_t wanted) {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return wanted;
  const auto files = static_cast<std::size_t>(limit.rlim_cur);
  const std::size_t possible = files > kOtherFiles ? (files - kOtherFiles) / 2 : 0;
  return std::max<std::size_t>(1, std::min(wanted, possible));
}

bool watch(int epoll, int operation, int file, std::uint32_t events) {
  epoll_event event{};
  event.events = events;
  event.data.fd = file;
  return ::epoll_ctl(epoll, operation, file, &event) == 0;
}

bool is_readable(int socket) {
  pollfd entry{socket, POLLIN, 0};
  return ::poll(&entry, 1, 0) > 0;
}

}  // namespace

void allow_connections(std::size_t wanted) {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  const rlim_t files = std::min<rlim_t>(files_for(wanted), limit.rlim_max);
  if (limit.rlim_cur >= files) return;
  limit.rlim_cur = files;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

Poller::Poller(int listening, Site& site)
    : site_(site),
      listening_(listening),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)),
      waker_(std::make_shared<Waker>()),
      max_connections_(connections_for(site.options.max_connections)),
      workers_(site.options.max_threads, site.options.max_waiting) {
  if (epoll_ < 0 || waker_->file() < 0) {
    error_ = errno;
    return;
  }
  site_.max_streams = std::min(site_.max_streams, std::max<std::size_t>(max_connections_ / 2, 1));
  site_.crowded = [this] { return workers_.crowded() || site_.open >= max_connections_; };
  site_.run = [this](std::function<void()> job) { return workers_.submit(std::move(job)); };
  site_.wake = [waker = waker_](int socket) { waker->wake(socket); };
  if (!watch(epoll_, EPOLL_CTL_ADD, waker_->file(), EPOLLIN)) error_ = errno;
  resume_accepting();
}

Poller::~Poller() {
  stop();
  finish();
  ::close(epoll_);
}

void Poller::stop() {
  site_.stopping = true;
  waker_->wake();
}

void Poller::finish() { workers_.shut_down(); }

void Poller::run() {
  epoll_event events[kEvents];
  while (!site_.stopping) {
    const int count = ::epoll_wait(epoll_, events, kEvents, time_to_wait());
    for (int i = 0; i < count; ++i) {
      attempt([this, socket = events[i].data.fd] { handle(socket); });
    }
    attempt([this] { dispatch_overdue(); });
    if (!accepting_ && Clock::now() >= accept_again_) resume_accepting();
  }
  leave_parked();
}

void Poller::leave_parked() {
  std::unordered_map<int, Shared> parked;
  {
    const std::lock_guard lock(mutex_);
    parked.swap(parked_);
  }
  for (auto& [socket, connection] : parked) {
    if (connection->stage() == Connection::Stage::live) dispatch(std::move(connection));
  }
}

template <class F>
void Poller::attempt(F f) {
  try {
    f();
  } catch (const std::exception&) {
    pause_accepting(kPauseWhenExhausted);
    const std::lock_guard lock(mutex_);
    next_deadline_ = std::min(next_deadline_, Clock::now() + kPauseWhenExhausted);
  }
}

void Poller::handle(int socket) {
  if (socket == waker_->file()) {
    for (const int one : waker_->take()) unpark_and_dispatch(one);
  } else if (socket == listening_) {
    accept_all();
  } else {
    unpark_and_dispatch(socket);
  }
}

int Poller::time_to_wait() {
  Clock::time_point due;
  {
    const std::lock_guard lock(mutex_);
    due = next_deadline_;
  }
  if (!accepting_) due = std::min(due, accept_again_);
  if (due == Clock::time_point::max()) return -1;
  // Round up: otherwise the last millisecond is spent polling.
  const auto left = std::chrono::duration_cast<milliseconds>(due - Clock::now()) + milliseconds(1);
  return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 60'000));
}

void Poller::pause_accepting(milliseconds time) {
  if (accepting_) ::epoll_ctl(epoll_, EPOLL_CTL_DEL, listening_, nullptr);
  accepting_ = false;
  accept_again_ = Clock::now() + time;
}

void Poller::resume_accepting() {
  accepting_ = watch(epoll_, EPOLL_CTL_ADD, listening_, EPOLLIN);
  if (!accepting_) accept_again_ = Clock::now() + kPauseWhenExhausted;
}

void Poller::accept_all() {
  for (int i = 0; i < kEvents; ++i) {
    // Only a new connection may take the place of another.
    if (!is_readable(listening_)) return;
    bool refuse = false;
    if (site_.open < max_connections_ || drop_one()) {
      full_since_.reset();
    } else {
      if (!full_since_) full_since_ = Clock::now();
      if (Clock::now() - *full_since_ < kMaxWaitForRoom) return pause_accepting(kPauseWhenFull);
      refuse = true;
    }
    const int socket = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (socket < 0) {
      if (errno == EAGAIN || errno == EWOULDBLOCK) return;
      // Errors of this connection only, such as ECONNABORTED, do not concern the server.
      const bool exhausted =
          errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM;
      if (exhausted && !drop_one()) return pause_accepting(kPauseWhenExhausted);
      continue;
    }
    const Shared connection = take(socket);
    if (refuse) {
      if (site_.open > max_connections_ + kRefusedConnections) continue;
      connection->refuse_busy();
      if (connection->stage() == Connection::Stage::over) continue;
    }
    park(connection);
  }
}

Poller::Shared Poller::take(int socket) {
  const int on = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  const milliseconds timeout =
      std::max(kMinUserTimeout, std::chrono::seconds(site_.options.timeout_seconds));
  const auto count = static_cast<unsigned>(timeout.count());
  ::setsockopt(socket, IPPROTO_TCP, TCP_USER_TIMEOUT, &count, sizeof count);
  std::unique_ptr<Channel> channel;
  try {
    channel = site_.tls ? site_.tls->accept(socket) : std::make_unique<Channel>(socket);
  } catch (const std::exception&) {
    ::close(socket);
    throw;
  }
  return std::make_shared<Connection>(std::move(channel), site_);
}

bool Poller::drop_one() {
  using Stage = Connection::Stage;
  const auto patience = std::chrono::seconds(site_.options.timeout_seconds);
  const Clock::time_point now = Clock::now();
  const auto latest = now + patience - kMinLingering;
  const std::lock_guard lock(mutex_);
  auto found = parked_.end();
  for (auto it = parked_.begin(); it != parked_.end(); ++it) {
    const Connection& one = *it->second;
    const Stage stage = one.stage();
    if (stage == Stage::live || one.is_sending(now)) continue;
    // Its response may not have arrived yet.
    if (stage == Stage::lingering && one.deadline() > latest) continue;
    // All have the same patience: the earliest deadline is that of the longest wait.
    if (found != parked_.end() && found->second->deadline() <= one.deadline()) continue;
    // It no longer waits, but its turn has not come yet.
    if (stage != Stage::lingering && one.has_unread()) continue;
    found = it;
  }
  if (found == parked_.end()) return false;
  parked_.erase(found);
  return true;
}

bool Poller::park(const Shared& connection, bool whatever_comes) {
  const std::lock_guard lock(mutex_);
  if (site_.stopping) return false;
  // Asked for under the lock: what a writer says later finds the connection parked.
  const std::uint32_t events = EPOLLONESHOT | (whatever_comes ? connection->events() : 0);
  const int socket = connection->socket();
  parked_[socket] = connection;
  if (!watch(epoll_, EPOLL_CTL_MOD, socket, events) &&
      !watch(epoll_, EPOLL_CTL_ADD, socket, events)) {
    parked_.erase(socket);
    return true;
  }
  if (connection->deadline() < next_deadline_) {
    next_deadline_ = connection->deadline();
    waker_->wake();
  }
  return true;
}

void Poller::unpark_and_dispatch(int socket) {
  Shared connection;
  {
    const std::lock_guard lock(mutex_);
    const auto found = parked_.find(socket);
    if (found == parked_.end()) return;
    connection = std::move(found->second);
    parked_.erase(found);
  }
  dispatch(std::move(connection));
}

void Poller::dispatch_overdue() {
  const Clock::time_point now = Clock::now();
  std::vector<Shared> overdue;
  {
    const std::lock_guard lock(mutex_);
    if (now < next_deadline_) return;
    next_deadline_ = Clock::time_point::max();
    for (auto it = parked_.begin(); it != parked_.end();) {
      if (it->second->deadline() <= now) {
        overdue.push_back(std::move(it->second));
        it = parked_.erase(it);
      } else {
        next_deadline_ = std::min(next_deadline_, it->second->deadline());
        ++it;
      }
    }
  }
  for (Shared& connection : overdue) dispatch(std::move(connection));
}

void Poller::dispatch(Shared connection) {
  if (workers_.submit([this, connection] { serve(connection); })) return;
  if (connection->stage() == Connection::Stage::live) {
    connection->postpone(kPauseWhenExhausted);
    park(connection, false);
    return;
  }
  // The connection was to be closed and asks for no response.
  if (!connection->has_begun() && !connection->has_unread()) return;
  connection->refuse_busy();
  if (connection->stage() != Connection::Stage::over) park(connection);
}

void Poller::serve(const Shared& connection) {
  try {
    while (true) {
      const Connection::Next next = connection->advance();
      if (next == Connection::Next::close) return;
      const bool live = connection->stage() == Connection::Stage::live;
      // While the server ends, a stream keeps its thread until its last word is said.
      if (next == Connection::Next::wait && (park(connection) || !live)) return;
      if (next == Connection::Next::again && !(live && site_.stopping)) return dispatch(connection);
    }
  } catch (const std::exception&) {
    // Out of memory: this connection ends, the server goes on.
  }
}

}  // namespace vitrine
