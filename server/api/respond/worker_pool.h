#pragma once
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <list>
#include <mutex>
#include <thread>

namespace vitrine {

/// Threads that run jobs. A thread is started whenever more jobs wait than threads are free, up to
/// a maximum; threads without a job end after a while.
class WorkerPool {
 public:
  using Job = std::function<void()>;

  /// At least one thread; `max_waiting` bounds the jobs that no thread has taken yet.
  WorkerPool(std::size_t max_threads, std::size_t max_waiting);
  /// Runs the jobs that wait, then ends the threads.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// False when the job was not taken: too many wait, or there is no thread and none can be made.
  bool submit(Job job);
  /// True when jobs wait for a thread.
  bool crowded() const;
  /// Called by the destructor; submit() fails from then on.
  void shut_down();

 private:
  /// A list, so that a thread that begins or ends needs no memory of which there may be none.
  using Threads = std::list<std::thread>;

  void work(Threads::iterator self);
  bool start_thread();

  const std::size_t max_threads_;
  const std::size_t max_waiting_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> jobs_;
  /// Threads that wait for a job, or were woken for one that is still in `jobs_`.
  std::size_t free_ = 0;
  bool ending_ = false;
  Threads threads_;
  /// Ended or about to; still to be joined.
  Threads finished_;
};

}  // namespace vitrine
