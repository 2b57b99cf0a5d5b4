// Huma's features, row by row: the lines of server/api/README.md and what they do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/server/peers.h"

namespace {

/// A bank account.
class Iban {
 public:
  static std::optional<Iban> parse(std::string text) {
    if (text.size() < 15) return std::nullopt;
    Iban made;
    made.text_ = std::move(text);
    return made;
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};
struct QuotaExceeded {
  int quota = 0;
  int wait = 0;
};

}  // namespace

template <>
struct vitrine::Schema<Iban> {
  using Wire = std::string;
  static constexpr std::string_view name = "IBAN";
  static constexpr std::tuple rules{pattern("^[A-Z]{2}"), max_length(34)};
  static constexpr std::string_view expects = "must be an IBAN";
  static std::string to_wire(const Iban& iban) { return iban.text(); }
  static std::optional<Iban> from_wire(std::string text) { return Iban::parse(std::move(text)); }
};
template <>
struct vitrine::Schema<QuotaExceeded> {
  static constexpr int status = 429;
  static constexpr std::string_view type = "https://example.org/problems/quota";
  static constexpr auto fields = vitrine::fields(field<&QuotaExceeded::quota>("quota"));
  static constexpr auto headers = vitrine::fields(field<&QuotaExceeded::wait>("Retry-After"));
};

namespace {

using namespace std::chrono_literals;

TEST(Huma, OperationsAndTheDocument) {
  Api api = new_api();
  api.get("/greeting/{name}",
          [](Path<"name", std::string, max_length(30), example("world")> name) {
            return Remark{hello(*name)};
          })
      .id("getGreeting")
      .summary("Get a greeting");
  api.post("/payments", [](Body<Iban> to) { return *to; });
  api.extension("x-cli-config", R"({"security": "default"})");
  api.edit_document([](FreeForm& document) { document["info"]["x-team"] = "shop"; });
  api.publish({.docs = "/reference"});
  const Service service(std::move(api));
  const FreeForm document = FreeForm::parse(service.openapi_json());
  EXPECT_EQ(document["paths"]["/greeting/{name}"]["get"]["operationId"], "getGreeting");
  EXPECT_EQ(document["x-cli-config"]["security"], "default");
  EXPECT_EQ(document["info"]["x-team"], "shop");
  EXPECT_EQ(document["components"]["schemas"]["IBAN"]["maxLength"], 34);
  const Response response = service.handle({"GET", "/greeting/Mina", {}, ""});
  EXPECT_EQ(response.body, R"({"text":"Hello, Mina"})");
}

TEST(Huma, ServersOfPrograms) {
  const ServeOptions options = serve_options_from_environment(
      "SERVICE_", {.port = 8888}, [](const std::string& name) -> std::optional<std::string> {
        if (name != "SERVICE_PORT") return std::nullopt;
        return "9999";
      });
  EXPECT_EQ(options.port, 9999);
  Api api = new_api();
  api.before([](const Request& request) -> std::optional<Response> {
    if (request.headers.find("X-Blocked")) return problem_response(503, "Not now.");
    return std::nullopt;
  });
  Group v1 = api.group("/v1").tag("v1").deprecated();
  v1.limit({.requests = 2, .seconds = 60});
  v1.get("/users", [] { return std::vector<User>{{"Mina"}}; });
  TestClient client = api.test();
  EXPECT_EQ(client.get("/v1/users", {{"X-Blocked", "1"}}).status, 503);
  EXPECT_EQ(client.get("/v1/users").status, 200);
  EXPECT_EQ(operation(client, "/v1/users")["deprecated"], true);
}

TEST(Huma, Requests) {
  Api api = new_api();
  api.get("/things/{id}", [](Path<"id", int> id, Query<"detail", bool, default_value(false)>,
                             Header<"X-Trace", std::optional<std::string>>) { return *id; });
  api.post("/items", [](Body<Item> item) { return *item; });
  api.post("/periods", [](Body<Period> period) -> std::variant<Period, Invalid> {
    if (period->start == 13) return Invalid{"/start", "is unlucky"};
    return *period;
  });
  api.put("/picture", [](Upload<1000, "image/png"> picture) { return picture->size(); });
  TestClient client = api.test({.max_body_bytes = 200, .timeout_seconds = 5});
  EXPECT_EQ(client.get("/things/7?detail=true").json(), 7);
  EXPECT_EQ(client.post("/items", FreeForm{{"name", ""}, {"price", 0}}).json()["errors"].size(),
            2u);
  EXPECT_EQ(client.post("/items", FreeForm{{"name", std::string(300, 'a')}, {"price", 1}}).status,
            413);
  EXPECT_EQ(client.post("/periods", FreeForm{{"start", 2}, {"end", 1}}).status, 422);
  EXPECT_EQ(client.post("/periods", FreeForm{{"start", 13}, {"end", 14}}).status, 422);
  EXPECT_EQ(client.put("/picture", RequestContent("image/png", std::string(900, 'a'))).json(), 900);
  EXPECT_EQ(client.put("/picture", RequestContent("image/png", std::string(1100, 'a'))).status,
            413);
}

TEST(Huma, Responses) {
  Api api = new_api();
  api.get(
      "/things", []() -> With<Item, ResponseHeader<"Link", std::string>, ETag> {
        return {{"Lamp", 1}, {{"</things?page=2>; rel=\"next\""}, {"\"v1\""}}};
      });
  api.get("/quota", []() -> Remark { throw QuotaExceeded{10, 30}; }).raises<QuotaExceeded>();
  api.get("/numbers", []() -> JsonLines<Item> {
    return {.next = [n = 0]() mutable -> std::optional<Item> {
      if (++n > 2) return std::nullopt;
      return Item{"Lamp", static_cast<double>(n)};
    }};
  });
  api.after([](const Request& request, Response& response) {
    if (request.path() == "/things") response.headers.set("Link", "</things?page=3>; rel=\"next\"");
  });
  TestClient client = api.test();
  EXPECT_EQ(client.get("/things").header("Link"), "</things?page=3>; rel=\"next\"");
  EXPECT_EQ(client.get("/things", {{"If-None-Match", "\"v1\""}}).status, 304);
  const TestResponse refused = client.get("/quota");
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.header("Retry-After"), "30");
  EXPECT_EQ(refused.json()["quota"], 10);
  EXPECT_EQ(
      client.get("/numbers").text,
      "{\"name\":\"Lamp\",\"price\":1,\"tags\":[]}\n{\"name\":\"Lamp\",\"price\":2,\"tags\":[]}\n");
}

TEST(Huma, ChangesThatDoNotOverwriteEachOther) {
  Item item{"Lamp", 1};
  Api api = new_api();
  api.get("/items/1", [&item]() -> Tagged<Item> { return {item}; });
  api.put("/items/1", [&item](RequiredIfMatch version, Body<Item> to) -> Tagged<Item> {
    version.check(tag_of(item));
    item = *to;
    return {item};
  });
  TestClient client = api.test();
  const std::string tag = client.get("/items/1").header("ETag");
  const FreeForm chair = {{"name", "Chair"}, {"price", 2}};
  EXPECT_EQ(client.put("/items/1", chair).status, 428);
  EXPECT_EQ(client.put("/items/1", chair, {{"If-Match", tag}}).status, 200);
  EXPECT_EQ(client.put("/items/1", chair, {{"If-Match", tag}}).status, 412);
}

using Said = Event<"said", Remark>;

TEST(Huma, EventsAndTheirTest) {
  Api api = new_api();
  api.get("/sse", [](LastEventId last) -> EventStream<Said> {
    return {[last = last->value_or("0")](const EventSink<Said>& sink) {
      sink.send(Said{{"after " + last}, "8"});
    }};
  });
  TestClient client = api.test();
  TestStream stream = client.stream("/sse", {{"Last-Event-ID", "7"}});
  const std::optional<TestEvent> event = stream.next(60s);
  ASSERT_TRUE(event);
  EXPECT_EQ(event->name, "said");
  EXPECT_EQ(event->id, "8");
  EXPECT_EQ(event->json()["text"], "after 7");
}

}  // namespace
