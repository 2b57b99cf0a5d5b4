#include "server/command/terminal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "server/command/options.h"
#include "tests/unit/server/command_fixture.h"

namespace vitrine::test {
namespace {

using command::printable;
using command::shortened;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(Printable, MakesWhatActsOnATerminalVisible) {
  EXPECT_EQ(printable("a\x1b[31mb"), "a\\x1b[31mb");
  EXPECT_EQ(printable("a\nb\rc\td"), "a\\nb\\rc\\td");
  EXPECT_EQ(printable(std::string_view("\0\a\b\x1f", 4)), "\\x00\\x07\\x08\\x1f");
  EXPECT_EQ(printable("\x7f"), "\\u007f");
  EXPECT_EQ(printable("\u0085\u009b31m"), "\\u0085\\u009b31m");
  EXPECT_EQ(printable("\u202a\u202e\u2066\u2069"), "\\u202a\\u202e\\u2066\\u2069");
  EXPECT_EQ(printable("\u200e\u200f\u061c"), "\\u200e\\u200f\\u061c");
  EXPECT_EQ(printable("\u2028\u2029"), "\\u2028\\u2029");
}

TEST(Printable, ShowsBytesThatAreNoTextAndLeavesTextAlone) {
  EXPECT_EQ(printable("a\xff\x9b\xc3"), "a\\xff\\x9b\\xc3");
  EXPECT_EQ(printable("\xed\xa0\x80"), "\\xed\\xa0\\x80");  // half a surrogate pair
  EXPECT_EQ(printable("\xc0\x9b"), "\\xc0\\x9b");           // ESC, too long
  for (const char* text :
       {"", "plain \\ \"text\"", "한국어 日本語 العربية ไทย", "👩‍👧 é\u00a0…"}) {
    EXPECT_EQ(printable(text), text);
  }
}

TEST(Printable, IsTheSameJsonInsideOfJson) {
  const std::string value = "\x7f\u0085\u202e\u2028 \x1b\n";
  const std::string text = nlohmann::json(value).dump();
  EXPECT_NE(printable(text), text);
  EXPECT_EQ(nlohmann::json::parse(printable(text)), value);
}

TEST(Shortened, CutsLongNamesAtACharacterAndKeepsTheSentence) {
  const std::string name(500, 'x');
  EXPECT_EQ(shortened("the path \"" + name + " y\" must begin with \"/\""),
            "the path \"" + std::string(99, 'x') + "…\" must begin with \"/\"");
  EXPECT_EQ(shortened(name + ": gone"), std::string(100, 'x') + "… gone");
  std::string korean;
  for (int i = 0; i < 100; ++i) korean += "가";
  EXPECT_EQ(printable(shortened(korean)), korean.substr(0, 99) + "…");
  const std::string escaped = "a \"quoted \\\" name\" and \"another\"";
  EXPECT_EQ(shortened(escaped), escaped);
}

TEST(Shortened, EndsWhateverTheSentence) {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "word ";
  EXPECT_LT(shortened(text).size(), 2'200u);
  for (const char* odd : {"", " ", "\"", "\"\\", "a \"b"}) EXPECT_EQ(shortened(odd), odd);
}

constexpr char kForged[] = "\\n/tmp/x.yaml:1:1: error: forged\\e[2K\\u202E";

/// A description that is wrong in many places, each with a text that wants to be a line of its own.
std::string hostile_description() {
  const std::string text = kForged;
  return "openapi: 3.1.0\ninfo: {title: \"" + text + "\", version: '1', \"" + text +
         "\": 1}\npaths:\n  \"" + text + "\":\n    get: {\"" + text +
         "\": 1}\n  /a/{x}:\n    $ref: \"" + text +
         ".yaml\"\n  /b:\n    get:\n      operationId: \"" + text +
         "\"\n      parameters: [{$ref: \"#/components/parameters/" + text + "\"}, {name: \"" +
         text + "\", in: \"" + text + "\"}]\n      responses: {\"" + text +
         "\": {description: x}}\ncomponents:\n  schemas:\n    \"" + text + "\": {type: \"" + text +
         "\", pattern: \"(" + text + "\", \"$ref\": \"#/" + text + "\"}\n" +
         "    Long: {$ref: '#/" + std::string(5'000, 'r') + "'}\n";
}

void expect_plain(const std::string& text) {
  EXPECT_EQ(printable(text).size(), text.size() + lines_of(text)) << text;  // each \n becomes two
}

TEST(HostileText, GivesOneLineAProblemInCheck) {
  const TemporaryFolder folder;
  const std::string file = folder.write("a.yaml", hostile_description());
  const Ran json = run_command({"check", file, "--format", "json"});
  const auto problems = nlohmann::json::parse(json.out)["problems"];
  ASSERT_GE(problems.size(), 8u);
  for (const char* format : {"text", "github"}) {
    const Ran ran = run_command({"check", file, "--format", format});
    EXPECT_EQ(ran.status, 1);
    EXPECT_EQ(lines_of(ran.out), problems.size()) << format;
    expect_plain(ran.out);
    expect_plain(ran.err);
    EXPECT_THAT(ran.out, Not(HasSubstr("\n/tmp/x.yaml")));
    EXPECT_LT(ran.out.size(), problems.size() * 2'500);
  }
  for (const std::string& text :
       {json.out, run_command({"check", file, "--format", "sarif"}).out}) {
    expect_plain(text);
    EXPECT_TRUE(nlohmann::json::accept(text));
  }
}

TEST(HostileText, GivesOneLineAProblemInValidate) {
  const TemporaryFolder folder;
  const std::string text = "\\n/tmp/x.json:1:1: error: forged\\u001b[2K\\u202e\\u0085";
  const std::string schema = folder.write(
      "schema.json", R"({"required": [")" + text + R"("], "additionalProperties": {"enum": [")" +
                         text + R"("]}, "propertyNames": {"maxLength": 3}})");
  const std::string instance = folder.write("instance.json", R"({")" + text + R"(x": 1})");
  const Ran ran = run_command({"validate", schema, instance});
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(lines_of(ran.out), 3u) << ran.out;
  expect_plain(ran.out);
  const Ran json = run_command({"validate", schema, instance, "--json"});
  expect_plain(json.out);
  EXPECT_TRUE(nlohmann::json::accept(json.out));
}

TEST(HostileText, NamesOfFilesAndArgumentsAreNoLinesEither) {
  const TemporaryFolder folder;
  const std::string name = "a\n\x1b[31mb.yaml";
  const std::string file = folder.write(name, "openapi: 3.1.0\nmore: 1\n");
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{"check", file},
                                             {"check", file + "-gone"},
                                             {"check", "--" + name, "x"},
                                             {name},
                                             {"check", "--format", name, "x"},
                                             {"check", "--rule", name + "=off", "x"},
                                             {"demo", "--port", name},
                                             {"demo", "--host", name},
                                             {"demo", "--data", "/proc/" + name},
                                             {"serve", file + "-gone"},
                                             {"serve", file, "--root", name},
                                             {"export", file + "-gone", folder.path().string()},
                                             {"validate", file, file + "-gone"}}) {
    const Ran ran = run_command(arguments);
    EXPECT_NE(ran.out + ran.err, "");
    expect_plain(ran.out + ran.err);
    EXPECT_EQ(lines_of(ran.err) > 1, false) << ran.err;
  }
}

}  // namespace
}  // namespace vitrine::test
