#include "app/request/snippet.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>

namespace vitrine::request {
namespace {

HttpRequest post(std::string body) {
  HttpRequest request;
  request.method = "POST";
  request.url.text = "https://e.com/users?x=1";
  request.headers.push_back({"Content-Type", {"application/json", {}}});
  request.body = Body{SecretText{std::move(body), {}}};
  return request;
}

TEST(Curl, WritesMethodHeadersAndBody) {
  HttpRequest request = post(R"({"a":"it's"})");
  request.headers.push_back({"Authorization", {"Bearer abc", {{7, 10, "TOKEN"}}}});
  EXPECT_EQ(curl(request, Secrets::masked),
            "curl -X POST 'https://e.com/users?x=1' \\\n"
            "  -H 'Content-Type: application/json' \\\n"
            "  -H 'Authorization: Bearer '\"$TOKEN\" \\\n"
            "  --data-raw '{\"a\":\"it'\\''s\"}'");
  EXPECT_NE(curl(request, Secrets::shown).find("'Authorization: Bearer abc'"), std::string::npos);
}

TEST(Curl, AGetNeedsNothingMore) {
  HttpRequest request;
  request.method = "GET";
  request.url.text = "https://e.com/";
  EXPECT_EQ(curl(request, Secrets::masked), "curl 'https://e.com/'");
}

TEST(Curl, EmptyHeadersAndUntypedBodiesAreSaidToCurl) {
  HttpRequest request = post("x");
  request.headers = {{"X-Empty", {"", {}}}};
  const std::string text = curl(request, Secrets::masked);
  EXPECT_NE(text.find("-H 'X-Empty;'"), std::string::npos);
  EXPECT_NE(text.find("-H 'Content-Type:'"), std::string::npos);
}

TEST(Curl, FilesAreNamed) {
  HttpRequest request = post("");
  request.body = Body{FileRef{"1", "my cat.png", 3, "image/png"}};
  EXPECT_NE(curl(request, Secrets::masked).find("--data-binary '@my cat.png'"), std::string::npos);
  request.body = Body{SecretText{"head", {}}, FileRef{"1", "cat.png", 3, ""}};
  EXPECT_EQ(curl(request, Secrets::masked).substr(0, 41),
            "{ printf %s 'head'; cat cat.png; } | curl");
  request.body = Body{FileRef{"1", "-rf", 3, ""}};
  EXPECT_NE(curl(request, Secrets::masked).find("--data-binary '@./-rf'"), std::string::npos);
}

/// What a shell makes of a word.
std::string shell_says(const std::string& word) {
  FILE* pipe = popen(("T=SECRET; printf %s " + word).c_str(), "r");
  std::string out;
  std::array<char, 256> buffer;
  while (size_t size = fread(buffer.data(), 1, buffer.size(), pipe)) {
    out.append(buffer.data(), size);
  }
  pclose(pipe);
  return out;
}

TEST(Curl, NoValueBreaksOutOfItsQuotes) {
#ifdef __EMSCRIPTEN__
  GTEST_SKIP() << "WebAssembly has no shell to ask";
#endif
  for (const char* value :
       {"'; echo pwned; '", "$(echo pwned)", "`echo pwned`", "\\'", "a\nb", "\"$T\"", "!!", "'",
        "\\", "-rf", "$T", "''", "\xEC\x95\x88", "%s", "a'b'c", ""}) {
    EXPECT_EQ(shell_says(shell_word({value, {}}, Secrets::shown)), value);
    EXPECT_EQ(shell_says(shell_word({value, {}}, Secrets::masked)), value);
  }
  const std::string text = "a'$Tb";
  EXPECT_EQ(shell_says(shell_word({text, {{1, 2, "T"}}}, Secrets::masked)), "aSECRET$Tb");
}

std::string code(const char* key, const HttpRequest& request, Secrets secrets = Secrets::shown) {
  return find_snippet(key)->write(request, secrets);
}

TEST(Snippets, AreOfferedInOrderUnderStableKeys) {
  std::string keys;
  for (const Snippet& snippet : snippets()) keys += std::string(snippet.key) + ' ';
  EXPECT_EQ(keys,
            "curl javascript-fetch python-requests python-httpx cpp-httplib go java csharp rust "
            "httpie http ");
}

TEST(Snippets, ReadSecretsFromTheEnvironmentUntilTheyAreShown) {
  HttpRequest request = post(R"({"password":"p"})");
  request.headers.push_back({"Authorization", {"Bearer s3cr3t", {{7, 13, "TOKEN"}}}});
  std::get<SecretText>(request.body->front()).secrets = {{13, 14, "PASS-WORD"}};
  for (const Snippet& snippet : snippets()) {
    const std::string masked = snippet.write(request, Secrets::masked);
    EXPECT_EQ(masked.find("s3cr3t"), std::string::npos) << masked;
    EXPECT_NE(masked.find("TOKEN"), std::string::npos) << masked;
    EXPECT_NE(masked.find("PASS_WORD"), std::string::npos) << masked;
    EXPECT_NE(snippet.write(request, Secrets::shown).find("s3cr3t"), std::string::npos);
  }
  EXPECT_NE(code("go", request, Secrets::masked).find("\"os\""), std::string::npos);
  EXPECT_EQ(code("go", request).find("\"os\""), std::string::npos);
}

TEST(Snippets, KeepJsonReadableWhereTheLanguageHasRawStrings) {
  const HttpRequest request = post("{\n  \"a\": 1\n}");
  for (const char* key : {"javascript-fetch", "python-requests", "cpp-httplib", "go", "rust"}) {
    EXPECT_NE(code(key, request).find("{\n  \"a\": 1\n}"), std::string::npos) << key;
  }
  EXPECT_NE(code("java", request).find(R"("{\n  \"a\": 1\n}")"), std::string::npos);
}

// What a language's own compiler would show is run end to end; these have none here.
TEST(Snippets, EscapeWhatCouldEndALiteralOrHideInIt) {
  const std::string hostile =
      "\"; x(); //\\\n\r\x01</\xE2\x80\xAE\xC2\x85\xF3\xA0\x81\x81\xED\xA0\x80";
  const HttpRequest request = post(hostile);
  EXPECT_NE(code("csharp", request)
                .find(R"("\"; x(); //\\\n\r\u0001<\u002f\u202e\u0085\udb40\udc41)"
                      "\xEF\xBF\xBD"),
            std::string::npos)
      << code("csharp", request);
  EXPECT_NE(code("rust", request)
                .find(R"("\"; x(); //\\\n\r\u{1}<\u{2f}\u{202e}\u{85}\u{e0041})"
                      "\xEF\xBF\xBD"),
            std::string::npos)
      << code("rust", request);
  EXPECT_NE(code("java", request).find(R"(<\057\u202e\u0085\udb40\udc41\ufffd\ufffd\ufffd")"),
            std::string::npos)
      << code("java", request);
}

TEST(Snippets, JoinHeadersOfOneNameAsBrowsersDo) {
  HttpRequest request = post("x");
  request.headers = {{"X-A", {"1", {}}},
                     {"Cookie", {"a=1", {}}},
                     {"x-a", {"2", {}}},
                     {"cookie", {"b=2", {{2, 3, "TOKEN"}}}}};
  EXPECT_EQ(code("http", request, Secrets::masked),
            "POST /users?x=1 HTTP/1.1\nHost: e.com\nX-A: 1, 2\nCookie: a=1; b=$TOKEN\n"
            "Content-Length: 1\n\nx");
}

TEST(Snippets, TakeAddressesWithoutAPath) {
  HttpRequest request;
  request.method = "GET";
  for (const char* url : {"https://e.com", "https://e.com?a=1", "/relative", ""}) {
    request.url.text = url;
    for (const Snippet& snippet : snippets())
      EXPECT_FALSE(snippet.write(request, Secrets::masked).empty());
  }
  request.url = {"https://e.com?a=1", {{16, 17, "TOKEN"}}};
  EXPECT_NE(code("cpp-httplib", request, Secrets::masked)
                .find("\"/?a=\"s + std::string(std::getenv(\"TOKEN\"))"),
            std::string::npos);
  EXPECT_EQ(code("http", request, Secrets::masked), "GET /?a=$TOKEN HTTP/1.1\nHost: e.com\n");
}

}  // namespace
}  // namespace vitrine::request
