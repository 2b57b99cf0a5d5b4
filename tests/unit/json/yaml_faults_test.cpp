#include <gtest/gtest.h>

#include "app/json/text_reader.h"
#include "app/json/write.h"
#include "tests/unit/json/corpus.h"

// What a fault costs: as little as possible of what follows, and one report.

namespace vitrine::json {
namespace {

Reading read_exact(std::string_view text) {
  const Exact exact(text);
  return read_text(exact.view());
}

/// "line:column message", a line each.
std::string problems(const Reading& reading) {
  std::string all;
  for (const TextProblem& problem : reading.document.problems()) {
    all += std::to_string(problem.position.line) + ":" + std::to_string(problem.position.column) +
           " " + problem.message + "\n";
  }
  return all;
}

struct Fault {
  const char* lines;    ///< stand in `info`, from line 5 on
  const char* problem;  ///< how the only report begins
  const char* info;     ///< what `info` is
};

/// A description with faulty lines in its middle.
std::string description(const char* lines) {
  return std::string("openapi: 3.0.3\n# words\ninfo:\n  title: T\n") + lines +
         "  version: \"1\"\ntags:\n- name: one\n- name: two\npaths:\n  /a:\n    get: {}\n  /b:\n"
         "    get:\n      description: |\n        text\n      responses: {}\n";
}

TEST(YamlFaults, CostOneEntryAndOneReport) {
  constexpr Fault kFaults[] = {
      // Indentation.
      {"   x-a: 1\n", "5:7 A colon cannot stand here", R"({"title":"T","version":"1"})"},
      {"     x-a: 1\n     x-b: 2\n", "5:9 A colon cannot stand here",
       R"({"title":"T","version":"1"})"},
      {"  x-a:\n      b: 1\n     c: 2\n", "7:6 A key must begin here",
       R"({"title":"T","x-a":{"b":1},"version":"1"})"},
      {"  x-a:\n    - 1\n   - 2\n", "7:4 ", R"({"title":"T","x-a":[1],"version":"1"})"},
      {"  x-a:\n    - 1\n    b: 2\n    c: 3\n", "7:5 The next entry of the list must begin here",
       R"({"title":"T","x-a":[1],"version":"1"})"},
      {"  x-a\n", "5:3 After this key a colon", R"({"title":"T","version":"1"})"},
      {"  x-a: |\n      text\n     less\n", "7:6 A key must begin here",
       R"({"title":"T","x-a":"text\n","version":"1"})"},
      // Tabs.
      {"  x-a:\n\tb: 1\n\tc: 2\n", "6:1 YAML is indented by spaces",
       R"({"title":"T","x-a":{"b":1,"c":2},"version":"1"})"},
      {"  x-a:\n  \tb:\n  \t\t- 1\n", "6:3 YAML is indented by spaces",
       R"({"title":"T","x-a":{"b":[1]},"version":"1"})"},
      // Quotes.
      {"  x-a: \"never\n", "5:8 The quote that begins here is never closed",
       R"({"title":"T","x-a":"never","version":"1"})"},
      {"  x-a: 'it's\n", "5:12 The value ends before this",
       R"({"title":"T","x-a":"it","version":"1"})"},
      {"  x-a: 'never\n  x-b: 'it'\n", "5:8 The quote that begins here is never closed",
       R"({"title":"T","x-a":"never","x-b":"it","version":"1"})"},
      {"  x-a: [\"never]\n", "5:9 The quote that begins here is never closed",
       R"({"title":"T","x-a":["never]"],"version":"1"})"},
      {"  \"x-a: 1\n", "5:3 The quote that begins here is never closed",
       R"({"title":"T","version":"1"})"},
      {"  x-a: \"one\" two\n", "5:14 The value ends before this",
       R"({"title":"T","x-a":"one","version":"1"})"},
      {"  x-a: \"on\\e\\q\" two\n", "5:13 An unknown escape",
       R"({"title":"T","x-a":"on\u001b\\q","version":"1"})"},
      {"  x-a: \"one\n  two\"\n", "6:3 The lines of a text in quotes must be indented",
       R"({"title":"T","x-a":"one two","version":"1"})"},
      // Brackets.
      {"  x-a: [1, 2\n", "6:3 A comma or the closing ]",
       R"({"title":"T","x-a":[1,2],"version":"1"})"},
      {"  x-a: [1, {b: 2\n", "6:3 A comma or the closing }",
       R"({"title":"T","x-a":[1,{"b":2}],"version":"1"})"},
      {"  x-a: {b: 1,\n", "6:3 A comma or the closing }",
       R"({"title":"T","x-a":{"b":1},"version":"1"})"},
      {"  x-a: {b: 1]\n", "5:13 A comma or the closing }",
       R"({"title":"T","x-a":{"b":1},"version":"1"})"},
      {"  x-a: [\"one\" 2]\n", "5:15 A comma or the closing ]",
       R"({"title":"T","x-a":["one",2],"version":"1"})"},
      {"  x-a: [1, , 2]\n", "5:12 A value is missing before this comma",
       R"({"title":"T","x-a":[1,2],"version":"1"})"},
      {"  x-a: [1] 2\n", "5:12 The value ends before this",
       R"({"title":"T","x-a":[1],"version":"1"})"},
      // Escapes.
      {"  x-a: \"C:\\qx\"\n", "5:11 An unknown escape",
       R"({"title":"T","x-a":"C:\\qx","version":"1"})"},
      {"  x-a: \"\\xZZ\"\n", "5:9 Hexadecimal digits",
       R"({"title":"T","x-a":"\\xZZ","version":"1"})"},
      {"  x-a: \"\\uD83Dx\"\n", "5:9 This escape is half a character",
       "{\"title\":\"T\",\"x-a\":\"\xEF\xBF\xBDx\",\"version\":\"1\"}"},
      // Anchors, tags.
      {"  x-a: *nowhere\n", "5:8 There is no anchor &nowhere",
       R"({"title":"T","x-a":null,"version":"1"})"},
      {"  x-a: *not* an alias\n", "5:8 A value cannot begin with *",
       R"({"title":"T","x-a":"*not* an alias","version":"1"})"},
      {"  x-a: **bold** text\n", "5:8 A name must follow & and *",
       R"({"title":"T","x-a":"**bold** text","version":"1"})"},
      {"  x-a: !e!x 1\n", "5:8 What stands before the second !",
       R"({"title":"T","x-a":1,"version":"1"})"},
      {"  x-a: !<unfinished 1\n", "5:8 A > is missing", R"({"title":"T","x-a":1,"version":"1"})"},
      // Plain text that is none.
      {"  x-a: b: c\n", "5:9 A colon cannot stand here",
       R"({"title":"T","x-a":"b: c","version":"1"})"},
      {"  x-a: b: c\n    d: e\n", "5:9 A colon cannot stand here",
       R"({"title":"T","x-a":"b: c","version":"1"})"},
      {"  x-a: @x\n", "5:8 A value cannot begin with @",
       R"({"title":"T","x-a":"@x","version":"1"})"},
      {"  x-a: `x`\n", "5:8 A value cannot begin with `",
       R"({"title":"T","x-a":"`x`","version":"1"})"},
      {"  x-a: %x\n", "5:8 A value cannot begin with %",
       R"({"title":"T","x-a":"%x","version":"1"})"},
      {"  x-a: > 5\n", "5:10 Nothing but a comment may follow | and >",
       R"({"title":"T","x-a":"> 5","version":"1"})"},
      {"  x-a: - 1\n    - 2\n", "5:8 A list cannot begin here", R"({"title":"T","version":"1"})"},
      {"  x-a: ]\n", "5:8 A value cannot begin with ]", R"({"title":"T","x-a":"]","version":"1"})"},
      {"  - x\n  x-b: 1\n", "5:3 A key must begin here", R"({"title":"T","x-b":1,"version":"1"})"},
      {"  just words\n", "5:3 After this key a colon", R"({"title":"T","version":"1"})"},
      {"  x-b: 1\n  just words\n    and: more\n", "6:3 After this key a colon",
       R"({"title":"T","x-b":1,"version":"1"})"},
  };
  for (const Fault& fault : kFaults) {
    const Reading reading = read_exact(description(fault.lines));
    const std::string all = problems(reading);
    const auto& root = reading.document.root();
    EXPECT_EQ(all.substr(0, std::string_view(fault.problem).size()), fault.problem)
        << fault.lines << all;
    EXPECT_EQ(reading.document.problems().size(), 1u) << fault.lines << all;
    EXPECT_EQ(compact(root["paths"]),
              R"({"/a":{"get":{}},"/b":{"get":{"description":"text\n","responses":{}}}})")
        << fault.lines << all;
    EXPECT_EQ(compact(root["tags"]), R"([{"name":"one"},{"name":"two"}])") << fault.lines << all;
    EXPECT_EQ(compact(root["info"]), fault.info) << fault.lines;
  }
}

TEST(YamlFaults, TabsCostOneReportAndNothingElse) {
  struct Case {
    const char* lines;
    const char* at;
    const char* info;
  };
  constexpr Case kCases[] = {
      {"\t- a: 1\n\t  b: 2\n\t- a: 3\n\t  b: 4\n", "2:1", R"([{"a":1,"b":2},{"a":3,"b":4}])"},
      {"\tk:\n\t\t- a: 1\n\t\t  b: 2\n\tm: 2\n", "2:1", R"({"k":[{"a":1,"b":2}],"m":2})"},
      {"\t- - a\n\t  - b\n\t-   - c\n", "2:1", R"([["a","b"],["c"]])"},
      {"  -\ta: 1\n  \tb: 2\n  - a: 3\n", "2:4", R"([{"a":1,"b":2},{"a":3}])"},
      {"\t&a k: v\n\tl: w\n", "2:1", R"({"k":"v","l":"w"})"},
      {"\t- &a k: v\n\t  !!str l: w\n", "2:1", R"([{"k":"v","l":"w"}])"},
      {"\t? a\n\t: - b\n\t  - c\n\td: e\n", "2:1", R"({"a":["b","c"],"d":"e"})"},
      {"  ?\ta: 1\n  \tb: 2\n  : c\n  d: e\n", "2:4", R"({"d":"e"})"},
      {"\t\tk:\n\t\t- a\n\t\t- b: c\n\t\t\n\t\t  d: e\n", "2:1",
       R"({"k":["a",{"b":"c","d":"e"}]})"},
      // Where other lines have spaces, these tell how wide the tab was meant.
      {"  -\ta: 1\n    b: 2\n  - c\n", "2:4", R"([{"a":1,"b":2},"c"])"},
      {"\tk: 1\n  l: 2\n", "2:1", R"({"k":1,"l":2})"},
      {"\tk:\n\t\tl: 1\n    m: 2\n", "2:1", R"({"k":{"l":1},"m":2})"},
      {"  - -\ta: 1\n      b: 2\n    - c\n", "2:6", R"([[{"a":1,"b":2},"c"]])"},
      // In brackets and quotes.
      {"\tk: {\n\t\tl: 1,\n\t\tm: 2\n\t}\n\tn: [\n\t\tx]\n", "2:1",
       R"({"k":{"l":1,"m":2},"n":["x"]})"},
      {"\tk: \"one\n\t\ttwo\"\n\tl: 1\n", "2:1", R"({"k":"one two","l":1})"},
  };
  for (const Case& given : kCases) {
    const Reading reading = read_exact("x:\n" + std::string(given.lines) + "y: 1\n");
    const std::string all = problems(reading);
    size_t tabs = 0;
    for (const TextProblem& problem : reading.document.problems()) {
      if (problem.message.find("indented by spaces") != std::string::npos) {
        ++tabs;
      } else {
        // Only what the words say of a key that is a mapping.
        EXPECT_NE(problem.message.find("A key must be text"), std::string::npos)
            << given.lines << all;
      }
    }
    EXPECT_EQ(tabs, 1u) << given.lines << all;
    EXPECT_NE(("\n" + all).find("\n" + std::string(given.at) + " YAML is indented"),
              std::string::npos)
        << given.lines << all;
    EXPECT_EQ(compact(reading.document.root()["x"]), given.info) << given.lines << all;
    EXPECT_EQ(compact(reading.document.root()["y"]), "1") << given.lines << all;
  }
}

TEST(YamlFaults, AnAnchorBeforeADashDoesNotMoveWhatFollows) {
  const Reading reading = read_exact("x:\n  &a - b: 1\n       c: 2\ny: 1\n");
  EXPECT_EQ(reading.document.problems().size(), 1u) << problems(reading);
  EXPECT_EQ(compact(reading.document.root()), R"({"x":[{"b":1,"c":2}],"y":1})");
}

TEST(YamlFaults, SeveralAreReportedEachOnce) {
  const Reading reading = read_exact(
      "openapi: 3.0.3\ninfo:\n  title: @T\n  version: \"1\npaths:\n  /a:\n    get: [1, 2\n  /b:\n"
      "    get:\n       description: a: b\n      x: 1\n  /c:\n\tget: 1\n  /d: {}\n");
  EXPECT_EQ(problems(reading),
            "3:10 A value cannot begin with @; put quotes around the text\n"
            "4:12 The quote that begins here is never closed; close it where the text ends\n"
            "8:3 A comma or the closing ] of the list is missing before this\n"
            "10:22 A colon cannot stand here: put quotes around a text that has one, or, if a new "
            "key begins here, align it with the others\n"
            "13:1 YAML is indented by spaces; replace this tab by spaces\n");
  EXPECT_EQ(compact(reading.document.root()),
            R"({"openapi":"3.0.3","info":{"title":"@T","version":"1"},"paths":{"/a":{"get":[1,2]},)"
            R"("/b":{"get":{"description":"a: b"}},"/c":{"get":1},"/d":{}}})");
}

TEST(YamlFaults, AFirstLineThatIsIndentedTooFarCostsNothing) {
  const Reading reading = read_exact("  openapi: 3.0.3\ninfo:\n  title: T\npaths: {}\n");
  EXPECT_EQ(reading.document.problems().size(), 1u);
  EXPECT_EQ(compact(reading.document.root()),
            R"({"openapi":"3.0.3","info":{"title":"T"},"paths":{}})");
}

TEST(YamlFaults, AFirstLineWithoutColonCostsItself) {
  const Reading reading = read_exact("openapi 3.0.3\ninfo:\n  title: T\npaths: {}\n");
  EXPECT_EQ(problems(reading), "1:1 After this key a colon and a space are missing\n");
  EXPECT_EQ(compact(reading.document.root()), R"({"info":{"title":"T"},"paths":{}})");
}

TEST(YamlFaults, AnAnchorOfWhatWasLeftOutIsUnknown) {
  EXPECT_EQ(
      problems(read_exact("a:\n  &k key: - 1\nb: *k\n")),
      "2:11 A list cannot begin here; put its first \"-\" on a line of its own\n"
      "3:4 There is no anchor &k before this alias; define it, or put quotes around a text\n");
}

TEST(YamlFaults, TextAfterTheRootIsReportedOnce) {
  const Reading reading = read_exact("[a, b]\nc: d\ne: f\n");
  EXPECT_EQ(reading.document.problems().size(), 1u) << problems(reading);
  EXPECT_EQ(compact(reading.document.root()), R"(["a","b"])");
}

/// Texts that would take for ever if something of them was looked at again and again.
TEST(YamlFaults, CostNoMoreThanTheText) {
  constexpr size_t kLines = 200'000;
  for (const char* line :
       {"[\n",       "- [\n",        "\"\n",        "a: \"\n", "? \n",       "a: [{\n",
        "[[]: \n",   "a: b: c\n",    " a: 1\nb:\n", "\t- x\n", "a: 'x\n",    "- - - ]\n",
        "{a: [}]\n", "&a !b\n",      "\n\n\n x\n",  "*x : \n", "a: |\n\t\n", "}]\n",
        "x\n# y\n",  "%TAG !a! b\n", "!a!b\n",      ": [a\n\n"}) {
    std::string text = "k: 1\n";
    for (size_t i = 0; i < kLines / 10; ++i) text += line;
    (void)read_text(text);
    text.insert(0, "  ");
    (void)read_text(text);
  }
  std::string deep;
  for (size_t i = 0; i < 900; ++i) deep += std::string(i, ' ') + "a:\n";
  for (size_t i = 0; i < kLines / 10; ++i) deep += std::string(i % 900, ' ') + "- @\n";
  (void)read_text(deep);
  (void)read_text(std::string(kLines, '['));
  (void)read_text("? " + std::string(kLines, '['));
  (void)read_text("a: " + std::string(kLines, '"'));
  std::string nested = "- ";
  for (size_t i = 0; i < kLines; ++i) nested += "- ";
  (void)read_text(nested);
}

}  // namespace
}  // namespace vitrine::json
