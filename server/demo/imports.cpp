#include "server/demo/imports.h"

#include <chrono>
#include <cstdio>
#include <exception>
#include <utility>

#include "server/demo/secrets.h"

/// Works on imports.
namespace vitrine::demo {

namespace {

/// Time between two pictures, long enough to watch the progress.
constexpr std::chrono::milliseconds kPause{150};

}  // namespace

struct Imports::Job {
  Import import;
  std::string owner;
  std::vector<PictureCreate> pictures;
  bool given_up = false;
  /// None once the import has ended: their streams end with them.
  std::unique_ptr<Broadcast<ImportSink>> followers = std::make_unique<Broadcast<ImportSink>>();

  bool over() const { return followers == nullptr; }
  int done() const { return static_cast<int>(import.pictures.size()); }
  /// The event of a step, counted from 1, whose number is its id.
  ImportProgress step(int number) const {
    return {{number, import.total, import.pictures[static_cast<std::size_t>(number - 1)]},
            std::to_string(number)};
  }
};

Imports::Imports(Pictures& pictures, Clock clock)
    : pictures_(pictures), clock_(std::move(clock)), thread_([this] { work(); }) {}

Imports::~Imports() {
  {
    const Lock lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

Import Imports::begin(ImportCreate import, std::string_view owner) {
  auto job = std::make_shared<Job>();
  job->import.id = random_uuid();
  job->import.total = static_cast<int>(import.pictures.size());
  job->import.created_at = to_timestamp(clock_());
  job->owner = owner;
  job->pictures = std::move(import.pictures);
  const Lock lock(mutex_);
  if (waiting_.size() >= kMostWaiting) throw TooManyImports();
  jobs_[job->import.id] = job;
  waiting_.push_back(job);
  changed_.notify_all();
  return job->import;
}

std::shared_ptr<Imports::Job> Imports::find(std::string_view id, std::string_view owner) const {
  const auto found = jobs_.find(id);
  return found == jobs_.end() || found->second->owner != owner ? nullptr : found->second;
}

Import Imports::read(std::string_view id, std::string_view owner) {
  const Lock lock(mutex_);
  const auto job = find(id, owner);
  if (!job) throw NoSuchImport();
  return job->import;
}

void Imports::follow(std::string_view id, std::string_view owner, ImportSink sink, int seen) {
  const Lock lock(mutex_);
  const auto job = find(id, owner);
  if (!job) return;
  for (int number = seen + 1; number <= job->done(); ++number) sink.try_send(job->step(number));
  if (job->over()) {
    sink.try_send(ImportEnd{job->import});
  } else {
    job->followers->add(std::move(sink));
  }
}

void Imports::remove_all_of(std::string_view owner) {
  const std::lock_guard adding(adding_);
  const Lock lock(mutex_);
  for (auto& [id, job] : jobs_) {
    if (job->owner == owner) job->given_up = true;
  }
}

void Imports::work() {
  Lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    if (stopping_) return;
    const std::shared_ptr<Job> job = std::move(waiting_.front());
    waiting_.pop_front();
    work_on(*job, lock);
  }
}

void Imports::work_on(Job& job, Lock& lock) {
  job.import.state = ImportState::working;
  for (const PictureCreate& picture : job.pictures) {
    lock.unlock();
    std::string added;
    try {
      const std::lock_guard adding(adding_);
      lock.lock();
      const bool given_up = job.given_up;
      lock.unlock();
      if (!given_up) added = pictures_.add(picture, job.owner).id;
    } catch (const std::exception& error) {
      std::fprintf(stderr, "vitrine: the import %s failed: %s\n", job.import.id.c_str(),
                   error.what());
    }
    lock.lock();
    if (added.empty()) return end(job, ImportState::failed);
    job.import.pictures.push_back(std::move(added));
    job.followers->send(job.step(job.done()));
    if (job.done() == job.import.total) break;
    if (changed_.wait_for(lock, kPause, [this] { return stopping_; })) return;
  }
  end(job, ImportState::done);
}

void Imports::end(Job& job, ImportState state) {
  job.import.state = state;
  job.followers->send(ImportEnd{job.import});
  job.followers.reset();
  job.pictures.clear();
  ended_.push_back(job.import.id);
  if (ended_.size() > kMostKnown) {
    jobs_.erase(ended_.front());
    ended_.pop_front();
  }
}

}  // namespace vitrine::demo
