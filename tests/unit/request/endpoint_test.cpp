#include "app/request/endpoint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/request/oauth.h"

namespace vitrine::request {
namespace {

using testing::ElementsAre;
using testing::StartsWith;

struct Resolved {
  const char* server;
  const char* reference;
  const char* url;
  const char* origin;
};

class Resolving : public testing::TestWithParam<Resolved> {};

TEST_P(Resolving, FollowsTheServerAndIsNamedByItsOwnOrigin) {
  const auto [server, reference, url, origin] = GetParam();
  const auto made = endpoint(server, reference, "tokenUrl");
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(made->url(), url);
  EXPECT_EQ(made->origin(), origin);
  EXPECT_EQ(made->origin(), origin_of(made->url()));
}

INSTANTIATE_TEST_SUITE_P(
    Table, Resolving,
    testing::Values(
        Resolved{"http://a.example/api/v1", "/oauth/token", "http://a.example/oauth/token",
                 "http://a.example"},
        Resolved{"http://a.example/api/v1", "token", "http://a.example/api/token",
                 "http://a.example"},
        Resolved{"http://a.example/api/v1/", "token", "http://a.example/api/v1/token",
                 "http://a.example"},
        Resolved{"http://a.example/api/v1/", "../token", "http://a.example/api/token",
                 "http://a.example"},
        Resolved{"http://a.example/", "../../token", "http://a.example/token", "http://a.example"},
        Resolved{"http://a.example", "token", "http://a.example/token", "http://a.example"},
        Resolved{"http://a.example/v1", "?grant", "http://a.example/v1?grant", "http://a.example"},
        Resolved{"https://a.example/v1", "//id.example/t", "https://id.example/t",
                 "https://id.example"},
        Resolved{"https://a.example:8443/v1", "/t", "https://a.example:8443/t",
                 "https://a.example:8443"},
        Resolved{"http://a.example", "https://ID.example:443/t?x#y", "https://ID.example:443/t?x",
                 "https://id.example"},
        Resolved{"", "http://id.example:080/t", "http://id.example:080/t", "http://id.example"},
        Resolved{"", "http://id.example:/t", "http://id.example:/t", "http://id.example"},
        Resolved{"", "http://[::1]:8080/t", "http://[::1]:8080/t", "http://[::1]:8080"},
        Resolved{"", "http://auth_server:9000/t", "http://auth_server:9000/t",
                 "http://auth_server:9000"}));

TEST(Endpoint, IsNothingThatABrowserWouldReadOtherwise) {
  for (const char* reference : {
           "",
           "ws://id.example/t",
           "javascript:alert(1)",
           "file:///t",
           "http:t",
           "http:/t",
           "http:///id.example/t",
           "///id.example/t",
           "/\\id.example/t",
           "\\\\id.example/t",
           "http://id.example\\@a.example/t",
           "http://a.example@id.example/t",
           "http://a:b@id.example/t",
           "http://%61.example/t",
           "http://\xD0\xB0.example/t",
           "http://a.example:80x/t",
           "http://[::1/t",
           "http://a.example /t",
           "\thttp://a.example/t",
           "http://a.exa\nmple/t",
           "/{tenant}/token",
       }) {
    const auto made = endpoint("http://a.example/v1", reference, "tokenUrl");
    ASSERT_FALSE(made) << reference << " became " << made->url();
    EXPECT_THAT(made.error().message, StartsWith("tokenUrl ")) << reference;
  }
}

TEST(Endpoint, IsNotMadeOfARelativeAddressAlone) {
  EXPECT_FALSE(endpoint("", "/token", "tokenUrl"));
  EXPECT_FALSE(endpoint("/api", "/token", "tokenUrl"));
  EXPECT_FALSE(endpoint("http://user@a.example", "/token", "tokenUrl"));
}

TEST(Endpoints, AreThoseThatTheKindOfFlowSendsTo) {
  openapi::OAuthFlow flow;
  flow.authorization_url = "https://id.example/authorize";
  flow.token_url = "../token";
  flow.device_authorization_url = "//device.example/d";
  const auto named = [&](const char* kind) {
    flow.kind = kind;
    return origins(*endpoints(flow, "https://api.example/v1/"));
  };
  EXPECT_THAT(named("implicit"), ElementsAre("https://id.example"));
  EXPECT_THAT(named("authorizationCode"), ElementsAre("https://id.example", "https://api.example"));
  EXPECT_THAT(named("password"), ElementsAre("https://api.example"));
  EXPECT_THAT(named("clientCredentials"), ElementsAre("https://api.example"));
  EXPECT_THAT(named("deviceAuthorization"),
              ElementsAre("https://device.example", "https://api.example"));
  flow.token_url = "https://id.example/token";
  EXPECT_THAT(named("authorizationCode"), ElementsAre("https://id.example"));
}

TEST(Endpoints, SayWhichAddressIsMissingOrWrong) {
  openapi::OAuthFlow flow;
  flow.kind = "authorizationCode";
  flow.authorization_url = "/authorize";
  EXPECT_EQ(endpoints(flow, "https://api.example").error().message, "tokenUrl is missing");
  flow.token_url = "ftp://id.example/token";
  EXPECT_THAT(endpoints(flow, "https://api.example").error().message, StartsWith("tokenUrl must"));
  flow.token_url = "/token";
  flow.refresh_url = "javascript:1";
  EXPECT_THAT(endpoints(flow, "https://api.example").error().message,
              StartsWith("refreshUrl must"));
}

}  // namespace
}  // namespace vitrine::request
