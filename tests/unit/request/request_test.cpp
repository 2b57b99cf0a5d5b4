#include "app/request/request.h"

#include <gtest/gtest.h>

#include "app/json/reader.h"
#include "app/openapi/description.h"
#include "app/request/reason_phrase.h"

namespace vitrine::request {
namespace {

/// A description whose first operation is asked for.
struct Fixture {
  explicit Fixture(std::string_view path, std::string_view parameters,
                   std::string_view method = "get") {
    const std::string text =
        std::string(R"({"openapi":"3.1.0","info":{"title":"","version":""},"paths":{")") +
        std::string(path) + "\":{\"" + std::string(method) + "\":{\"parameters\":[" +
        std::string(parameters) + "]}}}}";
    EXPECT_TRUE(set.add("https://e.com/d/o.json", std::move(json::read(text).document)));
    operation = openapi::Description::read(set, "https://e.com/d/o.json").operation(0);
    input.operation = &operation;
    input.documents = &set;
    input.server_url = "https://api.e.com/v1/";
  }

  std::string url() const { return build(input).request.url.text; }

  json::DocumentSet set;
  openapi::Operation operation;
  RequestInput input;
};

bool says(const Built& built, std::string_view words) {
  for (const Notice& notice : built.notices) {
    if (notice.message.find(words) != std::string::npos) return true;
  }
  return false;
}

openapi::SecurityScheme api_key(openapi::Location in) {
  openapi::SecurityScheme scheme;
  scheme.key = "key";
  scheme.type = openapi::SchemeType::api_key;
  scheme.in = in;
  scheme.name = "X-Key";
  return scheme;
}

openapi::SecurityScheme http(const char* name) {
  openapi::SecurityScheme scheme;
  scheme.key = "auth";
  scheme.type = openapi::SchemeType::http;
  scheme.scheme = name;
  return scheme;
}

constexpr const char* kParameters =
    R"({"name":"id","in":"path","required":true,"schema":{"type":"string"}},
       {"name":"tags","in":"query","schema":{"type":"array","items":{"type":"string"}}},
       {"name":"X-Trace","in":"header","schema":{"type":"string"}},
       {"name":"session","in":"cookie","schema":{"type":"string"}})";

TEST(Request, IsAssembledFromServerTemplateAndParameters) {
  Fixture fixture("/pets/{id}/x", kParameters);
  fixture.input.parameters = {{State::value, "a/{id} b"},
                              {State::value, "red,green"},
                              {State::value, "t1"},
                              {State::value, "s"}};
  fixture.input.extra_query = {{"a b", "c&d"}};
  fixture.input.accept = "application/json";
  const Built built = build(fixture.input);
  EXPECT_EQ(built.request.method, "GET");
  EXPECT_EQ(built.request.url.text,
            "https://api.e.com/v1/pets/a%2F%7Bid%7D%20b/x?tags=red&tags=green&a%20b=c%26d");
  EXPECT_EQ(built.request.header("x-trace")->value.text, "t1");
  EXPECT_EQ(built.request.header("cookie")->value.text, "session=s");
  EXPECT_EQ(built.request.header("accept")->value.text, "application/json");
  EXPECT_TRUE(built.sendable());
  EXPECT_TRUE(says(built, "cookies"));
}

// OAS 2.0 "Parameter Object": collectionFormat, and csv where there is none.
TEST(Request, TakesTheCollectionFormatsOf20) {
  const std::pair<const char*, const char*> rows[] = {
      {R"("in":"query")", "?c=a,b%20c"},
      {R"("in":"query","collectionFormat":"csv")", "?c=a,b%20c"},
      {R"("in":"query","collectionFormat":"ssv")", "?c=a%20b%20c"},
      {R"("in":"query","collectionFormat":"tsv")", "?c=a%09b%20c"},
      {R"("in":"query","collectionFormat":"pipes")", "?c=a%7Cb%20c"},
      {R"("in":"query","collectionFormat":"multi")", "?c=a&c=b%20c"},
      {R"("in":"path","required":true)", "a,b%20c"},
      {R"("in":"path","required":true,"collectionFormat":"pipes")", "a%7Cb%20c"},
      {R"("in":"header","collectionFormat":"ssv")", "a b c"},
      {R"("in":"header")", "a,b c"},
  };
  for (const auto& [parameter, sent] : rows) {
    json::DocumentSet set;
    const std::string text =
        std::string(
            R"({"swagger":"2.0","info":{"title":"","version":""},"host":"e.com","schemes":["https"],"paths":{"/{c}":{"get":{"parameters":[{"name":"c","type":"array","items":{"type":"string"},)") +
        parameter + "}]}}}}";
    ASSERT_TRUE(set.add("o", std::move(json::read(text).document)));
    const openapi::Operation operation = openapi::Description::read(set, "o").operation(0);
    RequestInput input;
    input.operation = &operation;
    input.documents = &set;
    input.server_url = *expand(operation.servers.front());
    input.parameters = {{State::value, R"(["a","b c"])"}};
    const Built built = build(input);
    const HeaderField* header = built.request.header("c");
    const std::string found =
        built.request.url.text + (header ? ' ' + header->value.text : std::string());
    EXPECT_EQ(found.substr(found.size() - std::string(sent).size()), sent) << found;
  }
}

TEST(Request, EmptyValuesAreSentWhereTheyAreAllowed) {
  Fixture fixture(
      "/pets",
      R"({"name":"flag","in":"query","allowEmptyValue":true,"schema":{"type":"boolean"}})");
  fixture.input.parameters = {{State::empty, ""}};
  EXPECT_EQ(fixture.url(), "https://api.e.com/v1/pets?flag=");
  fixture.input.parameters = {{State::unset, ""}};
  EXPECT_EQ(fixture.url(), "https://api.e.com/v1/pets");
}

TEST(Request, SaysWhatCannotBeDoneForCredentials) {
  Fixture fixture("/pets", "");
  auto forbidden = api_key(openapi::Location::header);
  forbidden.name = "Sec-Key";
  openapi::SecurityScheme certificate;
  certificate.type = openapi::SchemeType::mutual_tls;
  const auto bearer = http("bearer");
  const auto basic = http("basic");
  fixture.input.credentials = {{&forbidden, "", "k"}};
  EXPECT_TRUE(says(build(fixture.input), "Browsers don't let pages set this header"));
  fixture.input.credentials = {{&certificate, "", ""}};
  EXPECT_TRUE(says(build(fixture.input), "certificate"));
  fixture.input.credentials = {{&bearer, "", "t"}, {&basic, "u", "p"}};
  EXPECT_TRUE(says(build(fixture.input), "two credentials"));
  fixture.input.credentials = {{&basic, "Jürgen", "päss"}};
  EXPECT_EQ(build(fixture.input).request.header("authorization")->value.text,
            "Basic SsO8cmdlbjpww6Rzcw==");
}

TEST(Request, WithoutAPathValueCannotBeSent) {
  Fixture fixture("/pets/{id}", kParameters);
  const Built built = build(fixture.input);
  EXPECT_FALSE(built.sendable());
  EXPECT_EQ(built.request.url.text, "https://api.e.com/v1/pets/{id}");
}

TEST(Request, RefusesDotSegmentsBecauseBrowsersRemoveThem) {
  Fixture fixture("/pets/{id}", kParameters);
  for (const char* value : {".", ".."}) {
    fixture.input.parameters = {{State::value, value}};
    EXPECT_FALSE(build(fixture.input).sendable()) << value;
  }
  fixture.input.parameters = {{State::value, "..."}};
  EXPECT_TRUE(build(fixture.input).sendable());
}

TEST(Request, RefusesHeadersThatWouldBreakOut) {
  Fixture fixture("/pets", R"({"name":"X-Trace","in":"header","schema":{"type":"string"}},
    {"name":"Bad\r\nName","in":"header","schema":{"type":"string"}})");
  fixture.input.parameters = {{State::value, "a\r\nHost: evil"}, {State::value, "x"}};
  fixture.input.extra_headers = {{"Host", "other"}, {"a b", "c"}};
  const Built built = build(fixture.input);
  EXPECT_FALSE(built.sendable());
  ASSERT_EQ(built.request.headers.size(), 1u);
  EXPECT_EQ(built.request.headers[0].name, "Host");
  EXPECT_TRUE(says(built, "Browsers don't let pages set this header"));
}

TEST(Request, CredentialsAreAddedAndMasked) {
  Fixture fixture("/pets", "");
  const auto bearer = http("bearer");
  const auto basic = http("basic");
  const auto header = api_key(openapi::Location::header);
  const auto query = api_key(openapi::Location::query);
  const auto cookie = api_key(openapi::Location::cookie);

  fixture.input.credentials = {{&bearer, "", "abc"}, {&query, "", "k&1"}};
  Built built = build(fixture.input);
  EXPECT_EQ(built.request.header("authorization")->value.text, "Bearer abc");
  EXPECT_EQ(built.request.header("authorization")->value.masked(), "Bearer $TOKEN");
  EXPECT_EQ(built.request.url.text, "https://api.e.com/v1/pets?X-Key=k%261");
  EXPECT_EQ(built.request.url.masked(), "https://api.e.com/v1/pets?X-Key=$TOKEN_2");

  fixture.input.credentials = {{&basic, "Aladdin", "open sesame"}, {&header, "", "k"}};
  built = build(fixture.input);
  EXPECT_EQ(built.request.header("authorization")->value.text,
            "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
  EXPECT_EQ(built.request.header("x-key")->value.masked(), "$TOKEN");

  fixture.input.credentials = {{&cookie, "", "a;b"}};
  built = build(fixture.input);
  EXPECT_EQ(built.request.header("cookie")->value.text, "X-Key=a%3Bb");
  EXPECT_TRUE(says(built, "Browsers don't let pages set cookies"));

  fixture.input.server_url = "http://api.e.com";
  EXPECT_TRUE(says(build(fixture.input), "unencrypted"));
  fixture.input.server_url = "http://localhost:8080";
  EXPECT_FALSE(says(build(fixture.input), "unencrypted"));
}

TEST(Request, CarriesTheBodyAsRuns) {
  Fixture fixture("/pets", "", "post");
  fixture.input.content_type = "application/json";
  fixture.input.body = Body{SecretText{"{}", {}}, FileRef{"1", "a.png", 10, "image/png"}};
  const Built built = build(fixture.input);
  EXPECT_EQ(built.request.method, "POST");
  EXPECT_EQ(size_bytes(*built.request.body), 12u);
  EXPECT_EQ(built.request.header("content-type")->value.text, "application/json");
}

TEST(ServerAddress, FillsVariablesOnceAndResolves) {
  openapi::Server server;
  server.base_uri = "https://e.com/docs/openapi.json";
  auto address = [&](const char* url) {
    server.url = url;
    auto result = expand(server, {{"v", "{w}"}});
    return result ? *result : "error: " + result.error().message;
  };
  server.variables = {{"w", "2", {}, ""}, {"none", "", {}, ""}};
  EXPECT_EQ(address("/"), "https://e.com/");
  EXPECT_EQ(address("v1"), "https://e.com/docs/v1");
  EXPECT_EQ(address("//api.e.com/v{w}"), "https://api.e.com/v2");
  EXPECT_EQ(address("https://api.e.com/{v}"), "https://api.e.com/{w}");
  EXPECT_EQ(address("https://{none}/").substr(0, 6), "error:");
  EXPECT_EQ(address("https://{undeclared}/").substr(0, 6), "error:");
  EXPECT_EQ(address("https://{open").substr(0, 6), "error:");
  EXPECT_EQ(address("javascript:alert(1)").substr(0, 6), "error:");
  EXPECT_EQ(address("https://a b/").substr(0, 6), "error:");
  EXPECT_EQ(address("https://e.com/a?x=1#y"), "https://e.com/a");
  EXPECT_EQ(address("wss://e.com/a"), "wss://e.com/a");
  EXPECT_EQ(http_address("wss://e.com/a"), "https://e.com/a");
  EXPECT_EQ(http_address("ws://e.com/a"), "http://e.com/a");
  EXPECT_EQ(http_address("http://e.com/ws"), "http://e.com/ws");
}

TEST(Secrets, PasswordsAndWriteOnlyValuesOfABodyAreMarked) {
  json::DocumentSet set;
  ASSERT_TRUE(
      set.add("s", std::move(json::read(
                                 R"({"properties":{"password":{"type":"string","format":"password"},
          "pin":{"type":"integer","writeOnly":true},"name":{"type":"string"},
          "old":{"properties":{"password":{"format":"password"}}}}})")
                                 .document)));
  const openapi::SchemaView schema(set, set.root("s"), schema::Dialect::openapi_3_1);
  const SecretText text =
      mark_secrets(R"({"name":"n","password":"p\"w","pin":1234,"old":{"password":"o"}})", schema);
  EXPECT_EQ(text.masked(),
            R"({"name":"n","password":"$PASSWORD","pin":$PIN,"old":{"password":"$PASSWORD_2"}})");
  EXPECT_TRUE(mark_secrets("not json", schema).secrets.empty());
}

TEST(Secrets, AreKnownByTheirNames) {
  using openapi::Location;
  for (const char* name : {"Authorization", "proxy-authorization", "Cookie", "X-API-Key", "Api-Key",
                           "X-Auth-Token", "X-Access-Token", "X-Session-Token", "PRIVATE-TOKEN",
                           "X-Amz-Security-Token", "Ocp-Apim-Subscription-Key", "X-Vault-Token"})
    EXPECT_TRUE(is_secret_name(Location::header, name)) << name;
  for (const char* name : {"access_token", "api_key", "apiKey", "token", "client_secret"})
    EXPECT_TRUE(is_secret_name(Location::query, name)) << name;
  for (const char* name : {"PHPSESSID", "session", "access_token"})
    EXPECT_TRUE(is_secret_name(Location::cookie, name)) << name;
  for (const char* name : {"page_token", "nextPageToken", "limit", "key", "session", "cookie"})
    EXPECT_FALSE(is_secret_name(Location::query, name)) << name;
  for (const char* name : {"Idempotency-Key", "X-Request-Id", "ETag", "Content-Type"})
    EXPECT_FALSE(is_secret_name(Location::header, name)) << name;
}

TEST(ReasonPhrase, IsKnownForWhatServersSay) {
  EXPECT_EQ(reason_phrase(200), "OK");
  EXPECT_EQ(reason_phrase(422), "Unprocessable Content");
  EXPECT_EQ(reason_phrase(599), "");
}

}  // namespace
}  // namespace vitrine::request
