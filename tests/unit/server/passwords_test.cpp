#include <gtest/gtest.h>

#include <future>
#include <vector>

#include "server/demo/failures.h"
#include "server/demo/secrets.h"

namespace vitrine::test {
namespace {

TEST(Passwords, AreHashedForSomeAtATimeAndRefusedBeyondThat) {
  ASSERT_TRUE(demo::start_secrets());
  demo::Passwords passwords(1);
  std::promise<void> start;
  const std::shared_future<void> go = start.get_future().share();
  std::vector<std::future<bool>> all;
  for (int i = 0; i < 40; ++i) {
    all.push_back(std::async(std::launch::async, [&, go] {
      go.wait();
      try {
        return passwords.matches("", "a walk in the snow");
      } catch (const demo::TooManySignIns&) {
        return true;
      }
    }));
  }
  start.set_value();
  int refused = 0;
  for (auto& one : all) refused += one.get() ? 1 : 0;
  EXPECT_GT(refused, 0);
  EXPECT_LT(refused, 40);
  // Afterwards there is room again.
  EXPECT_TRUE(passwords.matches(passwords.hash("a walk"), "a walk"));
}

}  // namespace
}  // namespace vitrine::test
