// A request is routed once: from its head come the area, the endpoint and the plan of its body.
#include "server/api/respond/match.h"

#include <gtest/gtest.h>

#include "server/api/front/front.h"
#include "tests/unit/server/models.h"
#include "tests/unit/server/probe.h"

namespace vitrine::test {
namespace {

Front front() {
  Api api({.title = "T", .version = "1"});
  api.get("/shapes/{name}", [](Path<"name", std::string> name) { return *name; });
  api.get("/shapes/first", []() -> std::string { return "first"; });
  api.put("/shapes/{name}/image", [](Path<"name", std::string>, Upload<1000, "image/png">) {});
  api.post("/shapes", [](Body<Shape> shape) -> Shape { return *shape; });
  return Front(Service(std::move(api)), {});
}

TEST(Match, HasTheEndpointAndTheTextsOfThePath) {
  const Front it = front();
  const Request request = get("/shapes/a%20b");
  const Match match = it.route(request);
  EXPECT_EQ(match.area, Match::Area::api);
  EXPECT_NE(match.endpoint, nullptr);
  ASSERT_EQ(match.captured.size(), 1u);
  EXPECT_EQ(match.captured[0].first, "name");
  EXPECT_EQ(match.captured[0].second, "a%20b");
  EXPECT_EQ(it.handle(request, match).body, "\"a b\"");
}

TEST(Match, PrefersLiteralSegments) {
  const Front it = front();
  const Request request = get("/shapes/first");
  EXPECT_TRUE(it.route(request).captured.empty());
  EXPECT_EQ(it.handle(request).body, "\"first\"");
}

TEST(Match, PlansTheBodyOfTheEndpoint) {
  const Front it = front();
  const Request upload = send("PUT", "/shapes/a/image", "");
  EXPECT_EQ(it.route(upload).body.max_bytes, 1000u);
  EXPECT_TRUE(it.route(upload).body.to_file);
  const Request shape = post("/shapes", "{}");
  EXPECT_EQ(it.route(shape).body.max_bytes, 0u);
  EXPECT_FALSE(it.route(shape).body.to_file);
}

TEST(Match, HasNoEndpointForOtherMethodsPathsAndHosts) {
  const Front it = front();
  const Request other_method = send("DELETE", "/shapes", "");
  EXPECT_EQ(it.route(other_method).endpoint, nullptr);
  EXPECT_NE(it.route(other_method).resource, nullptr);
  const Request other_path = get("/circles");
  EXPECT_EQ(it.route(other_path).resource, nullptr);
  const Request other_host = with(get("/shapes/first"), "Host", "evil.example");
  EXPECT_FALSE(it.route(other_host).known_host);
  EXPECT_EQ(it.route(other_host).endpoint, nullptr);
}

TEST(Match, KnowsThePageAndTheDescription) {
  const Front it = front();
  EXPECT_EQ(it.route(get("/docs")).area, Match::Area::page);
  EXPECT_EQ(it.route(get("/openapi.json")).area, Match::Area::description);
  EXPECT_EQ(it.route(get("/spec/other.yaml")).area, Match::Area::description);
}

}  // namespace
}  // namespace vitrine::test
