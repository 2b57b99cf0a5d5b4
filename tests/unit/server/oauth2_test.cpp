#include "server/api/declare/oauth2.h"

#include <gtest/gtest.h>
#include <vitrine.h>

#include "tests/unit/server/models.h"
#include "tests/unit/server/probe.h"

namespace vitrine::test {
namespace {

TEST(OAuth2, ATokenEndpointIsARoute) {
  Api api({.title = "T", .version = "1"});
  api.post("/token", [](Form<TokenRequest> asked) -> TokenResponse {
    return {.access_token = asked->grant_type + ":" + asked->username.value_or("nobody"),
            .expires_in = 3600};
  });
  const Service service(std::move(api));
  const auto ask = [&](std::string form) {
    return service.handle(with(send("POST", "/token", std::move(form)), "Content-Type",
                               "application/x-www-form-urlencoded"));
  };
  const Response given = ask("grant_type=password&username=mina&password=a&device=7");
  EXPECT_EQ(given.text(),
            R"({"access_token":"password:mina","token_type":"Bearer","expires_in":3600})");
  EXPECT_EQ(header(given, "Cache-Control"), "no-store");
  EXPECT_EQ(ask("username=mina").status, 422);
}

TEST(OAuth2, AVerifierMatchesItsChallenge) {
  // RFC 7636, appendix B.
  const char* verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  EXPECT_TRUE(pkce_matches(verifier, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
  EXPECT_FALSE(pkce_matches(verifier, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cN"));
  EXPECT_FALSE(pkce_matches("", ""));
}

}  // namespace
}  // namespace vitrine::test
