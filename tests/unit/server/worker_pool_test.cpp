#include "server/api/respond/worker_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

namespace vitrine::test {
namespace {

TEST(WorkerPool, StartsAThreadForEveryJobThatWaits) {
  constexpr int kMostJobs = 40;
  WorkerPool pool(kMostJobs, 1000);
  // Each job ends when all have begun: with one thread too few this never happens. Every round
  // needs more threads than the last one left free, some of which may not have woken up yet.
  for (int jobs = 2; jobs <= kMostJobs; jobs += 2) {
    std::atomic<int> begun = 0;
    std::promise<void> all_begun;
    std::vector<std::future<void>> done;
    const std::shared_future<void> go = all_begun.get_future().share();
    for (int i = 0; i < jobs; ++i) {
      auto finished = std::make_shared<std::promise<void>>();
      done.push_back(finished->get_future());
      ASSERT_TRUE(pool.submit([&, go, finished] {
        if (++begun == jobs) all_begun.set_value();
        go.wait();
        finished->set_value();
      }));
    }
    for (auto& one : done) {
      ASSERT_EQ(one.wait_for(std::chrono::minutes(1)), std::future_status::ready) << begun;
    }
  }
}

TEST(WorkerPool, RefusesWhatWouldWaitTooLong) {
  std::promise<void> begun;
  std::promise<void> go;
  std::atomic<int> run = 0;
  WorkerPool pool(1, 2);
  ASSERT_TRUE(pool.submit([&] {
    begun.set_value();
    go.get_future().wait();
  }));
  begun.get_future().wait();
  EXPECT_FALSE(pool.crowded());
  EXPECT_TRUE(pool.submit([&] { ++run; }));
  EXPECT_TRUE(pool.crowded());
  EXPECT_TRUE(pool.submit([&] { ++run; }));
  EXPECT_FALSE(pool.submit([&] { ++run; }));
  go.set_value();
  // Jobs that were taken are done, also at the end.
  pool.shut_down();
  EXPECT_EQ(run.load(), 2);
  EXPECT_FALSE(pool.submit([] {}));
}

}  // namespace
}  // namespace vitrine::test
