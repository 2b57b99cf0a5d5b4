// The tokens of each language.
#include "app/text/lexer.h"

#include <gtest/gtest.h>

#include <string>

namespace vitrine::text {
namespace {

/// The tokens that have a colour: a letter for the kind, and the text.
std::string marked(std::string_view language, std::string_view code) {
  std::string all;
  for (const Token& token : tokens(code, find_code_language(language))) {
    if (token.kind == TokenKind::plain) continue;
    if (!all.empty()) all += ' ';
    all += std::string_view("pcsnka")[static_cast<std::size_t>(token.kind)];
    all += '[';
    all += token.text;
    all += ']';
  }
  return all;
}

struct Case {
  const char* language;
  const char* code;
  const char* marked;
};

class Sample : public testing::TestWithParam<Case> {};

// Kinds: c comment, s string, n number, k keyword, a name.
TEST_P(Sample, HasTheTokensOfItsLanguage) {
  EXPECT_EQ(marked(GetParam().language, GetParam().code), GetParam().marked);
}

INSTANTIATE_TEST_SUITE_P(
    Languages, Sample,
    testing::Values(
        Case{"json", R"({"a": "b", "c": [-1.5e+3, true, null], "d" : "x\"y"})",
             R"(a["a"] s["b"] a["c"] n[-1.5e+3] k[true] k[null] a["d"] s["x\"y"])"},
        Case{"jsonc", "{} // note\n/* more */ 1", "c[// note] c[/* more */] n[1]"},
        Case{"yaml",
             "# note\nname of it: don't\nlist:\n  - id: 12 # twelve\n    url: http://a#b\n"
             "    \"x y\": 'z' \n    on: true\n    flow: {a: 1, b: [x]}\n    ref: *one\n",
             "c[# note] a[name of it] a[list] a[id] n[12] c[# twelve] a[url] a[\"x y\"] s['z'] "
             "a[on] k[true] a[flow] a[a] n[1] a[b] a[ref] k[*one]"},
        Case{"bash", "curl -X POST \"https://a/$ID#x\" --data '{\"a\": 1}' # sent\nexport A=$B 200",
             "a[-X] s[\"https://a/$ID#x\"] a[--data] s['{\"a\": 1}'] c[# sent] k[export] a[$B] "
             "n[200]"},
        Case{"sh", "echo 'two\nlines' https://a/#b", "k[echo] s['two\nlines']"},
        Case{"TypeScript", "const a = await f(`x\n${y}`, 0xFF); // z",
             "k[const] k[await] a[f] s[`x\n${y}`] n[0xFF] c[// z]"},
        Case{"js", "let s = 'it\\'s' + \"open\nreturn", "k[let] s['it\\'s'] s[\"open] k[return]"},
        Case{"python", "@app.get\ndef f(x):\n    \"\"\"Two\n    lines\"\"\"\n    return None # no",
             "a[@app] k[def] a[f] s[\"\"\"Two\n    lines\"\"\"] k[return] k[None] c[# no]"},
        Case{"cpp", "#include <a>\nint n = 1'000; char c = '\\'';",
             "k[#include] k[int] n[1'000] k[char] s['\\'']"},
        Case{"go", "func main() { s := `raw\nline` }", "k[func] a[main] s[`raw\nline`]"},
        Case{"java", "@Override public int size() { return 1L; }",
             "a[@Override] k[public] k[int] a[size] k[return] n[1L]"},
        Case{"C#", "var x = new HttpClient(); #region a", "k[var] k[new] a[HttpClient] k[#region]"},
        Case{"ruby", "puts 'a' # b", "k[puts] s['a'] c[# b]"},
        Case{"php", "<?php\n$x = curl_init(\"a\"); # b",
             "k[php] a[$x] a[curl_init] s[\"a\"] c[# b]"},
        Case{"rust", "fn f<'a>(c: char) -> &'a str { 'x' }", "k[fn] k[str] s['x']"},
        Case{"sql", "SELECT a FROM b WHERE c = 'it''s' -- d\n",
             "k[SELECT] k[FROM] k[WHERE] s['it''s'] c[-- d]"},
        Case{"xml", "<!-- a --><b c=\"d\">e &amp; <f/></b>",
             "c[<!-- a -->] k[<b] a[c] s[\"d\"] k[>] k[<f/></b>]"},
        Case{"html", "<p hidden>1 < 2</p>", "k[<p] a[hidden] k[>] k[</p>]"},
        Case{"http", "POST /a?b=c HTTP/1.1\nHost: a.example\nX-B: 1\n\n{\"c\": 1}",
             "k[POST] a[Host] a[X-B] a[\"c\"] n[1]"},
        Case{"http", "HTTP/1.1 200 OK\r\nETag: \"x\"\r\n\r\nwords", "k[HTTP] a[ETag]"},
        Case{"klingon", "if (\"a\") 1", ""}, Case{"", "{\"a\": 1}", ""}));

TEST(CodeLanguage, IsFoundByTheNamesThatAuthorsWrite) {
  for (const char* name : {"JSON", "Shell", "cURL", "JavaScript", "Node.js", "C++", "PHP", "HTTP"})
    EXPECT_NE(find_code_language(name), nullptr) << name;
  EXPECT_EQ(find_code_language("js"), find_code_language("typescript"));
  EXPECT_EQ(find_code_language("json,lines"), find_code_language("json"));
  EXPECT_EQ(find_code_language("scrip"), nullptr);
}

TEST(CodeLanguage, IsGuessedForJsonOnly) {
  const CodeLanguage* json = find_code_language("json");
  for (const char* code : {"{\"a\": 1}", " {}", "[\n  {", "[1, 2]"})
    EXPECT_EQ(guess_code_language(code), json) << code;
  for (const char* code : {"", "{", "[section]", "{name}", "GET /a", "12"})
    EXPECT_EQ(guess_code_language(code), nullptr) << code;
}

TEST(Tokens, MakeUpTheWholeTextWhateverItIs) {
  std::string code = "\"'`/*$@#-<!>:{[\\\n é\xFF ";
  for (int more = 0; more < 4; ++more) code += code;
  for (const char* language : {"json", "yaml", "sh", "js", "py", "cpp", "go", "java", "cs", "rb",
                               "php", "rust", "sql", "xml", "http", ""}) {
    for (std::size_t size = 0; size < 60; ++size) {
      const std::string_view text = std::string_view(code).substr(code.size() - size);
      std::string whole;
      for (const Token& token : tokens(text, find_code_language(language))) whole += token.text;
      EXPECT_EQ(whole, text) << language;
    }
  }
}

}  // namespace
}  // namespace vitrine::text
