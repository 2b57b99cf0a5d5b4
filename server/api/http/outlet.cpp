#include "server/api/http/outlet.h"

#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <exception>
#include <utility>

#include "server/api/http/channel.h"

/// Keeps bytes until a client takes them.
namespace vitrine {

namespace {

/// Memory that an outlet keeps when nothing waits.
constexpr std::size_t kKeptBytes = 4096;

thread_local const Outlet* current_turn = nullptr;

}  // namespace

Outlet::Turn::Turn(const Outlet& outlet) : before_(std::exchange(current_turn, &outlet)) {}
Outlet::Turn::~Turn() { current_turn = before_; }

Outlet::Outlet(Channel& channel, std::size_t capacity, std::chrono::seconds patience,
               std::function<void()> wake)
    : channel_(channel),
      capacity_(std::max<std::size_t>(capacity, 1)),
      patience_(patience),
      wake_(std::move(wake)) {}

bool Outlet::write(std::string_view bytes) { return put(bytes, true); }
bool Outlet::try_write(std::string_view bytes) { return put(bytes, false); }

bool Outlet::put(std::string_view bytes, bool wait) {
  std::unique_lock lock(mutex_);
  if (is_open() && full() && !(wait && wait_for_room(lock))) return false;
  if (!is_open()) return false;
  // An empty chunk would be the end.
  if (bytes.empty()) return true;
  const bool waited = waiting_ > 0;
  if (chunked_) {
    char size[20];
    std::snprintf(size, sizeof size, "%zx\r\n", bytes.size());
    append(size);
  }
  append(bytes);
  if (chunked_) append("\r\n");
  if (send() != State::drained && !waited) ask_for_turn();
  return !gone_;
}

bool Outlet::write_raw(std::string_view bytes) {
  const std::lock_guard lock(mutex_);
  if (gone_) return false;
  append(bytes);
  if (send() != State::drained) ask_for_turn();
  return !gone_;
}

/// The connection sends for writers on other threads. It may get no turn, when all threads are
/// writers that wait: then these find out by themselves that the client takes nothing.
bool Outlet::wait_for_room(std::unique_lock<std::mutex>& lock) {
  while (is_open() && full()) {
    const Clock::time_point patient_until = last_progress_ + patience_;
    if (current_turn != this) {
      changed_.wait_until(lock, patient_until);
      if (is_open() && Clock::now() >= patient_until) lose_idle();
      continue;
    }
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(patient_until - Clock::now());
    lock.unlock();
    // The socket is open: its connection waits for this turn to end.
    pollfd entry{channel_.socket(), channel_.before_sending(), 0};
    ::poll(&entry, 1, static_cast<int>(std::max<std::int64_t>(left.count(), 0)));
    lock.lock();
    lose_idle();
  }
  return is_open();
}

void Outlet::append(std::string_view bytes) {
  if (waiting_ == 0) last_progress_ = Clock::now();
  queue_ += bytes;
  waiting_ += bytes.size();
}

Outlet::State Outlet::send() {
  const bool was_full = full();
  while (!gone_ && waiting_ > 0) {
    const ssize_t count = channel_.send(std::string_view(queue_).substr(sent_));
    if (count >= 0) {
      sent_ += static_cast<std::size_t>(count);
      waiting_ -= static_cast<std::size_t>(count);
      last_progress_ = Clock::now();
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      break;
    } else {
      lose();
    }
  }
  if (gone_) return State::gone;
  if (waiting_ == 0) {
    queue_.clear();
    sent_ = 0;
    if (queue_.capacity() > kKeptBytes) queue_.shrink_to_fit();
  } else if (sent_ > queue_.size() / 2) {
    queue_.erase(0, sent_);
    sent_ = 0;
  }
  if (was_full && !full()) changed_.notify_all();
  return waiting_ == 0 ? State::drained : State::blocked;
}

/// Sends what can be sent; a client that has taken nothing for too long is gone.
Outlet::State Outlet::lose_idle() {
  const State state = send();
  if (state != State::blocked || Clock::now() < last_progress_ + patience_) return state;
  lose();
  ask_for_turn();
  return State::gone;
}

void Outlet::lose() {
  gone_ = true;
  std::string().swap(queue_);
  sent_ = 0;
  waiting_ = 0;
  changed_.notify_all();
}

void Outlet::ask_for_turn() {
  if (!wake_ || current_turn == this) return;
  wanted_ = true;
  wake_();
}

void Outlet::end() {
  const std::lock_guard lock(mutex_);
  if (!is_open()) return;
  ended_ = true;
  changed_.notify_all();
  ask_for_turn();
}

void Outlet::abort() {
  const std::lock_guard lock(mutex_);
  if (gone_) return;
  lose();
  ask_for_turn();
}

bool Outlet::open() const {
  const std::lock_guard lock(mutex_);
  return is_open();
}

bool Outlet::ended() const {
  const std::lock_guard lock(mutex_);
  return ended_;
}

Outlet::Clock::time_point Outlet::last_progress() const {
  const std::lock_guard lock(mutex_);
  return last_progress_;
}

bool Outlet::wait_for(std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  return !changed_.wait_for(lock, time, [this] { return !is_open(); });
}

void Outlet::on_end(std::function<void()> f) {
  {
    const std::lock_guard lock(mutex_);
    if (!detached_) {
      at_end_.push_back(std::move(f));
      return;
    }
  }
  f();
}

void Outlet::wake() {
  const std::lock_guard lock(mutex_);
  ask_for_turn();
}

Outlet::State Outlet::flush() {
  const std::lock_guard lock(mutex_);
  return lose_idle();
}

void Outlet::use_chunks() {
  const std::lock_guard lock(mutex_);
  chunked_ = true;
}

void Outlet::detach() {
  std::vector<std::function<void()>> at_end;
  {
    const std::lock_guard lock(mutex_);
    lose();
    detached_ = true;
    wake_ = nullptr;
    at_end.swap(at_end_);
  }
  for (const auto& f : at_end) {
    try {
      f();
    } catch (...) {
      // A destructor may be here.
    }
  }
}

}  // namespace vitrine
