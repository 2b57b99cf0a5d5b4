#include "app/request/snippet.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <vector>

#include "app/text/lexer.h"

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
            "curl wget httpie javascript-fetch javascript-axios python-requests python-httpx php "
            "ruby go java kotlin swift dart csharp powershell cpp-httplib rust r http ");
}

TEST(Snippets, OfOneGroupStandTogetherAndHaveColours) {
  std::vector<std::string_view> groups;
  for (const Snippet& snippet : snippets()) {
    EXPECT_NE(text::find_code_language(snippet.highlight), nullptr) << snippet.key;
    if (!snippet.group.empty() && (groups.empty() || groups.back() != snippet.group)) {
      groups.push_back(snippet.group);
    }
  }
  EXPECT_EQ(groups, (std::vector<std::string_view>{"Shell", "JavaScript", "Python"}));
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
  for (const char* key : {"cpp-httplib", "go", "rust", "kotlin", "swift", "powershell"}) {
    EXPECT_NE(code(key, request).find("{\n  \"a\": 1\n}"), std::string::npos) << key;
  }
  EXPECT_NE(code("java", request).find(R"("{\n  \"a\": 1\n}")"), std::string::npos);
}

void expect_part(const char* key, const HttpRequest& request, const char* part) {
  const std::string text = code(key, request, Secrets::masked);
  EXPECT_NE(text.find(part), std::string::npos) << key << ":\n" << text << "\nhas no\n" << part;
}

TEST(Snippets, WriteJsonAsLiteralsOfTheLanguage) {
  HttpRequest request =
      post(R"({"a": [1, true, null], "b c": {"d": "e$"}, "f": [{}, []], "p": "pw"})");
  std::get<SecretText>(request.body->front()).secrets = {{64, 66, "PASSWORD"}};
  expect_part("javascript-fetch", request,
              "  body: JSON.stringify({\n"
              "    a: [1, true, null],\n"
              "    \"b c\": {\n"
              "      d: \"e$\"\n"
              "    },\n"
              "    f: [\n"
              "      {},\n"
              "      []\n"
              "    ],\n"
              "    p: process.env.PASSWORD\n"
              "  }),\n");
  expect_part("javascript-axios", request, "  data: {\n    a: [1, true, null],\n");
  expect_part("python-requests", request,
              "    json={\n"
              "        \"a\": [1, True, None],\n"
              "        \"b c\": {\n"
              "            \"d\": \"e$\"\n"
              "        },\n"
              "        \"f\": [\n"
              "            {},\n"
              "            []\n"
              "        ],\n"
              "        \"p\": os.environ[\"PASSWORD\"]\n"
              "    },\n"
              ")\n");
  expect_part("python-httpx", request, "    json={\n        \"a\": [1, True, None],\n");
  expect_part("php", request, "json_encode([\n        \"a\" => [1, true, null],\n");
  expect_part("php", request, "            new stdClass(),\n            []\n");
  expect_part("php", request, "        \"p\" => getenv(\"PASSWORD\")\n    ]),\n");
  expect_part("ruby", request, "JSON.generate({\n  \"a\" => [1, true, nil],\n");
  expect_part("ruby", request, "  \"p\" => ENV.fetch(\"PASSWORD\")\n})\n");
  expect_part("dart", request, "jsonEncode({\n      \"a\": [1, true, null],\n");
  expect_part("dart", request, "      \"p\": Platform.environment[\"PASSWORD\"]!\n    }),\n");
  expect_part("r", request, "req_body_json(list(\n    \"a\" = list(1, TRUE, NULL),\n");
  expect_part("r", request, "structure(list(), names = character())");
}

TEST(Snippets, SayTheTypeOfJsonWhereALibraryDoesNot) {
  const HttpRequest request = post("{}");
  for (const char* key : {"python-requests", "python-httpx", "javascript-axios", "r"}) {
    EXPECT_EQ(code(key, request).find("Content-Type"), std::string::npos) << key;
  }
  for (const char* key : {"javascript-fetch", "php", "ruby", "dart"}) {
    EXPECT_NE(code(key, request).find("Content-Type"), std::string::npos) << key;
  }
  HttpRequest patch = request;
  patch.headers.front().value.text = "application/merge-patch+json";
  expect_part("python-requests", patch, "\"Content-Type\": \"application/merge-patch+json\"");
  expect_part("r", patch, "req_body_raw(\"{}\")");
}

TEST(Snippets, KeepTheTextOfJsonThatLiteralsWouldChange) {
  for (const char* body :
       {R"({"a":12345678901234567890})", R"({"a":1e3})", R"({"a":1,"a":2})", R"({"2":1,"1":2})",
        R"({"__proto__":1})", R"({"":1})", R"({"a":"\ud800"})", R"({"a":"\u0000"})", "null", "1",
        "\"a\"", "{", ""}) {
    const HttpRequest request = post(body);
    EXPECT_EQ(code("python-requests", request).find("json="), std::string::npos) << body;
    EXPECT_EQ(code("javascript-fetch", request).find("JSON."), std::string::npos) << body;
  }
  // A secret that is no string would become one; and a text after another is not JSON.
  HttpRequest request = post(R"({"pin":12})");
  std::get<SecretText>(request.body->front()).secrets = {{7, 9, "PIN"}};
  EXPECT_EQ(code("ruby", request, Secrets::masked).find("JSON."), std::string::npos);
  EXPECT_NE(code("ruby", request, Secrets::shown).find("JSON."), std::string::npos);
  request = post("[]");
  request.headers.front().value.text = "text/plain";
  EXPECT_EQ(code("php", request).find("json_encode"), std::string::npos);
}

/// The form of two parts that a page sends.
HttpRequest form(const std::string& type = "image/png", const std::string& name = "note") {
  HttpRequest request = post("");
  request.headers.front().value.text = "multipart/form-data; boundary=b";
  request.body =
      Body{SecretText{"--b\r\nContent-Disposition: form-data; name=\"" + name +
                          "\"\r\n\r\nhi\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; "
                          "filename=\"a cat.png\"\r\nContent-Type: " +
                          type + "\r\n\r\n",
                      {}},
           FileRef{"1", "a cat.png", 3, type}, SecretText{"\r\n--b--\r\n", {}}};
  return request;
}

TEST(Snippets, WriteFormsByTheLanguagesLibrary) {
  const HttpRequest request = form();
  EXPECT_EQ(code("curl", request),
            "curl -X POST 'https://e.com/users?x=1' \\\n"
            "  -F 'note=hi' \\\n"
            "  -F 'file=@a cat.png;type=image/png'");
  EXPECT_EQ(code("httpie", request),
            "http --ignore-stdin --multipart POST 'https://e.com/users?x=1' \\\n"
            "  'note=hi' \\\n"
            "  'file@a cat.png;type=image/png'");
  for (const char* key : {"javascript-fetch", "javascript-axios"}) {
    expect_part(key, request,
                "const form = new FormData();\n"
                "form.append(\"note\", \"hi\");\n"
                "form.append(\"file\", new Blob([readFileSync(\"a cat.png\")], "
                "{ type: \"image/png\" }), \"a cat.png\");\n");
  }
  for (const char* key : {"python-requests", "python-httpx"}) {
    expect_part(key, request,
                "    files=[\n"
                "        (\"note\", (None, \"hi\")),\n"
                "        (\"file\", (\"a cat.png\", open(\"a cat.png\", \"rb\"), \"image/png\")),\n"
                "    ],\n");
  }
  expect_part("php", request,
              "        \"note\" => \"hi\",\n"
              "        \"file\" => new CURLFile(\"a cat.png\", \"image/png\", \"a cat.png\"),\n");
  expect_part("ruby", request, "request.set_form(\n  [\n    [\"note\", \"hi\"],\n");
  expect_part("go", request, "\tform.WriteField(\"note\", \"hi\")\n");
  expect_part("go", request, ", \"image/png\", read(\"a cat.png\"))\n\tform.Close()\n");
  expect_part("kotlin", request,
              ".addFormDataPart(\"file\", \"a cat.png\", "
              "File(\"a cat.png\").asRequestBody(\"image/png\".toMediaType()))");
  expect_part("dart", request,
              "  final request = http.MultipartRequest(\"POST\", "
              "Uri.parse(\"https://e.com/users?x=1\"));\n  request.fields[\"note\"] = \"hi\";\n");
  expect_part("csharp", request,
              "form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(\"hi\")), "
              "\"note\");\n");
  expect_part("rust", request, ".text(\"note\", \"hi\")\n");
  expect_part("r", request, "\"file\" = curl::form_file(\"a cat.png\", \"image/png\"),\n");
  // It would call a picture a stream of bytes.
  EXPECT_EQ(code("powershell", request).find("-Form"), std::string::npos);
  expect_part("powershell", form("application/octet-stream"),
              "    -Form @{\n"
              "        \"note\" = \"hi\"\n"
              "        \"file\" = Get-Item \"a cat.png\"\n"
              "    } `\n");
  for (const Snippet& snippet : snippets()) {
    EXPECT_NE(snippet.write(request, Secrets::shown).find("a cat.png"), std::string::npos);
  }
}

TEST(Snippets, KeepTheTextOfFormsThatLibrariesWriteInDifferentWays) {
  for (const Snippet& snippet : snippets()) {
    const std::string text = snippet.write(form("image/png", "a%22b"), Secrets::shown);
    EXPECT_NE(text.find("multipart/form-data; boundary=b"), std::string::npos) << text;
  }
  HttpRequest request = form();
  request.headers.front().value.text = "multipart/mixed; boundary=b";
  EXPECT_NE(code("curl", request).find("boundary=b"), std::string::npos);
  request = form();
  std::get<SecretText>(request.body->front()).text += "x";
  EXPECT_NE(code("curl", request).find("boundary=b"), std::string::npos);
  // A secret in the text of a part stays one.
  request = form();
  std::get<SecretText>(request.body->front()).secrets = {{52, 54, "NOTE"}};
  expect_part("curl", request, "--form-string 'note='\"$NOTE\"");
  expect_part("python-requests", request, "(\"note\", (None, os.environ[\"NOTE\"])),\n");
  std::get<SecretText>(request.body->front()).secrets = {{43, 47, "NAME"}};
  EXPECT_EQ(code("curl", request, Secrets::masked).find("-F "), std::string::npos);
}

TEST(Snippets, ReadSecretsInTheLanguagesOwnWay) {
  HttpRequest request;
  request.method = "GET";
  request.url.text = "https://e.com/";
  request.headers = {{"Authorization", {"Bearer s3cr3t", {{7, 13, "TOKEN"}}}}};
  expect_part("wget", request, "--header='Authorization: Bearer '\"$TOKEN\"");
  expect_part("javascript-axios", request, "\"Bearer \" + process.env.TOKEN");
  expect_part("php", request, "\"Authorization: Bearer \" . getenv(\"TOKEN\")");
  expect_part("ruby", request, "\"Bearer \" + ENV.fetch(\"TOKEN\")");
  expect_part("kotlin", request, "\"Bearer \" + System.getenv(\"TOKEN\")");
  expect_part("swift", request, "\"Bearer \" + ProcessInfo.processInfo.environment[\"TOKEN\"]!");
  expect_part("dart", request, "\"Bearer \" + Platform.environment[\"TOKEN\"]!");
  expect_part("powershell", request, "\"Authorization\" = (\"Bearer \" + $env:TOKEN)");
  expect_part("r", request, "paste0(\"Bearer \", Sys.getenv(\"TOKEN\"))");
}

TEST(Snippets, NameParametersWithoutAValue) {
  HttpRequest request;
  request.method = "GET";
  request.url.text = "https://e.com/pets/{petId}";
  EXPECT_EQ(code("curl", request), "curl 'https://e.com/pets/{petId}'");
  for (const Snippet& snippet : snippets()) {
    EXPECT_NE(snippet.write(request, Secrets::masked).find("/pets/{petId}"), std::string::npos);
  }
}

TEST(Snippets, SayWhichTypeALibraryInvents) {
  HttpRequest request = post("x");
  request.headers.clear();
  for (const char* key : {"wget", "ruby", "swift", "powershell", "cpp-httplib"}) {
    expect_part(key, request, " will call this body ");
  }
  expect_part("php", request, "        \"Content-Type:\",\n");
  expect_part("javascript-axios", request, "    \"Content-Type\": false,\n");
}

TEST(Snippets, SendAPostWithoutABody) {
  HttpRequest request = post("");
  request.headers.clear();
  request.body.reset();
  expect_part("kotlin", request, ".method(\"POST\", ByteArray(0).toRequestBody())\n");
  expect_part("javascript-axios", request, "    \"Content-Type\": false,\n");
  request.method = "DELETE";
  expect_part("kotlin", request, ".method(\"DELETE\", null)\n");
  expect_part("ruby", request, "Net::HTTP::Delete.new(uri)\n");
  request.method = "QUERY";
  expect_part("ruby", request, "Net::HTTPGenericRequest.new(\"QUERY\", true, true, uri)\n");
  expect_part("powershell", request, "-CustomMethod \"QUERY\"");
  request.method = "HEAD";
  expect_part("php", request, "CURLOPT_NOBODY => true,\n");
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
  const std::pair<const char*, const char*> others[] = {
      {"kotlin", R"("\"; x(); //\\\n\r\u0001<\u002f\u202e\u0085\udb40\udc41)"},
      {"swift", R"("\"; x(); //\\\n\r\u{1}<\u{2f}\u{202e}\u{85}\u{e0041})"},
      {"dart", R"("\"; x(); //\\\n\r\u{1}<\u{2f}\u{202e}\u{85}\u{e0041})"},
      {"php", R"("\"; x(); //\\\n\r\u{1}<\u{2f}\u{202e}\u{85}\u{e0041})"},
      {"ruby", R"("\"; x(); //\\\n\r\u{1}<\u{2f}\u{202e}\u{85}\u{e0041})"},
      {"powershell", R"("`"; x(); //\`n`r`u{1}<`u{2f}`u{202e}`u{85}`u{e0041})"},
      {"r", R"("\"; x(); //\\\n\r\u0001<\u002f\u202e\u0085\U000e0041)"}};
  for (const auto& [key, literal] : others) expect_part(key, request, literal);
  EXPECT_NE(code("java", request).find(R"(<\057\u202e\u0085\udb40\udc41\ufffd\ufffd\ufffd")"),
            std::string::npos)
      << code("java", request);
}

TEST(Snippets, LeaveNothingToInterpolateInLiterals) {
  const HttpRequest request = post("$x \" #{y} #@z # ${w} `v` \xE2\x80\x9Cu\xE2\x80\x99'\t");
  expect_part("php", request, "\"\\$x \\\" #{y} #@z # \\${w} `v` ");
  expect_part("ruby", request, "\"$x \\\" \\#{y} \\#@z # ${w} `v` ");
  expect_part("kotlin", request, "\"\\$x \\\" #{y} #@z # \\${w} `v` ");
  expect_part("dart", request, "\"\\$x \\\" #{y} #@z # \\${w} `v` ");
  expect_part("powershell", request, "\"`$x `\" #{y} #@z # `${w} ``v`` `u{201c}u`u{2019}'`t\"");
  // Literals of R hold no NUL.
  expect_part("r", post(std::string("a\0b", 3)),
              "c(\n    charToRaw(\"a\"),\n    as.raw(0),\n    charToRaw(\"b\")\n  )");
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
