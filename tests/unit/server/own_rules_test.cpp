#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <vitrine.h>

#include <array>
#include <memory>
#include <tuple>

#include "server/api/http/negotiation.h"
#include "server/api/model/invalid.h"
#include "tests/unit/server/probe.h"
#include "tests/unit/server/running.h"
#include "tests/unit/server/websocket_client.h"

namespace vitrine::test {
namespace {

using ::testing::HasSubstr;

struct Span {
  int start = 0;
  int end = 0;
};
struct Booking {
  std::string guest;
  std::optional<Span> span;
  std::vector<Span> others;
  std::map<std::string, Span> named;
  std::vector<Booking> parts;
};

}  // namespace
}  // namespace vitrine::test

template <>
struct vitrine::Schema<vitrine::test::Span> {
  static constexpr auto fields =
      vitrine::fields(field<&vitrine::test::Span::start>("start").minimum(0),
                      field<&vitrine::test::Span::end>("end"));
  static Invalid check(const test::Span& span) {
    if (span.end > span.start) return {};
    return {"/end",
            {"must be after start", "시작보다 뒤여야 합니다", "開始より後でなければなりません"}};
  }
};
template <>
struct vitrine::Schema<vitrine::test::Booking> {
  static constexpr auto fields = vitrine::fields(
      field<&vitrine::test::Booking::guest>("guest"), field<&vitrine::test::Booking::span>("span"),
      field<&vitrine::test::Booking::others>("others").defaulted(),
      field<&vitrine::test::Booking::named>("named").defaulted(),
      field<&vitrine::test::Booking::parts>("parts").defaulted());
  static Invalid check(const test::Booking& booking) {
    Invalid found;
    if (booking.guest == "nobody") found.add("/guest", "must be somebody");
    if (booking.others.size() > 1 && !booking.span) found.add("", "needs a span");
    return found;
  }
};

namespace vitrine::test {
namespace {

Service booking_service() {
  Api api({.title = "T", .version = "1"});
  api.on_error([](std::string_view) {});
  api.post(
      "/bookings",
      [](Body<Booking> booking,
         Query<"limit", std::optional<int>, maximum(5)>) -> std::variant<std::string, Invalid> {
        if (booking->guest == "full") return Invalid{"/guest", "has no room left"};
        if (booking->guest == "thrown") {
          Invalid both(openapi::Location::query, "limit", "must be even");
          both.add("/span", {"is taken", "이미 찼습니다"});
          throw both;
        }
        if (booking->guest == "empty") throw Invalid{};
        return "booked " + booking->guest;
      });
  api.post("/form", [](Form<Span> span) -> int { return span->end; });
  api.get("/between", [](QueryModel<Span> span) -> int { return span->end; });
  api.get("/json", [](Query<"span", Span, as_json()> span) -> int { return span->end; });
  api.put("/fields",
          [](BodyField<"a/b", Span> span, BodyField<"n", int>) -> int { return span->end; });
  api.put("/tuple", [](Body<std::tuple<int, std::array<Span, 1>>>) {});
  api.post("/spans", []() -> ItemSink<Span, int, 1000> {
    auto count = std::make_shared<int>(0);
    return {.take =
                [count](const Span& span) {
                  if (span.end >= 1000) throw Invalid{"/end", "must be below 1000"};
                  ++*count;
                },
            .end = [count] { return *count; }};
  });
  api.patch("/maybe", [](Body<std::optional<Span>> span) -> bool { return span->has_value(); });
  api.get("/socket", []() -> WebSocket<Span, std::string> {
    return {.message = [](Socket<std::string> socket, Span) { socket.send("taken"); },
            .refused =
                [](Socket<std::string> socket, const std::vector<FieldError>& errors) {
                  socket.send(errors.front().pointer + " " + errors.front().message);
                }};
  });
  return Service(std::move(api));
}

class OwnRules : public ::testing::Test {
 protected:
  /// "pointer message", one a line.
  static std::string errors(const Response& response) {
    EXPECT_EQ(response.status, 422) << response.text();
    const auto list = body(response)["errors"];
    std::string all;
    for (const auto& error : list) {
      all += error["pointer"].get<std::string>() + " " + error["message"].get<std::string>() + "\n";
    }
    return all;
  }
  Response book(std::string text, std::string query = "") const {
    return service_.handle(post("/bookings" + query, std::move(text)));
  }
  const Service service_ = booking_service();
};

TEST_F(OwnRules, HavePlacesWhereverTheModelStands) {
  EXPECT_EQ(book(R"({"guest":"Mina","span":{"start":1,"end":2}})").text(), "\"booked Mina\"");
  EXPECT_EQ(errors(book(R"({"guest":"Mina","span":{"start":2,"end":2}})")),
            "/span/end must be after start\n");
  EXPECT_EQ(errors(book(R"({"guest":"nobody",
                            "others":[{"start":1,"end":2},{"start":3,"end":1}],
                            "named":{"a/b":{"start":1,"end":0}},
                            "parts":[{"guest":"Sam","span":{"start":5,"end":4}}]})")),
            "/others/1/end must be after start\n"
            "/named/a~1b/end must be after start\n"
            "/parts/0/span/end must be after start\n"
            "/guest must be somebody\n"
            " needs a span\n");
}

TEST_F(OwnRules, AreToldApartFromThoseOfSchemas) {
  const auto error = body(book(R"({"guest":"Mina","others":[{"start":2,"end":2}]})"))["errors"][0];
  EXPECT_EQ(error["in"], "body");
  EXPECT_EQ(error["name"], "others[0].end");
  EXPECT_EQ(error["keyword"], "check");
  EXPECT_EQ(error["params"], nlohmann::ordered_json::object());
}

TEST_F(OwnRules, JoinTheOtherViolations) {
  EXPECT_EQ(errors(book(R"({"guest":"nobody"})", "?limit=6")),
            " must be at most 5 (is 6)\n/guest must be somebody\n");
  // What does not fit its schema is no model yet.
  EXPECT_EQ(errors(book(R"({"guest":"nobody","span":{"start":-1,"end":-2}})")),
            "/span/start must be at least 0 (is -1)\n");
}

TEST_F(OwnRules, AreThoseOfFormsAndOptionalBodiesToo) {
  const Response form = service_.handle(
      with(post("/form", "start=3&end=1"), "Content-Type", "application/x-www-form-urlencoded"));
  EXPECT_EQ(errors(form), "/end must be after start\n");
  EXPECT_EQ(errors(service_.handle(send("PATCH", "/maybe", R"({"start":3,"end":1})"))),
            "/end must be after start\n");
  EXPECT_EQ(service_.handle({"PATCH", "/maybe", {}, ""}).text(), "false");
}

TEST_F(OwnRules, AreThoseOfParametersAndFieldsToo) {
  const auto first = [this](std::string_view target) {
    const Response response = service_.handle(get(std::string(target)));
    EXPECT_EQ(response.status, 422) << response.text();
    const auto error = body(response)["errors"][0];
    EXPECT_EQ(error["in"], "query");
    EXPECT_EQ(error["message"], "must be after start");
    return error["name"].get<std::string>() + " " + error["pointer"].get<std::string>();
  };
  EXPECT_EQ(first("/between?start=3&end=1"), "end ");
  EXPECT_EQ(first("/json?span=%7B%22start%22:3,%22end%22:1%7D"), "span /end");
  EXPECT_EQ(errors(service_.handle(send("PUT", "/fields", R"({"a/b":{"start":3,"end":1},"n":1})"))),
            "/a~1b/end must be after start\n");
  EXPECT_EQ(errors(service_.handle(send("PUT", "/tuple", R"([1,[{"start":3,"end":1}]])"))),
            "/1/0/end must be after start\n");
}

TEST_F(OwnRules, HandlersReturnAndThrowThem) {
  EXPECT_EQ(errors(book(R"({"guest":"full"})")), "/guest has no room left\n");
  const Response thrown = book(R"({"guest":"thrown"})");
  EXPECT_EQ(errors(thrown), " must be even\n/span is taken\n");
  EXPECT_EQ(body(thrown)["errors"][0]["in"], "query");
  EXPECT_EQ(body(thrown)["errors"][0]["name"], "limit");
  EXPECT_EQ(body(thrown)["detail"], "2 values were refused");
  EXPECT_EQ(errors(book(R"({"guest":"empty"})")), " is refused\n");
}

TEST_F(OwnRules, SpeakTheLanguageOfTheClient) {
  const auto in = [&](std::string language, std::string text) {
    return service_.handle(with(post("/bookings", std::move(text)), "Accept-Language", language));
  };
  const std::string wrong = R"({"guest":"Mina","span":{"start":2,"end":2}})";
  const Response korean = in("ko-KR,ko;q=0.9,en;q=0.8", wrong);
  EXPECT_EQ(errors(korean), "/span/end 시작보다 뒤여야 합니다\n");
  EXPECT_EQ(header(korean, "Content-Language"), "ko");
  EXPECT_EQ(body(korean)["detail"], "값 1개가 거부되었습니다");
  EXPECT_EQ(errors(in("ja", wrong)), "/span/end 開始より後でなければなりません\n");
  EXPECT_EQ(errors(in("fr", wrong)), "/span/end must be after start\n");
  // Words that were not given are the English ones.
  EXPECT_EQ(errors(in("ja", R"({"guest":"thrown"})")), " must be even\n/span is taken\n");
}

TEST_F(OwnRules, AreThoseOfMessagesToo) {
  const Running server{Front(booking_service(), {{}, true}), patient()};
  Talk talk(server, "/socket");
  talk.say(R"({"start":3,"end":1})");
  EXPECT_EQ(talk.hear(), R"("/end must be after start")");
  talk.say(R"({"start":3,"end":4})");
  EXPECT_EQ(talk.hear(), R"("taken")");
}

TEST_F(OwnRules, ItemsOfAStreamedBodyHaveThemToo) {
  const auto sent = [&](std::string lines, std::string language = {}) {
    Request request = with(post("/spans", std::move(lines)), "Content-Type", "application/jsonl");
    return service_.handle(with(std::move(request), "Accept-Language", std::move(language)));
  };
  const std::string fits = "{\"start\":1,\"end\":2}\n";
  EXPECT_EQ(sent(fits + fits).body, "2");
  const Response korean = sent(fits + "{\"start\":2,\"end\":1}\n" + fits, "ko");
  ASSERT_EQ(korean.status, 422);
  EXPECT_EQ(header(korean, "Content-Language"), "ko");
  EXPECT_EQ(body(korean)["errors"][0]["pointer"], "/1/end");
  EXPECT_EQ(body(korean)["errors"][0]["message"], "시작보다 뒤여야 합니다");
  EXPECT_EQ(header(sent("{\"start\":-1,\"end\":1}\n", "ja"), "Content-Language"), "ja");
  // What `take` throws has its place in the item, too.
  const Response thrown = sent(fits + "{\"start\":1,\"end\":1000}\n");
  ASSERT_EQ(thrown.status, 422);
  EXPECT_EQ(body(thrown)["errors"][0]["pointer"], "/1/end");
  EXPECT_EQ(body(thrown)["errors"][0]["message"], "must be below 1000");
}

TEST(AcceptedLanguage, IsTheOneOfTheGreatestWeight) {
  using schema::Language;
  const std::pair<const char*, Language> kCases[] = {
      {"", Language::en},
      {"ko", Language::ko},
      {"JA-jp", Language::ja},
      {"de, ja;q=0.5, ko;q=0.7", Language::ko},
      {"ko;q=0, ja;q=0.001", Language::ja},
      {"en, ko", Language::en},
      {"en;q=0.1,ko ; q=1.000", Language::ko},
      {"ko;q=abc", Language::en},
      {"kok", Language::en},
      {",;,=;q", Language::en},
      {"*", Language::en},
  };
  for (const auto& [header, language] : kCases) {
    EXPECT_EQ(accepted_language(header), language) << header;
  }
}

}  // namespace
}  // namespace vitrine::test
