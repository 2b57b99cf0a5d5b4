// Dates, times, lengths of time, UUIDs, decimals and bytes, on the wire and in the document.
#include "server/api/model/standard_types.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <vitrine.h>

#include <chrono>
#include <string>
#include <vector>

#include "app/json/reader.h"
#include "server/api/describe/describe.h"
#include "server/api/respond/service.h"
#include "tests/unit/server/declared.h"
#include "tests/unit/server/probe.h"

namespace vitrine::test {

namespace chrono = std::chrono;
using Milliseconds = chrono::sys_time<chrono::milliseconds>;
using Nanoseconds = chrono::sys_time<chrono::nanoseconds>;

struct Booking {
  chrono::year_month_day day{};
  chrono::sys_seconds begin{};
  chrono::minutes length{30};
  Uuid id;
  Decimal price;
  Base64 key;
  std::optional<Numeral> exact;
};

}  // namespace vitrine::test

template <>
struct vitrine::Schema<vitrine::test::Booking> {
  static constexpr auto fields = vitrine::fields(
      field<&test::Booking::day>("day").example("2026-01-31"),
      field<&test::Booking::begin>("begin"), field<&test::Booking::length>("length").defaulted(),
      field<&test::Booking::id>("id"), field<&test::Booking::price>("price").max_length(12),
      field<&test::Booking::key>("key"), field<&test::Booking::exact>("exact").minimum(0));
};

namespace vitrine::test {
namespace {

using ::testing::HasSubstr;

template <class T>
std::string described() {
  Components components;
  return describe(components, shape<T>()).dump();
}

/// The value read from a JSON text and written again; "refused" or "no T".
template <class T>
std::string again(const std::string& text) {
  T value{};
  Refusals refusals;
  const json::Reading reading = json::read(text);
  if (!bind(reading.document.root(), value, &refusals)) return "no T";
  return refusals.empty() ? to_text(value) : "refused";
}

TEST(StandardTypes, HaveFormats) {
  EXPECT_EQ(described<chrono::year_month_day>(), R"({"type":"string","format":"date"})");
  EXPECT_EQ(described<chrono::sys_days>(), R"({"type":"string","format":"date"})");
  EXPECT_EQ(described<chrono::sys_seconds>(), R"({"type":"string","format":"date-time"})");
  EXPECT_EQ(described<chrono::system_clock::time_point>(),
            R"({"type":"string","format":"date-time"})");
  EXPECT_EQ(described<chrono::hours>(), R"({"type":"string","format":"duration"})");
  EXPECT_THAT(described<chrono::milliseconds>(), HasSubstr(R"({"type":"string","pattern":")"));
  EXPECT_EQ(described<Uuid>(), R"({"type":"string","format":"uuid"})");
  EXPECT_THAT(described<Decimal>(), HasSubstr(R"({"type":"string","format":"decimal","pattern":)"));
  EXPECT_EQ(described<Base64>(), R"({"type":"string","contentEncoding":"base64","format":"byte"})");
  EXPECT_EQ(described<Numeral>(), R"({"type":"number"})");
  EXPECT_EQ(described<std::optional<chrono::sys_days>>(),
            R"({"type":["string","null"],"format":"date"})");
}

TEST(StandardTypes, DatesComeBackAsTheyWere) {
  for (const char* date : {R"("2026-01-31")", R"("2024-02-29")", R"("1969-12-31")",
                           R"("0001-01-01")", R"("9999-12-31")"}) {
    EXPECT_EQ(again<chrono::year_month_day>(date), date);
    EXPECT_EQ(again<chrono::sys_days>(date), date);
  }
  for (const char* date :
       {R"("2026-02-29")", R"("2026-13-01")", R"("2026-1-1")", R"("")", R"("2026-01-31 ")"}) {
    EXPECT_EQ(again<chrono::year_month_day>(date), "refused") << date;
  }
}

TEST(StandardTypes, TimesAreWrittenInUtc) {
  EXPECT_EQ(again<chrono::sys_seconds>(R"("2026-01-31T09:30:05Z")"), R"("2026-01-31T09:30:05Z")");
  EXPECT_EQ(again<chrono::sys_seconds>(R"("2026-01-01T00:30:00+09:00")"),
            R"("2025-12-31T15:30:00Z")");
  EXPECT_EQ(again<chrono::sys_seconds>(R"("1969-12-31T23:59:59-00:30")"),
            R"("1970-01-01T00:29:59Z")");
  EXPECT_EQ(again<chrono::sys_seconds>(R"("2016-12-31T23:59:60Z")"), R"("2017-01-01T00:00:00Z")");
  EXPECT_EQ(again<Milliseconds>(R"("1969-12-31T23:59:59.25Z")"), R"("1969-12-31T23:59:59.25Z")");
  EXPECT_EQ(again<Nanoseconds>(R"("2026-01-31t09:30:05.000000001z")"),
            R"("2026-01-31T09:30:05.000000001Z")");
  // Digits that the type does not have are left out.
  EXPECT_EQ(again<Milliseconds>(R"("2026-01-31T09:30:05.123456Z")"),
            R"("2026-01-31T09:30:05.123Z")");
  EXPECT_EQ(again<chrono::sys_seconds>(R"("2026-01-31T09:30:05.9Z")"), R"("2026-01-31T09:30:05Z")");
}

TEST(StandardTypes, ATimeThatItsTypeCannotHoldIsRefused) {
  EXPECT_EQ(again<Nanoseconds>(R"("9999-12-31T00:00:00Z")"), "refused");
  EXPECT_EQ(again<Nanoseconds>(R"("0001-01-01T00:00:00Z")"), "refused");
  EXPECT_EQ(again<Milliseconds>(R"("9999-12-31T00:00:00Z")"), R"("9999-12-31T00:00:00Z")");
}

TEST(StandardTypes, LengthsOfTimeAreWrittenWithoutGaps) {
  EXPECT_EQ(to_text(chrono::seconds(0)), R"("PT0S")");
  EXPECT_EQ(to_text(chrono::seconds(5)), R"("PT5S")");
  EXPECT_EQ(to_text(chrono::seconds(3605)), R"("PT1H0M5S")");
  EXPECT_EQ(to_text(chrono::minutes(90)), R"("PT1H30M")");
  EXPECT_EQ(to_text(chrono::hours(49)), R"("P2DT1H")");
  EXPECT_EQ(to_text(chrono::weeks(1)), R"("P7D")");
  EXPECT_EQ(to_text(chrono::milliseconds(1500)), R"("PT1.5S")");
  EXPECT_EQ(to_text(chrono::milliseconds(-1500)), R"("-PT1.5S")");
  EXPECT_EQ(to_text(chrono::nanoseconds(-1)), R"("-PT0.000000001S")");
  EXPECT_EQ(again<chrono::seconds>(R"("P1W")"), R"("P7D")");
  EXPECT_EQ(again<chrono::minutes>(R"("PT3600S")"), R"("PT1H")");
  EXPECT_EQ(again<chrono::milliseconds>(R"("-PT0.25S")"), R"("-PT0.25S")");
  // No whole number of the unit, no fixed length, or more than there is room for.
  EXPECT_EQ(again<chrono::minutes>(R"("PT90S")"), "refused");
  EXPECT_EQ(again<chrono::seconds>(R"("P1Y")"), "refused");
  EXPECT_EQ(again<chrono::seconds>(R"("P99999999999999999999D")"), "refused");
  EXPECT_EQ(again<chrono::nanoseconds>(R"("P999999D")"), "refused");
}

TEST(StandardTypes, UuidsAreWrittenInLowerCase) {
  EXPECT_EQ(again<Uuid>(R"("5F0C2B7E-8c1d-4a86-9d7b-1f2e3d4c5b6a")"),
            R"("5f0c2b7e-8c1d-4a86-9d7b-1f2e3d4c5b6a")");
  for (const char* text :
       {"", "5f0c2b7e8c1d4a869d7b1f2e3d4c5b6a", "5f0c2b7e-8c1d-4a86-9d7b-1f2e3d4c5b6g",
        "5f0c2b7e-8c1d-4a86-9d7b-1f2e3d4c5b6a0"}) {
    EXPECT_FALSE(Uuid::parse(text)) << text;
  }
  EXPECT_LT(*Uuid::parse("00000000-0000-0000-0000-000000000001"),
            *Uuid::parse("00000000-0000-0000-0000-000000000002"));
}

TEST(StandardTypes, NumbersLoseNothing) {
  EXPECT_EQ(again<Decimal>(R"("-12.5000")"), R"("-12.5000")");
  EXPECT_EQ(again<Numeral>("0.1000000000000000000000000001"), "0.1000000000000000000000000001");
  EXPECT_EQ(again<Numeral>("1e400"), "1e400");
  EXPECT_EQ(again<Numeral>("\"1\""), "no T");
}

TEST(StandardTypes, BytesAreBase64) {
  EXPECT_EQ(to_text(Base64{std::string("a\0\xff", 3)}), R"("YQD/")");
  EXPECT_EQ(again<Base64>(R"("YQD/")"), R"("YQD/")");
  EXPECT_EQ(again<Base64>(R"("")"), R"("")");
  EXPECT_EQ(again<Base64>(R"("Y")"), "refused");
}

class Bookings : public ::testing::Test {
 protected:
  static Service service() {
    Api api({.title = "T", .version = "1"});
    api.post("/bookings", [](Body<Booking> booking) -> Booking { return *booking; });
    api.get("/times/{id}",
            [](Path<"id", Uuid> id, Query<"at", Nanoseconds> at,
               Query<"day", chrono::sys_days, default_value("2026-01-31")> day,
               vitrine::Header<"X-Since", std::optional<chrono::year_month_day>> since)
                -> std::vector<std::string> {
              return {id->text(), to_text(*at), to_text(*day), *since ? to_text(**since) : "never"};
            });
    using Expires = ResponseHeader<"X-Expires", chrono::sys_seconds>;
    api.get("/expires", []() -> With<std::string, Expires> {
      return {"a", {Expires{chrono::sys_seconds{}}}};
    });
    return Service(std::move(api));
  }
  static std::string booking(const std::string& name, const std::string& value) {
    FreeForm made = FreeForm::parse(
        R"({"day":"2026-01-31","begin":"2026-01-31T09:00:00Z","length":"PT45M",)"
        R"("id":"5f0c2b7e-8c1d-4a86-9d7b-1f2e3d4c5b6a","price":"9.90","key":"YQ==","exact":1.50})");
    if (!name.empty()) made[name] = FreeForm::parse(value);
    return made.dump();
  }

  const Service service_ = service();
};

TEST_F(Bookings, ComeBackAsTheyWereSent) {
  const std::string text =
      R"({"day":"2026-01-31","begin":"2026-01-31T09:00:00Z","length":"PT45M",)"
      R"("id":"5f0c2b7e-8c1d-4a86-9d7b-1f2e3d4c5b6a","price":"9.90","key":"YQ==","exact":1.50})";
  EXPECT_EQ(service_.handle(post("/bookings", text)).text(), text);
}

TEST_F(Bookings, AreRefusedAtTheFieldThatDoesNotFit) {
  for (const auto& [name, value, keyword] :
       std::vector<std::array<std::string, 3>>{{"day", R"("2026-02-30")", "format"},
                                               {"begin", R"("tomorrow")", "format"},
                                               {"length", R"("45 minutes")", "format"},
                                               {"length", R"("P1Y")", "format"},
                                               {"id", R"("7")", "format"},
                                               {"price", R"("9,90")", "pattern"},
                                               {"price", "9.9", "type"},
                                               {"key", R"("?")", "format"},
                                               {"exact", "-1", "minimum"}}) {
    const Response response = service_.handle(post("/bookings", booking(name, value)));
    EXPECT_EQ(response.status, 422) << name << value;
    const auto error = body(response)["errors"][0];
    EXPECT_EQ(error["pointer"], "/" + name);
    EXPECT_EQ(error["keyword"], keyword) << name << value;
  }
}

TEST_F(Bookings, SayWhatTheirTypeExpects) {
  const auto error =
      body(service_.handle(post("/bookings", booking("length", R"("P1Y")"))))["errors"][0];
  EXPECT_EQ(error["name"], "length");
  EXPECT_EQ(error["params"]["format"], "duration");
  EXPECT_THAT(error["message"].get<std::string>(), HasSubstr("must be of weeks, days, hours"));
}

TEST_F(Bookings, ParametersHaveTheTypesToo) {
  const std::string path = "/times/5f0c2b7e-8c1d-4a86-9d7b-1f2e3d4c5b6a";
  EXPECT_EQ(service_.handle(get(path + "?at=2026-01-31T09:00:00%2B09:00")).text(),
            R"(["5f0c2b7e-8c1d-4a86-9d7b-1f2e3d4c5b6a","\"2026-01-31T00:00:00Z\"",)"
            R"("\"2026-01-31\"","never"])");
  EXPECT_THAT(std::string(service_
                              .handle(with(get(path + "?at=2026-01-31T09:00:00Z&day=2025-12-01"),
                                           "X-Since", "2026-01-01"))
                              .text()),
              HasSubstr(R"("\"2025-12-01\"","\"2026-01-01\"")"));
  EXPECT_EQ(service_.handle(get("/times/7?at=2026-01-31T09:00:00Z")).status, 422);
  const Response late = service_.handle(get(path + "?at=9999-01-01T00:00:00Z"));
  EXPECT_EQ(late.status, 422);
  const auto error = body(late)["errors"][0];
  EXPECT_EQ(error["in"], "query");
  EXPECT_EQ(error["name"], "at");
  EXPECT_EQ(error["message"], "must be a time that the server can hold");
}

TEST_F(Bookings, HeadersOfResponsesAreWrittenWithoutQuotes) {
  EXPECT_EQ(header(service_.handle(get("/expires")), "X-Expires"), "1970-01-01T00:00:00Z");
}

TEST_F(Bookings, TheDefaultOfAFieldIsInTheDocument) {
  const FreeForm document = FreeForm::parse(service_.openapi_json());
  const FreeForm& properties = document["components"]["schemas"]["Booking"]["properties"];
  EXPECT_EQ(properties["length"].dump(),
            R"({"type":"string","format":"duration","default":"PT30M"})");
}

TEST(StandardTypes, ADefaultThatTheTypeRefusesStopsTheStart) {
  Api api({.title = "T", .version = "1"});
  api.get("/x", [](Query<"at", Nanoseconds, default_value("9999-01-01T00:00:00Z")>) {});
  EXPECT_THAT(mistakes_of(std::move(api)),
              HasSubstr("GET /x: the default of at does not fit its type"));
}

}  // namespace
}  // namespace vitrine::test
