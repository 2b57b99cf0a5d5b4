// Flask, Flask-WTF and flasgger, row by row: the lines of server/api/README.md and what they do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>

#include "tests/unit/server/peers.h"

namespace {

struct Language {
  std::string code;
};
enum class Color { red, dark_green };

}  // namespace

template <>
struct vitrine::Schema<Color> {
  static constexpr std::string_view name = "Colour";
  static constexpr auto values =
      vitrine::values(value(Color::red, "red"), value(Color::dark_green, "dark-green"));
};

namespace {

using ::testing::HasSubstr;

/// A folder that goes away.
class Folder {
 public:
  Folder() : name_((std::filesystem::temp_directory_path() / "vitrine-peers-XXXXXX").string()) {
    EXPECT_TRUE(::mkdtemp(name_.data()));
  }
  ~Folder() { std::filesystem::remove_all(name_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::string& name() const { return name_; }

 private:
  std::string name_;
};

TEST(FlaskQuickstart, Routes) {
  Api api = new_api();
  api.get("/hello", []() -> std::string { return "Hello World"; });
  api.get("/posts/{id}", [](Path<"id", int> id) { return *id; });
  api.get("/files/{path...}", [](Path<"path", std::string> path) { return *path; });
  api.put("/items/1", [](Body<Item> item) { return *item; });
  api.del("/items/1", [] {});
  TestClient client = api.test({.deployment = {.trailing_slashes = TrailingSlashes::redirect}});
  EXPECT_EQ(client.get("/posts/7").json(), 7);
  EXPECT_EQ(client.get("/files/a/b").json(), "a/b");
  EXPECT_EQ(client.get("/hello/").status, 308);
  EXPECT_EQ(client.head("/hello").status, 200);
  EXPECT_EQ(client.get("/items/1").status, 405);
  EXPECT_THAT(client.get("/items/1").header("Allow"), HasSubstr("DELETE"));
}

TEST(FlaskQuickstart, PagesAndRequests) {
  Api api = new_api();
  api.get("/page",
          [](Query<"name", std::string> name) -> Html { return {"<p>" + escape_html(*name)}; });
  api.get("/agent", [](const Request& request) { return request.headers.joined("User-Agent"); });
  api.get("/theme", [](Cookie<"theme", std::optional<std::string>> theme) {
    return theme->value_or("light");
  });
  api.get("/old", []() -> Redirect<> { return {"/hello"}; });
  api.get(
      "/tea", []() -> With<Status<418, Remark>, ResponseHeader<"X-Pot", std::string>> {
        return {{{"I am a teapot."}}, {{"small"}}};
      });
  api.get("/user", []() -> User { return {"Mina"}; });
  TestClient client = api.test();
  EXPECT_EQ(client.get("/page?name=%3Cb%3E").text, "<p>&lt;b&gt;");
  EXPECT_EQ(client.get("/agent", {{"User-Agent", "curl"}}).json(), "curl");
  EXPECT_EQ(client.get("/theme", {{"Cookie", "theme=dark"}}).json(), "dark");
  EXPECT_EQ(client.get("/old").status, 303);
  EXPECT_EQ(client.get("/tea").status, 418);
  EXPECT_EQ(client.get("/tea").header("X-Pot"), "small");
  EXPECT_EQ(client.get("/user").text, R"({"name":"Mina"})");
}

TEST(FlaskQuickstart, FilesThatAreSent) {
  const Folder to;
  Api api = new_api();
  api.post("/posts", [&to](Form<Post> post) { post->picture.save(to.name() + "/picture.png"); });
  TestClient client = api.test({.max_body_bytes = 16'000'000});
  EXPECT_EQ(client
                .post("/posts", RequestContent::multipart(
                                    {{"title", "Tower"}, {"picture", "123", "image/png", "a.png"}}))
                .status,
            204);
  EXPECT_EQ(client
                .post("/posts", RequestContent::multipart(
                                    {{"title", "Tower"}, {"picture", "123", "text/html", "a.png"}}))
                .status,
            422);
  EXPECT_EQ(std::filesystem::file_size(to.name() + "/picture.png"), 3u);
}

TEST(FlaskQuickstart, Sessions) {
  Api api = new_api();
  api.authenticate<User>(api_key("session", openapi::Location::cookie, "session"), find_user);
  api.post(
      "/login", [](Form<Login> login) -> With<NoContent, SetCookie<"session">> {
        return {{}, {{login->username}}};
      });
  api.post(
      "/logout", []() -> With<NoContent, SetCookie<"session">> {
        return {{}, {SetCookie<"session">::removed()}};
      });
  api.get("/me", [](Authenticated<User> me) { return me->name; });
  TestClient client = api.test();
  EXPECT_EQ(client.get("/me").status, 401);
  const TestResponse in = client.post(
      "/login", RequestContent::form({{"username", "Mina"}, {"password", "a walk in the snow"}}));
  EXPECT_THAT(in.header("Set-Cookie"), HasSubstr("SameSite=Lax; HttpOnly; Secure"));
  EXPECT_EQ(client.get("/me").json(), "Mina");
  client.post("/logout");
  EXPECT_EQ(client.get("/me").status, 401);
}

TEST(FlaskQuickstart, LogsAndExtensions) {
  std::mutex mutex;
  std::string lines;
  std::string reported;
  Api api = new_api();
  api.on_error([&](std::string_view words) { reported = words; });
  api.get("/broken", []() -> int { throw std::runtime_error("no disk"); });
  add_health(api);
  {
    TestClient client = api.test({.access_log = AccessLog::json, .log = [&](std::string_view line) {
                                    const std::lock_guard lock(mutex);
                                    lines += line;
                                  }});
    client.report([](const std::string&) {});
    EXPECT_EQ(client.get("/broken").status, 500);
    EXPECT_EQ(client.get("/healthz").status, 200);
  }
  EXPECT_THAT(reported, HasSubstr("no disk"));
  EXPECT_THAT(lines, HasSubstr("/healthz"));
}

[[maybe_unused]] int deployed_main() {
  Api api = new_api();
  return serve(std::move(api), serve_options_from_environment("APP_", {.host = "0.0.0.0"}));
}

/// What the shop keeps.
struct Store {
  std::vector<Item> items = {{"Lamp", 35.4}};
};

Api make_shop(Store& store) {
  Api api = new_api();
  api.provide(store);
  api.get("/items/0", [](Depends<Store> from) -> Tagged<Item> { return {from->items[0]}; });
  return api;
}

TEST(FlaskPatterns, FactoriesAndCaching) {
  Store store;
  TestClient client = make_shop(store).test();
  const std::string tag = client.get("/items/0").header("ETag");
  EXPECT_EQ(client.get("/items/0", {{"If-None-Match", tag}}).status, 304);
  store.items[0].price = 30;
  EXPECT_EQ(client.get("/items/0", {{"If-None-Match", tag}}).status, 200);
}

TEST(FlaskPatterns, PrefixesAndOtherApis) {
  Store store;
  Api api = new_api();
  api.mount("/backend", make_shop(store));
  api.provide_by(
      [](Path<"lang", std::string, pattern("^[a-z]{2}$")> lang) { return Language{*lang}; });
  Group localized = api.group("/{lang}").depends<Language>();
  localized.get("/about", [](Depends<Language> language) { return language->code; });
  TestClient client = api.test();
  EXPECT_EQ(client.get("/backend/items/0").json()["name"], "Lamp");
  EXPECT_EQ(client.get("/de/about").json(), "de");
  EXPECT_EQ(client.get("/deu/about").status, 422);
}

TEST(FlaskPatterns, RoutesOfWhoIsSignedIn) {
  Api api = new_api();
  api.authenticate<User>(bearer("token"), find_user);
  api.get("/secret", [] {}).authenticated<User>();
  TestClient client = api.test();
  EXPECT_EQ(client.get("/secret").status, 401);
  EXPECT_EQ(client.bearer("Mina").get("/secret").status, 204);
}

TEST(FlaskPatterns, FilesOfAPage) {
  const Folder folder;
  std::ofstream(folder.name() + "/index.html") << "<p>app";
  std::ofstream(folder.name() + "/favicon.ico") << "icon";
  const std::string icon = folder.name() + "/favicon.ico";
  Api api = new_api();
  api.get(
      "/favicon.ico", [icon]() -> Binary<"image/x-icon"> {
        return {open_file(icon), "image/x-icon"};
      });
  TestClient client = api.test(
      {.deployment = {
           .folders = {{.prefix = "/app", .folder = folder.name(), .fallback = "index.html"}}}});
  EXPECT_EQ(client.get("/favicon.ico").text, "icon");
  EXPECT_EQ(client.get("/app/users/7").text, "<p>app");
}

TEST(FlaskPatterns, Streams) {
  Api api = new_api();
  api.get(
      "/large.csv", []() -> Chunks<"text/csv"> {
        return {.start = [](const ByteSink& sink) {
          for (int i = 0; i < 3; ++i) sink.send(std::to_string(i) + "\n");
        }};
      });
  api.post(
      "/sum", []() -> BodySink<int, 100'000'000, "application/octet-stream"> {
        auto sum = std::make_shared<int>(0);
        return {.take =
                    [sum](std::string_view piece) {
                      for (const char c : piece) *sum += static_cast<unsigned char>(c);
                    },
                .end = [sum] { return *sum; }};
      });
  TestClient client = api.test();
  EXPECT_EQ(client.get("/large.csv").text, "0\n1\n2\n");
  EXPECT_EQ(client.post("/sum", RequestContent("application/octet-stream", "\x01\x02\xff")).json(),
            258);
}

TEST(FlaskPatterns, CallbacksAndTasks) {
  std::string done;
  {
    Api api = new_api();
    api.after([](const Request&, Response& response) { response.headers.set("X-Seen", "yes"); });
    api.post("/reports", [&done](Background later) -> Accepted<> {
      later.run([&done] { done = "report"; });
      return {"/reports/1"};
    });
    TestClient client = api.test();
    EXPECT_EQ(client.post("/reports").header("X-Seen"), "yes");
  }
  EXPECT_EQ(done, "report");
}

TEST(FlaskWtf, FormsAreModels) {
  Api api = new_api();
  api.post("/submit", [](Form<Login>) -> Redirect<> { return {"/success"}; });
  TestClient client = api.test();
  const auto submit = [&](const std::string& name) {
    return client.post(
        "/submit", RequestContent::form({{"username", name}, {"password", "a walk in the snow"}}));
  };
  EXPECT_EQ(submit("Mina").header("Location"), "/success");
  EXPECT_EQ(submit("").json()["errors"][0]["name"], "username");
}

TEST(Flasgger, WordsAndNames) {
  Api api = new_api();
  api.get("/colors/{color}", [](Path<"color", Color> color) { return *color; })
      .summary("One color")
      .description("By its *name*.");
  api.server({.url = "https://shop.example.org", .description = "The shop"});
  api.edit_document([](FreeForm& document) { document["info"]["x-logo"] = "logo.svg"; });
  api.publish({.docs = "", .document = "/apispec"});
  TestClient client = api.test({.deployment = {.root_path = "/v1"}});
  const FreeForm document = client.get("/apispec.json").json();
  EXPECT_EQ(document["paths"]["/colors/{color}"]["get"]["description"], "By its *name*.");
  EXPECT_EQ(document["info"]["x-logo"], "logo.svg");
  EXPECT_EQ(document["servers"][0]["url"], "https://shop.example.org");
  EXPECT_TRUE(document["components"]["schemas"].contains("Colour"));
  EXPECT_EQ(client.get("/apispec-3.0.json").json()["openapi"], "3.0.4");
  EXPECT_EQ(client.get("/docs").status, 404);
}

/// One function for several routes.
User show_user(Path<"name", std::string> name) { return {*name}; }

TEST(Flasgger, RoutesThatShareAFunctionAndSchemas) {
  Api api = new_api();
  api.get("/users/{name}", show_user);
  api.get("/people/{name}", show_user);
  api.post("/items", [](Body<Item> item) { return *item; });
  const Service service(std::move(api));
  const FreeForm item = FreeForm::parse(service.openapi_json())["components"]["schemas"]["Item"];
  EXPECT_EQ(item["required"].size(), 2u);
  EXPECT_EQ(service.handle({"GET", "/people/Mina", {}, ""}).body, R"({"name":"Mina"})");
}

TEST(Flasgger, RulesOfOnesOwnAndTheirWords) {
  Api api = new_api();
  api.post("/periods", [](Body<Period> period) { return *period; });
  api.after([](const Request&, Response& response) {
    if (response.status == 422) response.headers.set("Link", "</help>; rel=\"help\"");
  });
  TestClient client = api.test();
  const TestResponse refused = client.post("/periods", FreeForm{{"start", 2}, {"end", 1}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(refused.json()["errors"][0]["message"], "must be after start");
  EXPECT_THAT(refused.header("Link"), HasSubstr("/help"));
}

}  // namespace
