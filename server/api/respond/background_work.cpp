#include "server/api/respond/background_work.h"

#include <exception>
#include <string>

#include "server/api/respond/worker_pool.h"

namespace vitrine {

const char* TooMuchWork::what() const noexcept {
  return "Too much work is waiting; try again in a moment";
}

BackgroundWork::BackgroundWork(const BackgroundOptions& options,
                               std::function<void(std::string_view)> report)
    : max_waiting_(options.max_waiting),
      report_(std::move(report)),
      pool_(std::make_unique<WorkerPool>(options.max_threads, options.max_waiting)) {}

BackgroundWork::~BackgroundWork() { end(); }

void BackgroundWork::reserve() {
  if (++count_ > max_waiting_) {
    --count_;
    throw TooMuchWork();
  }
}

void BackgroundWork::begin(Job job) {
  const auto shared = std::make_shared<Job>(std::move(job));
  // Work that was taken is done, by this thread where no other can be had.
  if (!pool_->submit([this, shared] { run(*shared); })) run(*shared);
}

void BackgroundWork::run(const Job& job) noexcept {
  try {
    job();
  } catch (const std::exception& error) {
    report_(std::string("background work failed: ") + error.what());
  } catch (...) {
    report_("background work failed: an exception that is no std::exception");
  }
  --count_;
}

void BackgroundWork::end() { pool_->shut_down(); }

LeftWork::~LeftWork() {
  if (!wanted_) {
    work_->forget(jobs_.size());
    return;
  }
  for (BackgroundWork::Job& job : jobs_) work_->begin(std::move(job));
}

void LeftWork::add(BackgroundWork::Job job) {
  work_->reserve();
  jobs_.push_back(std::move(job));
}

void Background::run(std::function<void()> work) const { work_->add(std::move(work)); }

}  // namespace vitrine
