// A service is tested without a port, by the code that serves the wire, and by its own document.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <vitrine.h>
#include <vitrine/test.h>

#include <chrono>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "tests/unit/server/models.h"

namespace vitrine::test {

struct Upload {
  std::string title;
  File picture;
};

struct Visitor {
  std::string name;
};

}  // namespace vitrine::test

template <>
struct vitrine::Schema<vitrine::test::Upload> {
  static constexpr auto fields =
      vitrine::fields(field<&test::Upload::title>("title").min_length(1),
                      field<&test::Upload::picture>("picture").media_type("image/png"));
};

template <>
struct vitrine::Schema<vitrine::test::Visitor> {
  static constexpr auto fields = vitrine::fields(field<&test::Visitor::name>("name").min_length(1));
};

namespace vitrine::test {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

using Came = Event<"came", Visitor>;
using SetCookie = ResponseHeader<"Set-Cookie", std::string>;
using Cookies = Header<"Cookie", std::optional<std::string>>;

/// Visitors of a house.
struct House {
  Broadcast<EventSink<Came>> watchers;
};

Api house_api(House& house) {
  Api api({.title = "House", .version = "1"});
  api.provide(house);
  api.on_error([](std::string_view) {});
  api.authenticate<Visitor>(bearer("token"), [](std::string_view token) -> std::optional<Visitor> {
    if (token != "key of Mina") return std::nullopt;
    return Visitor{"Mina"};
  });
  api.post("/visitors", [](Body<Visitor> visitor, Depends<House> at) -> Created<Visitor> {
    at->watchers.send(Came{*visitor, "7"});
    return {*visitor, "/visitors/7"};
  });
  api.post("/pictures",
           [](Form<Upload> form) { return Visitor{form->title + form->picture.name()}; });
  api.get("/me", [](Authenticated<Visitor> visitor) { return *visitor; });
  api.get("/nobody", [] { return Visitor{}; });
  api.get("/broken", []() -> Visitor { throw std::runtime_error("secret"); });
  api.get("/long", [] { return Visitor{std::string(3'000'000, 'x')}; });
  api.get("/in", []() -> With<Visitor, SetCookie> {
    return {{"Mina"}, {{"visit=41; Path=/; HttpOnly"}}};
  });
  api.get("/out", []() -> With<Visitor, SetCookie> {
    return {{"Mina"}, {{"visit=; Path=/; Max-Age=0"}}};
  });
  api.get("/cookies", [](Cookies sent) { return Visitor{sent->value_or("none")}; });
  api.get("/events", [](Depends<House> at) -> EventStream<Came> {
    return {[&house = *at](EventSink<Came> sink) { house.watchers.add(sink); }};
  });
  api.post("/visitors/lines", [](Body<Visitor> visitor) -> EventStream<Came> {
    return {[visitor = *visitor](EventSink<Came> sink) {
      sink.retry_after(std::chrono::milliseconds(20));
      sink.send(Came{visitor});
    }};
  });
  api.get("/lines", []() -> JsonLines<Visitor> {
    return {.next = [count = 0]() mutable -> std::optional<Visitor> {
      if (++count > 3) return std::nullopt;
      return Visitor{"visitor " + std::to_string(count)};
    }};
  });
  api.get("/nameless", []() -> JsonLines<Visitor> {
    return {.start = [](LineSink<Visitor> sink) { sink.send(Visitor{}); }};
  });
  return api;
}

class TestClients : public ::testing::Test {
 protected:
  House house_;
  TestClient client_ = house_api(house_).test();
};

TEST_F(TestClients, SendsJsonAndReadsTheResponse) {
  const TestResponse made = client_.post("/visitors", FreeForm{{"name", "Mina"}});
  EXPECT_EQ(made.status, 201);
  EXPECT_EQ(made.json()["name"], "Mina");
  EXPECT_EQ(made.as<Visitor>().name, "Mina");
  EXPECT_THROW(made.as<int>(), std::runtime_error);
  EXPECT_EQ(made.header("Location"), "/visitors/7");
  EXPECT_EQ(made.header("Content-Type"), "application/json");
  EXPECT_EQ(client_.get("/nothing").status, 404);
  EXPECT_EQ(client_.del("/visitors").status, 405);
  EXPECT_EQ(client_.head("/me", {{"Authorization", "Bearer key of Mina"}}).text, "");
}

TEST_F(TestClients, GetsTheRefusalsOfTheServer) {
  const TestResponse refused = client_.post("/visitors", FreeForm{{"name", ""}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(refused.json()["errors"][0]["pointer"], "/name");
  EXPECT_EQ(client_.post("/visitors", RequestContent("application/json", "{")).status, 400);
  EXPECT_EQ(client_.post("/visitors", RequestContent("text/plain", "Mina")).status, 415);
  EXPECT_EQ(client_.get("/me?a=%zz").status, 400);
  EXPECT_EQ(client_.get("/me", {{"Host", "evil.example"}}).status, 421);
}

TEST_F(TestClients, AreHeldToTheLimitsOfTheServer) {
  ServeOptions options;
  options.max_body_bytes = 100;
  TestClient client = house_api(house_).test(options);
  EXPECT_EQ(client.post("/visitors", FreeForm{{"name", std::string(50, 'x')}}).status, 201);
  EXPECT_EQ(client.post("/visitors", FreeForm{{"name", std::string(200'000, 'x')}}).status, 413);
}

TEST_F(TestClients, MeetTheDeploymentOfTheServer) {
  std::vector<std::string> lines;
  std::mutex mutex;
  ServeOptions options;
  options.cors_origins = {"https://docs.example.org"};
  options.deployment = {.hosts = {"api.example.org"},
                        .root_path = "/v1",
                        .trailing_slashes = TrailingSlashes::both,
                        .compress_from_bytes = 1000};
  options.access_log = AccessLog::json;
  options.log = [&](std::string_view line) {
    const std::lock_guard lock(mutex);
    lines.emplace_back(line);
  };
  TestClient client = house_api(house_).test(options);
  EXPECT_EQ(client.get("/cookies").json()["name"], "none");
  EXPECT_EQ(client.get("/cookies", {{"Host", "localhost"}}).status, 421);
  EXPECT_EQ(client.post("/v1/visitors", FreeForm{{"name", "Mina"}}).header("Location"),
            "/v1/visitors/7");
  const TestResponse page = client.get("/long", {{"Origin", "https://docs.example.org"}});
  EXPECT_EQ(page.header("Access-Control-Allow-Origin"), "https://docs.example.org");
  EXPECT_FALSE(page.header("X-Request-Id").empty());
  // Compressed, it is not read as JSON.
  EXPECT_EQ(client.get("/long", {{"Accept-Encoding", "gzip, br"}}).status, 200);
  // What the document does not allow is found by any of a route's addresses.
  for (const char* path : {"/v1/nobody", "/nobody/"}) {
    EXPECT_THROW(client.get(path), Undescribed) << path;
  }
  const std::lock_guard lock(mutex);
  EXPECT_GE(lines.size(), 6u);
  for (const std::string& line : lines) {
    EXPECT_THAT(line, ::testing::Not(HasSubstr("\"client\""))) << "there is no address";
  }
}

TEST_F(TestClients, TakeResponsesLongerThanAnyBuffer) {
  EXPECT_EQ(client_.get("/long").json()["name"].get<std::string>().size(), 3'000'000u);
}

TEST_F(TestClients, SendForms) {
  const TestResponse taken = client_.post(
      "/pictures", RequestContent::multipart(
                       {{"title", "Tower "}, {"picture", "--vitrine-test", "image/png", "a.png"}}));
  EXPECT_EQ(taken.status, 200) << taken.text;
  EXPECT_EQ(taken.json()["name"], "Tower a.png");
  EXPECT_EQ(client_.post("/pictures", RequestContent::form({{"title", "a & b"}})).status, 415);
}

TEST_F(TestClients, EncodeTheFieldsOfAForm) {
  const RequestContent body = RequestContent::form({{"a b", "1&2"}, {"c", "é"}});
  EXPECT_EQ(body.type, "application/x-www-form-urlencoded");
  EXPECT_EQ(body.bytes, "a%20b=1%262&c=%C3%A9");
}

TEST_F(TestClients, AreWhoTheySay) {
  EXPECT_EQ(client_.get("/me").status, 401);
  client_.bearer("key of Mina");
  EXPECT_EQ(client_.get("/me").json()["name"], "Mina");
  EXPECT_EQ(client_.get("/me", {{"Authorization", "Bearer other"}}).status, 401);
  client_.bearer("");
  EXPECT_EQ(client_.get("/me").status, 401);
}

TEST_F(TestClients, KeepCookies) {
  EXPECT_EQ(client_.get("/cookies").json()["name"], "none");
  client_.get("/in");
  EXPECT_EQ(client_.cookie("visit"), "41");
  EXPECT_EQ(client_.get("/cookies").json()["name"], "visit=41");
  EXPECT_EQ(client_.get("/cookies", {{"Cookie", "own=1"}}).json()["name"], "own=1");
  client_.get("/out");
  EXPECT_EQ(client_.get("/cookies").json()["name"], "none");
  client_.get("/in");
  client_.forget_cookies();
  EXPECT_EQ(client_.get("/cookies").json()["name"], "none");
}

TEST_F(TestClients, ReportAResponseThatTheDocumentDoesNotAllow) {
  try {
    client_.get("/nobody");
    ADD_FAILURE() << "an empty name was let through";
  } catch (const Undescribed& error) {
    EXPECT_THAT(error.what(), HasSubstr("GET /nobody: 200"));
    EXPECT_THAT(error.what(), HasSubstr("body /name: "));
  }
  EXPECT_THROW(client_.get("/broken"), Undescribed);
}

TEST_F(TestClients, ReportToWhoeverAsks) {
  std::string words;
  client_.report([&](const std::string& all) { words = all; });
  EXPECT_EQ(client_.get("/broken").status, 500);
  EXPECT_THAT(words, HasSubstr("status: 500 is not documented"));
}

TEST_F(TestClients, FollowEventsAsTheyAreMade) {
  TestStream stream = client_.stream("/events");
  EXPECT_EQ(stream.response().status, 200);
  EXPECT_FALSE(stream.next(0ms));
  EXPECT_FALSE(stream.ended());
  // The head is there before the handler has given its sink away.
  while (house_.watchers.size() == 0) std::this_thread::sleep_for(1ms);
  client_.post("/visitors", FreeForm{{"name", "Mina"}});
  const std::optional<TestEvent> event = stream.next(60s);
  ASSERT_TRUE(event);
  EXPECT_EQ(event->name, "came");
  EXPECT_EQ(event->id, "7");
  EXPECT_EQ(event->json()["name"], "Mina");
  EXPECT_EQ(event->as<Visitor>().name, "Mina");
}

TEST_F(TestClients, FollowTheResponseToAnyRequest) {
  TestStream stream = client_.stream(
      {"POST", "/visitors/lines", {{"Content-Type", "application/json"}}, R"({"name":"Mina"})"});
  const std::optional<TestEvent> event = stream.next(60s);
  ASSERT_TRUE(event);
  EXPECT_EQ(event->as<Visitor>().name, "Mina");
  EXPECT_EQ(stream.retry(), 20ms);
  EXPECT_FALSE(stream.next(60s));
  EXPECT_TRUE(stream.ended());
}

TEST_F(TestClients, SeeTheRefusalOfAStream) {
  EXPECT_EQ(client_.stream("/events?a=1").response().status, 422);
  EXPECT_EQ(client_.stream("/events?a=%zz").response().status, 400);
  EXPECT_TRUE(client_.stream("/nothing").ended());
}

TEST_F(TestClients, LeaveTheirStreams) {
  {
    const TestStream stream = client_.stream("/events");
    while (house_.watchers.size() == 0) std::this_thread::sleep_for(1ms);
  }
  EXPECT_EQ(house_.watchers.size(), 0u);
}

TEST_F(TestClients, ReadLinesToTheirEnd) {
  TestStream stream = client_.stream("/lines");
  std::vector<std::string> names;
  while (const std::optional<TestEvent> line = stream.next(60s)) {
    names.push_back(line->json()["name"]);
  }
  EXPECT_TRUE(stream.ended());
  EXPECT_THAT(names, ::testing::ElementsAre("visitor 1", "visitor 2", "visitor 3"));
  EXPECT_THAT(client_.get("/lines").text, HasSubstr("visitor 3"));
}

TEST_F(TestClients, JudgeEveryItemOfAStream) {
  TestStream stream = client_.stream("/nameless");
  EXPECT_THROW(stream.next(60s), Undescribed);
}

TEST_F(TestClients, DoNotWaitForTheEndOfEvents) {
  EXPECT_THROW(client_.get("/events"), std::logic_error);
}

TEST_F(TestClients, RefuseToWriteASecondRequestIntoAHeader) {
  EXPECT_THROW(client_.get("/me", {{"A", "1\r\nB: 2"}}), std::invalid_argument);
  EXPECT_THROW(client_.get("/me HTTP/1.1\r\nA: 1"), std::invalid_argument);
}

TEST(TestClient, JudgesMountedApisByTheirOwnDocuments) {
  Api inner({.title = "Inner", .version = "1"});
  inner.get("/files/{path...}",
            [](Path<"path", std::string> path) -> std::string { return *path; });
  inner.get("/broken", []() -> int { throw std::runtime_error("a secret"); });
  inner.on_error([](std::string_view) {});
  Api api({.title = "T", .version = "1"});
  api.mount("/inner", std::move(inner));
  TestClient client = api.test();
  EXPECT_EQ(client.get("/inner/files/a/b").json(), "a/b");
  EXPECT_THROW(client.get("/inner/broken"), Undescribed);
}

TEST(TestClient, StartsAndStops) {
  std::vector<std::string> log;
  Api api({.title = "T", .version = "1"});
  api.on_start([&log] { log.push_back("start"); });
  api.on_stop([&log] { log.push_back("stop"); });
  api.post("/x", [&log](Background later) { later.run([&log] { log.push_back("later"); }); });
  {
    TestClient client = api.test();
    EXPECT_EQ(client.post("/x").status, 204);
  }
  EXPECT_THAT(log, ::testing::ElementsAre("start", "later", "stop"));
}

TEST_F(TestClients, SayWhatIsWrongWithADeclaration) {
  Api api({.title = "T", .version = "1"});
  api.get("/a", [](Depends<House>) {});
  EXPECT_THROW(api.test(), DeclarationError);
}

}  // namespace
}  // namespace vitrine::test
