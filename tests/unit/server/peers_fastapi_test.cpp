// FastAPI's tutorial, row by row: the lines of server/api/README.md and what they do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <memory>

#include "tests/unit/server/peers.h"

namespace {

enum class Network { alexnet, lenet };

struct Cookies {
  std::string session_id;
  std::optional<std::string> tracker = {};
};
struct Common {
  std::string host;
  bool save_data = false;
};
struct Booking {
  Uuid id;
  std::chrono::sys_seconds start;
  std::chrono::minutes length;
  Decimal price;
};
struct Papers {
  std::vector<File> files;
};
struct Notice {
  std::string message;
};

}  // namespace

template <>
struct vitrine::Schema<Network> {
  static constexpr auto values =
      vitrine::values(value(Network::alexnet, "alexnet"), value(Network::lenet, "lenet"));
};
template <>
struct vitrine::Schema<Cookies> {
  static constexpr auto fields = vitrine::fields(field<&Cookies::session_id>("session_id"),
                                                 field<&Cookies::tracker>("tracker"));
};
template <>
struct vitrine::Schema<Common> {
  static constexpr auto fields = vitrine::fields(
      field<&Common::host>("X-Host"), field<&Common::save_data>("Save-Data").defaulted());
};
template <>
struct vitrine::Schema<Booking> {
  static constexpr auto fields =
      vitrine::fields(field<&Booking::id>("id"), field<&Booking::start>("start"),
                      field<&Booking::length>("length"), field<&Booking::price>("price"));
};
template <>
struct vitrine::Schema<Papers> {
  static constexpr auto fields = vitrine::fields(field<&Papers::files>("files").max_items(3));
};
template <>
struct vitrine::Schema<Notice> {
  static constexpr auto fields = vitrine::fields(field<&Notice::message>("message"));
};

namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(FastApiTutorial, ParametersOfPathAndQuery) {
  Api api = new_api();
  api.get("/hello", []() -> std::string { return "Hello World"; });
  api.get("/items/{id}", [](Path<"id", int> id) { return *id; });
  api.get("/networks/{network}", [](Path<"network", Network> network) { return *network; });
  api.get("/files/{path...}", [](Path<"path", std::string> path) { return *path; });
  api.get("/items",
          [](Query<"skip", int, default_value(0)> skip, Query<"q", std::optional<std::string>> q) {
            return q->value_or("all") + " from " + std::to_string(*skip);
          });
  api.get("/found", [](QueryModel<Filter> filter) { return *filter; });
  TestClient client = api.test();
  EXPECT_EQ(client.get("/hello").json(), "Hello World");
  EXPECT_EQ(client.get("/items/7").json(), 7);
  EXPECT_EQ(client.get("/items/seven").status, 422);
  EXPECT_EQ(client.get("/networks/lenet").json(), "lenet");
  EXPECT_EQ(client.get("/networks/resnet").status, 422);
  EXPECT_EQ(client.get("/files/a/b.txt").json(), "a/b.txt");
  EXPECT_EQ(client.get("/items").json(), "all from 0");
  EXPECT_EQ(client.get("/items?skip=3&q=red").json(), "red from 3");
  EXPECT_EQ(client.get("/items?limit=3").status, 422);
  EXPECT_EQ(client.get("/found?limit=5&tags=a&tags=b").json()["tags"].size(), 2u);
  EXPECT_EQ(client.get("/found?limit=101").status, 422);
}

TEST(FastApiTutorial, RulesOfParameters) {
  Api api = new_api();
  api.get("/search", [](Query<"q", std::string, min_length(3), max_length(50), pattern("^fixed"),
                              description("Words to look for.")>
                            q) { return *q; });
  api.get("/tagged",
          [](Query<"tags", std::vector<std::string>, each(min_length(2)), deprecated()> tags) {
            return *tags;
          });
  api.get("/things/{id}",
          [](Path<"id", int, minimum(1), maximum(1000)> id,
             Query<"size", double, exclusive_minimum(0), exclusive_maximum(10.5)> size) {
            return *id * *size;
          });
  TestClient client = api.test();
  EXPECT_EQ(client.get("/search?q=fixedquery").json(), "fixedquery");
  EXPECT_EQ(client.get("/search?q=fi").json()["errors"].size(), 2u);
  EXPECT_EQ(client.get("/tagged?tags=ab&tags=cd").json()[1], "cd");
  EXPECT_EQ(client.get("/tagged?tags=a").status, 422);
  EXPECT_EQ(operation(client, "/tagged")["parameters"][0]["deprecated"], true);
  EXPECT_EQ(client.get("/things/2?size=10").json(), 20);
  EXPECT_EQ(client.get("/things/0?size=10.5").json()["errors"].size(), 2u);
}

TEST(FastApiTutorial, Bodies) {
  Api api = new_api();
  api.post("/items", [](Body<Item> item) { return *item; }).example("lamp", Item{"Lamp", 35.4});
  api.put("/items/{id}",
          [](Path<"id", int> id, BodyField<"item", Item> item, BodyField<"user", User> user,
             BodyField<"importance", int, minimum(1)> importance) {
            return item->name + user->name + std::to_string(*id + *importance);
          });
  api.post("/albums", [](Body<Album> album) { return *album; });
  api.post("/weights", [](Body<std::map<std::string, double>> weights) { return weights->size(); });
  api.post("/bookings", [](Body<Booking> booking) { return *booking; });
  TestClient client = api.test();
  const FreeForm lamp = {{"name", "Lamp"}, {"price", 35.4}};
  EXPECT_EQ(client.post("/items", lamp).json()["price"], 35.4);
  const TestResponse refused = client.post("/items", FreeForm{{"name", ""}, {"price", 0}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(refused.json()["errors"][1]["pointer"], "/price");
  EXPECT_TRUE(
      operation(client, "/items", "post")["requestBody"]["content"]["application/json"]["examples"]
          .contains("lamp"));
  EXPECT_EQ(client
                .put("/items/5",
                     FreeForm{{"item", lamp}, {"user", {{"name", "Mina"}}}, {"importance", 2}})
                .json(),
            "LampMina7");
  const RequestContent album("application/json",
                             R"({"title":"Snow","images":[{"url":"no address"}]})");
  EXPECT_EQ(client.post("/albums", album).json()["errors"][0]["pointer"], "/images/0/url");
  EXPECT_EQ(client.post("/weights", FreeForm{{"a", 1.5}, {"b", 2}}).json(), 2);
  const FreeForm booking = {{"id", "0190a5b0-7c4e-7000-8000-000000000001"},
                            {"start", "2026-01-31T09:30:00Z"},
                            {"length", "PT1H30M"},
                            {"price", "12.50"}};
  EXPECT_EQ(client.post("/bookings", booking).json(), booking);
}

TEST(FastApiTutorial, CookiesAndHeaders) {
  Api api = new_api();
  api.get("/ads",
          [](Cookie<"ads_id", std::optional<std::string>> ads) { return ads->value_or("none"); });
  api.get("/agent", [](Header<"User-Agent", std::string> agent,
                       Header<"X-Token", std::vector<std::string>> tokens) {
    return *agent + tokens->back();
  });
  api.get("/session", [](CookieModel<Cookies> cookies) { return *cookies; });
  api.get("/common", [](HeaderModel<Common> headers) { return *headers; });
  TestClient client = api.test();
  EXPECT_EQ(client.get("/ads", {{"Cookie", "ads_id=7"}}).json(), "7");
  EXPECT_EQ(client.get("/ads").json(), "none");
  EXPECT_EQ(
      client.get("/agent", {{"User-Agent", "curl/"}, {"X-Token", "a"}, {"X-Token", "b"}}).json(),
      "curl/b");
  EXPECT_EQ(client.get("/session", {{"Cookie", "session_id=x"}}).json()["session_id"], "x");
  EXPECT_EQ(client.get("/session").status, 422);
  EXPECT_EQ(client.get("/common", {{"X-Host", "a"}, {"Save-Data", "true"}}).json()["Save-Data"],
            true);
}

TEST(FastApiTutorial, Responses) {
  Api api = new_api();
  api.post("/users", [](Body<NewUser> user) -> PublicUser { return {*user}; });
  api.get("/vehicles/{id}", [](Path<"id", int> id) -> std::variant<Car, Plane> {
    if (*id == 1) return Car{{"Low rider"}, {}};
    return Plane{{"Music"}, {}, 5};
  });
  api.post("/items", [](Body<Item> item) -> Created<Item> { return {*item, "/items/1"}; });
  TestClient client = api.test();
  EXPECT_EQ(client.post("/users", FreeForm{{"name", "Mina"}, {"password", "in the snow"}}).text,
            R"({"name":"Mina"})");
  EXPECT_EQ(client.get("/vehicles/2").text, R"({"name":"Music","kind":"plane","seats":5})");
  const TestResponse made = client.post("/items", FreeForm{{"name", "Lamp"}, {"price", 1}});
  EXPECT_EQ(made.status, 201);
  EXPECT_EQ(made.header("Location"), "/items/1");
}

TEST(FastApiTutorial, FormsAndFiles) {
  Api api = new_api();
  api.post("/login", [](Form<Login> login) { return login->username; });
  api.post("/file", [](Upload<5'000'000, "image/png"> file) { return file->size(); });
  api.post("/files", [](Form<Papers> form) { return form->files.size(); });
  api.post("/posts", [](Form<Post> post) { return post->title + post->picture.name(); });
  TestClient client = api.test();
  const auto login = [&](const std::string& password) {
    return client.post("/login",
                       RequestContent::form({{"username", "Mina"}, {"password", password}}));
  };
  EXPECT_EQ(login("a walk in the snow").json(), "Mina");
  EXPECT_EQ(login("short").status, 422);
  EXPECT_EQ(client.post("/file", RequestContent("image/png", "12345")).json(), 5);
  EXPECT_EQ(client.post("/file", RequestContent("image/gif", "12345")).status, 415);
  const FormPart file = {"files", "abc", "text/plain", "a.txt"};
  EXPECT_EQ(client.post("/files", RequestContent::multipart({file, file})).json(), 2);
  EXPECT_EQ(client
                .post("/posts", RequestContent::multipart(
                                    {{"title", "Tower "}, {"picture", "…", "image/png", "a.png"}}))
                .json(),
            "Tower a.png");
}

struct StorageDown {};

TEST(FastApiTutorial, Errors) {
  Api api = new_api();
  api.get("/items/{id}",
          [](Path<"id", int> id) -> Item {
            if (*id > 9) throw NoSuchItem("there are nine items");
            if (*id == 0) throw StorageDown{};
            return {"Lamp", 1};
          })
      .raises<NoSuchItem>(404, "There is no such item.");
  api.catches<StorageDown>([](const StorageDown&) { return Status<503, Notice>{{"Back soon."}}; });
  TestClient client = api.test();
  const TestResponse missing = client.get("/items/10");
  EXPECT_EQ(missing.status, 404);
  EXPECT_EQ(missing.json()["detail"], "there are nine items");
  EXPECT_EQ(client.get("/items/0").json()["message"], "Back soon.");
}

TEST(FastApiTutorial, WordsOfARoute) {
  Api api = new_api();
  api.post("/items", [](Body<Item> item) { return *item; })
      .summary("Add an item")
      .description("With *all* its tags.")
      .tag("items")
      .returns("The item as it is stored.")
      .deprecated();
  const TestClient client = api.test();
  const FreeForm said = operation(client, "/items", "post");
  EXPECT_EQ(said["summary"], "Add an item");
  EXPECT_EQ(said["tags"][0], "items");
  EXPECT_EQ(said["deprecated"], true);
  EXPECT_EQ(said["responses"]["200"]["description"], "The item as it is stored.");
}

TEST(FastApiTutorial, ValuesAsJsonAndUpdatesOfThem) {
  Item item{"Lamp", 35.4, "Old"};
  const FreeForm stored = FreeForm::parse(to_text(item));
  EXPECT_EQ(stored["note"], "Old");
  Api api = new_api();
  api.patch("/items/1", [&item](Body<ItemChange> change) {
    if (change->name) item.name = *change->name;
    if (change->note) item.note = *change->note;
    return item;
  });
  TestClient client = api.test();
  client.patch("/items/1", FreeForm{{"name", "Chair"}});
  EXPECT_EQ(item.name, "Chair");
  EXPECT_EQ(item.note, "Old");
  client.patch("/items/1", FreeForm{{"note", nullptr}});
  EXPECT_EQ(item.note, std::nullopt);
}

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

TEST(FastApiTutorial, DependenciesThatOnlyCheck) {
  Api api = keyed_api();
  api.get("/open", [] {});
  api.get("/closed", [] {}).depends<KeyChecked>();
  TestClient client = api.test();
  EXPECT_EQ(client.get("/open").status, 204);
  EXPECT_EQ(client.get("/closed").status, 422);
  EXPECT_EQ(client.get("/closed", {{"X-Key", "guess"}}).status, 403);
  EXPECT_EQ(client.get("/closed", {{"X-Key", "secret"}}).status, 204);

  Api all = keyed_api();
  all.get("/open", [] {});
  all.depends<KeyChecked>();
  EXPECT_EQ(all.test().get("/open").status, 422);
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
