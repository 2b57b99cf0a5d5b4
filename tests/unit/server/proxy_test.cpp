#include "server/command/proxy.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>

#include <thread>
#include <variant>

#include "app/json/uri.h"
#include "server/command/public_address.h"
#include "server/command/spec_files.h"
#include "tests/unit/server/client.h"
#include "tests/unit/server/command_fixture.h"
#include "tests/unit/server/probe.h"
#include "tests/unit/server/running.h"

namespace vitrine::test {
namespace {

using command::Followed;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

union Address {
  sockaddr any;
  sockaddr_in v4;
  sockaddr_in6 v6;
};

Address address_of(const char* text) {
  Address address{};
  const bool v6 = std::string_view(text).find(':') != std::string_view::npos;
  if (v6) {
    address.v6.sin6_family = AF_INET6;
    EXPECT_EQ(inet_pton(AF_INET6, text, &address.v6.sin6_addr), 1) << text;
  } else {
    address.v4.sin_family = AF_INET;
    EXPECT_EQ(inet_pton(AF_INET, text, &address.v4.sin_addr), 1) << text;
  }
  return address;
}

TEST(PublicAddress, IsOfTheInternetAsAWhole) {
  for (const char* text : {"93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:4700::1111",
                           "::ffff:93.184.216.34", "64:ff9b::5db8:d822", "2002:5db8:d822::1"}) {
    EXPECT_TRUE(command::is_public(address_of(text).any)) << text;
  }
  for (const char* text : {"0.0.0.0",
                           "10.1.2.3",
                           "100.64.0.1",
                           "127.0.0.1",
                           "169.254.169.254",
                           "172.16.0.1",
                           "172.31.255.255",
                           "192.168.1.1",
                           "198.18.0.1",
                           "224.0.0.1",
                           "255.255.255.255",
                           "::",
                           "::1",
                           "::ffff:127.0.0.1",
                           "::127.0.0.1",
                           "64:ff9b::7f00:1",
                           "2002:0a00:0001::",
                           "2001:0::1",
                           "fe80::1",
                           "fd00::1",
                           "ff02::1",
                           "2001:db8::1"}) {
    EXPECT_FALSE(command::is_public(address_of(text).any)) << text;
  }
}

TEST(PublicAddress, OthersAreNamedExplicitly) {
  EXPECT_TRUE(command::names_address("10.1.2.3", address_of("10.1.2.3").any));
  EXPECT_FALSE(command::names_address("10.1.2.3", address_of("10.1.2.4").any));
  EXPECT_TRUE(command::names_address("[::1]", address_of("::1").any));
  EXPECT_TRUE(command::names_address("localhost", address_of("127.0.0.1").any));
  EXPECT_TRUE(command::names_address("api.localhost", address_of("::1").any));
  EXPECT_FALSE(command::names_address("localhost", address_of("10.0.0.1").any));
  EXPECT_FALSE(command::names_address("api.example", address_of("127.0.0.1").any));
}

TEST(Proxy, PassesOnNothingOfThePageAndTheConnection) {
  const Headers sent = command::headers_to_forward({{"Host", "a"},
                                                    {"Cookie", "b"},
                                                    {"Origin", "c"},
                                                    {"Referer", "d"},
                                                    {"Sec-Fetch-Site", "same-origin"},
                                                    {"Vitrine-Target", "e"},
                                                    {"Connection", "close, X-Hop"},
                                                    {"X-Hop", "f"},
                                                    {"Transfer-Encoding", "chunked"},
                                                    {"Authorization", "Bearer g"},
                                                    {"X-Own", ""}});
  EXPECT_EQ(std::distance(sent.begin(), sent.end()), 2);
  EXPECT_EQ(*sent.find("Authorization"), "Bearer g");
  EXPECT_EQ(*sent.find("X-Own"), "");
}

TEST(Proxy, IsForTheOwnPageOnly) {
  EXPECT_TRUE(command::is_of_own_page(with(get("/proxy"), "Sec-Fetch-Site", "same-origin")));
  EXPECT_TRUE(command::is_of_own_page(with(get("/proxy"), "Origin", "http://127.0.0.1:8080")));
  for (const char* site : {"cross-site", "same-site", "none"}) {
    EXPECT_FALSE(command::is_of_own_page(with(get("/proxy"), "Sec-Fetch-Site", site))) << site;
  }
  for (const char* origin : {"http://127.0.0.1:8081", "https://evil.example", "null"}) {
    EXPECT_FALSE(command::is_of_own_page(with(get("/proxy"), "Origin", origin))) << origin;
  }
}

/// The server of a description, and a proxy before it.
class Proxied : public ::testing::Test {
 protected:
  Proxied() {
    upstream_.Get("/hello", [](const httplib::Request& request, httplib::Response& response) {
      response.set_header("X-Seen", request.get_header_value("Authorization"));
      response.set_header("Set-Cookie", "a=b");
      response.status = 418;
      response.set_content(request.has_header("Cookie") ? "a cookie" : "a pot", "text/plain");
    });
    upstream_.Get("/away", [](const httplib::Request&, httplib::Response& response) {
      response.set_redirect("https://elsewhere.example/");
    });
    upstream_.Put("/echo", [](const httplib::Request& request, httplib::Response& response) {
      response.set_content(request.body, "application/octet-stream");
    });
    port_ = upstream_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { upstream_.listen_after_bind(); });
    upstream_.wait_until_ready();
  }
  ~Proxied() override {
    upstream_.stop();
    thread_.join();
  }

  std::string at(const std::string& host) const { return host + ":" + std::to_string(port_); }
  Front front(const std::string& server, command::ProxyOptions options = {}) const {
    const std::string file = folder_.write(
        "api.yaml", "openapi: 3.1.0\ninfo: {title: T, version: '1'}\nservers: [{url: '" + server +
                        "'}]\npaths: {/hello: {get: {responses: {}}}}\n");
    SpecFolder spec = std::get<SpecFolder>(command::open_spec(file, ""));
    FrontOptions front;
    front.mounts.push_back(command::proxy_mount(Followed(file, "", spec), std::move(options)));
    return Front(spec, std::move(front));
  }
  /// What the proxy sends to its page.
  static std::string ask(const Running& proxy, const std::string& line, const std::string& target,
                         const std::string& body = {}) {
    return proxy.raw(line +
                     " /proxy HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\n" +
                     "Cookie: c=d\r\nAuthorization: Bearer e\r\nConnection: close\r\n" +
                     "Vitrine-Target: " + target +
                     "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  }

  TemporaryFolder folder_;
  httplib::Server upstream_;
  int port_ = 0;
  std::thread thread_;
};

bool is_supported(const std::string& response) {
  return response.find("without libcurl") == std::string::npos;
}

TEST_F(Proxied, GivesBackWhatTheServerSays) {
  const std::string server = at("http://127.0.0.1");
  const Running proxy(front(server));
  const std::string response = ask(proxy, "GET", server + "/hello?a=b#c");
  if (!is_supported(response)) GTEST_SKIP() << "SKIPPED: this build has no libcurl";
  EXPECT_THAT(response, HasSubstr("HTTP/1.1 200 OK"));
  EXPECT_THAT(response, HasSubstr("a pot"));
  const std::string plain = json::percent_decode(response);
  EXPECT_THAT(plain, HasSubstr("\"status\":418"));
  EXPECT_THAT(plain, HasSubstr("[\"x-seen\",\"Bearer e\"]"));
  EXPECT_THAT(plain, Not(HasSubstr("a=b")));
}

TEST_F(Proxied, GivesBackARedirectInsteadOfFollowingIt) {
  const std::string server = at("http://127.0.0.1");
  const Running proxy(front(server));
  const std::string response = ask(proxy, "GET", server + "/away");
  if (!is_supported(response)) GTEST_SKIP() << "SKIPPED: this build has no libcurl";
  const std::string plain = json::percent_decode(response);
  EXPECT_THAT(plain, HasSubstr("HTTP/1.1 200 OK"));
  EXPECT_THAT(plain, HasSubstr("\"status\":302"));
  EXPECT_THAT(plain, HasSubstr("[\"location\",\"https://elsewhere.example/\"]"));
}

TEST_F(Proxied, SendsTheBodyOn) {
  const std::string server = at("http://127.0.0.1");
  const Running proxy(front(server));
  const std::string response = ask(proxy, "PUT", server + "/echo", "the whole of the body");
  if (!is_supported(response)) GTEST_SKIP() << "SKIPPED: this build has no libcurl";
  EXPECT_THAT(response, HasSubstr("the whole of the body"));
}

TEST_F(Proxied, GoesToServersOfTheDescriptionOnly) {
  const Running proxy(front("https://api.example"));
  for (const std::string& target :
       {at("http://127.0.0.1") + "/hello", std::string("https://api.example.evil/"),
        std::string("https://api.example@evil.example/"), std::string("file:///etc/hostname"),
        std::string("https://api.example:444/"), std::string("/hello")}) {
    const std::string response = ask(proxy, "GET", target);
    EXPECT_THAT(response, HasSubstr("403 Forbidden")) << target;
    EXPECT_THAT(response, HasSubstr("Vitrine-Proxy: direct")) << target;
  }
}

TEST_F(Proxied, JudgesTheAddressThatANameLeadsTo) {
  // A name for loopback that is neither an address nor localhost.
  const std::string server = at("http://2130706433");
  std::string response = ask(Running(front(server)), "GET", server + "/hello");
  if (!is_supported(response)) GTEST_SKIP() << "SKIPPED: this build has no libcurl";
  EXPECT_THAT(response, HasSubstr("403 Forbidden"));
  EXPECT_THAT(response, HasSubstr("--proxy-private 2130706433"));
  response = ask(Running(front(server, {{"2130706433"}})), "GET", server + "/hello");
  EXPECT_THAT(response, HasSubstr("a pot"));
  response = ask(Running(front(server, {{"127.0.0.1"}})), "GET", server + "/hello");
  EXPECT_THAT(response, HasSubstr("a pot"));
}

TEST_F(Proxied, SaysWhyNothingCame) {
  const Running proxy(front("http://127.0.0.1:1"));
  const std::string response = ask(proxy, "GET", "http://127.0.0.1:1/");
  EXPECT_THAT(response, HasSubstr("502 Bad Gateway"));
  EXPECT_THAT(response, HasSubstr("The proxy has no response from http://127.0.0.1:1"));
}

TEST_F(Proxied, IsClosedToOtherPages) {
  const Front closed = front("https://api.example");
  Request request = with(get("/proxy"), "Vitrine-Target", "https://api.example/");
  request.headers.set("Sec-Fetch-Site", "cross-site");
  Response response = closed.handle(request);
  EXPECT_EQ(response.status, 403);
  EXPECT_EQ(header(response, "Access-Control-Allow-Origin"), "(none)");
  EXPECT_EQ(closed.handle(get("/proxy")).status, 400);
}

TEST_F(Proxied, KnowsTheServersOfAllOperationsAndTheirVariables) {
  const std::string file = folder_.write("many.yaml", R"(openapi: 3.1.0
info: {title: T, version: '1'}
servers:
  - url: https://{region}.Example:443/{version}
    variables: {region: {enum: [eu, us], default: eu}, version: {default: v1}}
  - url: https://{tenant}.example
    variables: {tenant: {default: demo}}
  - url: /v1
paths:
  /a:
    get: {servers: [{url: 'wss://live.example:8443'}], responses: {}}
)");
  SpecFolder spec = std::get<SpecFolder>(command::open_spec(file, ""));
  EXPECT_THAT(command::server_origins(Followed(file, "", spec).get()->description),
              UnorderedElementsAre("https://eu.example", "https://us.example",
                                   "https://demo.example", "https://live.example:8443"));
}

}  // namespace
}  // namespace vitrine::test
