// Forms as browsers send them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <vitrine.h>

#include <array>
#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "server/api/respond/service.h"
#include "tests/unit/server/models.h"
#include "tests/unit/server/probe.h"

namespace vitrine::test {

struct Entry {
  std::string title;
  bool agreed = false;
  std::optional<int> year;
  std::optional<std::string> mail;
  std::optional<std::string> note;
  std::optional<std::vector<int>> sizes;
  Colour colour = Colour::red;
};

struct Visit {
  std::optional<std::chrono::year_month_day> day;
  std::set<int> codes;
  std::array<double, 2> place{};
};

}  // namespace vitrine::test

template <>
struct vitrine::Schema<vitrine::test::Visit> {
  static constexpr auto fields = vitrine::fields(field<&test::Visit::day>("day"),
                                                 field<&test::Visit::codes>("codes").defaulted(),
                                                 field<&test::Visit::place>("place").defaulted());
};
template <>
struct vitrine::Schema<vitrine::test::Entry> {
  static constexpr auto fields = vitrine::fields(
      field<&test::Entry::title>("title").min_length(1),
      field<&test::Entry::agreed>("agreed").defaulted(), field<&test::Entry::year>("year"),
      field<&test::Entry::mail>("mail").format("email"), field<&test::Entry::note>("note"),
      field<&test::Entry::sizes>("sizes"), field<&test::Entry::colour>("colour").defaulted());
};

namespace vitrine::test {
namespace {

using ::testing::HasSubstr;

constexpr char kUrlEncoded[] = "application/x-www-form-urlencoded";
constexpr char kMultipart[] = "multipart/form-data; boundary=b";

class Forms : public ::testing::Test {
 protected:
  static Service service() {
    Api api({.title = "T", .version = "1"});
    api.post("/entries", [](Form<Entry> entry) -> Entry { return *entry; });
    return Service(std::move(api));
  }
  Response send(const char* type, std::string body) const {
    return service_.handle(with(post("/entries", std::move(body)), "Content-Type", type));
  }
  static std::string part(const std::string& name, const std::string& value) {
    return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
  }

  const Service service_ = service();
};

TEST_F(Forms, ACheckboxIsTrueWhenItIsOn) {
  EXPECT_EQ(send(kUrlEncoded, "title=on&agreed=on").text(),
            R"({"title":"on","agreed":true,"colour":"red"})");
  EXPECT_EQ(send(kUrlEncoded, "title=a&agreed=true").text(),
            R"({"title":"a","agreed":true,"colour":"red"})");
  EXPECT_EQ(send(kUrlEncoded, "title=a&agreed=off").status, 422);
}

TEST_F(Forms, AFieldThatMayBeLeftOutMayBeEmpty) {
  EXPECT_EQ(send(kUrlEncoded, "title=a&agreed=&year=&mail=&sizes=&colour=").text(),
            R"({"title":"a","agreed":false,"colour":"red"})");
  // An empty text is one, and an empty field that is required is refused.
  EXPECT_EQ(send(kUrlEncoded, "title=a&note=").text(),
            R"({"title":"a","agreed":false,"note":"","colour":"red"})");
  EXPECT_EQ(send(kUrlEncoded, "title=").status, 422);
  EXPECT_EQ(send(kUrlEncoded, "title=a&mail=x").status, 422);
}

TEST_F(Forms, MoreThanAThousandFieldsAre400) {
  std::string fields = "title=a";
  for (int i = 0; i < 999; ++i) fields += "&x";
  EXPECT_EQ(send(kUrlEncoded, fields).status, 422);
  EXPECT_EQ(send(kUrlEncoded, fields + "&x").status, 400);
}

TEST_F(Forms, OneWithoutFilesMayBeMultipart) {
  const Response response =
      send(kMultipart, part("title", "a") + part("agreed", "on") + part("year", "2026") + "--b--");
  EXPECT_EQ(response.text(), R"({"title":"a","agreed":true,"year":2026,"colour":"red"})");
  const FreeForm document = FreeForm::parse(service_.openapi_json());
  const FreeForm& content = document["paths"]["/entries"]["post"]["requestBody"]["content"];
  EXPECT_EQ(content.size(), 2u);
  EXPECT_TRUE(content.contains("multipart/form-data"));
  EXPECT_EQ(send("text/plain", "title=a").status, 415);
}

TEST(FormsOfTypes, AreReadByTheirSchemas) {
  Api api({.title = "T", .version = "1"});
  api.post("/visits", [](Form<Visit> visit) -> Visit { return *visit; });
  const Service service(std::move(api));
  const auto send = [&](std::string body) {
    return service.handle(with(post("/visits", std::move(body)), "Content-Type", kUrlEncoded));
  };
  EXPECT_EQ(send("day=2026-01-31&codes=3&codes=1&place=1&place=2.5").text(),
            R"({"day":"2026-01-31","codes":[1,3],"place":[1,2.5]})");
  EXPECT_EQ(send("day=&codes=7").text(), R"({"codes":[7],"place":[0,0]})");
  EXPECT_EQ(send("codes=1&codes=1").status, 422);
  EXPECT_EQ(send("place=1").status, 422);
  const Response response = send("day=2026-02-30");
  EXPECT_EQ(response.status, 422);
  EXPECT_EQ(body(response)["errors"][0]["pointer"], "/day");
}

TEST_F(Forms, WhatIsNoTextIs400) {
  for (const char* body : {"title=%ff", "title=%zz", "title=%", "title=%00", "title=\xff", "%c3=a",
                           "title=%c3&%a9=a"}) {
    const Response response = send(kUrlEncoded, body);
    EXPECT_EQ(response.status, 400) << body;
    EXPECT_THAT(std::string(response.text()), HasSubstr("no application/x-www-form")) << body;
  }
  EXPECT_EQ(send(kMultipart, part("title", "\xff") + "--b--").status, 400);
  EXPECT_EQ(send(kMultipart, part("title", std::string("a\0b", 3)) + "--b--").status, 400);
  EXPECT_EQ(send(kMultipart, part("\xff", "a") + "--b--").status, 400);
  EXPECT_THAT(std::string(send(kUrlEncoded, "title=%ED%95%9C+%25").text()),
              HasSubstr("\"\xED\x95\x9C %\""));
  EXPECT_THAT(std::string(send(kMultipart, part("title", "100%") + "--b--").text()),
              HasSubstr("\"100%\""));
}

}  // namespace
}  // namespace vitrine::test
