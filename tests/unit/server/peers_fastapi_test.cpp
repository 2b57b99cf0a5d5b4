// FastAPI's tutorial up to its dependencies, row by row: the lines of server/api/README.md and what
// they do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

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

}  // namespace
