#include "app/json/reader.h"

#include <gtest/gtest.h>

#include "tests/unit/json/corpus.h"
#include "tests/unit/json/events.h"

namespace vitrine::json {
namespace {

Reading read_exact(std::string_view text, Limits limits = {}) {
  return read(Exact(text).view(), limits);
}

std::string joined(Value root) {
  std::string out;
  for (const Event& event : events_of(root)) {
    out += event.kind;
    if (!event.text.empty()) out += event.text + " ";
  }
  return out;
}

TEST(Reader, KeepsTheSpellingOfNumbers) {
  const Reading reading =
      read_exact("[1e400, -0, 1.10, 18446744073709551617, 0.1E+2, -0.0e-0, 123]");
  ASSERT_FALSE(reading.error);
  EXPECT_EQ(joined(reading.document.root()),
            "[n1e400 n-0 n1.10 n18446744073709551617 n0.1E+2 n-0.0e-0 n123 ]");
}

TEST(Reader, KeepsOrderAndDuplicateKeys) {
  const Reading reading = read_exact(R"({"b":1,"a":2,"b":{"c":[]}})");
  ASSERT_FALSE(reading.error);
  EXPECT_EQ(joined(reading.document.root()), "{kb n1 ka n2 kb {kc []}}");
}

TEST(Reader, ReadsEveryTypeAsRoot) {
  EXPECT_TRUE(read_exact("null").document.root().is_null());
  EXPECT_TRUE(read_exact(" true ").document.root().boolean());
  EXPECT_FALSE(read_exact("false").document.root().boolean());
  EXPECT_EQ(read_exact("12").document.root().lexeme(), "12");
  EXPECT_EQ(read_exact("\"\"").document.root().string(), "");
  EXPECT_TRUE(read_exact("\"\"").document.root().is_string());
  EXPECT_TRUE(read_exact("[]").document.root().is_array());
  EXPECT_TRUE(read_exact("{}\r\n").document.root().is_object());
}

TEST(Reader, DecodesStrings) {
  const struct {
    std::string_view text;
    std::string_view decoded;
  } kCases[] = {
      {R"("\"\\\/\b\f\n\r\t")", "\"\\/\b\f\n\r\t"},
      {R"("\u0041\u00e9\uD55C\u2028")", "A\xC3\xA9\xED\x95\x9C\xE2\x80\xA8"},
      {R"("\ud83d\ude00!")", "\xF0\x9F\x98\x80!"},
      {R"("\uDBFF\uDFFF")", "\xF4\x8F\xBF\xBF"},
      {"\"\x7F \xC2\x80 \xED\x9F\xBF \xEE\x80\x80 \xF0\x90\x80\x80\"",
       "\x7F \xC2\x80 \xED\x9F\xBF \xEE\x80\x80 \xF0\x90\x80\x80"},
  };
  for (const auto& [text, decoded] : kCases) {
    const Reading reading = read_exact(text);
    EXPECT_FALSE(reading.error) << text;
    EXPECT_EQ(reading.document.root().string(), decoded) << text;
  }
  const Reading nul = read_exact(R"("a\u0000b")");
  EXPECT_EQ(nul.document.root().string(), std::string_view("a\0b", 3));
}

struct Refused {
  std::string_view text;
  std::string_view message;  // part of it
  Position position;
};

void PrintTo(const Refused& refused, std::ostream* out) { *out << refused.text; }

class Refusal : public testing::TestWithParam<Refused> {};

TEST_P(Refusal, SaysWhereAndWhatToDo) {
  const auto& [text, message, position] = GetParam();
  const Reading reading = read_exact(text);
  ASSERT_TRUE(reading.error);
  EXPECT_NE(reading.error->message.find(message), std::string::npos) << reading.error->message;
  EXPECT_EQ(reading.error->position.line, position.line) << reading.error->message;
  EXPECT_EQ(reading.error->position.column, position.column) << reading.error->message;
  EXPECT_EQ(reading.document.problems().at(0), *reading.error);
}

using namespace std::string_view_literals;

INSTANTIATE_TEST_SUITE_P(
    OfTexts, Refusal,
    testing::Values(
        Refused{"", "The text is empty", {1, 1}},  //
        Refused{" \n ", "The text is empty", {2, 2}},
        Refused{"\xEF\xBB\xBF", "The text is empty", {1, 1}},
        Refused{"{\"a\": 1,}", "trailing comma", {1, 8}},
        Refused{"[\n1,\n]", "trailing comma", {2, 2}}, Refused{"[1 2]", "comma is missing", {1, 4}},
        Refused{"{\"a\":1 \"b\":2}", "comma is missing", {1, 8}},
        Refused{"{\"a\" 1}", "A colon must stand", {1, 6}},
        Refused{"{\"a\":}", "A value is missing after", {1, 6}},
        Refused{"[,1]", "A value is missing before", {1, 2}},
        Refused{"[1,,2]", "A value is missing before", {1, 4}},
        Refused{"[\n  {\"a\": 1]", "does not close the { of line 2, column 3", {2, 10}},
        Refused{"[1}", "does not close the [ of line 1, column 1", {1, 3}},
        Refused{"]", "without an opening one", {1, 1}},
        Refused{"{\"a\":[1", "middle of this value", {1, 7}},
        Refused{"{\"a\":[1 ", "before the [ of line 1, column 6 is closed", {1, 9}},
        Refused{"{} {}", "A second document", {1, 4}},
        Refused{"{} x", "Nothing but white space", {1, 4}},
        Refused{"1 2", "Nothing but white space", {1, 3}},
        Refused{"// a\n{}", "Comments are not JSON", {1, 1}},
        Refused{"{\n  // a\n}", "Comments are not JSON", {2, 3}},
        Refused{"{\"a\": 1 /* b */}", "Comments are not JSON", {1, 9}},
        Refused{"[1 # b\n]", "Comments are not JSON", {1, 4}},
        Refused{"{'a': 1}", "double quotes", {1, 2}}, Refused{"['a']", "double quotes", {1, 2}},
        Refused{"{a: 1}", "double quotes", {1, 2}},
        Refused{"[a]", "text needs double quotes", {1, 2}},
        Refused{"[NaN]", "NaN and Infinity", {1, 2}},
        Refused{"[-Infinity]", "NaN and Infinity", {1, 2}},
        Refused{"[True]", "true, false and null", {1, 2}},
        Refused{"[nul]", "true, false and null", {1, 2}},
        Refused{"tru", "middle of this value", {1, 1}},
        Refused{"truefalse", "Nothing but white space", {1, 5}},
        Refused{"[01]", "zero before other digits", {1, 2}},
        Refused{"[-01]", "zero before other digits", {1, 2}},
        Refused{"[+1]", "no plus sign", {1, 2}},
        Refused{"[.5]", "digit before its decimal point", {1, 2}},
        Refused{"[1.]", "follow the decimal point", {1, 2}},
        Refused{"[1e]", "follow the e", {1, 2}}, Refused{"[1e+]", "follow the e", {1, 2}},
        Refused{"[-]", "follow the minus", {1, 2}}, Refused{"-", "middle of this value", {1, 1}},
        Refused{"[0x10]", "comma is missing", {1, 3}},
        Refused{"<!DOCTYPE html>", "HTML or XML", {1, 1}},
        Refused{"[\"a\nb\"]", "must end before the line does", {1, 4}},
        Refused{"[\"a\tb\"]", "tab in a string", {1, 4}}, Refused{"[\"a\0b\"]"sv, "U+0000", {1, 4}},
        Refused{"[\"abc", "middle of this string", {1, 2}},
        Refused{"[\"\\x\"]", "unknown escape", {1, 3}},
        Refused{"[\"\\u12G4\"]", "Four hexadecimal digits", {1, 3}},
        Refused{"[\"\\ud800\"]", "surrogate", {1, 3}},
        Refused{"[\"\\ud800x\"]", "surrogate", {1, 3}},
        Refused{"[\"a\\udc00\\ud800\"]", "surrogate", {1, 4}},
        Refused{"[\"\\ud800\\n\"]", "surrogate", {1, 3}},
        Refused{"[\"\\ud800\\ud83d\\ude00\"]", "surrogate", {1, 3}},
        Refused{"[\"\xFF\"]", "not UTF-8", {1, 3}}, Refused{"[\"\xC0\xAF\"]", "not UTF-8", {1, 3}},
        Refused{"[\"\xE4\xB8\"]", "not UTF-8", {1, 3}},
        Refused{"[\"\xED\xA0\x80\"]", "not UTF-8", {1, 3}},
        Refused{"[\"\xF4\x90\x80\x80\"]", "not UTF-8", {1, 3}},
        Refused{"\xFF\xFE{\0"sv, "UTF-16", {1, 1}}, Refused{"{\0\"\0"sv, "UTF-16", {1, 1}},
        Refused{"\0{\0\""sv, "UTF-16", {1, 1}}, Refused{"\"\0a\0\"\0"sv, "UTF-16", {1, 1}},
        Refused{"\xEF\xBBx", "not UTF-8", {1, 1}}));

TEST(Reader, GoesOnBehindAMistakeThatLeavesNoDoubt) {
  const Reading reading = read_exact(
      "{\"a\": [1, 2,], \"t\": \"x\ty\", \"s\": \"\\ud800!\", \"u\": \"\xFF\xE4\xB8z\", \"q\": "
      "\"\\q\\u1z\", \"end\": true,}");
  ASSERT_TRUE(reading.error);
  EXPECT_EQ(reading.document.problems().size(), 8u);
  const Value root = reading.document.root();
  EXPECT_EQ(root["a"].size(), 2u);
  EXPECT_EQ(root["t"].string(), "x\ty");
  EXPECT_EQ(root["s"].string(), "\xEF\xBF\xBD!");
  EXPECT_EQ(root["u"].string(), "\xEF\xBF\xBD\xEF\xBF\xBDz");
  EXPECT_EQ(root["q"].string(), "\\q\\u1z");
  EXPECT_TRUE(root["end"].boolean());
}

TEST(Reader, NamesDuplicateKeysWithoutRefusing) {
  const Reading reading = read_exact("{\"x\": [{\n \"k\": 1, \"l\": 2, \"k\": 3}]}");
  EXPECT_FALSE(reading.error);
  ASSERT_EQ(reading.document.problems().size(), 1u);
  const Error& problem = reading.document.problems()[0];
  EXPECT_NE(problem.message.find("\"k\" is there twice"), std::string::npos);
  EXPECT_EQ(problem.pointer, "/x/0/k");
  EXPECT_EQ(problem.position, (Position{2, 18}));
}

TEST(Reader, KeepsAtMostAHundredProblems) {
  std::string text = "{";
  for (int i = 0; i < 500; ++i) text += "\"k\":\"\t\",";
  const Reading reading = read_exact(text + "x");
  ASSERT_TRUE(reading.error);
  EXPECT_EQ(reading.document.problems().size(), 100u);
  EXPECT_NE(reading.document.problems().back().message.find("A name needs"), std::string::npos);
}

TEST(Reader, KeepsWhatCanBeReadOfATruncatedText) {
  const std::string text =
      R"({"openapi": "3.0.3", "info": {"title": "T\u00e9", "n": [10, -2.5e3, true]}, "paths": {}})";
  const auto whole = events_of(read_exact(text).document.root());
  for (size_t size = 1; size < text.size(); ++size) {
    const Reading reading = read_exact(text.substr(0, size));
    ASSERT_TRUE(reading.error) << size;
    auto part = events_of(reading.document.root());
    // What was open has been closed, and the last string may be half.
    while (!part.empty() && (part.back().kind == '}' || part.back().kind == ']')) part.pop_back();
    for (size_t i = 0; i < part.size(); ++i) {
      ASSERT_EQ(part[i].kind, whole[i].kind) << size;
      if (i + 1 < part.size() || part[i].kind != 's') {
        ASSERT_EQ(part[i].text, whole[i].text) << size;
      } else {
        ASSERT_EQ(whole[i].text.rfind(part[i].text, 0), 0u) << size << ' ' << part[i].text;
      }
    }
  }
  EXPECT_EQ(read_exact(text.substr(0, 50)).document.root()["info"]["title"].string(), "T\xC3\xA9");
  const Reading reading = read_exact(R"({"a": {"b": "cut o)");
  EXPECT_EQ(reading.document.root()["a"]["b"].string(), "cut o");
  EXPECT_EQ(reading.document.root()["a"].range(), (Range{6, 18}));
}

TEST(Reader, KeepsWhatStandsBeforeAMistake) {
  const Reading reading = read_exact(R"({"a": 1, "b": [2, nope, 3], "c": 4})");
  ASSERT_TRUE(reading.error);
  EXPECT_EQ(joined(reading.document.root()), "{ka n1 kb [n2 ]}");
  EXPECT_EQ(reading.document.text(), R"({"a": 1, "b": [2, )");
}

TEST(Reader, SkipsAByteOrderMark) {
  const Reading reading = read_exact("\xEF\xBB\xBF{\"a\": 1}");
  ASSERT_FALSE(reading.error);
  EXPECT_EQ(reading.document.root().position(), (Position{1, 1}));
  EXPECT_EQ(reading.document.root().range(), (Range{3, 11}));
  EXPECT_EQ(reading.document.root()["a"].position(), (Position{1, 7}));
}

TEST(Reader, CountsLinesAsEditorsDo) {
  const Reading reading = read_exact("[1,\r\n2,\r3,\n\n\"\xED\x95\x9C\xF0\x9F\x98\x80\", 5]");
  std::vector<Position> positions;
  for (const Value element : reading.document.root().elements()) {
    positions.push_back(element.position());
  }
  EXPECT_EQ(positions, (std::vector<Position>{{1, 2}, {2, 1}, {3, 1}, {5, 1}, {5, 7}}));
}

TEST(Reader, KeepsCountingAcrossBlocks) {
  for (const std::string newline : {"\n", "\r\n", "\r"}) {
    // Line ends of several bytes come to lie on every place of a block's border.
    for (size_t shift = 0; shift < 6; ++shift) {
      std::string text(shift, ' ');
      text += "[";
      for (int i = 0; i < 9000; ++i) text += "\"\xC3\xA9\"," + newline;
      text += "0]";
      const Reading reading = read_exact(text);
      ASSERT_FALSE(reading.error);
      uint32_t line = 1;
      for (const Value element : reading.document.root().elements()) {
        const auto column = static_cast<uint32_t>(line == 1 ? shift + 2 : 1);
        ASSERT_EQ(element.position(), (Position{line, column}));
        ++line;
      }
    }
  }
}

TEST(Reader, ReadsTokensAcrossSegments) {
  // Every kind of token is moved over the border of the first segment, byte by byte.
  const std::string tail = R"(["ab\nc","plain","é",-12.5e+3,true,{"key":null,"k\u0065y2":[]}])";
  const std::string expected = "[[sab\nc splain s\xC3\xA9 n-12.5e+3 wtrue {kkey wnull kkey2 []}]]";
  for (size_t before = 65536 - tail.size() - 4; before < 65540; ++before) {
    const std::string text = "[" + std::string(before, ' ') + tail + "]";
    const Reading reading = read_exact(text);
    ASSERT_FALSE(reading.error) << before;
    ASSERT_EQ(joined(reading.document.root()), expected) << before;
    ASSERT_EQ(reading.document.text(), text);
  }
}

TEST(Reader, ReadsStringsLongerThanSegments) {
  for (const size_t size : {8191u, 8193u, 65535u, 65536u, 65537u, 200'000u}) {
    const std::string content(size, 'x');
    const Reading reading =
        read_exact("{\"" + content + "\":\"" + content + "\",\"b\":\"\\n" + content + "\"}");
    ASSERT_FALSE(reading.error);
    EXPECT_EQ(reading.document.root()[content].string(), content);
    EXPECT_EQ(reading.document.root()["b"].string(), "\n" + content);
  }
}

TEST(Reader, TakesExactlyItsBudget) {
  const std::string text = R"({"a": "text", "b": [1, 2, {"c": null}]})";
  for (size_t budget = 1; budget <= text.size() + 1; ++budget) {
    Reader reader;
    std::string_view rest = text;
    while (!rest.empty()) {
      EXPECT_EQ(reader.status(), Status::reading);
      const size_t taken = reader.feed(rest, budget);
      ASSERT_EQ(taken, std::min(budget, rest.size()));
      rest.remove_prefix(taken);
    }
    EXPECT_EQ(reader.status(), Status::complete);
    EXPECT_EQ(std::move(reader).finish().document.text(), text);
  }
  Reader reader;
  EXPECT_EQ(reader.feed(text, 0), 0u);
}

TEST(Reader, TakesAndIgnoresWhatFollowsAFailure) {
  Reader reader;
  EXPECT_EQ(reader.feed("[1,?"), 4u);
  EXPECT_EQ(reader.status(), Status::failed);
  EXPECT_EQ(reader.feed("2,3]"), 4u);
  const Reading reading = std::move(reader).finish();
  EXPECT_EQ(joined(reading.document.root()), "[n1 ]");
}

TEST(Reader, BoundsDepth) {
  const auto nested = [](size_t levels) {
    return std::string(levels, '[') + std::string(levels, ']');
  };
  EXPECT_FALSE(read_exact(nested(1000)).error);
  const Reading reading = read_exact(nested(1001));
  ASSERT_TRUE(reading.error);
  EXPECT_EQ(reading.error->message,
            "The text is nested deeper than 1000 levels, which is the most that is read");
  EXPECT_EQ(reading.error->position, (Position{1, 1001}));
  EXPECT_TRUE(read_exact("[[]]", {.depth = 1}).error);
  EXPECT_FALSE(read_exact("[]", {.depth = 1}).error);
}

TEST(Reader, BoundsNodesAndBytes) {
  EXPECT_FALSE(read_exact("{\"a\":[1,2]}", {.nodes = 5}).error);
  const Reading nodes = read_exact("{\"a\":[1,2]}", {.nodes = 4});
  ASSERT_TRUE(nodes.error);
  EXPECT_NE(nodes.error->message.find("more than 4 values and names"), std::string::npos);
  EXPECT_EQ(joined(nodes.document.root()), "{ka [n1 ]}");
  EXPECT_FALSE(read_exact("[1,2]", {.bytes = 5}).error);
  const Reading bytes = read_exact("[1,2] ", {.bytes = 5});
  ASSERT_TRUE(bytes.error);
  EXPECT_NE(bytes.error->message.find("more than 5 bytes"), std::string::npos);
  EXPECT_EQ(joined(bytes.document.root()), "[n1 n2 ]");
}

TEST(Reader, SmallDocumentsAreSmall) {
  EXPECT_LT(read_exact(R"({"email":"a@example.org","tags":["\n"]})").document.memory_bytes(),
            5000u);
}

TEST(Reader, PlacesAreRightWhateverEndsTheLines) {
  // Lines short and long, ended in one way before the middle and in another behind it.
  for (const char* first : {"\n", "\r\n", "\r", ""}) {
    for (const char* second : {"\n", "\r\n", "\r", ""}) {
      std::string text = "[";
      std::vector<Position> places;
      Position position{1, 2};
      for (int i = 0; i < 3000; ++i) {
        const bool ends = i % 700 < 500;  // no line ends for a while
        const std::string ending = ends ? (i < 1500 ? first : second) : "";
        text += ending + "  \"값\",";
        if (!ending.empty()) position = {position.line + 1, 1};
        position.column += 2;
        places.push_back(position);
        position.column += 4;
      }
      const Reading reading = read(text + "0]");
      ASSERT_FALSE(reading.error);
      size_t index = 0;
      for (const Value element : reading.document.root().elements()) {
        if (index == places.size()) break;
        ASSERT_EQ(element.position(), places[index]) << index;
        ++index;
      }
    }
  }
}

}  // namespace
}  // namespace vitrine::json
