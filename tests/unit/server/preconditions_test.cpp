#include "server/api/declare/preconditions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <mutex>

#include "server/api/declare/api.h"
#include "tests/unit/server/models.h"
#include "tests/unit/server/probe.h"
#include "tests/unit/server/running.h"

namespace vitrine::test {
namespace {

using ::testing::HasSubstr;

/// One point that is read and replaced.
struct Store {
  std::optional<Point> point = Point{1, 0};
  std::optional<std::string> tag() const {
    return point ? std::optional(tag_of(*point)) : std::nullopt;
  }
};

Service service(Store& store) {
  Api api({.title = "T", .version = "1"});
  api.provide(store);
  api.get("/point", [](Depends<Store> it) -> Tagged<Point> { return {*it->point}; });
  api.put("/point",
          [](RequiredIfMatch version, Body<Point> to, Depends<Store> it) -> Tagged<Point> {
            version.check(it->tag());
            it->point = *to;
            return {*to};
          });
  api.del("/point", [](IfMatch version, Depends<Store> it) {
    version.check(it->tag());
    it->point.reset();
  });
  api.put("/new", [](IfNoneMatch none, Body<Point> to, Depends<Store> it) -> Created<Point> {
    none.check(it->tag());
    it->point = *to;
    return {*to};
  });
  return Service(std::move(api));
}

Request put(std::string target, std::string text) {
  return send("PUT", std::move(target), std::move(text));
}

TEST(Preconditions, AChangeHoldsForTheVersionThatTheClientKnows) {
  Store store;
  const Service it = service(store);
  const std::string tag = header(it.handle(get("/point")), "ETag");
  EXPECT_EQ(tag, tag_of(*store.point));
  const Request change = put("/point", R"({"x":2,"y":0})");
  Response response = it.handle(change);
  EXPECT_EQ(response.status, 428);
  EXPECT_THAT(std::string(response.text()), HasSubstr("If-Match"));
  for (const std::string& other :
       {std::string("\"x\""), "W/" + tag, std::string("x"), std::string()}) {
    EXPECT_EQ(it.handle(with(change, "If-Match", other)).status, 412) << other;
  }
  EXPECT_EQ(store.point->x, 1);
  response = it.handle(with(change, "If-Match", "\"x\", " + tag));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(store.point->x, 2);
  EXPECT_NE(header(response, "ETag"), tag);
  EXPECT_EQ(it.handle(with(change, "If-Match", tag)).status, 412);
  // A copy that came compressed is the same version.
  const std::string coded = coded_tag(header(response, "ETag"), "br");
  EXPECT_EQ(it.handle(with(change, "If-Match", coded)).status, 200);
  EXPECT_EQ(it.handle(with(change, "If-Match", "*")).status, 200);
}

TEST(Preconditions, WhatMayBeLeftOutIsJudgedWhenItIsThere) {
  Store store;
  const Service it = service(store);
  const Request gone = send("DELETE", "/point", "");
  EXPECT_EQ(it.handle(with(gone, "If-Match", "\"x\"")).status, 412);
  EXPECT_EQ(it.handle(gone).status, 204);
  EXPECT_EQ(it.handle(with(gone, "If-Match", "*")).status, 412);
}

TEST(Preconditions, APutThatOnlyCreates) {
  Store store;
  const Service it = service(store);
  const Request create = with(put("/new", R"({"x":3,"y":0})"), "If-None-Match", "*");
  EXPECT_EQ(it.handle(create).status, 412);
  store.point.reset();
  EXPECT_EQ(it.handle(create).status, 201);
}

TEST(Preconditions, AreInTheDocument) {
  Store store;
  const Service it = service(store);
  const auto document = nlohmann::json::parse(it.openapi_json());
  const auto& put = document["paths"]["/point"]["put"];
  EXPECT_EQ(put["parameters"][0]["name"], "If-Match");
  EXPECT_EQ(put["parameters"][0]["required"], true);
  EXPECT_TRUE(put["responses"].contains("412"));
  EXPECT_TRUE(put["responses"].contains("428"));
  EXPECT_TRUE(put["responses"]["200"]["headers"].contains("ETag"));
  const auto& del = document["paths"]["/point"]["delete"];
  EXPECT_FALSE(del["parameters"][0].value("required", false));
  EXPECT_TRUE(del["responses"].contains("412"));
  EXPECT_FALSE(del["responses"].contains("428"));
  EXPECT_TRUE(document["paths"]["/point"]["get"]["responses"].contains("304"));
}

TEST(Preconditions, HoldOnTheWire) {
  Store store;
  const Running server(Front(service(store), {}));
  const std::string body = R"({"x":2,"y":0})";
  const auto asked = [&](const std::string& header) {
    return server.raw(
        "PUT /point HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + header +
        "Content-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body);
  };
  EXPECT_THAT(asked(""), HasSubstr("HTTP/1.1 428 Precondition Required"));
  EXPECT_THAT(asked("If-Match: \"x\"\r\n"), HasSubstr("HTTP/1.1 412 Precondition Failed"));
  EXPECT_THAT(asked("If-Match: " + *store.tag() + "\r\n"), HasSubstr("HTTP/1.1 200 OK"));
}

TEST(EntityTags, AListIsReadTagByTag) {
  EXPECT_EQ(find_tag("\"a,b\", \"c\"", "\"c\"", Comparison::strong), "\"c\"");
  EXPECT_EQ(find_tag("W/\"c\"", "\"c\"", Comparison::weak), "W/\"c\"");
  EXPECT_EQ(find_tag("W/\"c\"", "\"c\"", Comparison::strong), "");
  EXPECT_EQ(find_tag("\"c-gzip\"", "\"c\"", Comparison::strong), "\"c-gzip\"");
  EXPECT_EQ(find_tag("\"c-zip\"", "\"c\"", Comparison::strong), "");
  EXPECT_EQ(find_tag(" * ", "\"c\"", Comparison::strong), "*");
  EXPECT_EQ(find_tag("c, \"c", "\"c\"", Comparison::weak), "");
}

}  // namespace
}  // namespace vitrine::test
