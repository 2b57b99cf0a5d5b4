#include "app/json/text_reader.h"

#include <gtest/gtest.h>

#include "app/json/write.h"
#include "tests/unit/json/corpus.h"

namespace vitrine::json {
namespace {

std::string as_json(std::string_view text, Language said = Language::unknown) {
  const Exact exact(text);
  return compact(read_text(exact.view(), {}, said).document.root());
}

/// "line:column message" of the first violation.
std::string error(std::string_view text, Language said = Language::unknown) {
  const Exact exact(text);
  const Reading reading = read_text(exact.view(), {}, said);
  if (!reading.error) return {};
  return std::to_string(reading.error->position.line) + ":" +
         std::to_string(reading.error->position.column) + " " + reading.error->message;
}

TEST(TextReader, TextThatBeginsLikeJsonMayBeYaml) {
  struct Case {
    const char* text;
    const char* json;
  };
  constexpr Case kCases[] = {
      {"{\"a\": b}", R"({"a":"b"})"},
      {"[a, b]", R"(["a","b"])"},
      {"{a: 1}", R"({"a":1})"},
      {"{\"a\": 1, b: 2}", R"({"a":1,"b":2})"},
      {"{\"a\": 'x', 'b': [1, two,],}", R"({"a":"x","b":[1,"two"]})"},
      {"[1, 2] # a list\n", "[1,2]"},
      {"{\"a\": &x [1], \"b\": *x}", R"({"a":[1],"b":[1]})"},
      {"{\"a\": \"one\n  two\"}", R"({"a":"one two"})"},
      {"{\"a\":1,\n# words\n\"b\": yes}", R"({"a":1,"b":"yes"})"},
      {"[\"x\": y, \"\\x41\"]", R"([{"x":"y"},"A"])"},
      {"\xEF\xBB\xBF{\"a\": b}", R"({"a":"b"})"},
  };
  for (const Case& given : kCases) {
    EXPECT_EQ(as_json(given.text), given.json) << given.text;
    EXPECT_EQ(error(given.text), "") << given.text;
  }
}

TEST(TextReader, BrokenJsonIsReportedAsJson) {
  struct Case {
    const char* text;
    const char* problem;
  };
  constexpr Case kCases[] = {
      {"{\"a\": 1\n \"b\": 2}", "2:2 A comma is missing before this"},
      {"{\"a\": [1, 2, \"b\": 3}", "1:17 A colon cannot stand in a list"},
      {"{\"a\": [1, 2}", "1:12 This } does not close the ["},
      {"{\"a\": {\"b\": 1}", "1:15 The text ends before the { of line 1, column 1 is closed"},
      {"{\"a\": \"x", "1:7 The text ends in the middle of this string"},
      {"{\"a\" 1}", "1:6 A colon"},
      {"[1 \"b\": 2}", "A comma is missing before this"},
      {"{ // no\n\"a\": 1}", "1:3 Comments are not JSON"},
      {"{\"a\": 1} /* no */", "1:10 Comments are not JSON"},
      {"{\"a\": 1,}", "1:8 A trailing comma is not JSON"},
      {"{\"a\": \"\\ud83d\"}", "surrogate"},
      {"{\"a\": 1}\n{\"b\": 2}", "2:1 A second document begins here"},
      {"", "1:1 The text is empty"},
  };
  for (const Case& given : kCases) {
    for (const Language said : {Language::unknown, Language::json}) {
      EXPECT_NE(error(given.text, said).find(given.problem), std::string::npos)
          << given.text << " gives " << error(given.text, said);
    }
  }
}

TEST(TextReader, NamesDecideWhatParsesAsBoth) {
  // In YAML these are a null and a text.
  EXPECT_EQ(error("{\"a\": , \"b\": 1}", Language::yaml), "");
  EXPECT_EQ(error("{\"a\": , \"b\": 1}", Language::json),
            "1:7 A value is missing before this comma");
  EXPECT_EQ(error("{\"a\": True}", Language::yaml), "");
  EXPECT_NE(error("{\"a\": True}", Language::json).find("true, false and null"), std::string::npos);
  EXPECT_EQ(error("{\"a\": 1,}", Language::yaml), "");
  EXPECT_EQ(as_json("{\"a\": 1,}", Language::yaml), R"({"a":1})");
  // A file of block YAML is no JSON, whatever it is called.
  EXPECT_EQ(as_json("a: 1\n", Language::json), R"({"a":1})");
  EXPECT_EQ(error("{\"a\": \"x\n", Language::yaml),
            "1:7 The quote that begins here is never closed; close it where the text ends");
}

TEST(TextReader, BrokenYamlThatBeginsLikeJsonIsReportedAsYaml) {
  EXPECT_EQ(error("{\"a\": b, c: [d}"),
            "1:15 A comma or the closing ] of the list is missing before this");
  EXPECT_NE(error("[a, \"b\" \"c\"]").find("1:9 A comma or the closing ]"), std::string::npos);
}

TEST(TextReader, LanguagesAreKnownByName) {
  EXPECT_EQ(language_of("/a/b.json"), Language::json);
  EXPECT_EQ(language_of("https://x.example/openapi.yaml?v=1#/a.json"), Language::yaml);
  EXPECT_EQ(language_of("a.yml"), Language::yaml);
  EXPECT_EQ(language_of("https://x.example/api-docs"), Language::unknown);
  EXPECT_EQ(language_of(""), Language::unknown);
}

TEST(TextReader, PiecesMakeNoDifferenceToWhatATextIs) {
  const std::string long_text(70'000, 'x');
  for (const std::string& text :
       {std::string("{\"a\": 12, \"b\": [tru, nul], \"c\": 1.}"),
        std::string("{\"a\": -, \"b\": \"\xED\x95\x9C\"}"),
        "{\"a\": \"" + long_text + "\", \"b\": c, \"d\": \"" + long_text + "\"}",
        std::string("{\"a\": 1 \"b\": 2, \"c\": 3}")}) {
    const std::string whole = as_json(text);
    const std::string problem = error(text);
    for (const size_t piece : {size_t{1}, size_t{2}, size_t{7}, size_t{4096}, size_t{65'537}}) {
      TextReader reader;
      for (std::string_view rest = text; !rest.empty();) {
        const Exact exact(rest.substr(0, piece));
        reader.feed(exact.view());
        rest.remove_prefix(exact.view().size());
      }
      while (!reader.digest(1000)) {
      }
      const Reading reading = std::move(reader).finish();
      EXPECT_EQ(compact(reading.document.root()), whole);
      EXPECT_EQ(reading.error ? reading.error->message : "",
                problem.empty() ? "" : problem.substr(problem.find(' ') + 1));
    }
  }
}

}  // namespace
}  // namespace vitrine::json
