#include "app/request/identity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/request/oauth.h"

namespace vitrine::request {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string token_of(std::string_view claims) { return "e30." + base64url(claims) + ".c2ln"; }

TEST(Identity, IsReadFromTheClaimsOfAToken) {
  const Identity identity = identity_of(token_of(
      R"({"sub":"7","preferred_username":"mina","exp":1700000000,"scope":"read write read"})"));
  EXPECT_EQ(identity.name, "mina");
  EXPECT_EQ(identity.expires_s, 1'700'000'000);
  EXPECT_THAT(identity.scopes, ElementsAre("read", "write"));
  EXPECT_EQ(identity_of(token_of(R"({"sub":"7","email":"m@e.com"})")).name, "m@e.com");
  EXPECT_EQ(identity_of(token_of(R"({"sub":"7"})")).name, "7");
  EXPECT_THAT(identity_of(token_of(R"({"scp":["a","b"]})")).scopes, ElementsAre("a", "b"));
}

TEST(Identity, IsUnknownOfOtherTokens) {
  for (const char* token : {"", "opaque", "a.b", "a.!.c", "..", "e30.bm90IGpzb24.c"}) {
    const Identity identity = identity_of(token);
    EXPECT_THAT(identity.name, IsEmpty()) << token;
    EXPECT_EQ(identity.expires_s, 0) << token;
  }
  EXPECT_EQ(identity_of(token_of(R"({"exp":"soon"})")).expires_s, 0);
  EXPECT_EQ(identity_of(token_of(R"({"exp":1e300})")).expires_s, 0);
  EXPECT_EQ(identity_of(token_of(R"({"exp":-5})")).expires_s, 0);
}

TEST(Identity, HoldsNoTextThatMovesWhatStandsBesideIt) {
  EXPECT_EQ(identity_of(token_of(R"({"sub":"a\nb\u202ec\u0000d\u200b"})")).name, "abcd");
  EXPECT_LE(identity_of(token_of("{\"sub\":\"" + std::string(9'000, 'x') + "\"}")).name.size(),
            63u);
}

}  // namespace
}  // namespace vitrine::request
