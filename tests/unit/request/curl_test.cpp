#include <gtest/gtest.h>

#include <array>
#include <cstdio>

#include "app/request/snippet.h"

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
  EXPECT_EQ(curl(request, Secrets::masked).substr(0, 42),
            "{ printf %s 'head'; cat -- cat.png; } | cu");
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
  for (const char* value :
       {"'; echo pwned; '", "$(echo pwned)", "`echo pwned`", "\\'", "a\nb", "\"$T\"", "!!", "'",
        "\\", "-rf", "$T", "''", "\xEC\x95\x88", "%s", "a'b'c", ""}) {
    EXPECT_EQ(shell_says(shell_word({value, {}}, Secrets::shown)), value);
    EXPECT_EQ(shell_says(shell_word({value, {}}, Secrets::masked)), value);
  }
  const std::string text = "a'$Tb";
  EXPECT_EQ(shell_says(shell_word({text, {{1, 2, "T"}}}, Secrets::masked)), "aSECRET$Tb");
}

}  // namespace
}  // namespace vitrine::request
