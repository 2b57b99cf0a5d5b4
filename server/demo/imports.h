#pragma once
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "server/demo/clock.h"
#include "server/demo/import_models.h"
#include "server/demo/pictures.h"

namespace vitrine::demo {

/// Imports: many pictures, added by a thread of its own, one import after the other. They are known
/// until this object ends, or later ones take their place. Safe from several threads.
class Imports {
 public:
  /// `pictures` must outlive this object.
  Imports(Pictures& pictures, Clock clock);
  /// Ends after the picture at hand.
  ~Imports();
  Imports(const Imports&) = delete;
  Imports& operator=(const Imports&) = delete;

  /// Throws TooManyImports.
  Import begin(ImportCreate import, std::string_view owner);
  /// Only the owner sees it: throws NoSuchImport.
  Import read(std::string_view id, std::string_view owner);
  /// Its steps after the first `seen`, and its end, after which the stream is over. Nothing where
  /// there is no such import.
  void follow(std::string_view id, std::string_view owner, ImportSink sink, int seen);
  /// Nothing is added for the owner any more once this returns.
  void remove_all_of(std::string_view owner);

 private:
  struct Job;
  using Lock = std::unique_lock<std::mutex>;

  std::shared_ptr<Job> find(std::string_view id, std::string_view owner) const;
  void work();
  /// Adds the pictures of a job. The lock is held before and after.
  void work_on(Job& job, Lock& lock);
  void end(Job& job, ImportState state);

  static constexpr std::size_t kMostWaiting = 20;
  static constexpr std::size_t kMostKnown = 200;

  Pictures& pictures_;
  const Clock clock_;
  /// Held while a picture is added, and taken before the other one.
  std::mutex adding_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool stopping_ = false;
  std::map<std::string, std::shared_ptr<Job>, std::less<>> jobs_;
  std::deque<std::shared_ptr<Job>> waiting_;
  /// Those that have ended, oldest first.
  std::deque<std::string> ended_;
  std::thread thread_;
};

}  // namespace vitrine::demo
