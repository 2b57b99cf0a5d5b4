#include <gtest/gtest.h>

#include "app/json/text_reader.h"
#include "app/json/write.h"
#include "tests/support/cases.h"
#include "tests/unit/json/corpus.h"

// YAML 1.2 as people write it, where readers of YAML 1.1 stop.

namespace vitrine::json {
namespace {

/// The document as JSON; the first problem when there is one.
std::string as_json(std::string_view text) {
  const Exact exact(text);
  const Reading reading = read_text(exact.view());
  if (!reading.document.problems().empty()) {
    const TextProblem& problem = reading.document.problems().front();
    return std::to_string(problem.position.line) + ":" + std::to_string(problem.position.column) +
           " " + problem.message;
  }
  return compact(reading.document.root());
}

TEST(YamlCases, EmptyBlockScalarsAreEmptyText) {
  REQUIRE_CASE("01-empty-block-scalar.yaml");
  const Reading reading = read_text(case_text("01-empty-block-scalar.yaml"));
  EXPECT_TRUE(reading.document.problems().empty());
  EXPECT_EQ(compact(reading.document.root()["info"]),
            R"({"title":"Bakery","version":"1","description":""})");
  EXPECT_TRUE(reading.document.root()["paths"]["/loaves"]["get"].is_object());
}

TEST(YamlCases, EmptyTextOfEveryKindIsRead) {
  EXPECT_EQ(as_json("a: >-"), R"({"a":""})");
  EXPECT_EQ(as_json("a: |"), R"({"a":""})");
  EXPECT_EQ(as_json("a: |\n\n\nb: 1\n"), R"({"a":"","b":1})");
  EXPECT_EQ(as_json("a: |-\n\n  \n"), R"({"a":""})");
  EXPECT_EQ(as_json("a: |+\n\n\nb: 1\n"), R"({"a":"\n\n","b":1})");
  EXPECT_EQ(as_json("- >\n- |2\n- x\n"), R"(["","","x"])");
  EXPECT_EQ(as_json("--- >-\n"), R"("")");
  EXPECT_EQ(as_json("|"), R"("")");
  EXPECT_EQ(as_json("a: !!str\n"), R"({"a":""})");
  EXPECT_EQ(as_json("a: \"\\\n  \"\n"), R"({"a":""})");
  EXPECT_EQ(as_json("? |-\n: 1\n"), R"({"":1})");
  const std::string large(9000, 'x');
  EXPECT_EQ(as_json("a: |-\n  " + large + "\nb: >-\nc: 1\n"),
            R"({"a":")" + large + R"(","b":"","c":1})");
  // With many strings before, so that blocks fill up; some fill one to its last byte.
  for (const size_t size : {127u, 128u, 1023u, 1024u, 8191u, 8192u, 8193u}) {
    std::string text;
    std::string wanted;
    for (int i = 0; i < 40; ++i) {
      text += "- |-\n  " + std::string(size, 'y') + "\n- >-\n";
      wanted += (i ? ",\"" : "\"") + std::string(size, 'y') + "\",\"\"";
    }
    EXPECT_EQ(as_json(text), "[" + wanted + "]") << size;
  }
}

TEST(YamlCases, PlainScalarsAreWhatTheCoreSchemaSays) {
  REQUIRE_CASE("20-plain-scalars.yaml");
  const Reading reading = read_text(case_text("20-plain-scalars.yaml"));
  EXPECT_TRUE(reading.document.problems().empty());
  const Value root = reading.document.root();
  EXPECT_EQ(root["info"]["version"].string(), "2015-04-22T10:03:19.323-07:00");
  std::string examples;
  for (const Value parameter : root["paths"]["/events"]["get"]["parameters"].elements()) {
    examples += compact(parameter["example"]) + " ";
  }
  EXPECT_EQ(
      examples,
      "\"2016-08-06\" \"2016-08-04T18:53:38.297Z\" \"09:30\" \"190:20:30\" \"NO\" \"10.0.0.1\" "
      "1234e56 1234 31 \"1_000\" 491234 null 0.5 15 ");
}

TEST(YamlCases, TabsStandWhereTheySeparate) {
  REQUIRE_CASE("42-tabs.yaml");
  EXPECT_EQ(as_json(case_text("42-tabs.yaml")),
            R"({"openapi":"3.0.3","info":{"title":"Tabs where YAML 1.2 takes them","version":"1"},)"
            R"("paths":{"/calls":{"get":{"responses":{"200":{"description":"Calls"}}}}},)"
            R"("components":{"schemas":{"Kind":{"type":"string","enum":["VOICE","DATA"]}}}})");
}

TEST(YamlCases, TabsSeparateEverywhere) {
  EXPECT_EQ(as_json("a:\t1\t\nb:\t\t# words\n\t# more\n  c:\td\t# x\n\t\n"),
            R"({"a":1,"b":{"c":"d"}})");
  EXPECT_EQ(as_json("-\t1\n-\t\tx\t\n- \t[\t1\t,\t2\t]\t\n"), R"([1,"x",[1,2]])");
  EXPECT_EQ(as_json("{\ta\t:\t1\t,\n\tb:\t2\n\t}\t\n"), R"({"a":1,"b":2})");
  EXPECT_EQ(as_json("\"a\"\t:\t'x'\t# y\n"), R"({"a":"x"})");
  EXPECT_EQ(as_json("a: &x\t1\nb: !!str\t2\nc: *x\t\n"), R"({"a":1,"b":"2","c":1})");
  EXPECT_EQ(as_json("---\t\na: b\tc\n \tword\n...\t# end\n"), R"({"a":"b\tc word"})");
  EXPECT_EQ(as_json("a: |\t# text\n  x\ty\t\n\n  \tz\nb: >-\t\n  q\n"),
            R"({"a":"x\ty\t\n\n\tz\n","b":"q"})");
  EXPECT_EQ(as_json("%YAML 1.2\t# version\n\t\n---\ta\n"), R"("a")");
  EXPECT_EQ(as_json("a: \"x\t\n  \ty\"\n"), R"({"a":"x y"})");
}

TEST(YamlCases, EverythingJsonHasIsRead) {
  EXPECT_EQ(as_json(R"(a: "\/ \" \\ \b\f\n\r\t \u00e9 \uD83D\uDE00 \ud83d\ude00")"),
            "{\"a\":\"/ \\\" \\\\ \\b\\f\\n\\r\\t \xC3\xA9 \xF0\x9F\x98\x80 \xF0\x9F\x98\x80\"}");
  EXPECT_EQ(as_json("a: {\"b\":1,\"c\":[true,null,-0.5e3,\"\"],\"d\":{}}\n"),
            R"({"a":{"b":1,"c":[true,null,-0.5e3,""],"d":{}}})");
  EXPECT_EQ(as_json("a: \"x\x7Fy\"\n"), "{\"a\":\"x\x7Fy\"}");
  EXPECT_EQ(as_json(std::string("a: \"\\0\\u0000\"\n")), "{\"a\":\"\\u0000\\u0000\"}");
  // Keys as long as they like, closing brackets where people put them.
  EXPECT_EQ(as_json("a: {\n  \"b\": 1\n}\nc: [\n  1,\n]\n"), R"({"a":{"b":1},"c":[1]})");
  const std::string key(5000, 'k');
  EXPECT_EQ(as_json(key + ": 1\n\"" + key + "x\": 2\n"), "{\"" + key + "\":1,\"" + key + "x\":2}");
}

TEST(YamlCases, JsonOfTheCorpusIsReadTheSameAsYaml) {
  REQUIRE_CORPUS();
  size_t compared = 0;
  for (const auto& path : descriptions()) {
    const Exact text = read_file(path);
    if (text.view().size() > 1'500'000) continue;
    const Reading json = read_text(text.view(), {}, Language::json);
    if (json.error) continue;
    const Reading yaml = read_text(text.view(), {}, Language::yaml);
    EXPECT_FALSE(yaml.error) << path << ": " << (yaml.error ? yaml.error->message : "");
    EXPECT_EQ(compact(yaml.document.root()), compact(json.document.root())) << path;
    ++compared;
  }
  EXPECT_GT(compared, 20u);
}

}  // namespace
}  // namespace vitrine::json
