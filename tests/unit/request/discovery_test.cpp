#include "app/request/discovery.h"

#include <gtest/gtest.h>

#include <string>

namespace vitrine::request {
namespace {

Endpoint at(std::string_view url) { return *endpoint("", url, "openIdConnectUrl"); }

const Endpoint kFrom = at("https://e.com/.well-known/openid-configuration");

TEST(OpenIdConnect, OffersTheFlowsOfTheProvider) {
  const auto found = read_discovery(
      R"({"issuer":"https://e.com","authorization_endpoint":"https://e.com/a","token_endpoint":"https://e.com/t",
          "revocation_endpoint":"https://e.com/r","end_session_endpoint":"https://e.com/end","scopes_supported":["openid","email"],
          "grant_types_supported":["authorization_code","client_credentials"],
          "token_endpoint_auth_methods_supported":["client_secret_post"]})",
      kFrom);
  ASSERT_TRUE(found) << found.error().message;
  const auto& flows = found->flows;
  ASSERT_EQ(flows.size(), 2u);
  EXPECT_EQ(flows.front().kind, "authorizationCode");
  EXPECT_EQ(flows.front().scopes[1].name, "email");
  EXPECT_EQ(flows.back().kind, "clientCredentials");
  EXPECT_EQ(found->revocation.url(), "https://e.com/r");
  EXPECT_EQ(found->end_session.url(), "https://e.com/end");
  EXPECT_FALSE(found->secret_in_header);
  EXPECT_FALSE(read_discovery("{}", kFrom));
  EXPECT_FALSE(read_discovery("<html>", kFrom));
}

TEST(OpenIdConnect, OffersACodeWhereTheProviderDoesNotSay) {
  const auto found = read_discovery(
      R"({"issuer":"https://e.com/","authorization_endpoint":"https://e.com/a","token_endpoint":"https://e.com/t"})",
      kFrom);
  ASSERT_TRUE(found) << found.error().message;
  ASSERT_EQ(found->flows.size(), 2u);
  EXPECT_EQ(found->flows[0].kind, "authorizationCode");
  EXPECT_EQ(found->flows[1].kind, "implicit");
  EXPECT_TRUE(found->secret_in_header);
}

TEST(OpenIdConnect, BelievesOnlyTheIssuerThatWasAsked) {
  const struct {
    const char* from;
    const char* issuer;
    bool right;
  } cases[] = {
      {"https://e.com/.well-known/openid-configuration", "https://e.com", true},
      {"https://e.com/a/.well-known/openid-configuration", "https://e.com/a", true},
      {"https://e.com/a/.well-known/openid-configuration", "https://e.com/b", false},
      {"https://e.com/.well-known/openid-configuration", "https://evil.com", false},
      {"https://e.com/.well-known/openid-configuration", "https://e.com.evil.com", false},
      {"https://e.com/.well-known/openid-configuration", "", false},
      {"https://e.com/.well-known/oauth-authorization-server/a", "https://e.com/a", true},
      {"https://e.com/.well-known/oauth-authorization-server/a", "https://e.com", false},
      {"https://e.com/config.json", "https://e.com/any", true},
      {"https://e.com/config.json", "https://evil.com", false},
  };
  for (const auto& [from, issuer, right] : cases) {
    const std::string text =
        std::string(R"({"issuer":")") + issuer + R"(","authorization_endpoint":"https://e.com/a"})";
    EXPECT_EQ(bool(read_discovery(text, at(from))), right) << from << ' ' << issuer;
  }
}

TEST(OpenIdConnect, TakesNoAddressThatOthersCanRead) {
  for (const char* url : {"http://e.com/t", "javascript:alert(1)", "https://a@e.com/t", "/t"}) {
    const std::string text = std::string(R"({"issuer":"https://e.com","token_endpoint":")") + url +
                             R"(","grant_types_supported":["client_credentials"]})";
    EXPECT_FALSE(read_discovery(text, kFrom)) << url;
  }
  EXPECT_TRUE(read_discovery(
      R"({"issuer":"http://127.0.0.1:8080","token_endpoint":"http://127.0.0.1:8080/t","grant_types_supported":["password"]})",
      at("http://127.0.0.1:8080/.well-known/openid-configuration")));
}

TEST(Confidential, IsHttpsAndThisMachine) {
  for (const char* origin : {"https://e.com", "http://localhost:1", "http://127.0.0.1",
                             "http://[::1]:80", "http://a.localhost"})
    EXPECT_TRUE(is_confidential(origin)) << origin;
  for (const char* origin :
       {"http://e.com", "http://localhost.e.com", "http://127.e.com", "", "ftp://localhost"})
    EXPECT_FALSE(is_confidential(origin)) << origin;
}

}  // namespace
}  // namespace vitrine::request
