#include "app/json/edit.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "app/json/pointer.h"
#include "app/json/reader.h"
#include "tests/unit/json/corpus.h"
#include "tests/unit/json/events.h"

namespace vitrine::json {
namespace {

std::string done(const Result<std::string>& result) {
  return result ? *result : "error: " + result.error().message;
}

struct Edit {
  const char* text;
  const char* pointer;
  const char* value;
  const char* expected;
};

void PrintTo(const Edit& edit, std::ostream* out) { *out << edit.text << " at " << edit.pointer; }

class Set : public testing::TestWithParam<Edit> {};

TEST_P(Set, ChangesOnlyItsPlace) {
  const auto& [text, pointer, value, expected] = GetParam();
  const std::string result = done(set(text, pointer, value));
  EXPECT_EQ(result, expected);
  const Reading reading = read(result);
  EXPECT_FALSE(reading.error);
}

INSTANTIATE_TEST_SUITE_P(
    OfTexts, Set,
    testing::Values(
        // Replacing.
        Edit{R"({"a": 1.10, "b" :2 })", "/b", "3", R"({"a": 1.10, "b" :3 })"},
        Edit{"  [1, 2]\n", "", "{}", "  {}\n"},
        Edit{R"({"a":1,"a":2})", "/a", "3", R"({"a":1,"a":3})"},
        Edit{"[1, [2,  3], 4]", "/1/0", "\"x\"", "[1, [\"x\",  3], 4]"},
        Edit{"{\n  \"a\": {\n    \"b\": 1\n  }\n}", "/a/b", "{\n  \"c\": 2\n}",
             "{\n  \"a\": {\n    \"b\": {\n      \"c\": 2\n    }\n  }\n}"},
        Edit{"\xEF\xBB\xBF{\"a\":1}", "/a", " 2 ", "\xEF\xBB\xBF{\"a\":2}"},
        Edit{R"({"a~/b": {"": 1}})", "/a~0~1b/", "2", R"({"a~/b": {"": 2}})"},
        // Adding beside neighbours.
        Edit{R"({"a":1})", "/b", "2", R"({"a":1,"b":2})"},
        Edit{R"({"a": 1})", "/b", "2", R"({"a": 1,"b": 2})"},
        Edit{R"({ "a" : 1 })", "/b", "2", R"({ "a" : 1, "b" : 2 })"},
        Edit{R"({"a": 1, "b": 2})", "/c", "3", R"({"a": 1, "b": 2, "c": 3})"},
        Edit{"{\n\t\"a\": 1\n}\n", "/b", "{\n  \"c\": 2\n}",
             "{\n\t\"a\": 1,\n\t\"b\": {\n\t  \"c\": 2\n\t}\n}\n"},
        Edit{"{\n    \"a\": 1\n  , \"b\": 2\n}", "/c", "3",
             "{\n    \"a\": 1\n  , \"b\": 2\n  , \"c\": 3\n}"},
        Edit{"{\r\n  \"a\": 1\r\n}", "/b", "[\n1]", "{\r\n  \"a\": 1,\r\n  \"b\": [\r\n  1]\r\n}"},
        Edit{"[1,  2]", "/-", "3", "[1,  2,  3]"}, Edit{"[1]", "/1", "2", "[1,2]"},
        Edit{"[\n  1\n]", "/1", "2", "[\n  1,\n  2\n]"},
        // Into what is empty.
        Edit{"{}", "/a", "1", "{\n  \"a\": 1\n}"}, Edit{"[ ]", "/0", "1", "[\n  1\n]"},
        Edit{"{\n    \"a\": {}\n}", "/a/b", "1", "{\n    \"a\": {\n        \"b\": 1\n    }\n}"},
        Edit{"{\"a\":{},\"c\":1}", "/a/b", "1", "{\"a\":{\"b\":1},\"c\":1}"},
        Edit{"{\n  \"a\": {\"x\": 1, \"b\": []}\n}", "/a/b/-", "1",
             "{\n  \"a\": {\"x\": 1, \"b\": [1]}\n}"},
        // Missing parents.
        Edit{"{\"a\":1}", "/b/c/0/d", "2", "{\"a\":1,\"b\":{\"c\":[{\"d\":2}]}}"},
        Edit{"{\n  \"a\": 1\n}", "/b/c/-", "2",
             "{\n  \"a\": 1,\n  \"b\": {\n    \"c\": [\n      2\n    ]\n  }\n}"},
        Edit{"", "/a/1", "2", "{\n  \"a\": {\n    \"1\": 2\n  }\n}"}, Edit{" \n", "", "2", "2"},
        Edit{"{}", "/a\nb", "1", "{\n  \"a\\nb\": 1\n}"}));

TEST(Set, RefusesWhatCannotBe) {
  const struct {
    const char* text;
    const char* pointer;
    const char* value;
    const char* message;
  } kCases[] = {
      {"{\"a\":}", "/a", "1", "A value is missing after the colon"},
      {"{}", "/a", "nope", "JSON knows the words true, false and null; text needs double quotes"},
      {"{}", "/a", "1 2", "Nothing but white space may follow the end of the document"},
      {"{}", "/a", "", "The text is empty"},
      {"{}", "a", "1", "A JSON Pointer begins with / or is empty"},
      {"[1]", "/2", "1", "The list has no element \"2\""},
      {"[1]", "/x", "1", "The list has no element \"x\""},
      {"{\"a\":1}", "/a/b", "1",
       "This value is neither an object nor a list, so that nothing can be put into it"},
  };
  for (const auto& [text, pointer, value, message] : kCases) {
    EXPECT_EQ(done(set(text, pointer, value)), "error: " + std::string(message));
  }
}

TEST(Remove, TakesTheCommaWithIt) {
  const struct {
    const char* text;
    const char* pointer;
    const char* expected;
  } kCases[] = {
      {R"({"a":1,"b":2,"c":3})", "/a", R"({"b":2,"c":3})"},
      {R"({"a":1, "b":2, "c":3})", "/b", R"({"a":1, "c":3})"},
      {R"({"a":1,"b":2 , "c":3 })", "/c", R"({"a":1,"b":2 })"},
      {R"({ "a": 1 })", "/a", "{}"},
      {"{\n  \"a\": 1,\n  \"b\": 2\n}", "/a", "{\n  \"b\": 2\n}"},
      {"{\n  \"a\": 1,\n  \"b\": 2\n}", "/b", "{\n  \"a\": 1\n}"},
      {R"({"a":1,"b":2,"a":3,"c":4})", "/a", R"({"b":2,"c":4})"},
      {R"({"a":1,"a":3})", "/a", "{}"},
      {"[1, 2, 3]", "/0", "[2, 3]"},
      {"[1, 2, 3]", "/1", "[1, 3]"},
      {"[1, 2, 3]", "/2", "[1, 2]"},
      {"[[1]]", "/0/0", "[[]]"},
      {"[1]", "/1", "[1]"},
      {"{\"a\":1}", "/b/c", "{\"a\":1}"},
      {"{\"a\":1}", "", ""},
  };
  for (const auto& [text, pointer, expected] : kCases) {
    EXPECT_EQ(done(remove(text, pointer)), expected) << text << ' ' << pointer;
  }
  EXPECT_EQ(done(remove("[1", "/0")), "error: The text ends in the middle of this value");
  EXPECT_EQ(done(remove("[1]", "0")), "error: A JSON Pointer begins with / or is empty");
}

/// Edits every place of real documents and compares with what the same edit of a tree gives.
TEST(Edit, DoesWhatNlohmannDoesToTheTree) {
  REQUIRE_CORPUS();
  for (const char* name :
       {"specs/swagger-petstore-2.0.json", "specs/oai-examples/v2.0-uber.json"}) {
    const Exact file = read_file(corpus() / name);
    const std::string text(file.view());
    const Reading reading = read(text);
    const auto tree = nlohmann::ordered_json::parse(text);
    std::vector<std::string> pointers;
    size_t count = 0;
    walk(reading.document.root(), [&](char kind, Value value, std::string_view) {
      if (kind == '}' || kind == ']' || kind == 'k' || ++count % 7 != 0) return;
      pointers.push_back(value.pointer());
    });
    ASSERT_GT(pointers.size(), 20u);
    for (const std::string& pointer : pointers) {
      SCOPED_TRACE(pointer);
      const nlohmann::ordered_json::json_pointer place(pointer);
      auto expected = tree;
      expected[place] = {{"new", nullptr}};
      const std::string replaced = done(set(text, pointer, "{\"new\": null}"));
      ASSERT_EQ(nlohmann::ordered_json::parse(replaced), expected);
      if (pointer.empty()) continue;
      // All but the place is the same, byte by byte.
      const Value value = resolve(reading.document.root(), pointer);
      ASSERT_EQ(replaced.substr(0, value.range().begin), text.substr(0, value.range().begin));
      const size_t behind = text.size() - value.range().end;
      ASSERT_EQ(replaced.substr(replaced.size() - behind), text.substr(text.size() - behind));

      auto& parent = (expected = tree)[place.parent_pointer()];
      if (parent.is_array()) {
        parent.erase(static_cast<size_t>(std::stoul(place.back())));
      } else {
        parent.erase(place.back());
      }
      ASSERT_EQ(nlohmann::ordered_json::parse(done(remove(text, pointer))), expected);
    }
  }
}

TEST(Edit, ANewMemberStandsBeforeTheOneThatIsNamed) {
  EXPECT_EQ(done(set(R"({"b": 2, "c": 3})", "/a", "1", "b")), R"({"a": 1, "b": 2, "c": 3})");
  EXPECT_EQ(done(set("{\n  \"a\": 1,\n  \"c\": 3\n}", "/b", "2", "c")),
            "{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3\n}");
  EXPECT_EQ(done(set("{\n  \"b\": 2\n}", "/a", "1", "b")), "{\n  \"a\": 1,\n  \"b\": 2\n}");
  EXPECT_EQ(done(set(R"({"a": 1})", "/b", "2", "gone")), R"({"a": 1,"b": 2})");
  EXPECT_EQ(done(set(R"({"a": 1})", "/a", "2", "a")), R"({"a": 2})");
}

TEST(Edit, ANameIsReplacedInItsPlace) {
  EXPECT_EQ(done(rename(R"({ "a" : 1.50, "b":[] })", "/a", "x\"y")),
            R"({ "x\"y" : 1.50, "b":[] })");
  EXPECT_EQ(done(rename(R"({"a": {"b": 1}})", "/a/b", "")), R"({"a": {"": 1}})");
  EXPECT_EQ(done(rename(R"({"a": 1, "a": 2})", "/a", "b")), R"({"a": 1, "b": 2})");
  EXPECT_EQ(done(rename(R"([1])", "/0", "b")), R"([1])");
  EXPECT_EQ(done(rename(R"({"a": 1})", "/c", "b")), R"({"a": 1})");
}

}  // namespace
}  // namespace vitrine::json
