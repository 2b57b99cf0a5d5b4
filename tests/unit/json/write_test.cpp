#include "app/json/write.h"

#include <gtest/gtest.h>

#include "app/json/reader.h"
#include "tests/unit/json/corpus.h"
#include "tests/unit/json/events.h"

namespace vitrine::json {
namespace {

TEST(Quote, EscapesWhatMustBeEscaped) {
  EXPECT_EQ(quote("a\"b\\c/d"), R"("a\"b\\c/d")");
  EXPECT_EQ(quote(std::string_view("\0\x01\x1F\b\f\n\r\t\x7F", 9)),
            "\"\\u0000\\u0001\\u001f\\b\\f\\n\\r\\t\x7F\"");
  EXPECT_EQ(quote("한\xF0\x9F\x98\x80"), "\"한\xF0\x9F\x98\x80\"");
}

TEST(Quote, RepairsWhatIsNotUtf8) {
  EXPECT_EQ(quote("a\xFFz"), "\"a\xEF\xBF\xBDz\"");
  EXPECT_EQ(quote("\xE4\xB8"), "\"\xEF\xBF\xBD\"");
  EXPECT_EQ(quote("\xED\xA0\x80"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

TEST(Write, KeepsSpellingOrderAndDuplicates) {
  const Reading reading = read(R"( {"b" :1e400, "a":[-0, 1.10,[ ],{}],"b":"\u00e9\/","n":null} )");
  EXPECT_EQ(compact(reading.document.root()),
            R"({"b":1e400,"a":[-0,1.10,[],{}],"b":"é/","n":null})");
  EXPECT_EQ(pretty(reading.document.root()),
            "{\n  \"b\": 1e400,\n  \"a\": [\n    -0,\n    1.10,\n    [],\n    {}\n  ],\n"
            "  \"b\": \"é/\",\n  \"n\": null\n}");
  EXPECT_EQ(pretty(reading.document.root()["a"].at(1)), "1.10");
  EXPECT_EQ(pretty(Value()), "");
  EXPECT_EQ(compact(Value()), "");
}

/// A level is two spaces for each line within it: all of these would be gigabytes.
TEST(Write, EndsAfterSoManyBytes) {
  constexpr size_t kDepth = 900;
  std::string text(kDepth, '[');
  for (int number = 0; number < 500'000; ++number) text += "1,";
  const Reading reading = read(text + "1" + std::string(kDepth, ']'));
  ASSERT_FALSE(reading.error);
  const std::string written = pretty(reading.document.root(), 20'000);
  EXPECT_GE(written.size(), 20'000u);
  EXPECT_LT(written.size(), 20'000u + 2 * kDepth + 10);
  EXPECT_EQ(written.substr(0, 8), "[\n  [\n  ");
  EXPECT_EQ(pretty(read("[1,2]").document.root(), 1), "[");
  EXPECT_EQ(pretty(read("[1,2]").document.root(), 100), "[\n  1,\n  2\n]");
}

TEST(Write, IsReadBackTheSame) {
  REQUIRE_CORPUS();
  for (const char* name : {"hostile/035-deep-schema.json", "hostile/113-bidi-and-zalgo.json",
                           "hostile/042-huge-integers.json", "specs/freee-accounting-ja.json"}) {
    const Exact text = read_file(corpus() / name);
    const Reading reading = read(text.view());
    const auto events = events_of(reading.document.root());
    for (const std::string& written :
         {pretty(reading.document.root()), compact(reading.document.root())}) {
      const Reading again = read(written);
      EXPECT_FALSE(again.error) << name;
      EXPECT_EQ(events_of(again.document.root()), events) << name;
    }
  }
}

}  // namespace
}  // namespace vitrine::json
