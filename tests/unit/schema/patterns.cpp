#include "app/schema/pattern.h"
#include "tests/unit/schema/support.h"

namespace vitrine::schema::test {
namespace {

constexpr std::uint64_t kSteps = 1'000'000;

Pattern::Verdict search(std::string_view source, std::string_view text) {
  const auto pattern = Pattern::compile(source);
  EXPECT_TRUE(pattern) << source << ": " << pattern.error().message;
  std::uint64_t steps = 0;
  return pattern ? pattern->search(text, kSteps, &steps) : Pattern::Verdict::too_expensive;
}

TEST(SchemaPattern, MatchesAnywhere) {
  EXPECT_EQ(search("b+", "abbc"), Pattern::Verdict::match);
  EXPECT_EQ(search("^b", "abbc"), Pattern::Verdict::no_match);
  EXPECT_EQ(search("", ""), Pattern::Verdict::match);
}

TEST(SchemaPattern, SpeaksEcmaScript) {
  EXPECT_EQ(search("^(?=.*[A-Z])(?!.*\\s).{8,}$", "Abcdefgh"), Pattern::Verdict::match);
  EXPECT_EQ(search("(?<=a)b", "ab"), Pattern::Verdict::match);
  EXPECT_EQ(search("^(a|b)\\1$", "aa"), Pattern::Verdict::match);
  EXPECT_EQ(search("^(?<x>a|b)\\k<x>$", "ab"), Pattern::Verdict::no_match);
}

TEST(SchemaPattern, CountsCodePointsNotUnits) {
  EXPECT_EQ(search("^.$", "😀"), Pattern::Verdict::match);
  EXPECT_EQ(search("^..$", "😀"), Pattern::Verdict::no_match);
  EXPECT_EQ(search("^\\p{L}+$", "한국어"), Pattern::Verdict::match);
  EXPECT_EQ(search("^\\p{Script=Hangul}+$", "日本語"), Pattern::Verdict::no_match);
}

TEST(SchemaPattern, TakesNulCharactersLiterally) {
  EXPECT_EQ(search(std::string_view("^a\0b$", 5), std::string_view("a\0b", 3)),
            Pattern::Verdict::match);
  EXPECT_EQ(search(std::string_view("^a\0b$", 5), "a"), Pattern::Verdict::no_match);
}

TEST(SchemaPattern, RefusesWhatIsNotEcmaScript) {
  for (const char* source : {"[", "(unclosed", "*x", "a{3,1}", "\\", "(?<n>a)(?<n>b)", "(?i)^abc$",
                             "a++b", "[[:alpha:]]+", "\\Aabc\\z", "^[\\p{L}-.]+$"}) {
    EXPECT_FALSE(Pattern::compile(source)) << source;
  }
  EXPECT_TRUE(Pattern::compile("/^slashes$/i"));
}

TEST(SchemaPattern, RefusesAClassThatNeverEnds) {
  for (const char* source : {"[", "[a", "[^", "[a\\", "[aa^)?<[[=", "[[:", "[&&["}) {
    EXPECT_FALSE(Pattern::compile(source)) << source;
  }
}

TEST(SchemaPattern, RefusesWhatTheEngineTakesBeyondEcmaScript) {
  for (const char* source : {"^[A-Z]\\x{00a1}$", "[\\x{41}-\\x{5A}]", "[\\w-.]\\x{41}", "\\p{Lu=}",
                             "\\P{L=}+", "\\p{InCB}", "\\p{IDSU}"}) {
    EXPECT_FALSE(Pattern::compile(source)) << source;
    EXPECT_FALSE(Pattern::compile(source, Pattern::Mode::unicode_only)) << source;
  }
  EXPECT_TRUE(Pattern::compile("\\\\x{2}"));
  EXPECT_EQ(search("^\\\\x{2}$", "\\xx"), Pattern::Verdict::match);
  EXPECT_EQ(search("^\\xA1\\u{a1}\\u00a1$", "\u00a1\u00a1\u00a1"), Pattern::Verdict::match);
}

/// What Perl, Python, Java, .NET, POSIX and XML Schema mean by these is nothing that ECMA-262 has.
TEST(SchemaPattern, RefusesTheSyntaxOfOthersRatherThanReadItAsSomethingElse) {
  for (const char* source : {"(?P<year>\\d{4})",
                             "(?i)abc",
                             "(?<=a)(?x) b",
                             "(?#note)a",
                             "(?>a)b",
                             "(?|a|b)",
                             "a++",
                             "a*+",
                             "a?+",
                             "a{2}+",
                             "\\Aabc\\Z",
                             "a\\z",
                             "a\\hb",
                             "\\Qa.b\\E",
                             "\\R",
                             "\\X",
                             "\\K",
                             "\\e",
                             "\\a",
                             "\\G",
                             "\\i\\c*",
                             "[\\i-[:]][\\c-[:]]*",
                             "\\N{BULLET}",
                             "\\g{1}",
                             "\\k{a}",
                             "[[:upper:]]+",
                             "[^[:space:]]+",
                             "[a-f[:digit:]]",
                             "[[.hyphen.]]",
                             "[a-z&&[^aeiou]]",
                             "[a-z-[aeiou]]",
                             "[]a]",
                             "[^]a]",
                             "a{,3}",
                             "\\pL",
                             "[\\w-.]\\h",
                             "[\\w-.]\\p{L}",
                             "\\-\\u12",
                             "\\-\\xZZ",
                             "\\-\\c1",
                             "[\\h-.\\w-]"}) {
    EXPECT_FALSE(Pattern::compile(source)) << source;
  }
  for (const char* source : {"^\\[.*]$", "[\\w-.]{1,3}", "\\-{,}", "a{b}", "[[]", "^[^[\\]]+$",
                             "[\\w-.]\\cA\\x41\\u0041", "\\-(?<a>b)\\k<a>", "[a-z&]", "\\_[-[]",
                             "^[\\w.-]+@[\\w-.]+$", "\\-\\0"}) {
    EXPECT_TRUE(Pattern::compile(source)) << source;
  }
}

TEST(SchemaPattern, ReadsWithoutUnicodeModeWhatIsOnlyAnExpressionThere) {
  EXPECT_EQ(search("^[\\w-.]+$", "a-b.c"), Pattern::Verdict::match);
  EXPECT_EQ(search("^[\\w-.]+$", "a b"), Pattern::Verdict::no_match);
  EXPECT_EQ(search("^\\d{3}\\-\\d{4}$", "555-0126"), Pattern::Verdict::match);
  EXPECT_EQ(search("^\\@{x}$", "@{x}"), Pattern::Verdict::match);
  EXPECT_FALSE(Pattern::compile("^[\\w-.]+$", Pattern::Mode::unicode_only));
}

TEST(SchemaPattern, RefusesWhatIsTooLargeOrTooDeep) {
  EXPECT_FALSE(Pattern::compile(std::string(Pattern::kMaxBytes + 1, 'a')));
  EXPECT_FALSE(Pattern::compile(std::string(5000, '(') + std::string(5000, ')')));
  EXPECT_FALSE(Pattern::compile(std::string(101, '(') + std::string(101, ')')));
  EXPECT_TRUE(Pattern::compile(std::string(100, '(') + std::string(100, ')')));
}

TEST(SchemaPattern, StopsWhenItsStepsRunOut) {
  const auto pattern = Pattern::compile("^(a+)+$");
  ASSERT_TRUE(pattern);
  const std::string text = std::string(40, 'a') + "!";
  std::uint64_t steps = 0;
  EXPECT_EQ(pattern->search(text, kSteps, &steps), Pattern::Verdict::too_expensive);
  EXPECT_EQ(steps, kSteps);
  // The same in the 16-bit engine.
  EXPECT_EQ(pattern->search(std::string(40, 'a') + "é", kSteps, &steps),
            Pattern::Verdict::too_expensive);
}

TEST(SchemaPattern, StopsWhenItsMemoryRunsOut) {
  const auto pattern = Pattern::compile("^(?:(a)(b)?)*$");
  ASSERT_TRUE(pattern);
  std::uint64_t steps = 0;
  const std::string text(10'000'000, 'a');
  EXPECT_EQ(pattern->search(text, UINT64_MAX, &steps), Pattern::Verdict::too_expensive);
}

TEST(SchemaPattern, CostIsAViolationWithItsReason) {
  const Compiled schema(R"({"properties": {"a": {"pattern": "^(a+)+$"}, "b": {"type": "null"}}})");
  const Evaluation evaluation =
      schema.evaluate(R"({"a": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "b": 1})");
  EXPECT_FALSE(evaluation.valid);
  EXPECT_TRUE(evaluation.too_expensive);
  ASSERT_EQ(evaluation.violations.size(), 2U);
  EXPECT_EQ(evaluation.violations[0].keyword, "pattern");
  EXPECT_EQ(evaluation.violations[0].param("error"), "PatternTooExpensive");
  EXPECT_EQ(message(evaluation.violations[0]),
            "cannot be checked: the pattern ^(a+)+$ takes too many steps");
  EXPECT_EQ(evaluation.violations[1].instance_pointer, "/b");
}

TEST(SchemaPattern, CostUnderNotIsNoProofOfValidity) {
  const Compiled schema(R"({"not": {"pattern": "^(a+)+$"}})");
  const Evaluation evaluation = schema.evaluate(R"("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")");
  EXPECT_FALSE(evaluation.valid);
  EXPECT_TRUE(evaluation.too_expensive);
  ASSERT_EQ(evaluation.violations.size(), 1U);
  EXPECT_EQ(evaluation.violations[0].keyword, "limit");
}

TEST(SchemaPattern, AnInvalidOneIsAProblemAndTheRestCounts) {
  const Compiled schema(R"({"pattern": "[", "minLength": 2, "patternProperties": {"[": false}})");
  EXPECT_TRUE(schema.accepts(R"("ab")"));
  EXPECT_FALSE(schema.accepts(R"("a")"));
  EXPECT_TRUE(schema.accepts(R"({"[": 1})"));
  EXPECT_EQ(schema.schema().problems().size(), 2U);
}

}  // namespace
}  // namespace vitrine::schema::test
