#include "server/api/front/deployment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <mutex>
#include <stdexcept>
#include <vector>

#include "server/api/declare/api.h"
#include "server/api/front/compress.h"
#include "server/api/front/health.h"
#include "server/api/front/page_server.h"
#include "tests/unit/server/probe.h"
#include "tests/unit/server/running.h"

namespace vitrine::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct User {
  std::string name;
};

Service service() {
  Api api({.title = "T", .version = "1"});
  api.on_error([](std::string_view) {});
  api.authenticate<User>(
      api_key("key", openapi::Location::query, "ticket"),
      [](std::string_view key) -> std::optional<User> { return User{std::string(key)}; });
  api.get("/things", [](Query<"q", std::optional<std::string>>) { return std::string(3000, 'a'); });
  api.get("/mine", [](Authenticated<User> user) { return user->name; });
  api.post("/things", []() -> Created<std::string> { return {"x", "/things/1"}; });
  api.get("/who", [](const Request& request) {
    return request.client + " " + request.scheme + " " + *request.headers.find("Host") + " " +
           request.root_path;
  });
  api.get("/with/", [] { return std::string("slash"); });
  api.get("/broken", []() -> std::string { throw std::runtime_error("password: hunter2"); });
  api.get("/tagged", [](const Request&) -> With<std::string, ETag> {
    return {std::string(2000, 'b'), {{"\"v1\""}}};
  });
  return Service(std::move(api));
}

Front front(Deployment deployment, std::vector<std::string> origins = {}) {
  return Front(service(),
               {.cors_origins = std::move(origins), .deployment = std::move(deployment)});
}

std::string request(const std::string& line, const std::string& headers = {}) {
  return line + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "Connection: close\r\n\r\n";
}

Response asked(const Front& front, std::string method, std::string target, Headers headers = {}) {
  Request made{std::move(method), std::move(target), std::move(headers), ""};
  if (!made.headers.find("Host")) made.headers.add("Host", "localhost");
  front.admit(made, "127.0.0.1");
  return front.handle(made);
}

TEST(Deployment, MistakesStopTheStartAndAreOneSentenceEach) {
  Deployment wrong;
  wrong.root_path = "api/";
  wrong.trusted_proxies = {"10.0.0.0/40"};
  wrong.hosts = {"a:80"};
  wrong.cors.credentials = true;
  wrong.folders = {{.prefix = "/x/", .folder = "/nowhere"}};
  try {
    front(wrong, {"*", "https://a.example/"});
    FAIL();
  } catch (const DeclarationError& error) {
    for (const char* part : {"\"api/\"", "10.0.0.0/40", "\"a:80\"", "credentials",
                             "https://a.example/", "\"/x/\"", "/nowhere"}) {
      EXPECT_THAT(error.what(), HasSubstr(part));
    }
  }
  Deployment open;
  open.cors.credentials = true;
  // Frames in a sandbox have this origin, whoever makes them.
  EXPECT_THROW(front(open, {"null"}), DeclarationError);
  EXPECT_NO_THROW(front({}, {"null", "https://*.a.example"}));
  for (const char* star : {"https://*", "https://*a.example", "https://a.*.example"}) {
    EXPECT_THROW(front({}, {star}), DeclarationError) << star;
  }
  Deployment hiding;
  hiding.folders = {{.prefix = "/things", .folder = "/tmp"}};
  EXPECT_THROW(front(hiding), DeclarationError);
}

TEST(Deployment, ATrustedProxySaysWhoAskedOnTheWire) {
  Deployment behind;
  behind.trusted_proxies = {"127.0.0.1"};
  behind.hosts = {"api.example.org"};
  const Running server(front(behind));
  const std::string headers =
      "X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Proto: https\r\n"
      "X-Forwarded-Host: api.example.org\r\nX-Forwarded-Prefix: /v1\r\n";
  EXPECT_THAT(server.raw(request("GET /who", headers)),
              HasSubstr("\"203.0.113.9 https api.example.org /v1\""));
  // A name that is not among the hosts.
  EXPECT_THAT(server.raw(request("GET /who")), HasSubstr("HTTP/1.1 421 "));
  const Running open(front({}));
  EXPECT_THAT(open.raw(request("GET /who", headers)), HasSubstr("\"127.0.0.1 http localhost \""));
}

TEST(Deployment, DocumentPageAndLocationsFollowTheRootPath) {
  Deployment below;
  below.root_path = "/api";
  const Running server(front(below));
  for (const char* path : {"/openapi.json", "/api/openapi.json"}) {
    EXPECT_THAT(server.raw(request(std::string("GET ") + path)), HasSubstr("\"url\": \"/api\""));
  }
  EXPECT_THAT(server.raw(request("GET /api/openapi.yaml")), HasSubstr("/api"));
  EXPECT_THAT(server.raw(request("GET /docs")), HasSubstr("/api/openapi.json"));
  EXPECT_THAT(server.raw(request("GET /api")), HasSubstr("Location: /api/docs\r\n"));
  EXPECT_THAT(server.raw(request("POST /api/things", "Content-Length: 0\r\n")),
              HasSubstr("Location: /api/things/1\r\n"));
  EXPECT_THAT(server.raw(request("GET /apia/things")), HasSubstr("HTTP/1.1 404 "));
}

TEST(Deployment, ASlashAtTheEndIsStrictUnlessSaid) {
  const Front strict = front({});
  EXPECT_EQ(asked(strict, "GET", "/things/").status, 404);
  Deployment deployment;
  deployment.trailing_slashes = TrailingSlashes::redirect;
  const Front redirecting = front(deployment);
  Response response = asked(redirecting, "POST", "/things/?a=1");
  EXPECT_EQ(response.status, 308);
  EXPECT_EQ(header(response, "Location"), "/things?a=1");
  EXPECT_EQ(header(asked(redirecting, "GET", "/with"), "Location"), "/with/");
  EXPECT_EQ(asked(redirecting, "GET", "/none/").status, 404);
  EXPECT_EQ(asked(redirecting, "GET", "//things/").status, 404);
  deployment.trailing_slashes = TrailingSlashes::both;
  const Front both = front(deployment);
  EXPECT_EQ(asked(both, "GET", "/things/?q=1").status, 200);
  EXPECT_EQ(body(asked(both, "GET", "/with")), "slash");
  EXPECT_EQ(asked(both, "GET", "/none/").status, 404);
}

TEST(Deployment, NoSlashAtTheEndLeadsToAnotherServer) {
  Api api({.title = "T", .version = "1"});
  api.get("/{name}", [](Path<"name", std::string>) {});
  Deployment deployment;
  deployment.trailing_slashes = TrailingSlashes::redirect;
  const Front it(Service(std::move(api)), {.deployment = deployment});
  EXPECT_EQ(asked(it, "GET", "/example.org/").status, 308);
  // Browsers read a backslash as a slash.
  EXPECT_EQ(asked(it, "GET", "/\\example.org/").status, 404);
}

TEST(Cors, APreflightSaysWhatThePolicySays) {
  Deployment deployment;
  deployment.cors = {.methods = {"GET", "PUT"},
                     .headers = {"Authorization", "X-Mine"},
                     .exposed_headers = {"X-Total"},
                     .credentials = true,
                     .max_age_seconds = 7};
  const Front it = front(deployment, {"https://*.example.org"});
  const Headers headers = {{"Origin", "https://docs.example.org"},
                           {"Access-Control-Request-Method", "PUT"},
                           {"Access-Control-Request-Headers", "x-other"}};
  Response response = asked(it, "OPTIONS", "/things", headers);
  EXPECT_EQ(response.status, 204);
  EXPECT_EQ(response.text(), "");
  EXPECT_EQ(header(response, "Access-Control-Allow-Origin"), "https://docs.example.org");
  EXPECT_EQ(header(response, "Access-Control-Allow-Methods"), "GET, PUT");
  EXPECT_EQ(header(response, "Access-Control-Allow-Headers"), "Authorization, X-Mine");
  EXPECT_EQ(header(response, "Access-Control-Allow-Credentials"), "true");
  EXPECT_EQ(header(response, "Access-Control-Max-Age"), "7");
  EXPECT_THAT(header(response, "Vary"), HasSubstr("Origin, Access-Control-Request-Method"));
  response = asked(it, "GET", "/things", {{"Origin", "https://docs.example.org"}});
  EXPECT_EQ(header(response, "Access-Control-Expose-Headers"), "X-Total");
  for (const char* other : {"https://example.org", "https://a.b.example.org",
                            "http://docs.example.org", "https://evil/.example.org", "null"}) {
    response = asked(it, "GET", "/things", {{"Origin", other}});
    EXPECT_EQ(header(response, "Access-Control-Allow-Origin"), "(none)") << other;
    EXPECT_EQ(header(response, "Vary"), "Origin");
  }
}

TEST(Cors, WithCredentialsTheHeadersAreNamedOneByOne) {
  Deployment deployment;
  deployment.cors.credentials = true;
  const Front it = front(deployment, {"https://a.example"});
  const Response response = asked(it, "GET", "/tagged", {{"Origin", "https://a.example"}});
  EXPECT_THAT(header(response, "Access-Control-Expose-Headers"), HasSubstr("ETag"));
  EXPECT_THAT(header(response, "Access-Control-Expose-Headers"), Not(HasSubstr("*")));
}

TEST(ContentCoding, LongTextsAreCompressedAsTheClientTakesIt) {
  if (!gzip("") || !brotli("")) GTEST_SKIP() << "built without compression";
  Deployment deployment;
  deployment.compress_from_bytes = 1024;
  const Front it = front(deployment);
  Response response = asked(it, "GET", "/things", {{"Accept-Encoding", "gzip, br"}});
  EXPECT_EQ(header(response, "Content-Encoding"), "br");
  EXPECT_LT(response.body.size(), 200u);
  EXPECT_EQ(header(response, "Vary"), "Accept-Encoding");
  response = asked(it, "GET", "/things", {{"Accept-Encoding", "gzip;q=1, br;q=0"}});
  EXPECT_EQ(header(response, "Content-Encoding"), "gzip");
  EXPECT_EQ(response.body, *gzip('"' + std::string(3000, 'a') + '"'));
  response = asked(it, "GET", "/things");
  EXPECT_EQ(header(response, "Content-Encoding"), "(none)");
  EXPECT_EQ(header(response, "Vary"), "Accept-Encoding");
  response = asked(it, "GET", "/who", {{"Accept-Encoding", "gzip"}});
  EXPECT_EQ(header(response, "Content-Encoding"), "(none)") << "too short";
  EXPECT_EQ(
      header(asked(front({}), "GET", "/things", {{"Accept-Encoding", "gzip"}}), "Content-Encoding"),
      "(none)")
      << "unless asked for";
}

TEST(ContentCoding, AVersionKeepsItsNameWithACoding) {
  if (!gzip("")) GTEST_SKIP() << "built without compression";
  Deployment deployment;
  deployment.compress_from_bytes = 1024;
  const Front it = front(deployment);
  Response response = asked(it, "GET", "/tagged", {{"Accept-Encoding", "gzip"}});
  EXPECT_EQ(header(response, "ETag"), "\"v1-gzip\"");
  response =
      asked(it, "GET", "/tagged", {{"Accept-Encoding", "gzip"}, {"If-None-Match", "\"v1-gzip\""}});
  EXPECT_EQ(response.status, 304);
  EXPECT_EQ(header(response, "ETag"), "\"v1-gzip\"");
  EXPECT_EQ(header(response, "Vary"), "Accept-Encoding");
  EXPECT_EQ(asked(it, "GET", "/tagged", {{"If-None-Match", "\"v2\""}}).status, 200);
}

/// The lines that a server logs.
class Log {
 public:
  std::function<void(std::string_view)> writer() {
    return [this](std::string_view line) {
      const std::lock_guard lock(mutex_);
      lines_.emplace_back(line);
    };
  }
  std::string last() {
    const std::lock_guard lock(mutex_);
    return lines_.empty() ? "" : lines_.back();
  }

 private:
  std::mutex mutex_;
  std::vector<std::string> lines_;
};

ServeOptions logging(Log& log, AccessLog format) {
  ServeOptions options = impatient();
  options.access_log = format;
  options.log = log.writer();
  return options;
}

TEST(AccessLog, ALineSaysWhatWasAskedAndNoSecrets) {
  Log log;
  std::string response;
  {
    const Running server(front({}), logging(log, AccessLog::json));
    response = server.raw(request("GET /mine?ticket=s3cret&ti%63ket=s3cret&api_key=s3cret&a=%22b",
                                  "User-Agent: me\r\nX-Request-Id: abc-1\r\n"
                                  "Authorization: Bearer s3cret\r\nCookie: a=s3cret\r\n"));
  }
  EXPECT_THAT(response, HasSubstr("X-Request-Id: abc-1\r\n"));
  const auto line = nlohmann::json::parse(log.last());
  EXPECT_EQ(line["id"], "abc-1");
  EXPECT_EQ(line["client"], "127.0.0.1");
  EXPECT_EQ(line["method"], "GET");
  EXPECT_EQ(line["path"], "/mine");
  EXPECT_EQ(line["route"], "/mine");
  EXPECT_EQ(line["query"], "ticket=***&ti%63ket=***&api_key=***&a=%22b");
  EXPECT_EQ(line["agent"], "me");
  EXPECT_TRUE(line["status"].is_number());
  EXPECT_TRUE(line["bytes"].is_number());
  EXPECT_TRUE(line["ms"].is_number());
  EXPECT_THAT(log.last(), Not(HasSubstr("s3cret")));
}

TEST(AccessLog, CommonTextHasOneLineARequestWhateverIsSent) {
  Log log;
  {
    const Running server(front({}), logging(log, AccessLog::common));
    server.raw(request("GET /a\"b\x80", "X-Request-Id: a b\"c\r\n"));
  }
  EXPECT_THAT(log.last(), HasSubstr("127.0.0.1 - - ["));
  EXPECT_THAT(log.last(), HasSubstr("\"GET /a\\x22b\\x80 HTTP/1.1\" 400 "));
  EXPECT_THAT(log.last(), Not(HasSubstr("a b")));
  {
    const Running server(front({}), logging(log, AccessLog::common));
    server.raw("nonsense\r\n\r\n");
  }
  EXPECT_THAT(log.last(), HasSubstr("\"-\" 400 "));
}

TEST(AccessLog, AFailureNamesItsRequestToTheClientAndToTheLog) {
  std::string reported;
  Api api({.title = "T", .version = "1"});
  api.on_error([&](std::string_view words) { reported = words; });
  api.get("/broken", []() -> std::string { throw std::runtime_error("hunter2"); });
  const Front it(Service(std::move(api)), {});
  const Response named = asked(it, "GET", "/broken", {{"X-Request-Id", "r-7"}});
  EXPECT_EQ(named.status, 500);
  EXPECT_EQ(header(named, "X-Request-Id"), "r-7");
  EXPECT_THAT(std::string(named.text()), HasSubstr("r-7"));
  EXPECT_THAT(std::string(named.text()), Not(HasSubstr("hunter2")));
  EXPECT_THAT(reported, HasSubstr("hunter2 (request r-7)"));
  const Response unnamed = asked(it, "GET", "/broken");
  EXPECT_THAT(reported, HasSubstr(header(unnamed, "X-Request-Id")));
  EXPECT_EQ(header(unnamed, "X-Request-Id").size(), 16u);
}

TEST(Health, TheServerSaysThatItLivesAndWhetherItCanWork) {
  std::string reason;
  Api api({.title = "T", .version = "1"});
  add_health(api);
  add_readiness(api, [&] { return reason; });
  const Front it(Service(std::move(api)), {});
  EXPECT_EQ(body(asked(it, "GET", "/healthz"))["status"], "ok");
  EXPECT_EQ(header(asked(it, "GET", "/healthz"), "Cache-Control"), "no-store");
  EXPECT_EQ(asked(it, "GET", "/readyz").status, 200);
  reason = "The database does not respond";
  const Response response = asked(it, "GET", "/readyz");
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(body(response)["detail"], reason);
  EXPECT_EQ(asked(it, "GET", "/healthz").status, 200);
}

}  // namespace
}  // namespace vitrine::test
