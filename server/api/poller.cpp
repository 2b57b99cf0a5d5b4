#include "server/api/poller.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>
#include <vector>

namespace vitrine {

namespace {

using std::chrono::milliseconds;

/// Files that the process has open beside its connections.
constexpr std::size_t kOtherFiles = 32;
/// Connections beyond the maximum that may be told so.
constexpr std::size_t kRefusedConnections = 16;
constexpr int kEvents = 64;
constexpr milliseconds kPauseWhenFull{20};
constexpr milliseconds kPauseWithoutFiles{100};
/// A burst is over sooner; then connections are refused.
constexpr milliseconds kMaxWaitForRoom{1000};
/// So long at least a client has time to read the last response of its connection.
constexpr milliseconds kMinLingering{1000};

/// A connection may need a second file, for an upload or a file it sends.
std::size_t connections_for(std::size_t wanted) {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return wanted;
  const auto files = static_cast<std::size_t>(limit.rlim_cur);
  const std::size_t possible = files > kOtherFiles ? (files - kOtherFiles) / 2 : 0;
  return std::max<std::size_t>(1, std::min(wanted, possible));
}

/// Which connections are missed least: lower first. Those that a worker has, or that are in the
/// middle of a body, are not asked.
int rank(Connection::Stage stage) {
  switch (stage) {
    case Connection::Stage::idle:
      return 0;
    case Connection::Stage::lingering:
      return 1;
    case Connection::Stage::head:
      return 2;
    default:
      return 3;
  }
}

}  // namespace

Poller::Poller(int listening, Site& site)
    : site_(site),
      listening_(listening),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)),
      wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      max_connections_(connections_for(site.options.max_connections)),
      workers_(site.options.max_threads, site.options.max_waiting) {
  site_.crowded = [this] { return workers_.crowded(); };
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = wake_;
  ::epoll_ctl(epoll_, EPOLL_CTL_ADD, wake_, &event);
  resume_accepting();
}

Poller::~Poller() {
  stop();
  finish();
  ::close(wake_);
  ::close(epoll_);
}

void Poller::wake() const { ::eventfd_write(wake_, 1); }

void Poller::stop() {
  site_.stopping = true;
  wake();
}

void Poller::finish() { workers_.shut_down(); }

void Poller::run() {
  epoll_event events[kEvents];
  while (!site_.stopping) {
    const int count = ::epoll_wait(epoll_, events, kEvents, time_to_wait());
    for (int i = 0; i < count; ++i) {
      const int socket = events[i].data.fd;
      if (socket == wake_) {
        eventfd_t ignored = 0;
        ::eventfd_read(wake_, &ignored);
      } else if (socket == listening_) {
        accept_all();
      } else {
        unpark_and_dispatch(socket);
      }
    }
    dispatch_overdue();
    if (!accepting_ && Clock::now() >= accept_again_) resume_accepting();
  }
  const std::lock_guard lock(mutex_);
  parked_.clear();
}

int Poller::time_to_wait() {
  Clock::time_point due;
  {
    const std::lock_guard lock(mutex_);
    due = next_deadline_;
  }
  if (!accepting_) due = std::min(due, accept_again_);
  if (due == Clock::time_point::max()) return -1;
  // Rounded up, or else the last millisecond would be spent asking.
  const auto left = std::chrono::duration_cast<milliseconds>(due - Clock::now()) + milliseconds(1);
  return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 60'000));
}

void Poller::pause_accepting(milliseconds time) {
  if (accepting_) ::epoll_ctl(epoll_, EPOLL_CTL_DEL, listening_, nullptr);
  accepting_ = false;
  accept_again_ = Clock::now() + time;
}

void Poller::resume_accepting() {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = listening_;
  accepting_ = ::epoll_ctl(epoll_, EPOLL_CTL_ADD, listening_, &event) == 0;
}

void Poller::accept_all() {
  for (int i = 0; i < kEvents; ++i) {
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
      // Faults of the one connection, such as ECONNABORTED, are none of the server.
      const bool exhausted =
          errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM;
      if (exhausted && !drop_one()) return pause_accepting(kPauseWithoutFiles);
      continue;
    }
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const auto connection = std::make_shared<Connection>(socket, site_);
    if (refuse) {
      if (site_.open > max_connections_ + kRefusedConnections) continue;
      connection->refuse_busy();
    }
    park(connection);
  }
}

bool Poller::drop_one() {
  const auto patience = std::chrono::seconds(site_.options.timeout_seconds);
  const auto latest = Clock::now() + patience - kMinLingering;
  const std::lock_guard lock(mutex_);
  auto found = parked_.end();
  for (auto it = parked_.begin(); it != parked_.end(); ++it) {
    const Connection& one = *it->second;
    if (rank(one.stage()) > 2) continue;
    // Its response may not have arrived yet.
    if (one.stage() == Connection::Stage::lingering && one.deadline() > latest) continue;
    if (found != parked_.end()) {
      const Connection& best = *found->second;
      // Of the same kind, the one that has waited longest.
      if (std::pair(rank(best.stage()), best.deadline()) <=
          std::pair(rank(one.stage()), one.deadline())) {
        continue;
      }
    }
    // It is idle no longer, its turn has not come yet.
    if (one.stage() == Connection::Stage::idle && one.has_unread()) continue;
    found = it;
  }
  if (found == parked_.end()) return false;
  parked_.erase(found);
  return true;
}

void Poller::park(const Shared& connection) {
  const std::lock_guard lock(mutex_);
  if (site_.stopping) return;
  const int socket = connection->socket();
  parked_[socket] = connection;
  epoll_event event{};
  event.events = EPOLLIN | EPOLLRDHUP | EPOLLONESHOT;
  event.data.fd = socket;
  if (::epoll_ctl(epoll_, EPOLL_CTL_MOD, socket, &event) != 0 &&
      ::epoll_ctl(epoll_, EPOLL_CTL_ADD, socket, &event) != 0) {
    parked_.erase(socket);
    return;
  }
  if (connection->deadline() < next_deadline_) {
    next_deadline_ = connection->deadline();
    wake();
  }
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
  connection->refuse_busy();
  if (connection->stage() != Connection::Stage::over) park(connection);
}

void Poller::serve(const Shared& connection) {
  try {
    switch (connection->advance()) {
      case Connection::Next::wait:
        return park(connection);
      case Connection::Next::again:
        return dispatch(connection);
      case Connection::Next::close:
        return;
    }
  } catch (const std::exception&) {
    // Out of memory: this connection ends, the server goes on.
  }
}

}  // namespace vitrine
