#pragma once
#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "server/api/declare/background.h"

/// Does what handlers leave for later.
namespace vitrine {

class WorkerPool;

/// The threads of background work. A server that stops does what is left first, as long as
/// ServeOptions::stop_seconds allow.
class BackgroundWork {
 public:
  using Job = std::function<void()>;

  /// `report` gets the words of what jobs throw.
  BackgroundWork(const BackgroundOptions& options, std::function<void(std::string_view)> report);
  ~BackgroundWork();

  /// Throws TooMuchWork, or counts one job more, which begin() or forget() ends.
  void reserve();
  void begin(Job job);
  void forget(std::size_t count) { count_ -= count; }
  /// Returns when all is done.
  void end();

 private:
  void run(const Job& job) noexcept;

  const std::size_t max_waiting_;
  const std::function<void(std::string_view)> report_;
  std::atomic<std::size_t> count_ = 0;
  std::unique_ptr<WorkerPool> pool_;
};

/// The jobs of one request. They begin when this ends, if they are wanted by then.
class LeftWork {
 public:
  explicit LeftWork(std::shared_ptr<BackgroundWork> work) : work_(std::move(work)) {}
  ~LeftWork();
  LeftWork(const LeftWork&) = delete;
  LeftWork& operator=(const LeftWork&) = delete;

  void add(BackgroundWork::Job job);
  void want() { wanted_ = true; }

 private:
  std::shared_ptr<BackgroundWork> work_;
  std::vector<BackgroundWork::Job> jobs_;
  bool wanted_ = false;
};

}  // namespace vitrine
