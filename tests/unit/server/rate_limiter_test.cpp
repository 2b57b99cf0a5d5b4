#include "server/api/declare/rate_limiter.h"

#include <gtest/gtest.h>

namespace vitrine::test {
namespace {

using std::chrono::seconds;

TEST(RateLimiter, AllMayComeAtOnceAndComeBackEvenly) {
  RateLimiter limiter({.requests = 3, .seconds = 30});
  const RateLimiter::Clock::time_point start{seconds(1000)};
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(limiter.take("a", start));
  EXPECT_EQ(limiter.take("a", start), 10);
  EXPECT_EQ(limiter.take("a", start + seconds(9)), 1);
  EXPECT_FALSE(limiter.take("b", start + seconds(9)));
  EXPECT_FALSE(limiter.take("a", start + seconds(10)));
  EXPECT_EQ(limiter.take("a", start + seconds(10)), 10);
  // Those that were refused do not count.
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(limiter.take("a", start + seconds(40)));
  EXPECT_TRUE(limiter.take("a", start + seconds(40)));
}

TEST(RateLimiter, AnyNumberOfClientsTakesBoundedMemoryAndNobodyIsLockedOut) {
  RateLimiter limiter({.requests = 1, .seconds = 1000});
  const RateLimiter::Clock::time_point start{seconds(1000)};
  for (std::size_t i = 0; i < RateLimiter::kMaxClients + 1000; ++i) {
    ASSERT_FALSE(limiter.take(std::to_string(i), start));
  }
}

TEST(RateLimiter, AClientOfIPv6IsItsNetwork) {
  EXPECT_EQ(limited_address("2001:db8::1"), limited_address("2001:db8::ffff:1"));
  EXPECT_NE(limited_address("2001:db8::1"), limited_address("2001:db8:0:1::1"));
  EXPECT_NE(limited_address("10.0.0.1"), limited_address("10.0.0.2"));
  EXPECT_NE(limited_address("::ffff:10.0.0.1"), limited_address("::ffff:10.0.0.2"));
}

}  // namespace
}  // namespace vitrine::test
