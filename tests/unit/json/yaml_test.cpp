#include <gtest/gtest.h>

#include "app/json/text_reader.h"
#include "app/json/write.h"
#include "app/json/yaml_reader.h"
#include "tests/unit/json/corpus.h"

namespace vitrine::json {
namespace {

/// The document as JSON.
std::string as_json(std::string_view text) {
  const Exact exact(text);
  const Reading reading = read_text(exact.view());
  return compact(reading.document.root());
}

/// "line:column message" of each problem.
std::string problems(std::string_view text, Limits limits = {}) {
  const Exact exact(text);
  const Reading reading = read_text(exact.view(), limits);
  std::string all;
  for (const TextProblem& problem : reading.document.problems()) {
    all += std::to_string(problem.position.line) + ":" + std::to_string(problem.position.column) +
           " " + problem.message + "\n";
  }
  return all;
}

TEST(Yaml, ScalarsMeanWhatTheCoreSchemaSays) {
  struct Case {
    const char* yaml;
    const char* json;
  };
  constexpr Case kCases[] = {
      {"", "null"},
      {"~", "null"},
      {"null", "null"},
      {"NULL", "null"},
      {"nUll", R"("nUll")"},
      {"true", "true"},
      {"False", "false"},
      {"TRUE", "true"},
      {"yes", R"("yes")"},
      {"on", R"("on")"},
      {"NO", R"("NO")"},
      {"y", R"("y")"},
      {"12", "12"},
      {"-12", "-12"},
      {"+1", "1"},
      {"012", "12"},
      {"000", "0"},
      {"-007", "-7"},
      {"0o14", "12"},
      {"0x1F", "31"},
      {"0xfg", R"("0xfg")"},
      {"0o8", R"("0o8")"},
      {"1_000", R"("1_000")"},
      {"12:30:45", R"("12:30:45")"},
      {"1.10", "1.10"},
      {"1e3", "1e3"},
      {"1.", "1"},
      {".5", "0.5"},
      {"-.5e2", "-0.5e2"},
      {"+01.50", "1.50"},
      {"1e400", "1e400"},
      {"1e", R"("1e")"},
      {".", R"(".")"},
      {"1.2.3", R"("1.2.3")"},
      {"9007199254740993", "9007199254740993"},
      {".inf", R"(".inf")"},
      {"-.Inf", R"("-.Inf")"},
      {".NaN", R"(".NaN")"},
      {"\"12\"", R"("12")"},
      {"'it''s'", R"("it's")"},
      {"2020-01-01", R"("2020-01-01")"},
      {"!!str 12", R"("12")"},
      {"!!int \"12\"", "12"},
      {"!!str", R"("")"},
      {"0xFFFFFFFFFFFFFFFF", "18446744073709551615"},
      {"0x10000000000000000", R"("0x10000000000000000")"},
  };
  for (const Case& given : kCases) {
    EXPECT_EQ(as_json("k: " + std::string(given.yaml) + "\n"),
              "{\"k\":" + std::string(given.json) + "}")
        << given.yaml;
  }
  EXPECT_NE(problems("a: .inf").find("1:4 JSON has no number such as .inf"), std::string::npos);
}

TEST(Yaml, CollectionsAndAllScalarStyles) {
  EXPECT_EQ(as_json("a:\n- 1\n- b: c\n  d: [x, {y: z}, \"q\": r]\n-\ne: {}\n"),
            R"({"a":[1,{"b":"c","d":["x",{"y":"z"},{"q":"r"}]},null],"e":{}})");
  EXPECT_EQ(as_json("a: |\n  one\n   two\nb: >-\n  one\n  two\n\n  three\nc: \"x\\u0041\\\n  y\"\n"
                    "d: plain\n  goes on\n"),
            R"({"a":"one\n two\n","b":"one two\nthree","c":"xAy","d":"plain goes on"})");
  EXPECT_EQ(as_json("- \"\"\n- ''\n- 'a'\n- \"b\"\n"), R"(["","","a","b"])");
}

TEST(Yaml, KeysAreTheirText) {
  EXPECT_EQ(as_json("200: a\ntrue: b\n1.50: c\n~: d\n\"q\": e\n? f\n: g\n"),
            R"({"200":"a","true":"b","1.50":"c","~":"d","q":"e","f":"g"})");
  const std::string complex = "a: 1\n? [x, y]\n: {deep: [value]}\n? {m: n}\n: v\nb: 2\n";
  EXPECT_EQ(as_json(complex), R"({"a":1,"b":2})");
  EXPECT_NE(problems(complex).find("2:3 A key must be text"), std::string::npos);
  EXPECT_NE(problems(complex).find("4:3 A key must be text"), std::string::npos);
}

TEST(Yaml, PositionsAreThoseOfTheText) {
  const Reading reading = read_text(
      "\xEF\xBB\xBF# a comment with \xED\x95\x9C\xEA\xB8\x80\r\ntitle: \xED\x95\x9C title\r\n"
      "list:\r\n  - &x one\r\n  - 'two'\r\n  - !!str 3\r\nlast: {a: 1}\r\n");
  ASSERT_FALSE(reading.error);
  const Value root = reading.document.root();
  EXPECT_EQ(root["title"].position(), (Position{2, 8}));
  EXPECT_EQ(root["title"].string(), "\xED\x95\x9C title");
  EXPECT_EQ(root["list"].position(), (Position{4, 3}));
  EXPECT_EQ(root["list"].at(0).position(), (Position{4, 8}));
  EXPECT_EQ(root["list"].at(1).position(), (Position{5, 5}));
  EXPECT_EQ(reading.document.text(root["list"].at(1).range()), "'two'");
  EXPECT_EQ(root["list"].at(2).position(), (Position{6, 11}));
  EXPECT_EQ(root["list"].at(2).type(), Type::string);
  EXPECT_EQ(reading.document.text(root["last"].range()), "{a: 1}");
  EXPECT_EQ(root["list"].at(1).pointer(), "/list/1");
  // Blocks end where their last part ends.
  EXPECT_EQ(reading.document.text(root["list"].range()), "- &x one\r\n  - 'two'\r\n  - !!str 3");
}

TEST(Yaml, AliasesAreCopies) {
  const Reading reading =
      read_text("a: &a {x: [1, &n two], y: &k key}\nb: *a\nc: [*n, *a]\n*k : v\nd: *k\n");
  ASSERT_FALSE(reading.error) << reading.error->message;
  EXPECT_EQ(compact(reading.document.root()),
            R"({"a":{"x":[1,"two"],"y":"key"},"b":{"x":[1,"two"],"y":"key"},)"
            R"("c":["two",{"x":[1,"two"],"y":"key"}],"key":"v","d":"key"})");
  const Value copy = reading.document.root()["c"].at(1)["x"].at(1);
  EXPECT_EQ(copy.pointer(), "/c/1/x/1");
  EXPECT_EQ(copy.position(), (Position{1, 18}));
}

TEST(Yaml, AnAliasOfAWideObjectHasAnIndexOfItsOwn) {
  std::string text = "a: &a\n";
  for (int i = 0; i < 100; ++i)
    text += "  key" + std::to_string(i) + ": " + std::to_string(i) + "\n";
  text += "b:\n  inner: *a\nc:\n  <<: *a\n  key7: own\n";
  const Reading reading = read_text(text);
  ASSERT_FALSE(reading.error);
  const Value inner = reading.document.root()["b"]["inner"];
  EXPECT_EQ(inner.size(), 100u);
  EXPECT_EQ(inner["key93"].lexeme(), "93");
  EXPECT_EQ(inner["key93"].pointer(), "/b/inner/key93");
  const Value merged = reading.document.root()["c"];
  EXPECT_EQ(merged.size(), 100u);
  EXPECT_EQ(merged["key7"].string(), "own");
  EXPECT_EQ(merged["key99"].lexeme(), "99");
}

TEST(Yaml, MergeKeysGiveWayToOwnOnesAndToEarlierSources) {
  EXPECT_EQ(as_json("- &a {x: 1, y: 2}\n- &b {y: 3, z: 4}\n- <<: [*a, *b]\n  x: own\n- {<<: *b}\n"),
            R"([{"x":1,"y":2},{"y":3,"z":4},{"x":"own","y":2,"z":4},{"y":3,"z":4}])");
  EXPECT_EQ(as_json("\"<<\": text\n"), R"({"<<":"text"})");
  EXPECT_NE(problems("a: &a 1\nb: {<<: *a}\n").find("2:9 Only the alias of a mapping"),
            std::string::npos);
  // Written out, the members are merely under "<<".
  EXPECT_EQ(as_json("a: {<<: {b: 1}, c: 2}\n"), R"({"a":{"<<":{"b":1},"c":2}})");
  EXPECT_EQ(as_json("a: {<<: [{b: 1}], c: 2}\n"), R"({"a":{"c":2}})");
}

TEST(Yaml, AliasesThatLeadNowhereAreNull) {
  EXPECT_EQ(as_json("a: *x\nb: 1\n"), R"({"a":null,"b":1})");
  EXPECT_NE(problems("a: *x\n").find("1:4 There is no anchor &x"), std::string::npos);
  EXPECT_EQ(as_json("a: &a\n  b: *a\n  c: &c [*c, *a]\n"), R"({"a":{"b":null,"c":[null,null]}})");
  EXPECT_NE(problems("a: &a\n  b: *a\n").find("2:6 The alias *a stands inside"), std::string::npos);
}

TEST(Yaml, AliasesCannotUnfoldWithoutEnd) {
  std::string laughs = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string last = "*a" + std::to_string(i - 1);
    laughs += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
    for (int j = 0; j < 9; ++j) laughs += last + ", ";
    laughs += "]\n";
  }
  const Reading reading = read_text(laughs);
  ASSERT_TRUE(reading.error);
  EXPECT_NE(reading.error->message.find(
                "unfold to more than 524288 values, 16777216 bytes of text or 1000 levels"),
            std::string::npos);
  EXPECT_EQ(reading.document.problems().size(), 1u);
  EXPECT_LT(reading.document.memory_bytes(), 6'000'000u);

  std::string deep = "a0: &a0 [1]\n";
  for (int i = 1; i < 30; ++i) {
    deep += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [[[[[[*a" +
            std::to_string(i - 1) + "]]]]]]\n";
  }
  EXPECT_NE(problems(deep, {.depth = 100}).find("100 levels"), std::string::npos);
  EXPECT_EQ(problems(deep), "");

  // The same source again and again costs although it adds nothing.
  std::string merges = "a: &a {";
  for (int i = 0; i < 1000; ++i) merges += "k" + std::to_string(i) + ": 1, ";
  merges += "}\nb:\n  <<: [";
  for (int i = 0; i < 1000; ++i) merges += "*a, ";
  EXPECT_NE(problems(merges + "]\n").find("unfold"), std::string::npos);
}

/// How many violations say that aliases unfold to too much.
size_t unfolded(const Reading& reading) {
  size_t count = 0;
  for (const TextProblem& problem : reading.document.problems()) {
    if (problem.message.find("unfold") != std::string::npos) ++count;
  }
  return count;
}

std::string times(size_t count, const std::string& text) {
  std::string all;
  for (size_t i = 0; i < count; ++i) all += text;
  return all;
}

constexpr size_t kAliasedBytes = 1u << 24;

TEST(Yaml, AliasesThatAreKeysCannotUnfoldWithoutEnd) {
  const std::string name(100'000, 'k');
  const Reading reading =
      read_text("a: &k " + name + "\nb:\n" + times(5000, "  *k : 1\n") + "c: [*k]\n");
  EXPECT_EQ(unfolded(reading), 1u);
  EXPECT_EQ(reading.document.root()["b"].size(), kAliasedBytes / name.size());
  EXPECT_TRUE(reading.document.root()["c"].at(0).is_null());
  EXPECT_LT(reading.document.memory_bytes(), kAliasedBytes + 2'000'000);
  // Short ones are bounded by their number.
  const Reading many =
      read_text("a: &k k\nb: {" + times(YamlReader::kMaxAliased + 10, "*k :,") + "}\n");
  EXPECT_EQ(unfolded(many), 1u);
  EXPECT_EQ(many.document.root()["b"].size(), YamlReader::kMaxAliased);
}

TEST(Yaml, AliasesAddNoMoreThanTheLimitOfNodes) {
  std::string text = "a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1]\n";
  for (char name = 'b'; name < 'i'; ++name) {
    const std::string one = std::string("*") + static_cast<char>(name - 1);
    text += std::string(1, name) + ": &" + name + " [" + times(8, one + ", ") + one + "]\n";
  }
  YamlReader reader({.nodes = 500});
  reader.feed(text);
  reader.digest(SIZE_MAX);
  const Reading reading = std::move(reader).finish();
  EXPECT_EQ(unfolded(reading), 1u);
  EXPECT_LT(reading.document.memory_bytes(), 100'000u);
}

TEST(Yaml, AliasesOfLongTextCannotUnfoldWithoutEnd) {
  const std::string digits(100'000, '7');
  for (const std::string& part :
       {"\"" + digits + "\"", digits, "{" + digits + ": 1}", "[[x, {y: '" + digits + "'}]]"}) {
    const Reading reading = read_text("a: &a " + part + "\nb: [" + times(1000, "*a,") + "]\n");
    EXPECT_EQ(unfolded(reading), 1u);
    size_t copies = 0;
    for (const Value element : reading.document.root()["b"].elements()) {
      if (!element.is_null()) ++copies;
    }
    EXPECT_EQ(copies, kAliasedBytes / (digits.size() + 2)) << part.substr(0, 5);
    EXPECT_EQ(reading.document.root()["b"].size(), 1000u);
  }
}

TEST(Yaml, MergesLookForLongKeysWithinBounds) {
  const std::string name(100'000, 'k');
  const size_t most = kAliasedBytes / name.size();
  const auto merged = [&](size_t count) {
    return read_text("a: &a {" + name + ": 1}\nb: {" + times(count, "<<: *a,") + "}\n");
  };
  // The first one adds the member, the others look for it.
  EXPECT_EQ(unfolded(merged(most)), 0u);
  const Reading reading = merged(most + 1);
  EXPECT_EQ(unfolded(reading), 1u);
  EXPECT_EQ(reading.document.root()["b"].size(), 1u);
}

/// Adds up the tags of a text.
class TagCounter final : public YamlSink {
 public:
  void handle(const YamlEvent& event) override {
    if (!event.properties || event.properties->tag.empty()) return;
    ++tags;
    bytes += event.properties->tag.size();
    last = event.properties->tag;
  }
  void complain(TextProblem::Severity, uint32_t, std::string) override { ++problems; }
  void drop_key() override {}

  size_t tags = 0;
  size_t bytes = 0;
  size_t problems = 0;
  std::string last;
};

TagCounter count_tags(std::string_view text) {
  Builder builder;
  while (!text.empty()) text.remove_prefix(builder.append(text).size());
  TagCounter counter;
  YamlParser parser(builder, counter);
  while (parser.step()) {
  }
  return counter;
}

TEST(Yaml, PrefixesOfTagsAreShort) {
  const TagCounter counter =
      count_tags("%TAG !a! " + std::string(100'000, 'p') + "\n---\n" + times(100, "- !a!x y\n"));
  EXPECT_EQ(counter.tags, 100u);
  EXPECT_EQ(counter.problems, 0u);
  EXPECT_EQ(counter.bytes, 100 * (1024u + 1));
}

TEST(Yaml, TheLastPrefixOfAHandleCounts) {
  EXPECT_EQ(count_tags("%TAG !a! one:\n%TAG !a! two:\n---\n!a!x y\n").last, "two:x");
  // However often one is declared, there is room for others.
  EXPECT_EQ(count_tags(times(1000, "%TAG !a! one:\n") + "%TAG !b! two:\n---\n- !b!x y\n").last,
            "two:x");
  // Of the others there are not too many.
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "%TAG !" + std::to_string(i) + "! p\n";
  EXPECT_EQ(count_tags(text + "---\n- !7!x y\n- !999!x y\n").problems, 1u);
}

TEST(Yaml, KeysMayBeLong) {
  const std::string name(5000, 'k');
  EXPECT_EQ(as_json(name + ": 1\n"), "{\"" + name + "\":1}");
  EXPECT_EQ(problems("{'" + name + "': 1, x}\n"), "");
}

TEST(Yaml, AByteOrderMarkInsideTheTextIsDoubtful) {
  const std::string mark = "\xEF\xBB\xBF";
  EXPECT_EQ(problems(mark + "a: 1\n"), "");
  EXPECT_EQ(problems(mark + "a: 1\n" + mark + "b: 2\n" + mark + "c: 3\n"),
            "2:1 A byte order mark (U+FEFF), which cannot be seen, stands inside the text; remove "
            "it\n");
  EXPECT_EQ(as_json("a: 1\n" + mark + "b: 2\n"), "{\"a\":1,\"" + mark + "b\":2}");
}

TEST(Yaml, ASliceOfNothingGoesOnAllTheSame) {
  YamlReader reader({});
  reader.feed("a: 1\nb: [2, 3]\n");
  int slices = 1;
  while (slices < 100 && !reader.digest(0)) ++slices;
  EXPECT_GT(slices, 3);
  EXPECT_LT(slices, 100);
  EXPECT_EQ(compact(std::move(reader).finish().document.root()), R"({"a":1,"b":[2,3]})");
}

TEST(Yaml, MistakesNameThePlaceAndTheRemedy) {
  struct Case {
    const char* text;
    const char* problem;
  };
  constexpr Case kCases[] = {
      {"a: 1\nb:\n\tc: 2\n", "3:1 YAML is indented by spaces"},
      {"a:\n  b: 1\n c: 2\n", "3:2 A key must begin here"},
      {"a: b: c\n", "1:5 A colon cannot stand here"},
      {"a: \"never\nb: 1\n", "1:4 The quote that begins here is never closed"},
      {"a: \"never\nb: \"1\"\n", "1:4 The quote that begins here is never closed"},
      {"a: [1, 2\nb: 3\n", "comma or the closing ]"},
      {"a: {b: 1\nc: 3]\n", "comma or the closing }"},
      {"a: @x\n", "1:4 A value cannot begin with @"},
      {"a: %x\n", "1:4 A value cannot begin with %"},
      {"a: \"\\q\"\n", "An unknown escape"},
      {"a: **x\n", "1:4 A name must follow & and *"},
      {"a:\n  b: 1\nc\n", "3:1 After this key a colon and a space are missing"},
      {"a: - b\n", "A list cannot begin here"},
      {"a: 1\na: 2\n", "2:1 The name \"a\" is there twice"},
      {"a: 1\n---\nb: 2\n", "2:1 Another document begins here"},
      {"# nothing\n", "The text is empty"},
      {"", "1:1 The text is empty"},
      {" \n\n", "The text is empty"},
      {"<html></html>", "1:1 This looks like HTML or XML"},
      {"{\"a\": 1,}", "1:8 A trailing comma is not JSON"},
      {"a: \xC0\xAFx\n", "1:4 These bytes are not UTF-8"},
      {"a: \"x\x01\"\n", "1:6 The control character U+0001"},
      {"a: !custom 1\n", "1:4 The tag \"!custom\" has no meaning"},
      {"a: !!set {b}\n", "1:4 The tag \"set\" has no meaning"},
  };
  for (const Case& given : kCases) {
    EXPECT_NE(problems(given.text).find(given.problem), std::string::npos)
        << given.text << "gives " << problems(given.text);
  }
}

TEST(Yaml, WhatWasReadBeforeAMistakeStays) {
  EXPECT_EQ(as_json("openapi: 3.1.0\ninfo:\n  title: T\n bad: 1\n"),
            R"({"openapi":"3.1.0","info":{"title":"T"}})");
  EXPECT_EQ(as_json("a: \xFFz\n"), "{\"a\":\"\xEF\xBF\xBDz\"}");
}

TEST(Yaml, LineSeparatorsAreNoLineBreaks) {
  const std::string text = "a: one\xE2\x80\xA8two\nb: \"x\xEF\xBB\xBFy\"\n\"\xE2\x80\xA9\": 1\n";
  const Reading reading = read_text(text);
  ASSERT_FALSE(reading.error) << reading.error->message;
  EXPECT_EQ(reading.document.root()["a"].string(), "one\xE2\x80\xA8two");
  EXPECT_EQ(reading.document.root()["b"].string(), "x\xEF\xBB\xBFy");
  EXPECT_EQ(reading.document.root()["\xE2\x80\xA9"].position(), (Position{3, 6}));
}

TEST(Yaml, Utf16IsRead) {
  for (const bool little : {true, false}) {
    for (const std::u16string& text :
         {std::u16string(u"\uFEFFa: \U0001F600\nb: \uD55C"),
          std::u16string(u"\uFEFF{\"a\": \"\U0001F600\", \"b\":\"\uD55C\"}")}) {
      std::string bytes;
      for (const char16_t unit : text) {
        const char high = static_cast<char>(unit >> 8);
        const char low = static_cast<char>(unit & 0xFF);
        bytes += little ? low : high;
        bytes += little ? high : low;
      }
      EXPECT_EQ(as_json(bytes), "{\"a\":\"\xF0\x9F\x98\x80\",\"b\":\"\xED\x95\x9C\"}");
      // Cut anywhere it must not break.
      for (size_t size = 0; size < bytes.size(); ++size) as_json(bytes.substr(0, size));
    }
  }
}

TEST(Yaml, PiecesAndSlicesMakeNoDifference) {
  const std::string text =
      "\xEF\xBB\xBFopenapi: 3.1.0\r\ninfo: &i {title: \"\xED\x95\x9C\\u0041\", v: 012}\r\n"
      "x: [*i, \xFF, 'a\xE2\x80\xA8'] # \xF0\x9F\x98\x80\r\nb: |\r\n  text\r\n";
  const std::string whole = as_json(text);
  EXPECT_NE(whole.find("\"v\":12"), std::string::npos);
  for (const size_t piece : {1, 2, 3, 7}) {
    TextReader reader;
    std::string_view rest = text;
    while (!rest.empty()) {
      const Exact exact(rest.substr(0, piece));
      EXPECT_EQ(reader.feed(exact.view()), exact.view().size());
      rest.remove_prefix(exact.view().size());
    }
    int slices = 1;
    while (!reader.digest(1)) ++slices;
    EXPECT_GT(slices, 5);
    const Reading reading = std::move(reader).finish();
    EXPECT_EQ(compact(reading.document.root()), whole);
    EXPECT_EQ(reading.document.text().size(), text.size() + 2) << "one byte became U+FFFD";
  }
}

TEST(Yaml, LimitsHold) {
  EXPECT_NE(problems(std::string(3000, '[').insert(0, "a: ")).find("nested deeper than 1000"),
            std::string::npos);
  EXPECT_NE(problems("a: [1, 2, 3, 4, 5]", {.nodes = 4}).find("more than 4 values"),
            std::string::npos);
  EXPECT_NE(problems("abcdefghij: k", {.bytes = 5}).find("more than 5 bytes"), std::string::npos);
}

TEST(Yaml, StringsAcrossSegmentsOfTheTextAreWhole) {
  std::string text;
  std::string wanted;
  while (text.size() < 200'000) {
    const std::string word = "word" + std::to_string(text.size());
    text += "- " + word + "\n- \"\xED\x95\x9C " + word + "\"\n- >\n  " + word + "\n  more\n";
    wanted += (wanted.empty() ? "" : ",") +
              ("\"" + word + "\",\"\xED\x95\x9C " + word + "\",\"" + word + " more\\n\"");
  }
  EXPECT_EQ(as_json(text), "[" + wanted + "]");
}

TEST(Yaml, AColonRightAfterAQuotedKeyMakesAPairInAList) {
  EXPECT_EQ(as_json("- [\"a\":1, 'b':2, c:3]\n"), R"([[{"a":1},{"b":2},"c:3"]])");
}

TEST(Yaml, FlowTextIsYamlWhereItIsNotJson) {
  EXPECT_EQ(as_json("{openapi: 3.1.0}"), R"({"openapi":"3.1.0"})");
  EXPECT_EQ(as_json("{'openapi': '3.1.0', 'x': [1,],}"), R"({"openapi":"3.1.0","x":[1]})");
  EXPECT_EQ(as_json("\"openapi\": 3.1.0\n"), R"({"openapi":"3.1.0"})");
  EXPECT_EQ(as_json("{\"openapi\": 3.1.0}"), R"({"openapi":"3.1.0"})");
  EXPECT_EQ(problems("{\"openapi\": 3.1.0}"), "");
  EXPECT_NE(problems("{ // no\n\"a\": 1}").find("Comments are not JSON"), std::string::npos);
  EXPECT_EQ(as_json("   {  }"), "{}");
}

TEST(Yaml, NothingThatIsCutOffOrChangedBreaksTheReader) {
  const std::string text =
      "a: &a\n  b: [1, 2.5, 'x', \"\\u0041\"]\n  c: {d: *a, ? e : f}\n<<: *a\ng: |2-\n   x\n"
      "? [k]\n: v\nh: !!set {i, j}\n--- \n...\n";
  for (size_t size = 0; size <= text.size(); ++size) as_json(text.substr(0, size));
  for (size_t at = 0; at < text.size(); ++at) {
    for (const char other : {'\0', '\t', '\n', ' ', ':', '-', '[', '{', '}', '"', '&', '*', '|',
                             '?', '!', '%', '<', '\xFF', '\xE2'}) {
      std::string changed = text;
      changed[at] = other;
      as_json(changed);
      changed.insert(at, 1, other);
      as_json(changed);
    }
  }
}

}  // namespace
}  // namespace vitrine::json
