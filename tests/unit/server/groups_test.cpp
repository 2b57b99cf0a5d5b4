// What routes have in common: groups, hooks, APIs that are mounted.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "server/api/declare/api.h"
#include "server/api/front/front.h"
#include "server/api/http/problem.h"
#include "server/api/respond/service.h"
#include "tests/unit/server/declared.h"
#include "tests/unit/server/models.h"
#include "tests/unit/server/probe.h"

namespace vitrine::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct Member {
  std::string name;
  bool admin = false;
  bool may(std::string_view scope) const { return admin || scope == "read"; }
};
struct Denied : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct Tenant {
  std::string name;
};

Api make_api() {
  Api api({.title = "T", .version = "1"});
  api.authenticate<Member>(bearer("token"),
                           [](std::string_view token) -> std::optional<Member> {
                             if (token != "mina" && token != "root") return std::nullopt;
                             return Member{std::string(token), token == "root"};
                           })
      .on_error([](std::string_view) {});
  return api;
}

TEST(Groups, RoutesHaveThePrefixAndWhatIsShared) {
  Api api = make_api();
  api.provide_by([](Path<"tenant", std::string> name) { return Tenant{*name}; });
  Group tenant = api.group("/tenants/{tenant}").tag("Tenants").raises<Denied>(403, "Not yours.");
  tenant.get("/name", [](Depends<Tenant> tenant_of) -> std::string {
    if (tenant_of->name == "other") throw Denied("that is another tenant");
    return tenant_of->name;
  });
  Group admin = tenant.group("/admin");
  admin.get("", []() -> std::string { return "admin"; }).tag("Admin");
  // Also for routes that are there already.
  admin.authenticated<Member, "all">().hidden();
  tenant.depends<Tenant>();
  const Service service(std::move(api));
  EXPECT_EQ(service.handle(get("/tenants/a/name")).text(), "\"a\"");
  EXPECT_EQ(service.handle(get("/tenants/other/name")).status, 403);
  EXPECT_EQ(service.handle(get("/tenants/a/admin")).status, 401);
  const auto as = [&](const std::string& who) {
    return service.handle(with(get("/tenants/a/admin"), "Authorization", "Bearer " + who));
  };
  EXPECT_EQ(as("mina").status, 403);
  EXPECT_EQ(as("root").text(), "\"admin\"");
  const FreeForm document = FreeForm::parse(service.openapi_json());
  const auto& shown = document["paths"]["/tenants/{tenant}/name"]["get"];
  EXPECT_EQ(shown["tags"].dump(), R"(["Tenants"])");
  EXPECT_EQ(shown["responses"]["403"]["description"], "Not yours.");
  EXPECT_EQ(document["paths"].size(), 1u);
}

TEST(Groups, HooksSeeEachRequestAndEachResponse) {
  std::vector<std::string> log;
  Api api = make_api();
  api.before([&](const Request& request) -> std::optional<Response> {
    log.push_back("before " + std::string(request.path()));
    if (request.headers.find("X-Closed")) return problem_response(503, "closed");
    return std::nullopt;
  });
  api.after([&](const Request&, Response& response) {
    log.push_back("after");
    response.headers.set("X-Seen", std::to_string(response.status));
  });
  Group inner = api.group("/inner");
  inner.before([&](const Request&) -> std::optional<Response> {
    log.push_back("inner before");
    return std::nullopt;
  });
  inner.after([&](const Request&, Response&) { log.push_back("inner after"); });
  inner.get("/x", [&]() { log.push_back("handled"); });
  inner.post("/x", [](Body<Point>) {});
  inner.get("/bad", [] {}).summary("Its response is spoilt by a hook");
  inner.after([](const Request& request, Response&) {
    if (request.path() == "/inner/bad") throw std::runtime_error("a secret");
  });
  const Service service(std::move(api));
  EXPECT_EQ(header(service.handle(get("/inner/x")), "X-Seen"), "204");
  EXPECT_THAT(log,
              ElementsAre("before /inner/x", "inner before", "handled", "inner after", "after"));
  log.clear();
  EXPECT_EQ(header(service.handle(get("/nowhere")), "X-Seen"), "404");
  EXPECT_THAT(log, ElementsAre("before /nowhere", "after"));
  log.clear();
  EXPECT_EQ(service.handle(with(get("/inner/x"), "X-Closed", "1")).status, 503);
  EXPECT_THAT(log, ElementsAre("before /inner/x", "inner after", "after"));
  EXPECT_EQ(service.handle(get("/inner/bad")).status, 500);

  // A head that is judged before its body is not judged again.
  log.clear();
  const Request request = post("/inner/x", R"({"x":0,"y":0})");
  Match match = service.route(request);
  EXPECT_FALSE(service.refuse_by_head(request, match));
  EXPECT_EQ(service.handle(request, match).status, 204);
  EXPECT_THAT(log, ElementsAre("before /inner/x", "inner before", "inner after", "after"));
}

TEST(Groups, HooksCannotBreakTheHeadOfAResponse) {
  Api api = make_api();
  api.get("/hello", [] {});
  const auto echo = [](const Request& request, Response& response) {
    if (const std::string* told = request.headers.find("X-Tell")) {
      response.headers.set("X-Told", *told);
    }
  };
  api.before([echo](const Request& request) -> std::optional<Response> {
    if (!request.headers.find("X-Early")) return std::nullopt;
    Response response;
    echo(request, response);
    return response;
  });
  api.after(echo);
  const Service service(std::move(api));
  EXPECT_EQ(header(service.handle(with(get("/hello"), "X-Tell", "me")), "X-Told"), "me");
  const Request broken = with(get("/hello"), "X-Tell", "me\r\nSet-Cookie: a=b");
  for (const Request& request : {broken, with(broken, "X-Early", "1")}) {
    const Response response = service.handle(request);
    EXPECT_EQ(response.status, 500);
    EXPECT_EQ(header(response, "X-Told"), "(none)");
  }
}

TEST(Groups, AHandlerIsRefusedByTheHookBeforeAnyoneIsAsked) {
  Api api = make_api();
  bool asked = false;
  api.authenticate<Tenant>(bearer("other"), [&](std::string_view) -> std::optional<Tenant> {
    asked = true;
    return std::nullopt;
  });
  api.before(
      [](const Request&) -> std::optional<Response> { return problem_response(503, "closed"); });
  api.get("/x", [](Authenticated<Tenant>) {});
  const Service service(std::move(api));
  EXPECT_EQ(service.handle(with(get("/x"), "Authorization", "Bearer a")).status, 503);
  EXPECT_FALSE(asked);
}

TEST(Groups, APrefixThatIsNoneStopsTheStart) {
  Api api = make_api();
  api.group("inner").get("/x", [] {});
  EXPECT_THROW(Service(std::move(api)), DeclarationError);
}

Api mounted_api() {
  Api admin({.title = "Admin", .version = "2"});
  admin.get("/users/{id}", [](Path<"id", int> id) -> std::int64_t { return *id; });
  Api api = make_api();
  api.get("/hello", []() -> std::string { return "hello"; });
  api.mount("/admin", std::move(admin));
  return api;
}

TEST(Mounted, AnApiHasADocumentAndAPageOfItsOwn) {
  const Front front(Service(mounted_api()), {});
  EXPECT_EQ(front.handle(get("/hello")).text(), "\"hello\"");
  EXPECT_EQ(front.handle(get("/admin/users/7")).text(), "7");
  EXPECT_EQ(front.handle(get("/admin/users/x")).status, 422);
  EXPECT_EQ(front.handle(get("/users/7")).status, 404);
  EXPECT_EQ(front.handle(get("/administrator")).status, 404);
  const auto own = body(front.handle(get("/openapi.json")));
  EXPECT_EQ(own["info"]["title"], "T");
  EXPECT_EQ(body(front.handle(get("/openapi-3.0.json")))["openapi"], "3.0.4");
  EXPECT_FALSE(own["paths"].contains("/users/{id}"));
  const auto admin = body(front.handle(get("/admin/openapi.json")));
  EXPECT_EQ(admin["info"]["title"], "Admin");
  EXPECT_EQ(admin["servers"][0]["url"], "/admin");
  EXPECT_TRUE(admin["paths"].contains("/users/{id}"));
  EXPECT_THAT(std::string(front.handle(get("/admin/docs")).text()),
              HasSubstr("/admin/openapi.json"));
}

TEST(Mounted, AMistakeSaysWhereItIs) {
  Api admin({.title = "Admin", .version = "2"});
  admin.get("/users/{id}", [] {});
  Api api = make_api();
  api.get("/admin/x", [] {});
  api.mount("/admin", std::move(admin));
  api.mount("/{x}", Api({.title = "Other", .version = "1"}));
  const std::string all = mistakes_of(std::move(api));
  EXPECT_THAT(all, HasSubstr("below /admin: GET /users/{id}"));
  EXPECT_THAT(all, HasSubstr("GET /admin/x is below the API that is mounted"));
  EXPECT_THAT(all, HasSubstr("cannot be mounted at \"/{x}\""));
}

TEST(Publishing, ThePageAndTheDocumentAreElsewhereOrNowhere) {
  Api api = make_api();
  api.get("/docs", []() -> std::string { return "mine"; });
  api.get("/embed", []() -> std::string { return "mine, too"; });
  api.publish({.docs = "/reference", .document = "/spec-of-mine"});
  const Front front(Service(std::move(api)), {});
  EXPECT_EQ(front.handle(get("/docs")).text(), "\"mine\"");
  EXPECT_EQ(front.handle(get("/embed")).text(), "\"mine, too\"");
  EXPECT_EQ(header(front.handle(get("/")), "Location"), "/reference");
  EXPECT_THAT(std::string(front.handle(get("/reference")).text()), HasSubstr("/spec-of-mine.json"));
  EXPECT_EQ(front.handle(get("/spec-of-mine.yaml")).status, 200);
  EXPECT_EQ(front.handle(get("/openapi.json")).status, 404);

  Api quiet = make_api();
  quiet.get("/", []() -> std::string { return "home"; });
  quiet.publish({.docs = "", .document = ""});
  const Front nowhere(Service(std::move(quiet)), {});
  EXPECT_EQ(nowhere.handle(get("/")).text(), "\"home\"");
  EXPECT_EQ(nowhere.handle(get("/docs")).status, 404);
  EXPECT_EQ(nowhere.handle(get("/openapi.json")).status, 404);
}

TEST(Publishing, TheExampleThatEmbedsThePageIsTheDemosAlone) {
  const Front own(Service(make_api()), {});
  EXPECT_EQ(own.handle(get("/embed")).status, 404);
}

}  // namespace
}  // namespace vitrine::test
