// FastAPI's tutorial from its dependencies on, row by row: the lines of server/api/README.md and
// what they do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <memory>

#include "tests/unit/server/peers.h"

namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct Paging {
  int skip;
  int limit;
};
struct Window {
  int begin;
  int end;
};
/// Finds by a filter.
class Search {
 public:
  explicit Search(const Filter& filter) : limit_(filter.limit) {}
  int limit() const { return limit_; }

 private:
  int limit_;
};
struct KeyChecked {};
struct WrongKey : std::runtime_error {
  using std::runtime_error::runtime_error;
};
using Log = std::vector<std::string>;
/// A database session: it is told the response, and closes.
class Session {
 public:
  explicit Session(Log& log) : log_(log) { log_.push_back("open"); }
  ~Session() { log_.push_back("close"); }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  void finish(const Response& response) const {
    log_.push_back(response.status < 400 ? "commit" : "roll back");
  }

 private:
  Log& log_;
};

TEST(FastApiTutorial, Dependencies) {
  Api api = new_api();
  api.provide_by([](Query<"skip", int, default_value(0)> skip,
                    Query<"limit", int, maximum(100), default_value(20)> limit) {
    return Paging{*skip, *limit};
  });
  api.provide_by([](QueryModel<Filter> filter) { return Search(*filter); });
  api.provide_by([](Depends<Paging> paging) {
    return Window{paging->skip, paging->skip + paging->limit};
  });
  api.get("/items", [](Depends<Paging> paging) { return paging->limit; });
  api.get("/search", [](Depends<Search> search) { return search->limit(); });
  api.get("/window", [](Depends<Window> window) { return window->end; });
  TestClient client = api.test();
  EXPECT_EQ(client.get("/items").json(), 20);
  EXPECT_EQ(client.get("/items?limit=101").status, 422);
  EXPECT_EQ(client.get("/search?limit=5").json(), 5);
  EXPECT_EQ(client.get("/window?skip=10&limit=5").json(), 15);
}

/// An API with a key that a dependency checks.
Api keyed_api() {
  Api api = new_api();
  api.provide_by([](Header<"X-Key", std::string> key) {
       if (*key != "secret") throw WrongKey("this is not the key");
       return KeyChecked{};
     })
      .raises<WrongKey>(403, "The key is wrong.");
  return api;
}

TEST(FastApiTutorial, DependenciesOfARoute) {
  Api api = keyed_api();
  api.get("/open", [] {});
  api.get("/closed", [] {}).depends<KeyChecked>();
  TestClient client = api.test();
  EXPECT_EQ(client.get("/open").status, 204);
  EXPECT_EQ(client.get("/closed").status, 422);
  EXPECT_EQ(client.get("/closed", {{"X-Key", "guess"}}).status, 403);
  EXPECT_EQ(client.get("/closed", {{"X-Key", "secret"}}).status, 204);
}

TEST(FastApiTutorial, DependenciesOfAllRoutes) {
  Api api = keyed_api();
  api.get("/closed", [] {});
  api.depends<KeyChecked>();
  EXPECT_EQ(api.test().get("/closed", {{"X-Key", "guess"}}).status, 403);
}

TEST(FastApiTutorial, DependenciesThatEnd) {
  Log log;
  Api api = new_api();
  api.provide(log);
  api.provide_by([](Depends<Log> to) { return std::make_unique<Session>(*to); });
  api.get("/items", [](Depends<Session>, Depends<Log> to) { to->push_back("use"); });
  EXPECT_EQ(api.test().get("/items").status, 204);
  EXPECT_THAT(log, ElementsAre("open", "use", "commit", "close"));
}

struct WrongPassword : std::runtime_error {
  using std::runtime_error::runtime_error;
};
std::string sign_in(const TokenRequest& asked) {
  if (asked.password != "a walk in the snow") throw WrongPassword("the password is wrong");
  return asked.username.value_or("");
}

TEST(FastApiTutorial, Security) {
  Api api = new_api();
  api.authenticate<User>(oauth2("account", {.password = OAuthFlow{.token_url = "/token"}}),
                         find_user);
  api.authenticate<User>(api_key("key", openapi::Location::header, "X-Key"), find_user);
  api.post("/token",
           [](Form<TokenRequest> asked) -> TokenResponse {
             return {.access_token = sign_in(*asked), .expires_in = 3600};
           })
      .raises<WrongPassword>(400, "Name and password do not belong together.");
  api.get("/users/me", [](Authenticated<User> me) { return *me; });
  TestClient client = api.test();
  EXPECT_EQ(client.get("/users/me").status, 401);
  const auto ask = [&](const std::string& password) {
    return client.post(
        "/token", RequestContent::form(
                      {{"grant_type", "password"}, {"username", "Mina"}, {"password", password}}));
  };
  EXPECT_EQ(ask("guess").status, 400);
  client.bearer(ask("a walk in the snow").json()["access_token"]);
  EXPECT_EQ(client.get("/users/me").json()["name"], "Mina");
  EXPECT_EQ(client.bearer("").get("/users/me", {{"X-Key", "Sam"}}).json()["name"], "Sam");
}

/// Who a signed token is for; here the signature is the name backwards.
std::optional<User> read_token(std::string_view token) {
  const auto dot = token.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const std::string name(token.substr(0, dot));
  if (token.substr(dot + 1) != std::string(name.rbegin(), name.rend())) return std::nullopt;
  return User{name};
}

TEST(FastApiTutorial, SignedTokens) {
  Api api = new_api();
  api.authenticate<User>(bearer("token"), [](std::string_view token) { return read_token(token); });
  api.get("/users/me", [](Authenticated<User> me) { return me->name; });
  TestClient client = api.test();
  EXPECT_EQ(client.bearer("Mina.aniM").get("/users/me").json(), "Mina");
  EXPECT_EQ(client.bearer("Mina.Mina").get("/users/me").status, 401);
}

TEST(FastApiTutorial, HooksAndOrigins) {
  Api api = new_api();
  api.before([](const Request& request) -> std::optional<Response> {
    if (request.headers.find("X-Closed")) return problem_response(503, "Back soon.");
    return std::nullopt;
  });
  api.after([](const Request&, Response& response) { response.headers.set("X-Seen", "yes"); });
  api.get("/hello", []() -> std::string { return "Hello World"; });
  TestClient client = api.test({.cors_origins = {"https://shop.example.org"},
                                .deployment = {.cors = {.credentials = true}}});
  const TestResponse seen = client.get("/hello", {{"Origin", "https://shop.example.org"}});
  EXPECT_EQ(seen.header("X-Seen"), "yes");
  EXPECT_EQ(seen.header("Access-Control-Allow-Origin"), "https://shop.example.org");
  EXPECT_EQ(seen.header("Access-Control-Allow-Credentials"), "true");
  EXPECT_EQ(client.get("/hello", {{"X-Closed", "1"}}).status, 503);
}

/// A pool of connections to a database.
struct Pool {
  struct Connection {
    int number;
  };
  Connection connect() { return {++count}; }
  int count = 0;
};

/// The items of the shop, in a file of their own.
void add_items(Group items) {
  items.get("", [](Depends<Pool::Connection> database) { return database->number; });
  items.get("/{id}", [](Path<"id", int> id) { return *id; });
}

TEST(FastApiTutorial, DatabasesAndGroups) {
  Pool pool;
  Api api = keyed_api();
  api.provide(pool);
  api.provide_by([](Depends<Pool> from) { return from->connect(); });
  add_items(api.group("/items").tag("items").depends<KeyChecked>());
  TestClient client = api.test();
  client.header("X-Key", "secret");
  EXPECT_EQ(client.get("/items").json(), 1);
  EXPECT_EQ(client.get("/items").json(), 2);
  EXPECT_EQ(client.get("/items/7").json(), 7);
  EXPECT_EQ(operation(client, "/items/{id}")["tags"][0], "items");
}

std::atomic<int> mails = 0;
void send_mail(const std::string&) { ++mails; }

TEST(FastApiTutorial, BackgroundTasks) {
  Api api = new_api();
  api.post("/notify", [](Query<"to", std::string> to, Background later) {
    later.run([to = *to] { send_mail(to); });
  });
  { EXPECT_EQ(api.test().post("/notify?to=mina").status, 204); }
  EXPECT_EQ(mails, 1);
}

TEST(FastApiTutorial, MetadataAndAddresses) {
  Api api({.title = "Shop",
           .version = "1.0.0",
           .description = "Sells *lamps*.",
           .license_name = "MIT",
           .contact_email = "shop@example.org",
           .license_identifier = "MIT"});
  api.tag("items", "What is for sale.", {.url = "https://example.org/items"});
  api.publish({.docs = "/reference", .document = "/shop"});
  api.get("/items", [] {}).tag("items");
  TestClient client = api.test();
  EXPECT_EQ(client.get("/shop.json").json()["info"]["license"]["identifier"], "MIT");
  EXPECT_EQ(client.get("/shop.json").json()["tags"][0]["description"], "What is for sale.");
  EXPECT_EQ(client.get("/openapi.json").status, 404);
}

TEST(FastApiTutorial, StaticFiles) {
  std::string folder = (std::filesystem::temp_directory_path() / "vitrine-peers-XXXXXX").string();
  ASSERT_TRUE(::mkdtemp(folder.data()));
  std::ofstream(folder + "/style.css") << "a {}";
  Api api = new_api();
  TestClient client =
      api.test({.deployment = {.folders = {{.prefix = "/static", .folder = folder}}}});
  EXPECT_EQ(client.get("/static/style.css").text, "a {}");
  EXPECT_THAT(client.get("/static/style.css").header("Content-Type"), HasSubstr("text/css"));
  std::filesystem::remove_all(folder);
}

/// A program as any other, for gdb and for sanitizers.
[[maybe_unused]] int shop_main() {
  Api api = new_api();
  return serve(std::move(api), {.port = 8080});
}

}  // namespace
