#include "server/api/declare/set_cookie.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <vitrine.h>

#include <stdexcept>

#include "tests/unit/server/client.h"
#include "tests/unit/server/probe.h"
#include "tests/unit/server/running.h"

namespace vitrine::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

using Session = SetCookie<"session", description("Who is signed in.")>;
using Theme = SetCookie<"theme">;

Api setting() {
  Api api({.title = "T", .version = "1"});
  api.on_error([](std::string_view) {});
  api.post("/session",
           [](Query<"token", std::string> token, Query<"theme", std::optional<std::string>> theme)
               -> With<Created<bool>, Session, std::optional<Theme>> {
             std::optional<Theme> chosen;
             if (*theme) chosen = Theme{**theme, {.http_only = false}};
             return {{true, "/me"},
                     {{*token, {.max_age = std::chrono::hours(1), .same_site = SameSite::strict}},
                      chosen}};
           });
  api.del("/session", []() -> With<NoContent, Session> { return {{}, {Session::removed()}}; });
  return api;
}

TEST(SetCookies, AreHeadersWithCarefulAttributes) {
  const Service service(setting());
  const Response response = service.handle({"POST", "/session?token=abc.D-_~", {}, ""});
  EXPECT_EQ(response.status, 201);
  EXPECT_EQ(header(response, "Location"), "/me");
  EXPECT_EQ(header(response, "Set-Cookie"),
            "session=abc.D-_~; Path=/; Max-Age=3600; SameSite=Strict; HttpOnly; Secure");
  EXPECT_EQ(service.handle({"DELETE", "/session", {}, ""}).headers.joined("Set-Cookie"),
            "session=; Path=/; Max-Age=0; SameSite=Lax; HttpOnly; Secure");
}

TEST(SetCookies, OfOneResponseAreHeadersOfTheirOwn) {
  const Running server{Front(Service(setting()), {{}, true}), patient()};
  httplib::Client client(server.url());
  const auto response = client.Post("/session?token=abc&theme=dark");
  ASSERT_TRUE(response);
  ASSERT_EQ(response->get_header_value_count("Set-Cookie"), 2u);
  EXPECT_THAT(response->get_header_value("Set-Cookie", "", 0) +
                  response->get_header_value("Set-Cookie", "", 1),
              HasSubstr("theme=dark; Path=/; SameSite=Lax; Secure"));
}

TEST(SetCookies, AreDocumented) {
  const Service service(setting());
  const auto document = FreeForm::parse(service.openapi_json());
  const auto made = document["paths"]["/session"]["post"]["responses"]["201"]["headers"];
  EXPECT_EQ(made["Set-Cookie"]["description"],
            "Sets the cookie `session`: Who is signed in. Sets the cookie `theme`.");
  EXPECT_EQ(made["Set-Cookie"]["required"], true);
  EXPECT_EQ(made["Set-Cookie"]["schema"]["type"], "string");
}

TEST(SetCookies, WithAValueThatIsNoneAreNeverSent) {
  const Service service(setting());
  for (const char* value : {"a%3B%20Domain=evil.example", "a%0D%0AX:%201", "a%20b", "a,b",
                            "%22a%22", "a%5C", "%C3%A9", "%7F"}) {
    const Response response =
        service.handle({"POST", std::string("/session?token=") + value, {}, ""});
    EXPECT_EQ(response.status, 500) << value;
    EXPECT_EQ(header(response, "Set-Cookie"), "(none)") << value;
  }
}

TEST(SetCookies, HaveAttributesThatBrowsersTakeTogether) {
  const auto refused = [](std::string_view name, const CookieAttributes& attributes) {
    try {
      set_cookie_text(name, "secret", attributes);
      return std::string();
    } catch (const std::invalid_argument& error) {
      EXPECT_THAT(error.what(), Not(HasSubstr("secret")));
      return std::string(error.what());
    }
  };
  EXPECT_EQ(refused("__Host-id", {}), "");
  EXPECT_EQ(refused("id", {.domain = "example.org", .partitioned = true}), "");
  EXPECT_THAT(refused("__Host-id", {.path = "/a"}), HasSubstr("no domain"));
  EXPECT_THAT(refused("__Host-id", {.domain = "example.org"}), HasSubstr("no domain"));
  EXPECT_THAT(refused("__Secure-id", {.secure = false}), HasSubstr("needs Secure"));
  EXPECT_THAT(refused("id", {.same_site = SameSite::none, .secure = false}),
              HasSubstr("SameSite=None needs Secure"));
  EXPECT_THAT(refused("id", {.secure = false, .partitioned = true}), HasSubstr("needs Secure"));
  EXPECT_THAT(refused("id", {.path = "/;Domain=x"}), HasSubstr("its path"));
  EXPECT_THAT(refused("id", {.path = "a"}), HasSubstr("its path"));
  EXPECT_THAT(refused("id", {.domain = "x\r\n"}), HasSubstr("its domain"));
  EXPECT_THAT(refused("i d", {}), HasSubstr("no token"));
}

}  // namespace
}  // namespace vitrine::test
