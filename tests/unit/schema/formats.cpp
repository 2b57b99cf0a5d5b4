#include "app/schema/format.h"
#include "app/schema/format_checks.h"
#include "tests/unit/schema/support.h"

namespace vitrine::schema::test {
namespace {

using namespace formats;

constexpr Dialect kDrafts[] = {Dialect::draft4, Dialect::draft6, Dialect::draft7,
                               Dialect::draft2019_09, Dialect::draft2020_12};

TEST(SchemaFormats, AreKnownFromTheDraftThatDefinesThem) {
  struct Row {
    const char* format;
    const char* drafts;
  };
  constexpr Row kRows[] = {
      {"email", "46790"},
      {"uri-reference", "6790"},
      {"json-pointer", "6790"},
      {"uri-template", "6790"},
      {"date", "790"},
      {"time", "790"},
      {"iri", "790"},
      {"regex", "790"},
      {"idn-hostname", "790"},
      {"relative-json-pointer", "790"},
      {"uuid", "90"},
      {"duration", "90"},
      {"int32", ""},
      {"byte", ""},
      {"unheard-of", ""},
  };
  for (const Row& row : kRows) {
    std::string drafts;
    for (const Dialect draft : kDrafts) {
      if (find_format(row.format, draft)) drafts += "46790"[static_cast<int>(draft)];
    }
    EXPECT_EQ(drafts, row.drafts) << row.format;
  }
  for (const Dialect openapi : {Dialect::openapi_2_0, Dialect::openapi_3_0, Dialect::openapi_3_1}) {
    EXPECT_NE(find_format("int32", openapi), nullptr);
    EXPECT_NE(find_format("uuid", openapi), nullptr);
  }
}

TEST(SchemaFormats, OfOpenApiHoldInADescriptionOfAnyDialect) {
  const Compiled schema(R"({"openapi": "3.1.0",
      "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
      "components": {"schemas": {"A": {"format": "int32"}}}})",
                        Dialect::draft2020_12, "/components/schemas/A");
  EXPECT_FALSE(schema.accepts("2147483648"));
}

TEST(SchemaFormats, AnnotateUnlessTheDraftJudgesThem) {
  std::string refusing;
  for (const Dialect draft : kDrafts) {
    const Options options{.dialect = draft, .assert_formats = false};
    if (!Compiled(R"({"format": "ipv4"})", options).accepts(R"("x")")) {
      refusing += "46790"[static_cast<int>(draft)];
    }
  }
  EXPECT_EQ(refusing, "467");
}

TEST(SchemaFormats, HostNamesDecodeLabelsSince201909) {
  const auto accepts = [](Dialect draft, const char* name) {
    return Compiled(R"({"format": "hostname"})", draft).accepts(name);
  };
  EXPECT_TRUE(accepts(Dialect::draft7, R"("xn--X.example")"));
  EXPECT_FALSE(accepts(Dialect::draft2019_09, R"("xn--X.example")"));
  for (const Dialect draft : kDrafts) {
    EXPECT_TRUE(accepts(draft, R"("1.example-a.com")"));
    EXPECT_FALSE(accepts(draft, R"("-a.com")"));
    EXPECT_FALSE(accepts(draft, R"("a..com")"));
    EXPECT_FALSE(accepts(draft, R"("a_b")"));
    EXPECT_FALSE(accepts(draft, R"("")"));
  }
}

TEST(SchemaFormats, UriTemplates) {
  for (const char* good : {"", "http://x/~{user}/{?q*,lang}", "{+path:9999}/here", "{a.b_c}",
                           "{%41}", "/{;x,y}", "한국{x}", "a%20b", "{|x}"}) {
    EXPECT_TRUE(is_uri_template(good)) << good;
  }
  for (const char* bad : {"{", "}", "{}", "{a", "{a b}", "{a:0}", "{a:10000}", "{a:1*}", "{a**}",
                          "{.}", "{a.}", "{{a}}", "a b", "%4", "<a>", "a\"b", "{a:x}", "{a-b}"}) {
    EXPECT_FALSE(is_uri_template(bad)) << bad;
  }
}

TEST(SchemaFormats, Iris) {
  for (const char* good : {"http://예시.kr/경로?질의#조각", "urn:ü", "http://a/?\xEE\x80\x80"}) {
    EXPECT_TRUE(is_iri(good)) << good;
    EXPECT_TRUE(is_iri_reference(good)) << good;
  }
  for (const char* bad : {"http://a/\xEE\x80\x80", "http://[::é]/", "é:a", "http://a:٣/", "a b",
                          "http://a/\xC2\x80", "http://a/\xFF"}) {
    EXPECT_FALSE(is_iri(bad)) << bad;
  }
  EXPECT_FALSE(is_iri("//예시/경로"));
  EXPECT_TRUE(is_iri_reference("//예시/경로"));
  EXPECT_FALSE(is_uri("http://예시.kr/"));
}

TEST(SchemaFormats, RelativeJsonPointers) {
  for (const char* good : {"0", "1/a~1b", "10#", "0/"}) {
    EXPECT_TRUE(is_old_relative_json_pointer(good)) << good;
    EXPECT_TRUE(is_relative_json_pointer(good)) << good;
  }
  for (const char* bad :
       {"", "01", "/a", "-1", "1##", "1#/a", "1a", "1/~2", "+1/a", "1+", "1+01"}) {
    EXPECT_FALSE(is_old_relative_json_pointer(bad)) << bad;
    EXPECT_FALSE(is_relative_json_pointer(bad)) << bad;
  }
  EXPECT_TRUE(is_relative_json_pointer("0-1/a"));
  EXPECT_TRUE(is_relative_json_pointer("1+12#"));
  EXPECT_FALSE(is_old_relative_json_pointer("0-1/a"));
}

TEST(SchemaFormats, InternationalMailAndHostNames) {
  EXPECT_TRUE(is_idn_email("사용자@예시.한국"));
  EXPECT_TRUE(is_idn_email("a@example.com"));
  EXPECT_FALSE(is_idn_email("사용자"));
  EXPECT_FALSE(is_idn_email("사용 자@예시.한국"));
  EXPECT_FALSE(is_email("사용자@example.com"));
  for (const char* good : {"예시.한국", "straße.example", "www.example.com", "日本語。jp",
                           "אבג.com", "xn--9n2bp8q.xn--9t4b11yi5a"}) {
    EXPECT_TRUE(is_idn_hostname(good)) << good;
  }
  for (const char* bad : {"", "-예시", "예시-", "Ünder.example", "예시..한국", "a_b", "★.example",
                          "xn--X", "1.אבג", "aא"}) {
    EXPECT_FALSE(is_idn_hostname(bad)) << bad;
  }
}

}  // namespace
}  // namespace vitrine::schema::test
