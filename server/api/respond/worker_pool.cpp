#include "server/api/respond/worker_pool.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

/// Runs jobs on threads that are started when needed.
namespace vitrine {

namespace {
constexpr std::chrono::seconds kMaxIdle{10};
}

WorkerPool::WorkerPool(std::size_t max_threads, std::size_t max_waiting)
    : max_threads_(std::max<std::size_t>(max_threads, 1)),
      max_waiting_(std::max<std::size_t>(max_waiting, 1)) {}

WorkerPool::~WorkerPool() { shut_down(); }

bool WorkerPool::start_thread() {
  auto self = threads_.end();
  try {
    self = threads_.emplace(threads_.end());
    *self = std::thread([this, self] { work(self); });
    return true;
  } catch (const std::exception&) {
    // The system has no thread, or no memory for one.
    if (self != threads_.end()) threads_.erase(self);
    return false;
  }
}

bool WorkerPool::submit(Job job) {
  Threads finished;
  {
    const std::lock_guard lock(mutex_);
    if (ending_ || jobs_.size() >= max_waiting_) return false;
    jobs_.push_back(std::move(job));
    // A free thread that was woken takes one of these jobs, so that comparing the two counts is
    // right whether it has woken up yet or not.
    if (jobs_.size() > free_ && threads_.size() < max_threads_ && !start_thread() &&
        threads_.empty()) {
      jobs_.pop_back();
      return false;
    }
    finished.swap(finished_);
  }
  wake_.notify_one();
  for (std::thread& thread : finished) thread.join();
  return true;
}

bool WorkerPool::crowded() const {
  const std::lock_guard lock(mutex_);
  return jobs_.size() > free_;
}

void WorkerPool::work(Threads::iterator self) {
  std::unique_lock lock(mutex_);
  while (true) {
    ++free_;
    const bool woken = wake_.wait_for(lock, kMaxIdle, [this] { return ending_ || !jobs_.empty(); });
    --free_;
    if (!woken || jobs_.empty()) break;
    Job job = std::move(jobs_.front());
    jobs_.pop_front();
    lock.unlock();
    job();
    job = nullptr;
    lock.lock();
  }
  // Otherwise shut_down() has taken it.
  if (!ending_) finished_.splice(finished_.end(), threads_, self);
}

void WorkerPool::shut_down() {
  Threads threads;
  Threads finished;
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
    threads.swap(threads_);
    finished.swap(finished_);
  }
  wake_.notify_all();
  for (std::thread& thread : threads) thread.join();
  for (std::thread& thread : finished) thread.join();
}

}  // namespace vitrine
