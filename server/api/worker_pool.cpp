#include "server/api/worker_pool.h"

#include <algorithm>
#include <chrono>
#include <system_error>
#include <utility>

namespace vitrine {

namespace {
constexpr std::chrono::seconds kMaxIdle{10};
}

WorkerPool::WorkerPool(std::size_t max_threads, std::size_t max_waiting)
    : max_threads_(std::max<std::size_t>(max_threads, 1)),
      max_waiting_(std::max<std::size_t>(max_waiting, 1)) {}

WorkerPool::~WorkerPool() { shut_down(); }

bool WorkerPool::start_thread() {
  try {
    std::thread thread([this] { work(); });
    const auto id = thread.get_id();
    threads_.emplace(id, std::move(thread));
    return true;
  } catch (const std::system_error&) {
    return false;
  }
}

bool WorkerPool::submit(Job job) {
  std::vector<std::thread> finished;
  {
    const std::lock_guard lock(mutex_);
    if (ending_ || jobs_.size() >= max_waiting_) return false;
    finished.swap(finished_);
    jobs_.push_back(std::move(job));
    // A free thread that was woken takes one of these jobs, so that comparing the two counts is
    // right whether it has woken up yet or not.
    if (jobs_.size() > free_ && threads_.size() < max_threads_ && !start_thread() &&
        threads_.empty()) {
      jobs_.pop_back();
      return false;
    }
  }
  wake_.notify_one();
  for (std::thread& thread : finished) thread.join();
  return true;
}

bool WorkerPool::crowded() const {
  const std::lock_guard lock(mutex_);
  return jobs_.size() > free_;
}

void WorkerPool::work() {
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
  const auto self = threads_.find(std::this_thread::get_id());
  // shut_down() has taken it when it is not here.
  if (self == threads_.end()) return;
  finished_.push_back(std::move(self->second));
  threads_.erase(self);
}

void WorkerPool::shut_down() {
  std::unordered_map<std::thread::id, std::thread> threads;
  std::vector<std::thread> finished;
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
    threads.swap(threads_);
    finished.swap(finished_);
  }
  wake_.notify_all();
  for (auto& [id, thread] : threads) thread.join();
  for (std::thread& thread : finished) thread.join();
}

}  // namespace vitrine
