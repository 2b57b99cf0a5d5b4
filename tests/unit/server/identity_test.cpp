// Several schemes, scopes and rate limits: what is enforced, and that it is documented.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "server/api/declare/api.h"
#include "server/api/front/front.h"
#include "server/api/respond/service.h"
#include "tests/unit/server/declared.h"
#include "tests/unit/server/models.h"
#include "tests/unit/server/probe.h"
#include "tests/unit/server/running.h"

namespace vitrine::test {
namespace {

using ::testing::HasSubstr;

struct User {
  std::string id;
  bool may(std::string_view scope) const { return id == "writer" || scope == "read"; }
};

Api make_api() {
  Api api({.title = "T", .version = "1"});
  const auto known = [](std::string_view token) -> std::optional<User> {
    if (token != "reader" && token != "writer") return std::nullopt;
    return User{std::string(token)};
  };
  api.authenticate<User>(
         oauth2("account",
                {.password = OAuthFlow{.token_url = "/token",
                                       .scopes = {{"read", "Look."}, {"write", "Change."}}},
                 .authorization_code = OAuthFlow{.authorization_url = "/authorize",
                                                 .token_url = "/token",
                                                 .refresh_url = "/refresh",
                                                 .scopes = {{"read", "Look."}}},
                 .client_credentials = OAuthFlow{.token_url = "/token"}}),
         known)
      .authenticate<User>(api_key("key", openapi::Location::query, "key"),
                          [](std::string_view key) -> std::optional<User> {
                            if (key != "k") return std::nullopt;
                            return User{"keyed"};
                          })
      .on_error([](std::string_view) {});
  return api;
}

Request as(std::string token, Request request) {
  return with(std::move(request), "Authorization", "Bearer " + std::move(token));
}

TEST(Identity, AnyOfItsSchemesIsEnough) {
  Api api = make_api();
  api.get("/me", [](Authenticated<User> me) -> std::string { return me->id; });
  const Service service(std::move(api));
  EXPECT_EQ(service.handle(as("reader", get("/me"))).text(), "\"reader\"");
  EXPECT_EQ(service.handle(get("/me?key=k")).text(), "\"keyed\"");
  EXPECT_EQ(service.handle(as("nobody", get("/me?key=k"))).text(), "\"keyed\"");
  EXPECT_EQ(service.handle(as("reader", get("/me?key=x"))).text(), "\"reader\"");
  const Response missing = service.handle(get("/me"));
  EXPECT_EQ(missing.status, 401);
  EXPECT_EQ(missing.headers.joined("WWW-Authenticate"),
            "Bearer realm=\"account\", ApiKey realm=\"key\"");
  EXPECT_THAT(body(missing)["detail"].get<std::string>(), HasSubstr(", or the API key key"));
  const Response wrong = service.handle(as("nobody", get("/me")));
  EXPECT_THAT(header(wrong, "WWW-Authenticate"), HasSubstr("invalid_token"));
  const auto document = FreeForm::parse(service.openapi_json());
  EXPECT_EQ(document["paths"]["/me"]["get"]["security"].dump(), R"([{"account":[]},{"key":[]}])");
}

TEST(Identity, WithoutAScopeItIs403) {
  Api api = make_api();
  api.get("/read", [](Authenticated<User, "read">) {});
  api.get("/write", [](Authenticated<User, "read", "write">) {});
  api.get("/maybe", [](Authenticated<std::optional<User>, "write"> me) -> bool { return !!me; });
  const Service service(std::move(api));
  EXPECT_EQ(service.handle(as("reader", get("/read"))).status, 204);
  EXPECT_EQ(service.handle(as("writer", get("/write"))).status, 204);
  const Response refused = service.handle(as("reader", get("/write")));
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(header(refused, "WWW-Authenticate"),
            "Bearer realm=\"account\", error=\"insufficient_scope\", scope=\"read write\"");
  EXPECT_EQ(service.handle(get("/maybe")).text(), "false");
  EXPECT_EQ(service.handle(as("reader", get("/maybe"))).status, 403);
  const auto write = FreeForm::parse(service.openapi_json())["paths"]["/write"]["get"];
  EXPECT_EQ(write["security"].dump(), R"([{"account":["read","write"]},{"key":["read","write"]}])");
  EXPECT_EQ(write["responses"]["403"]["description"], "Without the scope read, write.");
}

TEST(Identity, FlowsAndOpenIdAreInTheDocument) {
  struct Guest {};
  Api api = make_api();
  api.authenticate<Guest>(
      openid_connect("openid", "https://id.example/.well-known/openid-configuration"),
      [](std::string_view) -> std::optional<Guest> { return Guest{}; });
  const Service service(std::move(api));
  const auto schemes = FreeForm::parse(service.openapi_json())["components"]["securitySchemes"];
  EXPECT_EQ(schemes["account"]["flows"].dump(),
            R"({"password":{"tokenUrl":"/token","scopes":{"read":"Look.","write":"Change."}},)"
            R"("authorizationCode":{"authorizationUrl":"/authorize","tokenUrl":"/token",)"
            R"("refreshUrl":"/refresh","scopes":{"read":"Look."}},)"
            R"("clientCredentials":{"tokenUrl":"/token","scopes":{}}})");
  EXPECT_EQ(schemes["openid"]["type"], "openIdConnect");
}

TEST(Identity, AScopeThatNoFlowGivesStopsTheStart) {
  Api api = make_api();
  api.get("/x", [](Authenticated<User, "reed">) {});
  EXPECT_THAT(mistakes_of(std::move(api)),
              HasSubstr("GET /x: the scope \"reed\" is none of the scheme"));
}

TEST(Limits, AnAddressIsRefusedBeforeItsCredentialsAreLookedAt) {
  int looks = 0;
  Api api({.title = "T", .version = "1"});
  api.authenticate<User>(bearer("token"), [&](std::string_view) -> std::optional<User> {
    ++looks;
    return std::nullopt;
  });
  api.get("/me", [](Authenticated<User>) {}).limit({.requests = 2, .seconds = 60});
  const Service service(std::move(api));
  Request request = as("a", get("/me"));
  request.client = "192.0.2.1";
  EXPECT_EQ(service.handle(request).status, 401);
  EXPECT_EQ(service.handle(request).status, 401);
  const Response refused = service.handle(request);
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(header(refused, "Retry-After"), "30");
  EXPECT_EQ(looks, 2);
  request.client = "192.0.2.2";
  EXPECT_EQ(service.handle(request).status, 401);
  const auto responses =
      FreeForm::parse(service.openapi_json())["paths"]["/me"]["get"]["responses"];
  EXPECT_EQ(responses["429"]["description"], "After 2 requests in 60 seconds by one address.");
  EXPECT_TRUE(responses["429"]["headers"].contains("Retry-After"));
}

TEST(Limits, AnIdentityIsCountedWhereverItIsAndRoutesOfAGroupTogether) {
  Api api = make_api();
  Group group = api.group("/g");
  group.limit<User>({.requests = 2, .seconds = 60}, &User::id);
  group.get("/a", [](Authenticated<User>) {});
  group.get("/b", [](Authenticated<User>) {});
  const Service service(std::move(api));
  const auto status = [&](const char* client, const char* token, const char* path) {
    Request request = as(token, get(path));
    request.client = client;
    return service.handle(request).status;
  };
  EXPECT_EQ(status("192.0.2.1", "reader", "/g/a"), 204);
  EXPECT_EQ(status("192.0.2.2", "reader", "/g/b"), 204);
  EXPECT_EQ(status("192.0.2.3", "reader", "/g/a"), 429);
  EXPECT_EQ(status("192.0.2.3", "writer", "/g/a"), 204);
}

TEST(Limits, ARequestThatIsJudgedByItsHeadFirstIsCountedOnce) {
  Api api = make_api();
  api.post("/x", [](Body<int>) {}).limit({.requests = 1, .seconds = 60});
  const Service service(std::move(api));
  const Request request = post("/x", "1");
  Match match = service.route(request);
  EXPECT_FALSE(service.refuse_by_head(request, match));
  EXPECT_EQ(service.handle(request, match).status, 204);
  EXPECT_EQ(service.handle(request).status, 429);
}

TEST(Limits, TheAddressIsThatOfTheConnection) {
  Api api = make_api();
  api.get("/address", [](const Request& request) -> std::string { return request.client; });
  const Running server(Front(Service(std::move(api)), {}), patient());
  EXPECT_THAT(server.raw("GET /address HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
              HasSubstr("\"127.0.0.1\""));
}

}  // namespace
}  // namespace vitrine::test
