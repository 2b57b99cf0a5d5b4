#pragma once
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <utility>

namespace vitrine {

/// Jobs that may take as long as they like, at most so many at a time, so that they leave threads
/// to others. One that finds no place begins when another one ends.
class Writers {
 public:
  explicit Writers(std::size_t most) : most_(most) {}

  bool full() const {
    const std::lock_guard lock(mutex_);
    return running_ >= most_;
  }

  /// Called on a thread that the job may have.
  void run(std::function<void()> job) {
    {
      const std::lock_guard lock(mutex_);
      if (running_ >= most_) {
        waiting_.push_back(std::move(job));
        return;
      }
      ++running_;
    }
    while (job) {
      job();
      job = next();
    }
  }

 private:
  std::function<void()> next() {
    const std::lock_guard lock(mutex_);
    if (waiting_.empty()) {
      --running_;
      return nullptr;
    }
    std::function<void()> job = std::move(waiting_.front());
    waiting_.pop_front();
    return job;
  }

  const std::size_t most_;
  mutable std::mutex mutex_;
  std::size_t running_ = 0;
  std::deque<std::function<void()>> waiting_;
};

}  // namespace vitrine
