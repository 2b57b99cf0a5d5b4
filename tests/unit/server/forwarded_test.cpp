#include "server/api/front/forwarded.h"

#include <gtest/gtest.h>

#include "tests/unit/server/probe.h"

namespace vitrine::test {
namespace {

Networks trusted(std::initializer_list<const char*> list) {
  Networks networks;
  for (const char* text : list) EXPECT_TRUE(networks.add(text)) << text;
  return networks;
}

Request from(std::string client, Headers headers) {
  Request request{"GET", "/x", std::move(headers), ""};
  request.client = std::move(client);
  return request;
}

TEST(Networks, HoldAddressesAndNetworksOfBothFamilies) {
  const Networks some = trusted({"127.0.0.1", "10.0.0.0/8", "fd00::/8", "192.168.4.128/25"});
  for (const char* inside :
       {"127.0.0.1", "10.255.0.1", "fd12::1", "192.168.4.200", "::ffff:10.1.1.1"}) {
    EXPECT_TRUE(some.contains(inside)) << inside;
  }
  for (const char* outside :
       {"127.0.0.2", "11.0.0.1", "fe80::1", "192.168.4.5", "", "x", "10.0.0"}) {
    EXPECT_FALSE(some.contains(outside)) << outside;
  }
  for (const char* wrong : {"", "x", "1.2.3.4/33", "1.2.3.4/", "1.2.3.4/-1", "::1/129", "1.2.3"}) {
    EXPECT_FALSE(Networks().add(wrong)) << wrong;
  }
}

TEST(Forwarded, NodesAreAddressesWithOrWithoutPort) {
  EXPECT_EQ(node_address("192.0.2.43"), "192.0.2.43");
  EXPECT_EQ(node_address("192.0.2.43:47011"), "192.0.2.43");
  EXPECT_EQ(node_address("[2001:db8::17]:4711"), "2001:db8::17");
  EXPECT_EQ(node_address("2001:db8::17"), "2001:db8::17");
  for (const char* none : {"unknown", "_hidden", "", "[", "[]", "10.0.0.0/8", "a\nb"}) {
    EXPECT_EQ(node_address(none), "") << none;
  }
}

TEST(Forwarded, NothingIsTakenFromAClientThatIsNoProxy) {
  const Headers headers = {{"Host", "me"},
                           {"X-Forwarded-For", "1.1.1.1"},
                           {"X-Forwarded-Proto", "https"},
                           {"X-Forwarded-Host", "evil"},
                           {"X-Forwarded-Prefix", "/p"},
                           {"Forwarded", "for=1.1.1.1;host=evil"}};
  Request request = from("9.9.9.9", headers);
  apply_x_forwarded(trusted({"10.0.0.0/8"}), request);
  apply_forwarded(trusted({"10.0.0.0/8"}), request);
  EXPECT_EQ(request.client, "9.9.9.9");
  EXPECT_EQ(request.scheme, "http");
  EXPECT_EQ(request.root_path, "");
  EXPECT_EQ(*request.headers.find("Host"), "me");
}

TEST(Forwarded, TheClientIsTheNearestAddressThatIsNotTrusted) {
  const Networks proxies = trusted({"10.0.0.0/8"});
  Request request = from("10.0.0.1", {{"Host", "inner"},
                                      {"X-Forwarded-For", "6.6.6.6, 7.7.7.7, 10.0.0.2"},
                                      {"X-Forwarded-Proto", "https"},
                                      {"X-Forwarded-Host", "api.example.org"},
                                      {"X-Forwarded-Prefix", "/api/"}});
  apply_x_forwarded(proxies, request);
  EXPECT_EQ(request.client, "7.7.7.7");
  EXPECT_EQ(request.scheme, "https");
  EXPECT_EQ(request.root_path, "/api");
  EXPECT_EQ(*request.headers.find("Host"), "api.example.org");

  request = from("10.0.0.1", {{"Host", "inner"},
                              {"Forwarded", "for=6.6.6.6;host=evil"},
                              {"Forwarded",
                               "for=\"[2001:db8::1]:5\";proto=HTTPS;host=\"a.b:81\", "
                               "for=10.0.0.2"}});
  apply_forwarded(proxies, request);
  EXPECT_EQ(request.client, "2001:db8::1");
  EXPECT_EQ(request.scheme, "https");
  EXPECT_EQ(*request.headers.find("Host"), "a.b:81");
}

TEST(Forwarded, AnOpenQuoteOfTheClientHidesNothingThatItsProxyAdds) {
  const Networks proxies = trusted({"10.0.0.1"});
  for (const char* own : {"for=6.6.6.6;x=\"", "for=6.6.6.6;x=\"\\", "\""}) {
    for (const char* added : {"for=7.7.7.7", "for=\"7.7.7.7:80\""}) {
      Request request = from("10.0.0.1", {{"Forwarded", std::string(own) + ", " + added}});
      apply_forwarded(proxies, request);
      EXPECT_EQ(request.client, "7.7.7.7") << own << ", " << added;
    }
  }
  Request request = from("10.0.0.1", {{"X-Forwarded-For", "\", 7.7.7.7"}});
  apply_x_forwarded(proxies, request);
  EXPECT_EQ(request.client, "7.7.7.7");
}

TEST(Forwarded, WhatIsNoValueIsLeftOut) {
  for (const char* prefix : {"//evil.example", "/a/../b", "/a b", "a", "/", "/a\"", "/<x>"}) {
    Request request = from("10.0.0.1", {{"Host", "me"},
                                        {"X-Forwarded-For", "unknown"},
                                        {"X-Forwarded-Proto", "gopher"},
                                        {"X-Forwarded-Host", "a/b"},
                                        {"X-Forwarded-Prefix", prefix}});
    apply_x_forwarded(trusted({"10.0.0.1"}), request);
    EXPECT_EQ(request.client, "10.0.0.1");
    EXPECT_EQ(request.scheme, "http");
    EXPECT_EQ(request.root_path, "") << prefix;
    EXPECT_EQ(*request.headers.find("Host"), "me");
  }
}

}  // namespace
}  // namespace vitrine::test
