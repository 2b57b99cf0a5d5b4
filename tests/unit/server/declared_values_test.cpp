// A declaration whose own values break its own rules stops the start.
#include "server/api/describe/declared_values.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <vitrine.h>

#include <string>
#include <vector>

#include "app/json/reader.h"
#include "server/api/respond/service.h"
#include "tests/unit/server/declared.h"
#include "tests/unit/server/models.h"

namespace vitrine::test {

struct Faulty {
  int size = 0;
  std::string word;
  std::string mail;
  std::vector<std::string> tags;
  double share = 2;
};
struct Sound {
  int size = 3;
  std::string phone;
  std::optional<std::string> mail;
};

}  // namespace vitrine::test

template <>
struct vitrine::Schema<vitrine::test::Faulty> {
  static constexpr auto fields = vitrine::fields(
      field<&test::Faulty::size>("size").minimum(9).maximum(3),
      field<&test::Faulty::word>("word").min_length(1).defaulted(),
      field<&test::Faulty::mail>("mail").format("emial"),
      field<&test::Faulty::tags>("tags").each(min_length(3), max_length(2)).min_items(1),
      field<&test::Faulty::share>("share").exclusive_maximum(1).example(1).minimum(0));
};
template <>
struct vitrine::Schema<vitrine::test::Sound> {
  static constexpr auto fields = vitrine::fields(
      field<&test::Sound::size>("size").minimum(3).maximum(3).defaulted().example(3),
      field<&test::Sound::phone>("phone").format("phone-number").example("+82 2 123"),
      field<&test::Sound::mail>("mail").nullable().format("email").example("mina@example.org"));
};

namespace vitrine::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

template <class F>
std::string mistakes(F handler) {
  Api api({.title = "T", .version = "1"});
  api.get("/x", std::move(handler));
  return mistakes_of(std::move(api));
}

TEST(DeclaredValues, ADefaultFitsItsParameter) {
  const std::string where = "GET /x, parameter p: the default must ";
  EXPECT_THAT(mistakes([](Query<"p", int, default_value("abc")>) {}), HasSubstr(where));
  EXPECT_THAT(mistakes([](Query<"p", int, default_value(1.5)>) {}), HasSubstr(where));
  EXPECT_THAT(mistakes([](Query<"p", int, default_value(5'000'000'000)>) {}), HasSubstr(where));
  EXPECT_THAT(mistakes([](Query<"p", int, maximum(3), default_value(4)>) {}), HasSubstr(where));
  EXPECT_THAT(mistakes([](Query<"p", std::string, default_value(1)>) {}), HasSubstr(where));
  EXPECT_THAT(mistakes([](Query<"p", Colour, default_value("green")>) {}), HasSubstr(where));
  EXPECT_THAT(mistakes([](Query<"p", std::string, format("date"), default_value("today")>) {}),
              HasSubstr(where));
  EXPECT_EQ(mistakes([](Query<"p", int, maximum(3), default_value(3)>,
                        Query<"c", Colour, default_value("red")>,
                        Query<"d", std::string, format("date"), default_value("2026-01-31")>) {}),
            "");
}

TEST(DeclaredValues, AnExampleFitsItsParameterOrHeader) {
  EXPECT_THAT(mistakes([](vitrine::Header<"P", int, minimum(1), example(0)>) {}),
              HasSubstr("GET /x, parameter P: the example must "));
  using Wrong = ResponseHeader<"P", int, example("many")>;
  EXPECT_THAT(mistakes([]() -> With<Point, Wrong> { return {}; }),
              HasSubstr("GET /x, header P: the example must "));
}

TEST(DeclaredValues, SomeValueFitsTheBounds) {
  EXPECT_THAT(mistakes([](Query<"p", int, minimum(4), maximum(3)>) {}),
              HasSubstr("GET /x, parameter p: no value fits minimum 4 and maximum 3"));
  EXPECT_THAT(mistakes([](Query<"p", double, exclusive_minimum(3), maximum(3)>) {}),
              HasSubstr("no value fits exclusiveMinimum 3 and maximum 3"));
  EXPECT_EQ(mistakes([](Query<"p", int, minimum(3), maximum(3)>) {}), "");
}

TEST(DeclaredValues, TheFieldsOfModelsAreCheckedAlsoInResponses) {
  EXPECT_THAT(mistakes([]() -> std::vector<Faulty> { return {}; }),
              AllOf(HasSubstr("Faulty.size: no value fits minimum 9 and maximum 3"),
                    HasSubstr("Faulty.word: the default must "),
                    HasSubstr("Faulty.mail: the format emial is not known and checks nothing; "
                              "email is"),
                    HasSubstr("Faulty.tags, its items: no value fits minLength 3 and maxLength 2"),
                    HasSubstr("Faulty.share: the example must ")));
  EXPECT_EQ(mistakes([]() -> Sound { return {}; }), "");
}

TEST(DeclaredValues, AFormatThatIsNearlyKnownIsAMistake) {
  const auto mistake = [](const std::string& name) {
    json::DocumentSet documents;
    schema::Compiler compiler(documents, {.dialect = schema::Dialect::openapi_3_1});
    const std::string text = R"({"type":"string","format":")" + name + "\"}";
    const json::Reading reading = json::read(text);
    DeclaredValues values({}, compiler);
    values.check("x", reading.document.root());
    return values.mistakes().empty() ? std::string() : values.mistakes().front();
  };
  for (const auto& [given, meant] :
       std::vector<std::pair<std::string, std::string>>{{"datetime", "date-time"},
                                                        {"date_time", "date-time"},
                                                        {"Email", "email"},
                                                        {"emaill", "email"},
                                                        {"emal", "email"},
                                                        {"UUID", "uuid"},
                                                        {"uuidd", "uuid"},
                                                        {"ipv9", ""},
                                                        {"hostnane", "hostname"},
                                                        {"email", ""},
                                                        {"url", ""},
                                                        {"data", ""},
                                                        {"password", ""},
                                                        {"iban", ""}}) {
    const std::string words = mistake(given);
    EXPECT_EQ(words.empty(), meant.empty()) << given << words;
    EXPECT_THAT(words, HasSubstr(meant)) << given;
  }
}

}  // namespace
}  // namespace vitrine::test
