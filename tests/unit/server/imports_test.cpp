// Imports of the demo: accepted at once, worked on afterwards, followed while that goes on.
#include "server/demo/imports.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>

#include "server/api/front/front.h"
#include "server/api/respond/service.h"
#include "server/demo/gallery.h"
#include "server/demo/secrets.h"
#include "tests/unit/server/probe.h"
#include "tests/unit/server/promises.h"
#include "tests/unit/server/running.h"

namespace vitrine::test {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class Imports : public ::testing::Test {
 protected:
  /// Every response is held against the document.
  Response handle(const Request& request) const {
    Response response = service_.handle(request);
    EXPECT_EQ(promises_.difference(request, response), "") << request.method << request.target;
    return response;
  }
  std::string sign_up(const std::string& email) const {
    return body(handle(post(
        "/users", R"({"email":")" + email + R"(","password":"a walk in the snow"})")))["token"];
  }
  static Request as(const std::string& token, Request request) {
    return with(std::move(request), "Authorization", "Bearer " + token);
  }
  /// Begins an import and returns its path.
  std::string begin(const std::string& token, int pictures) const {
    std::string list;
    for (int i = 0; i < pictures; ++i) list += (i ? "," : "") + std::string(R"({"title":"Snow"})");
    const Response response = handle(as(token, post("/imports", R"({"pictures":[)" + list + "]}")));
    EXPECT_EQ(response.status, 202);
    EXPECT_EQ(body(response)["state"], "waiting");
    EXPECT_EQ(body(response)["total"], pictures);
    return header(response, "Location");
  }
  std::string state(const std::string& token, const std::string& path) const {
    return body(handle(as(token, get(path))))["state"];
  }
  bool ends(const std::string& token, const std::string& path, const std::string& as_state) const {
    for (int i = 0; i < 6000; ++i) {
      if (state(token, path) == as_state) return true;
      std::this_thread::sleep_for(10ms);
    }
    return false;
  }
  static std::string follow(const std::string& token, const std::string& path,
                            const std::string& fields = {}) {
    return "GET " + path + "/events HTTP/1.0\r\nHost: localhost\r\nAuthorization: Bearer " + token +
           "\r\n" + fields + "\r\n";
  }

  const demo::Clock clock_ = [] { return std::chrono::system_clock::time_point{}; };
  demo::Gallery gallery_{(demo::start_secrets(), ":memory:"), {}, clock_};
  Service service_{demo::gallery_api(gallery_)};
  const Promises promises_{service_};
};

TEST_F(Imports, AreAcceptedAtOnceAndDoneLater) {
  const std::string token = sign_up("mina@example.org");
  const std::string path = begin(token, 2);
  EXPECT_THAT(path, StartsWith("/imports/"));
  EXPECT_TRUE(ends(token, path, "done"));
  const auto import = body(handle(as(token, get(path))));
  ASSERT_EQ(import["pictures"].size(), 2u);
  EXPECT_EQ(handle(get("/pictures/" + import["pictures"][1].get<std::string>())).status, 200);
  EXPECT_EQ(body(handle(get("/pictures")))["total"], 2);
}

TEST_F(Imports, TellEachStepAndTheirEnd) {
  const std::string token = sign_up("mina@example.org");
  const std::string path = begin(token, 3);
  const Running server(Front(Service(demo::gallery_api(gallery_)), {}), patient());
  const std::string events = server.connect(follow(token, path)).read_to_end();
  EXPECT_THAT(events, AllOf(StartsWith("HTTP/1.1 200"), HasSubstr("text/event-stream")));
  const auto first = events.find("event: progress\nid: 1\ndata: {\"done\":1,\"total\":3,");
  const auto last = events.find("event: progress\nid: 3\ndata: {\"done\":3,\"total\":3,");
  const auto end = events.find("event: end\ndata: {");
  ASSERT_NE(end, std::string::npos) << events;
  EXPECT_LT(first, last);
  EXPECT_LT(last, end);
  EXPECT_THAT(events.substr(end), HasSubstr(R"("state":"done")"));

  // Who comes again gets what is missing.
  const std::string rest =
      server.connect(follow(token, path, "Last-Event-ID: 2\r\n")).read_to_end();
  EXPECT_THAT(rest,
              AllOf(Not(HasSubstr("id: 2\n")), HasSubstr("id: 3\n"), HasSubstr("event: end")));
  EXPECT_THAT(server.connect(follow(token, path, "Last-Event-ID: two\r\n")).read_response(),
              StartsWith("HTTP/1.1 422"));
}

TEST_F(Imports, AreTheirOwnersAlone) {
  const std::string mina = sign_up("mina@example.org");
  const std::string other = sign_up("other@example.org");
  const std::string path = begin(mina, 1);
  EXPECT_EQ(handle(as(other, get(path))).status, 404);
  EXPECT_EQ(handle(as(other, get(path + "/events"))).status, 404);
  EXPECT_EQ(handle(get(path)).status, 401);
  EXPECT_EQ(handle(post("/imports", R"({"pictures":[{"title":"Snow"}]})")).status, 401);
}

TEST_F(Imports, SayWhichPictureIsRefused) {
  const std::string token = sign_up("mina@example.org");
  const Response response = handle(
      as(token, post("/imports", R"({"pictures":[{"title":"Snow"},{"title":"","year":3000}]})")));
  ASSERT_EQ(response.status, 422);
  EXPECT_EQ(body(response)["errors"][0]["pointer"], "/pictures/1/title");
  EXPECT_EQ(body(response)["errors"].size(), 2u);
  EXPECT_EQ(handle(as(token, post("/imports", R"({"pictures":[]})"))).status, 422);
}

TEST_F(Imports, MayComeAsLines) {
  const std::string token = sign_up("mina@example.org");
  const auto sent = [&](const std::string& lines) {
    return handle(
        as(token, with(post("/imports/lines", lines), "Content-Type", "application/jsonl")));
  };
  const Response response = sent("{\"title\":\"One\"}\n{\"title\":\"Two\"}\n");
  ASSERT_EQ(response.status, 202);
  EXPECT_TRUE(ends(token, header(response, "Location"), "done"));
  EXPECT_EQ(body(handle(get("/pictures")))["total"], 2);
  const Response refused = sent("{\"title\":\"One\"}\n{\"title\":\"\"}\n");
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(body(refused)["errors"][0]["pointer"], "/1/title");
  EXPECT_EQ(sent("\n").status, 400);
  std::string many;
  for (int i = 0; i < 101; ++i) many += "{\"title\":\"One of many\"}\n";
  EXPECT_EQ(sent(many).status, 413);
}

TEST_F(Imports, OnlySoManyWait) {
  const std::string token = sign_up("mina@example.org");
  const Request request =
      as(token, post("/imports", R"({"pictures":[{"title":"a"},{"title":"b"}]})"));
  int accepted = 0;
  Response response;
  while (accepted < 1000 && (response = handle(request)).status == 202) ++accepted;
  EXPECT_EQ(response.status, 503);
  EXPECT_GE(accepted, 20);
}

TEST_F(Imports, EndWithTheAccount) {
  const std::string token = sign_up("mina@example.org");
  begin(token, 100);
  EXPECT_EQ(handle(as(token, send("DELETE", "/users/me", ""))).status, 204);
  std::this_thread::sleep_for(400ms);
  EXPECT_EQ(body(handle(get("/pictures")))["total"], 0);
}

}  // namespace
}  // namespace vitrine::test
