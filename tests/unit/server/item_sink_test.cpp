// Bodies of JSON Lines whose items are checked and taken one by one.
#include "server/api/stream/item_sink.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "server/api/declare/api.h"
#include "server/api/front/front.h"
#include "server/api/model/standard_types.h"
#include "server/api/respond/service.h"
#include "tests/unit/server/models.h"
#include "tests/unit/server/probe.h"
#include "tests/unit/server/running.h"

namespace vitrine::test {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

/// Adds up the x of points that are given one a line.
Service summing(std::vector<double>* seen = nullptr) {
  Api api({.title = "T", .version = "1"});
  api.post("/points", [seen]() -> ItemSink<Point, double, 1'000'000> {
    auto sum = std::make_shared<double>(0);
    return {.take =
                [sum, seen](Point point) {
                  if (seen) seen->push_back(point.x);
                  *sum += point.x;
                },
            .end = [sum] { return *sum; }};
  });
  return Service(std::move(api));
}

Response sent(const Service& service, std::string lines) {
  return service.handle(
      with(post("/points", std::move(lines)), "Content-Type", "application/jsonl"));
}

TEST(ItemSinks, EachLineIsAnItem) {
  const Service service = summing();
  EXPECT_EQ(sent(service, "{\"x\":1,\"y\":0}\n{\"x\":2,\"y\":0}\n").body, "3");
  EXPECT_EQ(sent(service, "\n{\"x\":1,\"y\":0}\r\n\r\n  {\"x\":2,\"y\":0}").body, "3");
  EXPECT_EQ(sent(service, "").status, 400);
}

TEST(ItemSinks, TheFirstLineThatDoesNotFitIsRefusedWithItsPlace) {
  std::vector<double> seen;
  const Service service = summing(&seen);
  const Response refused =
      sent(service, "{\"x\":1,\"y\":0}\n\n{\"x\":2,\"y\":0.75}\n{\"x\":3,\"y\":0}\n");
  ASSERT_EQ(refused.status, 422);
  EXPECT_EQ(body(refused)["errors"][0]["pointer"], "/1/y");
  EXPECT_EQ(body(refused)["errors"][0]["keyword"], "maximum");
  EXPECT_EQ(seen, std::vector<double>{1});
  EXPECT_EQ(body(sent(service, "{\"y\":0}\n"))["errors"][0]["pointer"], "/0/x");
  EXPECT_EQ(body(sent(service, "{\"x\":1e400,\"y\":0}\n"))["errors"][0]["keyword"], "format");
}

TEST(ItemSinks, WhatOnlyATypeRefusesHasItsPlaceToo) {
  Api api({.title = "T", .version = "1"});
  api.post("/points", []() -> ItemSink<Base64, int, 1000> {
    return {.take = [](const Base64&) {}, .end = [] { return 1; }};
  });
  const Service service(std::move(api));
  EXPECT_EQ(sent(service, "\"YQ==\"\n").body, "1");
  const Response refused = sent(service, "\"YQ==\"\n\"Y\"\n");
  ASSERT_EQ(refused.status, 422);
  EXPECT_EQ(body(refused)["errors"][0]["pointer"], "/1");
}

TEST(ItemSinks, ALineThatIsNoJsonSaysWhichItIs) {
  const Response refused = sent(summing(), "{\"x\":1,\"y\":0}\n\n{\"x\":}\n");
  EXPECT_EQ(refused.status, 400);
  EXPECT_EQ(body(refused)["line"], 3);
  // The last one too, which no line break ends.
  EXPECT_EQ(body(sent(summing(), "{\"x\":1,\"y\":0}\n{"))["line"], 2);
}

TEST(ItemSinks, LinesMayComeInPiecesOfAnySize) {
  const Running server(Front(summing(), {}), patient());
  const Wire wire = server.connect(
      "POST /points HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/jsonl\r\n"
      "Transfer-Encoding: chunked\r\n\r\n");
  const std::string lines = "{\"x\":1,\"y\":0}\n{\"x\":2,\"y\":0}\r\n{\"x\":4,\"y\":0}";
  for (const char byte : lines) wire.send(std::string("1\r\n") + byte + "\r\n");
  wire.send("0\r\n\r\n");
  EXPECT_THAT(wire.read_response(), EndsWith("\r\n\r\n7"));
}

TEST(ItemSinks, ALineHasALimit) {
  const Response refused = sent(summing(), "{\"x\":1,\"y\":0}\n" + std::string(200'000, ' '));
  EXPECT_EQ(refused.status, 413);
  EXPECT_THAT(body(refused)["detail"].get<std::string>(), StartsWith("Line 2 is too long"));
}

TEST(ItemSinks, TheDocumentDescribesTheItem) {
  const auto document = nlohmann::json::parse(summing().openapi_json());
  EXPECT_EQ(document["openapi"], "3.2.0");
  const auto& content = document["paths"]["/points"]["post"]["requestBody"]["content"];
  EXPECT_EQ(content["application/jsonl"]["itemSchema"]["$ref"], "#/components/schemas/Point");
  EXPECT_TRUE(document["components"]["schemas"].contains("Point"));
}

}  // namespace
}  // namespace vitrine::test
