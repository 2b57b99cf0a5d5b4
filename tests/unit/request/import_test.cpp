#include "app/request/import.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vitrine::request {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::SizeIs;

ImportedRequest one(std::string_view text) {
  const auto requests = read_import(text);
  EXPECT_THAT(requests, SizeIs(1)) << text;
  return requests.empty() ? ImportedRequest() : requests.front();
}

TEST(Curl, ReadsMethodAddressAndHeaders) {
  const ImportedRequest request = one(
      "$ curl -sSL -X PATCH 'https://api.example/users/1?a=b&c' \\\n  -H 'X-A: 1' \\\r\n -H \"X-B: "
      "\\\"2\\\"\" --compressed -o out.json");
  EXPECT_EQ(request.method, "PATCH");
  EXPECT_EQ(request.url, "https://api.example/users/1?a=b&c");
  EXPECT_THAT(request.headers, ElementsAre(Pair("X-A", "1"), Pair("X-B", "\"2\"")));
}

TEST(Curl, ReadsData) {
  const ImportedRequest form = one("curl https://a.example -d a=1 --data-urlencode 'b=x y' -d c=2");
  EXPECT_EQ(form.method, "POST");
  EXPECT_EQ(form.body, "a=1&b=x%20y&c=2");
  EXPECT_EQ(*form.header("content-type"), "application/x-www-form-urlencoded");
  const ImportedRequest json = one(R"(curl a.example --json '{"a":' --json ' 1}')");
  EXPECT_EQ(json.body, R"({"a": 1})");
  EXPECT_EQ(*json.header("Content-Type"), "application/json");
  const ImportedRequest raw = one("curl a.example -H 'content-type: text/plain' --data-raw @x");
  EXPECT_EQ(raw.body, "@x");
  EXPECT_THAT(raw.headers, SizeIs(1));
}

TEST(Curl, PutsDataIntoTheAddressWithGet) {
  const ImportedRequest request =
      one("curl -G 'https://a.example/x?a=1' -d b=2 --data-urlencode c=ü");
  EXPECT_EQ(request.method, "GET");
  EXPECT_EQ(request.url, "https://a.example/x?a=1&b=2&c=%C3%BC");
  EXPECT_EQ(request.body, "");
}

TEST(Curl, ReadsAnsiQuoting) {
  EXPECT_EQ(one(R"(curl a.example -d $'a\'b\n\t\x41\u00e9\U0001F600\101\q')").body,
            "a'b\n\tA\xC3\xA9\xF0\x9F\x98\x80"
            "Aq");
}

TEST(Curl, ReadsPartsUsersAndCookies) {
  const ImportedRequest request =
      one("curl https://a.example -F title=Dawn -F 'note=x;type=text/plain' -F file=@a.png -u "
          "me:secret "
          "-b 'a=1; b=2'");
  EXPECT_THAT(request.parts, ElementsAre(Pair("title", "Dawn"), Pair("note", "x")));
  EXPECT_THAT(request.left_out, ElementsAre("file=@a.png"));
  EXPECT_EQ(*request.header("authorization"), "Basic bWU6c2VjcmV0");
  EXPECT_EQ(*request.header("cookie"), "a=1; b=2");
}

TEST(Curl, ReadsLettersThatStandTogether) {
  const ImportedRequest request = one("curl -sXPUT -HX-A:1 https://a.example");
  EXPECT_EQ(request.method, "PUT");
  EXPECT_THAT(request.headers, ElementsAre(Pair("X-A", "1")));
}

TEST(Curl, ReadsSeveralCommands) {
  EXPECT_THAT(read_import("# two\ncurl a.example\n\ncd x && curl b.example; echo done"), SizeIs(2));
}

TEST(Curl, TakesAnyText) {
  for (const char* text :
       {"", "curl", "curl -X", "curl '", "curl \"", "curl $'", "curl \\", "curl -H", "curl --",
        "curl -", "wget https://a.example", "curl -d @", "\\\n\\\n", "curl $'\\x"})
    EXPECT_THAT(read_import(text), IsEmpty()) << text;
  EXPECT_EQ(one("curl a.example $'\\UFFFFFFFF'").url, "a.example");
  std::string many;
  for (int i = 0; i < 100'000; ++i) many += "curl a\n";
  EXPECT_LE(read_import(many).size(), kImportRequests);
  read_import(std::string(kImportBytes + 100, '\''));
}

TEST(Har, ReadsItsEntries) {
  const auto requests = read_import(R"({"log": {"entries": [
    {"request": {"method": "post", "url": "https://a.example/x", "headers": [
       {"name": ":authority", "value": "a"}, {"name": "X-A", "value": "1"}],
      "postData": {"mimeType": "application/json", "text": "{\"a\":1}"}}},
    {"request": {"method": "POST", "url": "https://a.example/y", "headers": [],
      "postData": {"mimeType": "multipart/form-data; boundary=x", "params": [
        {"name": "t", "value": "v"}, {"name": "f", "fileName": "a.png"}]}}},
    {"request": {"method": "POST", "url": "https://a.example/z",
      "postData": {"mimeType": "application/x-www-form-urlencoded", "params": [{"name": "a b", "value": "c"}]}}},
    3, {"request": null}]}})");
  ASSERT_THAT(requests, SizeIs(3));
  EXPECT_EQ(requests[0].method, "POST");
  EXPECT_EQ(requests[0].body, R"({"a":1})");
  EXPECT_THAT(requests[0].headers,
              ElementsAre(Pair("X-A", "1"), Pair("Content-Type", "application/json")));
  EXPECT_THAT(requests[1].parts, ElementsAre(Pair("t", "v")));
  EXPECT_THAT(requests[1].left_out, ElementsAre("f"));
  EXPECT_EQ(requests[2].body, "a%20b=c");
}

TEST(Har, ReadsPartsAsTheyWereSent) {
  const auto requests = read_import(R"({"log": {"entries": [{"request": {"method": "POST",
    "url": "https://a.example/x", "postData": {"mimeType": "multipart/form-data; boundary=-b",
    "text": "---b\r\nContent-Disposition: form-data; name=\"t\"\r\n\r\none\r\ntwo\r\n---b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n\r\n---b--\r\n"}}},
    {"request": {"method": "POST", "url": "https://a.example/y",
      "postData": {"mimeType": "multipart/form-data; boundary=b", "text": "--b\r\n--b"}}}]}})");
  ASSERT_THAT(requests, SizeIs(2));
  EXPECT_THAT(requests[0].parts, ElementsAre(Pair("t", "one\r\ntwo")));
  EXPECT_THAT(requests[0].left_out, ElementsAre("f"));
  EXPECT_THAT(requests[1].parts, IsEmpty());
}

TEST(Har, TakesNoMaskOfOursForASecret) {
  const std::string entries = R"("entries": [{"request": {"method": "POST",
    "url": "https://a.example/x?q=1&key=$KEY&r=$x", "headers": [
      {"name": "Authorization", "value": "Bearer $TOKEN"}, {"name": "X-API-Key", "value": "$TOKEN_2"},
      {"name": "X-Price", "value": "$5a"}],
    "postData": {"mimeType": "application/json", "text": "{\"name\":\"$n\",\"pin\":\"$PIN\"}"}}}])";
  const auto ours = read_import(R"({"log": {"creator": {"name": "Vitrine"}, )" + entries + "}}");
  ASSERT_THAT(ours, SizeIs(1));
  EXPECT_EQ(ours[0].url, "https://a.example/x?q=1&r=$x");
  EXPECT_EQ(ours[0].header("authorization"), nullptr);
  EXPECT_EQ(ours[0].header("x-api-key"), nullptr);
  EXPECT_EQ(*ours[0].header("x-price"), "$5a");
  EXPECT_EQ(ours[0].body, R"({"name":"$n","pin":""})");
  EXPECT_THAT(ours[0].left_out, ElementsAre("Authorization", "X-API-Key", "?key"));
  const auto others = read_import(R"({"log": {)" + entries + "}}");
  EXPECT_EQ(*others[0].header("authorization"), "Bearer $TOKEN");
}

TEST(Postman, ReadsFoldersVariablesAndAuthorization) {
  const auto requests = read_import(R"({"info": {"name": "x"},
    "variable": [{"key": "base", "value": "https://a.example"}, {"key": "t", "value": "tok"}],
    "auth": {"type": "bearer", "bearer": [{"key": "token", "value": "{{t}}"}]},
    "item": [{"name": "F", "item": [
      {"name": "One", "request": {"method": "PUT", "header": [{"key": "X-A", "value": "1"},
          {"key": "X-B", "value": "2", "disabled": true}],
        "url": {"raw": "{{base}}/users/:id?q={{other}}", "variable": [{"key": "id", "value": "7"}]},
        "body": {"mode": "raw", "raw": "{}", "options": {"raw": {"language": "json"}}}}}]},
      {"request": "{{base}}/plain"},
      {"request": {"method": "POST", "auth": {"type": "noauth"}, "url": "{{base}}/form",
        "body": {"mode": "urlencoded", "urlencoded": [{"key": "a", "value": "b c"}]}}}]})");
  ASSERT_THAT(requests, SizeIs(3));
  EXPECT_EQ(requests[0].name, "One");
  EXPECT_EQ(requests[0].url, "https://a.example/users/7?q={{other}}");
  EXPECT_EQ(*requests[0].header("authorization"), "Bearer tok");
  EXPECT_EQ(requests[0].header("x-b"), nullptr);
  EXPECT_EQ(requests[1].url, "https://a.example/plain");
  EXPECT_EQ(requests[2].body, "a=b%20c");
  EXPECT_EQ(requests[2].header("authorization"), nullptr);
}

TEST(Postman, ReadsGraphQlAndKeysInTheQuery) {
  const auto requests = read_import(R"({"item": [{"request": {"method": "POST",
      "url": "https://a.example/graphql?a=1",
      "auth": {"type": "apikey", "apikey": [{"key": "in", "value": "query"},
        {"key": "key", "value": "key"}, {"key": "value", "value": "k&1"}]},
      "body": {"mode": "graphql", "graphql": {"query": "{ me { id } }", "variables": "{\"n\": 1}"}}}}]})");
  ASSERT_THAT(requests, SizeIs(1));
  EXPECT_EQ(requests[0].url, "https://a.example/graphql?a=1&key=k%261");
  EXPECT_EQ(requests[0].body, R"({"query":"{ me { id } }","variables":{"n": 1}})");
  EXPECT_THAT(requests[0].left_out, testing::IsEmpty());
}

TEST(Archive, TakesAnyJson) {
  std::string deep;
  for (int i = 0; i < 5'000; ++i) deep += R"({"item": [)";
  for (const std::string& text :
       {std::string("{"), std::string("[1]"), std::string("{\"log\": []}"),
        std::string(R"({"item": [1, {"request": 3}, {"item": 4}]})"), deep})
    EXPECT_THAT(read_import(text), IsEmpty()) << text.substr(0, 40);
}

}  // namespace
}  // namespace vitrine::request
