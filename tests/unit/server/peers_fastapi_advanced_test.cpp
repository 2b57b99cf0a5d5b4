// FastAPI's advanced guide, row by row: the lines of server/api/README.md and what they do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include "tests/unit/server/peers.h"

namespace {

struct Author {
  std::string name;
  std::vector<Item> items;
};
struct Settings {
  std::string admin_email;
  int items_per_user = 50;
};
struct Invoice {
  std::string callback_url;
  double total = 0;
};

}  // namespace

template <>
struct vitrine::Schema<Author> {
  static constexpr auto fields =
      vitrine::fields(field<&Author::name>("name"), field<&Author::items>("items").defaulted());
};
template <>
struct vitrine::Schema<Settings> {
  static constexpr auto fields =
      vitrine::fields(field<&Settings::admin_email>("adminEmail").format("email"),
                      field<&Settings::items_per_user>("itemsPerUser").minimum(1).defaulted());
};
template <>
struct vitrine::Schema<Invoice> {
  static constexpr auto fields = vitrine::fields(
      field<&Invoice::callback_url>("callback_url").format("uri"), field<&Invoice::total>("total"));
};

namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(FastApiAdvanced, WordsForTheDocument) {
  Api api = new_api();
  api.get("/items", [](Query<"q", std::string>) {}).id("readItems").extension("x-cost", "3");
  api.get("/secret", [] {}).hidden();
  api.post("/invoices", [](Body<Invoice>) {})
      .callback("paid", "{$request.body#/callback_url}", [](Body<Remark>) {});
  api.webhook("new-subscription", [](Body<User>) {}).summary("Somebody has subscribed");
  const TestClient client = api.test();
  const FreeForm document = FreeForm::parse(client.openapi_json());
  EXPECT_EQ(document["paths"]["/items"]["get"]["operationId"], "readItems");
  EXPECT_EQ(document["paths"]["/items"]["get"]["x-cost"], 3);
  EXPECT_FALSE(document["paths"].contains("/secret"));
  EXPECT_TRUE(document["paths"]["/invoices"]["post"]["callbacks"]["paid"].contains(
      "{$request.body#/callback_url}"));
  EXPECT_TRUE(document["webhooks"].contains("new-subscription"));
}

TEST(FastApiAdvanced, StatusesOfOneRoute) {
  Api api = new_api();
  api.put("/items/{id}",
          [](Path<"id", int> id, Body<Item> item) -> std::variant<Item, Created<Item>> {
            if (*id == 1) return *item;
            return Created<Item>{*item, "/items/" + std::to_string(*id)};
          });
  api.post("/tasks", [](Query<"wait", bool> wait) -> std::variant<NoContent, Accepted<>> {
    if (*wait) return NoContent{};
    return Accepted<>{"/tasks/1"};
  });
  TestClient client = api.test();
  const FreeForm lamp = {{"name", "Lamp"}, {"price", 1}};
  EXPECT_EQ(client.put("/items/1", lamp).status, 200);
  EXPECT_EQ(client.put("/items/2", lamp).status, 201);
  EXPECT_EQ(client.post("/tasks?wait=true").status, 204);
  EXPECT_EQ(client.post("/tasks?wait=false").header("Location"), "/tasks/1");
  EXPECT_TRUE(operation(client, "/items/{id}", "put")["responses"].contains("201"));
}

TEST(FastApiAdvanced, KindsOfResponses) {
  const std::string file = (std::filesystem::temp_directory_path() / "vitrine-peers.mp4").string();
  std::ofstream(file) << "0123456789";
  Api api = new_api();
  api.get(
      "/legacy", []() -> Bytes<"application/xml"> { return {"<shampoo/>"}; });
  api.get("/page", [](Query<"name", std::string> name) -> Html {
    return {"<h1>" + escape_html(*name) + "</h1>"};
  });
  api.get("/old", []() -> Redirect<307> { return {"/page"}; });
  api.get(
      "/film", [file]() -> Binary<"video/mp4"> {
        return {open_file(file), "video/mp4"};
      });
  api.get(
      "/numbers", []() -> Chunks<"text/csv"> {
        return {.next = [n = 0]() mutable -> std::optional<std::string> {
          if (n == 3) return std::nullopt;
          return std::to_string(n++) + "\n";
        }};
      });
  api.get(
         "/items/{id}", [](Path<"id", int> id) -> std::variant<Item, Bytes<"image/png">> {
           if (*id == 1) return Item{"Lamp", 1};
           return Bytes<"image/png">{"PNG"};
         })
      .returns(200, "The item, or its picture.");
  TestClient client = api.test();
  EXPECT_EQ(client.get("/legacy").header("Content-Type"), "application/xml");
  EXPECT_EQ(client.get("/page?name=%3CMina%3E").text, "<h1>&lt;Mina&gt;</h1>");
  EXPECT_EQ(client.get("/old").header("Location"), "/page");
  EXPECT_EQ(client.get("/film", {{"Range", "bytes=2-4"}}).text, "234");
  EXPECT_EQ(client.get("/numbers").text, "0\n1\n2\n");
  EXPECT_EQ(client.get("/items/1").json()["name"], "Lamp");
  EXPECT_EQ(client.get("/items/2").text, "PNG");
  EXPECT_EQ(operation(client, "/items/{id}")["responses"]["200"]["content"].size(), 2u);
  std::filesystem::remove(file);
}

TEST(FastApiAdvanced, CookiesAndHeadersOfResponses) {
  Api api = new_api();
  api.post(
      "/cookie", []() -> With<NoContent, SetCookie<"session">> {
        return {{}, {{"abc", {.max_age = std::chrono::hours(24)}}}};
      });
  api.get(
      "/cats", []() -> With<Remark, ResponseHeader<"X-Cats", int, description("How many.")>> {
        return {{"meow"}, {{3}}};
      });
  TestClient client = api.test();
  client.post("/cookie");
  EXPECT_EQ(client.cookie("session"), "abc");
  EXPECT_EQ(client.get("/cats").header("X-Cats"), "3");
  EXPECT_TRUE(operation(client, "/cats")["responses"]["200"]["headers"].contains("X-Cats"));
}

struct Found {
  bool found;
};
/// Makes a dependency, in a way that a parameter of its own decides.
struct Contains {
  std::string text;
  Found operator()(Query<"q", std::string, default_value("")> q) const {
    return {q->find(text) != std::string::npos};
  }
};

TEST(FastApiAdvanced, DependenciesWithParameters) {
  Api api = new_api();
  api.provide_by(Contains{"bar"});
  api.get("/query", [](Depends<Found> it) { return it->found; });
  TestClient client = api.test();
  EXPECT_EQ(client.get("/query?q=rhubarb").json(), true);
  EXPECT_EQ(client.get("/query").json(), false);
}

TEST(FastApiAdvanced, ScopesAndNamesWithPasswords) {
  Api api = new_api();
  api.authenticate<User>(
      oauth2("account", {.password = OAuthFlow{.token_url = "/token",
                                               .scopes = {{"items:read", "See items."},
                                                          {"items:write", "Change items."}}}}),
      find_user);
  api.get("/items", [](Authenticated<User, "items:read"> me) { return me->name; });
  api.del("/items/1", [](Authenticated<User, "items:write">) {});
  TestClient client = api.test();
  EXPECT_EQ(client.bearer("Sam").get("/items").json(), "Sam");
  EXPECT_EQ(client.del("/items/1").status, 403);
  EXPECT_EQ(client.bearer("Mina").del("/items/1").status, 204);

  Api admin = new_api();
  admin.authenticate<User>(
      basic("login"), [](std::string_view name, std::string_view password) -> std::optional<User> {
        if (name != "stanley" || password != "swordfish") return std::nullopt;
        return User{std::string(name)};
      });
  admin.get("/me", [](Authenticated<User> me) { return me->name; });
  TestClient browser = admin.test();
  EXPECT_EQ(browser.basic("stanley", "swordfish").get("/me").json(), "stanley");
  EXPECT_EQ(browser.basic("stanley", "guess").get("/me").status, 401);
}

TEST(FastApiAdvanced, RequestsAndPlainStructs) {
  Api api = new_api();
  api.get("/method", [](const Request& request) { return request.method; });
  api.post("/authors", [](Body<Author> author) { return author->items.size(); });
  TestClient client = api.test();
  EXPECT_EQ(client.get("/method").json(), "GET");
  EXPECT_EQ(client.post("/authors", FreeForm{{"name", "Mina"}}).json(), 0);
}

TEST(FastApiAdvanced, HostsProxiesAndOtherApis) {
  Api inner = new_api();
  inner.get("/items", []() -> std::string { return "inner"; });
  Api api = new_api();
  api.get("/text", [] { return std::string(2000, 'a'); });
  api.get("/path", [](const Request& request) { return request.root_path; });
  api.mount("/shop", std::move(inner));
  TestClient client = api.test({.deployment = {.hosts = {"example.org", "*.example.org"},
                                               .root_path = "/api/v1",
                                               .trusted_proxies = {"10.0.0.0/8"},
                                               .compress_from_bytes = 1000}});
  EXPECT_EQ(client.get("/api/v1/path").json(), "/api/v1");
  EXPECT_EQ(client.get("/path", {{"Host", "evil.example"}}).status, 421);
  EXPECT_EQ(client.get("/text").json().get<std::string>().size(), 2000u);
  EXPECT_THAT(client.get("/text").header("Vary"), HasSubstr("Accept-Encoding"));
  EXPECT_EQ(client.get("/shop/items").json(), "inner");
  EXPECT_EQ(client.get("/shop/openapi.json").json()["servers"][0]["url"], "/api/v1/shop");
}

TEST(FastApiAdvanced, WebSockets) {
  Api api = new_api();
  api.get("/echo", []() -> WebSocket<Remark, Remark> {
    return {.message = [](const Socket<Remark>& socket, const Remark& said) { socket.send(said); }};
  });
  TestClient client = api.test();
  EXPECT_EQ(client.get("/echo").status, 426);
  TestSocket socket = client.socket("/echo");
  socket.send(Remark{"hello"});
  const std::optional<TestMessage> message = socket.next(60s);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->as<Remark>().text, "hello");
  socket.send(Remark{""});
  EXPECT_FALSE(socket.next(60s));
  ASSERT_TRUE(socket.closed());
  EXPECT_EQ(socket.closed()->code, 1008);
}

using Added = Event<"added", Item>;

TEST(FastApiAdvanced, TestsOfAllThis) {
  std::vector<std::string> log;
  Broadcast<EventSink<Added>> followers;
  Api api = new_api();
  api.on_start([&log] { log.push_back("start"); });
  api.on_stop([&log] { log.push_back("stop"); });
  api.provide_by([] { return User{"Mina"}; });
  api.get("/who", [](Depends<User> user) { return user->name; });
  api.get("/events", [&followers]() -> EventStream<Added> {
    return {[&followers](const EventSink<Added>& sink) {
      followers.add(sink);
      followers.send(Added{{"Lamp", 1}});
    }};
  });
  User sam{"Sam"};
  api.provide(sam);
  {
    TestClient client = api.test();
    EXPECT_THAT(log, ElementsAre("start"));
    EXPECT_EQ(client.get("/who").json(), "Sam");
    TestStream stream = client.stream("/events");
    const std::optional<TestEvent> event = stream.next(60s);
    ASSERT_TRUE(event);
    EXPECT_EQ(event->json()["name"], "Lamp");
  }
  EXPECT_THAT(log, ElementsAre("start", "stop"));
}

TEST(FastApiAdvanced, SettingsOfTheEnvironment) {
  ::setenv("PEERS_ADMIN_EMAIL", "mina@example.org", 1);
  const auto settings = from_environment<Settings>("PEERS_");
  ::unsetenv("PEERS_ADMIN_EMAIL");
  EXPECT_EQ(settings.admin_email, "mina@example.org");
  EXPECT_EQ(settings.items_per_user, 50);
  EXPECT_THROW(from_environment<Settings>("PEERS_"), SettingsError);
}

}  // namespace
