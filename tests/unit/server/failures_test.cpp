#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <vitrine.h>

#include <atomic>
#include <stdexcept>

#include "server/api/declare/failure.h"
#include "tests/unit/server/client.h"
#include "tests/unit/server/probe.h"
#include "tests/unit/server/promises.h"
#include "tests/unit/server/running.h"

namespace vitrine::test {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

struct QuotaExceeded {
  int quota = 0;
  int retry_after = 0;
  std::optional<std::string> plan;
};
/// A failure without members.
struct NoSuchThing {};
/// One whose words are those of the exception.
struct Locked : std::runtime_error {
  using std::runtime_error::runtime_error;
};
/// Two that no route declares itself.
struct StorageDown : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct Overloaded {
  int seconds = 0;
};
/// One that only another route declares.
struct Undeclared {};
/// One whose header may be none.
struct Broken {
  std::string part;
};

struct Status503 {
  std::string message;
};

}  // namespace
}  // namespace vitrine::test

template <>
struct vitrine::Schema<vitrine::test::QuotaExceeded> {
  static constexpr int status = 429;
  static constexpr std::string_view type = "https://example.org/problems/quota";
  static constexpr std::string_view title = "Quota exceeded";
  static constexpr std::string_view description = "You have used up your quota.";
  static constexpr auto fields =
      vitrine::fields(field<&vitrine::test::QuotaExceeded::quota>("quota").minimum(1),
                      field<&vitrine::test::QuotaExceeded::plan>("plan"));
  static constexpr auto headers =
      vitrine::fields(field<&vitrine::test::QuotaExceeded::retry_after>("Retry-After")
                          .minimum(0)
                          .description("Seconds to wait."));
};
template <>
struct vitrine::Schema<vitrine::test::NoSuchThing> {
  static constexpr int status = 404;
};
template <>
struct vitrine::Schema<vitrine::test::Locked> {
  static constexpr int status = 423;
  static constexpr std::string_view type = "/problems/locked";
};
template <>
struct vitrine::Schema<vitrine::test::Undeclared> {
  static constexpr int status = 409;
};
template <>
struct vitrine::Schema<vitrine::test::Broken> {
  static constexpr int status = 409;
  static constexpr auto headers =
      vitrine::fields(field<&vitrine::test::Broken::part>("Broken-Part"));
};
template <>
struct vitrine::Schema<vitrine::test::Status503> {
  static constexpr auto fields =
      vitrine::fields(field<&vitrine::test::Status503::message>("message"));
};

namespace vitrine::test {
namespace {

struct Caller {};

Api failing() {
  Api api({.title = "T", .version = "1"});
  api.on_error([](std::string_view) {});
  api.authenticate<Caller>(bearer("token"), [](std::string_view token) -> std::optional<Caller> {
    if (token == "again") throw QuotaExceeded{5, 60, std::nullopt};
    return Caller{};
  });
  api.raises<Locked>("Somebody else works on it.")
      .raises<std::out_of_range>(404, "It is beyond the end.");
  api.catches<StorageDown>([](const StorageDown&, const Request& request) {
       return Status<503, Status503>{{"The storage is down for " + request.method}};
     })
      .catches<Overloaded>([](const Overloaded& overload) {
        return QuotaExceeded{1, overload.seconds, std::nullopt};
      });
  api.get("/quota",
          []() -> std::string {
            throw QuotaExceeded{10, 30, "free"};
          })
      .raises<QuotaExceeded>()
      .raises<Undeclared>()
      .raises<std::logic_error>(429, "Too many at once.");
  api.get("/thing",
          [](Query<"id", int> id) -> std::variant<std::string, NoSuchThing, QuotaExceeded> {
            if (*id == 0) return NoSuchThing{};
            if (*id < 0) return QuotaExceeded{1, 2, std::nullopt};
            return "a thing";
          })
      .raises<NoSuchThing>("There is no such thing.");
  api.post("/locked", [](Authenticated<Caller>, Body<int> n) -> std::string {
    if (*n == 1) throw Locked("by Mina");
    if (*n == 2) throw StorageDown("password=secret");
    if (*n == 3) throw Overloaded{7};
    if (*n == 4) throw Undeclared{};
    if (*n == 5) throw std::out_of_range("at 5");
    return "done";
  });
  return api;
}

class Failures : public ::testing::Test {
 protected:
  Response handle(const Request& request) const {
    Response response = service_.handle(request);
    if (response.status != 500) {
      EXPECT_EQ(promises_.difference(request, response), "");
    }
    return response;
  }
  Response locked(std::string n) const {
    return handle(with(post("/locked", std::move(n)), "Authorization", "Bearer x"));
  }
  json::Value responses(std::string_view path, std::string_view method = "get") const {
    return promises_.document()["paths"][path][method]["responses"];
  }
  const Service service_{failing()};
  const Promises promises_{service_};
};

TEST_F(Failures, HaveTypeMembersAndHeadersOfTheirOwn) {
  const Response response = handle(get("/quota"));
  EXPECT_EQ(response.status, 429);
  EXPECT_EQ(header(response, "Content-Type"), "application/problem+json");
  EXPECT_EQ(header(response, "Retry-After"), "30");
  EXPECT_EQ(response.text(),
            R"({"type":"https://example.org/problems/quota","title":"Quota exceeded","status":429,)"
            R"("detail":"You have used up your quota.","quota":10,"plan":"free"})");
}

TEST_F(Failures, AreDocumentedWithAllOfIt) {
  const json::Value found = responses("/quota")["429"];
  EXPECT_EQ(found["description"].string(), "You have used up your quota. Too many at once.");
  EXPECT_EQ(found["headers"]["Retry-After"]["description"].string(), "Seconds to wait.");
  // The other failure with this status has no such header.
  EXPECT_FALSE(found["headers"]["Retry-After"]["required"]);
  EXPECT_TRUE(responses("/thing")["429"]["headers"]["Retry-After"]["required"].boolean());
  const json::Value schema =
      responses("/thing")["429"]["content"]["application/problem+json"]["schema"];
  ASSERT_EQ(schema["allOf"].size(), 2u);
  EXPECT_EQ(schema["allOf"].at(0)["$ref"].string(), "#/components/schemas/Problem");
  EXPECT_EQ(schema["allOf"].at(1)["$ref"].string(), "#/components/schemas/QuotaExceeded");
  EXPECT_EQ(schema["properties"]["type"]["const"].string(), "https://example.org/problems/quota");
  const json::Value own = promises_.document()["components"]["schemas"]["QuotaExceeded"];
  EXPECT_EQ(own["properties"]["quota"]["minimum"].lexeme(), "1");
  EXPECT_FALSE(own["properties"]["retry_after"]);
}

TEST_F(Failures, MayBeReturnedBesideTheResult) {
  EXPECT_EQ(handle(get("/thing?id=1")).text(), "\"a thing\"");
  const Response missing = handle(get("/thing?id=0"));
  EXPECT_EQ(missing.status, 404);
  EXPECT_EQ(missing.text(), R"({"type":"about:blank","title":"Not Found","status":404})");
  EXPECT_EQ(header(handle(get("/thing?id=-1")), "Retry-After"), "2");
}

TEST_F(Failures, OfTheWholeApiAreThoseOfEveryRoute) {
  const Response response = locked("1");
  EXPECT_EQ(response.status, 423);
  EXPECT_EQ(body(response)["type"], "/problems/locked");
  EXPECT_EQ(body(response)["detail"], "by Mina");
  EXPECT_EQ(locked("5").status, 404);
  EXPECT_EQ(body(locked("5"))["detail"], "at 5");
  for (const char* path : {"/quota", "/thing"}) {
    EXPECT_EQ(responses(path)["423"]["description"].string(), "Somebody else works on it.");
    EXPECT_TRUE(responses(path)["503"]) << path;
  }
}

TEST_F(Failures, ExceptionsHaveHandlers) {
  const Response down = locked("2");
  EXPECT_EQ(down.status, 503);
  EXPECT_EQ(down.text(), R"({"message":"The storage is down for POST"})");
  const Response overloaded = locked("3");
  EXPECT_EQ(overloaded.status, 429);
  EXPECT_EQ(header(overloaded, "Retry-After"), "7");
  EXPECT_TRUE(responses("/locked", "post")["503"]["content"]["application/json"]);
  EXPECT_TRUE(responses("/locked", "post")["429"]["headers"]["Retry-After"]);
}

TEST_F(Failures, ThatNothingDeclaresAre500) { EXPECT_EQ(locked("4").status, 500); }

TEST(FailuresOnTheWire, OfAnAuthenticatorAreFoundOnTheHead) {
  const Running server{Front(Service(failing()), {{}, true}), patient()};
  // The body has not come yet.
  const std::string response =
      server
          .connect(
              "POST /locked HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer again\r\n"
              "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n")
          .read_response();
  EXPECT_THAT(response, HasSubstr("HTTP/1.1 429 Too Many Requests\r\n"));
  EXPECT_THAT(response, HasSubstr("Retry-After: 60\r\n"));
  httplib::Client client(server.url());
  const auto quota = client.Get("/quota");
  ASSERT_TRUE(quota);
  EXPECT_EQ(quota->status, 429);
  EXPECT_EQ(quota->get_header_value("Retry-After"), "30");
  EXPECT_THAT(quota->body, HasSubstr("\"quota\":10"));
}

TEST(FailuresOfSinks, AreReturnedOnTheHeadOrThrownWithinTheBody) {
  using Sink = BodySink<int, 100, "text/plain">;
  std::atomic<int> handlers = 0;
  Api api({.title = "T", .version = "1"});
  api.on_error([](std::string_view) {});
  api.put("/log",
          [&](Query<"full", std::optional<int>> full) -> std::variant<Sink, QuotaExceeded> {
            ++handlers;
            if (full.value) return QuotaExceeded{10, *full.value, std::nullopt};
            return Sink{.take =
                            [](std::string_view piece) {
                              if (piece == "more") throw QuotaExceeded{10, 8, std::nullopt};
                              if (piece == "broken") throw Broken{"9\r\nSet-Cookie: a=b"};
                            },
                        .end = [] { return 1; }};
          })
      .raises<Broken>();
  const Running server{Front(Service(std::move(api)), {}), patient()};
  const auto sent = [&](const std::string& target, const std::string& type,
                        const std::string& piece) {
    return server
        .connect("PUT " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type +
                 "\r\nTransfer-Encoding: chunked\r\n\r\n" + piece)
        .read_response();
  };
  EXPECT_THAT(sent("/log", "image/png", ""), StartsWith("HTTP/1.1 415"));
  EXPECT_EQ(handlers, 0);
  EXPECT_THAT(sent("/log?full=7", "text/plain", ""),
              AllOf(StartsWith("HTTP/1.1 429"), HasSubstr("Retry-After: 7\r\n")));
  EXPECT_THAT(sent("/log", "text/plain", "4\r\nmore\r\n"),
              AllOf(StartsWith("HTTP/1.1 429"), HasSubstr("Retry-After: 8\r\n")));
  // A header with a line break is never sent.
  EXPECT_THAT(sent("/log", "text/plain", "6\r\nbroken\r\n"),
              AllOf(StartsWith("HTTP/1.1 500"), Not(HasSubstr("Set-Cookie"))));
  EXPECT_THAT(sent("/log", "text/plain", "4\r\nfits\r\n0\r\n\r\n"), EndsWith("\r\n\r\n1"));
}

}  // namespace
}  // namespace vitrine::test
