#include "app/request/challenge.h"

#include <gtest/gtest.h>

namespace vitrine::request {
namespace {

TEST(BearerChallenge, NamesTheScopeThatIsMissing) {
  const auto challenge = bearer_challenge(
      R"(Bearer realm="example", error="insufficient_scope", error_description="needs \"more\"", scope="read write")");
  ASSERT_TRUE(challenge);
  EXPECT_EQ(challenge->error, "insufficient_scope");
  EXPECT_EQ(challenge->description, "needs \"more\"");
  EXPECT_EQ(challenge->scope, "read write");
}

TEST(BearerChallenge, StandsAmongOthers) {
  const auto challenge = bearer_challenge(
      R"(Basic realm="a, Bearer error=no", Negotiate YWI9PQ==, bearer ERROR = invalid_token , scope=x, Digest scope="other")");
  ASSERT_TRUE(challenge);
  EXPECT_EQ(challenge->error, "invalid_token");
  EXPECT_EQ(challenge->scope, "x");
}

TEST(BearerChallenge, IsNoneWhereThereIsNone) {
  EXPECT_FALSE(bearer_challenge(""));
  EXPECT_FALSE(bearer_challenge(R"(Basic realm="x")"));
  EXPECT_TRUE(bearer_challenge("Bearer"));
  for (const char* odd : {"Bearer error=\"x", "\"", "=,=", "Bearer =", "Bearer error=", ",,,"})
    bearer_challenge(odd);
}

}  // namespace
}  // namespace vitrine::request
