#include "server/api/serve/listener.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <thread>
#include <vector>

#include "tests/unit/server/client.h"
#include "tests/unit/server/models.h"
#include "tests/unit/server/probe.h"
#include "tests/unit/server/running.h"

namespace vitrine::test {
namespace {

using ::testing::HasSubstr;

Api small_api() {
  Api api({.title = "T", .version = "1"});
  api.post("/points", [](Body<Point> point) -> Created<Point> { return {*point}; });
  api.get("/points", []() -> std::vector<Point> { return {}; });
  api.del("/points", []() {});
  api.put("/file", [](Upload<100'000, "image/png"> file) -> std::string {
    return std::to_string(file->size()) + std::string(file->bytes().substr(0, 3));
  });
  return api;
}

Front small_front() {
  return Front(Service(small_api()), {.cors_origins = {"https://docs.example"}, .loopback = true});
}

TEST(Listener, AnswersOverSocketsAsTheRouterDoes) {
  const Running server(small_front());
  httplib::Client client(server.url());
  client.set_keep_alive(true);
  for (int i = 0; i < 3; ++i) {
    const auto made = client.Post("/points", R"({"x":1,"y":0})", "application/json");
    ASSERT_TRUE(made);
    EXPECT_EQ(made->status, 201);
    EXPECT_EQ(made->body, R"({"x":1,"y":0})");
    EXPECT_EQ(made->get_header_value_count("Content-Type"), 1u);
    // A DELETE without a body must not swallow the request after it.
    const auto gone = client.Delete("/points");
    ASSERT_TRUE(gone);
    EXPECT_EQ(gone->status, 204);
    const auto list = client.Get("/points");
    ASSERT_TRUE(list);
    EXPECT_EQ(list->body, "[]");
  }
  const auto wrong = client.Post("/points", R"({"x":1,"y":1})", "application/json");
  ASSERT_TRUE(wrong);
  EXPECT_EQ(wrong->status, 422);
  const auto head = client.Head("/points");
  ASSERT_TRUE(head);
  EXPECT_EQ(head->status, 200);
  EXPECT_EQ(head->body, "");
}

TEST(Listener, LargeBodiesAre413AndReadableAcrossOrigins) {
  ServeOptions options = impatient();
  options.max_body_bytes = 1000;
  const Running server(small_front(), options);
  httplib::Client client(server.url());
  const auto response = client.Post("/points", {{"Origin", "https://docs.example"}},
                                    std::string(5000, ' '), "application/json");
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 413);
  EXPECT_EQ(response->get_header_value("Content-Type"), "application/problem+json");
  EXPECT_EQ(response->get_header_value("Access-Control-Allow-Origin"), "https://docs.example");
  EXPECT_THAT(response->body, HasSubstr("1000 bytes"));
  EXPECT_EQ(client.Post("/points", R"({"x":1,"y":0})", "application/json")->status, 201);
}

TEST(Listener, MultipartAndFormsReachTheRouterUntouched) {
  const Running server(small_front());
  httplib::Client client(server.url());
  for (const char* type : {"multipart/form-data", "multipart/form-data; boundary=x",
                           "application/x-www-form-urlencoded"}) {
    const auto response = client.Post("/points", "--x broken", type);
    ASSERT_TRUE(response) << type;
    EXPECT_EQ(response->status, 415) << type;
  }
}

TEST(Listener, MalformedRequestsAreAnsweredAndTheServerStaysUp) {
  const Running server(small_front());
  const std::string long_line(20'000, 'a');
  const std::string json = "Content-Type: application/json\r\n";
  const std::string host = "Host: localhost\r\n";
  std::string many_headers;
  for (int i = 0; i < 300; ++i) many_headers += "X-" + std::to_string(i) + ": 1\r\n";
  const std::string requests[] = {
      "",
      "\r\n\r\n",
      "nonsense\r\n\r\n",
      std::string("\0\xff\x01 / HTTP/1.1\r\n\r\n", 17),
      "GET\r\n\r\n",
      "GET  HTTP/1.1\r\n\r\n",
      "GET /" + long_line + " HTTP/1.1\r\n" + host + "\r\n",
      "GET /" + std::string(8000, 'b') + " HTTP/1.1\r\n" + host + "\r\n",
      "GET /points HTTP/1.1\r\nX: " + long_line + "\r\n\r\n",
      "GET /points HTTP/1.1\r\n" + many_headers + "\r\n",
      "GET /points HTTP/1.1\r\nno colon here\r\n\r\n",
      "GET /points HTTP/1.1\r\n" + host + "Accept: ;;;q=9\r\n\r\n",
      "GET /points HTTP/1.1\r\n" + host + "Range: bytes=9-1\r\n\r\n",
      "GET /%zz%00%ff HTTP/1.1\r\n" + host + "\r\n",
      "GET /points?%zz=%00&&=&a HTTP/1.1\r\n" + host + "\r\n",
      "BREW /points HTTP/1.1\r\n" + host + "\r\n",
      "CONNECT /points HTTP/1.1\r\n" + host + "\r\n",
      "POST /points HTTP/1.1\r\n" + host + json + "Content-Length: -1\r\n\r\n{}",
      "POST /points HTTP/1.1\r\n" + host + json + "Content-Length: 99999999999999999999\r\n\r\n{}",
      "POST /points HTTP/1.1\r\n" + host + json + "Content-Length: 50\r\n\r\n{}",
      "POST /points HTTP/1.1\r\n" + host + json + "Content-Length: x\r\n\r\n{}",
      "POST /points HTTP/1.1\r\n" + host + json +
          "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
      "POST /points HTTP/1.1\r\n" + host + json + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n",
      "POST /points HTTP/1.1\r\n" + host + json +
          "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}",
      "POST /points HTTP/1.1\r\n" + host + json +
          "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
      "POST /points HTTP/1.1\r\n" + host + json +
          "Expect: something\r\nContent-Length: 2\r\n\r\n{}",
      "GET /points HTTP/1.1\r\n" + host +
          "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
          "Sec-WebSocket-Key: x\r\n\r\n",
  };
  for (const std::string& request : requests) {
    const std::string refusal = server.raw(request);
    if (!refusal.empty()) {
      EXPECT_THAT(refusal, ::testing::StartsWith("HTTP/1.1 ")) << request.substr(0, 60);
      EXPECT_THAT(refusal, ::testing::Not(HasSubstr("HTTP/1.1 5"))) << request.substr(0, 60);
      if (refusal.rfind("HTTP/1.1 4", 0) == 0) {
        EXPECT_THAT(refusal, HasSubstr("application/problem+json")) << request.substr(0, 60);
      }
    }
    httplib::Client client(server.url());
    const auto response = client.Get("/points");
    ASSERT_TRUE(response) << "down after: " << request.substr(0, 60);
    EXPECT_EQ(response->status, 200);
  }
}

TEST(Listener, AnotherVersionOfHttpIs505) {
  const Running server(small_front());
  EXPECT_THAT(server.raw("GET /points HTTP/9.9\r\nHost: localhost\r\n\r\n"),
              ::testing::AllOf(::testing::StartsWith("HTTP/1.1 505"),
                               HasSubstr("application/problem+json")));
}

TEST(Listener, AnUnreadableRequestIsAnsweredWithAProblem) {
  const Running server(small_front());
  const std::string response = server.raw("nonsense\r\n\r\n");
  EXPECT_THAT(response, HasSubstr("HTTP/1.1 400"));
  EXPECT_THAT(response, HasSubstr("application/problem+json"));
}

TEST(Listener, MethodsThatNobodyKnowsAre405) {
  const Running server(small_front());
  const std::string response = server.raw("BREW /points HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_THAT(response, ::testing::StartsWith("HTTP/1.1 405"));
  EXPECT_THAT(response, HasSubstr("Allow: POST, GET, HEAD, DELETE, OPTIONS"));
  EXPECT_THAT(server.raw("BREW /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n"),
              ::testing::StartsWith("HTTP/1.1 404"));
}

TEST(Listener, AnUnknownTransferCodingIsAnsweredAtOnce) {
  const Running server(small_front());
  const std::string response =
      server.raw("POST /points HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\n{}");
  EXPECT_THAT(response, ::testing::StartsWith("HTTP/1.1 400"));
  EXPECT_THAT(response, HasSubstr("only chunked is known"));
}

TEST(Listener, TheHostOfAnAbsoluteTargetIsTheOneThatCounts) {
  const Running server(small_front());
  const std::string rest = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  EXPECT_THAT(server.raw("GET http://127.0.0.1/points" + rest),
              ::testing::StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(server.raw("GET http://evil.example/points" + rest),
              ::testing::StartsWith("HTTP/1.1 421"));
}

TEST(Listener, AConnectionOutlivesARefusedRequest) {
  const Running server(small_front());
  const std::string refused =
      "POST /points HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
      "Content-Length: 2\r\n\r\n{}";
  const std::string missing = "GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n";
  const std::string good = "GET /points HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  const Wire wire = server.connect();
  const auto ask = [&](const std::string& request, std::string_view end) {
    EXPECT_TRUE(wire.send(request));
    return wire.read_until(end);
  };
  const auto goes_on = ::testing::AllOf(::testing::Not(HasSubstr("Connection: close")),
                                        ::testing::Not(HasSubstr("X-Vitrine")));
  const std::string first = ask(refused, "]}");
  EXPECT_THAT(first, ::testing::AllOf(HasSubstr("HTTP/1.1 422"), goes_on));
  const std::string second = ask(missing, "}");
  EXPECT_THAT(second, ::testing::AllOf(HasSubstr("HTTP/1.1 404"), goes_on));
  EXPECT_THAT(ask(good, "[]"), HasSubstr("HTTP/1.1 200"));
  // One that could not be read to its end takes its connection along.
  EXPECT_THAT(server.raw("nonsense\r\n\r\n"), HasSubstr("Connection: close"));
}

TEST(Listener, AFileGoesToDiskUpToTheLimitOfItsRoute) {
  ServeOptions options = impatient();
  options.max_body_bytes = 1000;
  const Running server(small_front(), options);
  httplib::Client client(server.url());
  const auto sent = client.Put("/file", "PNG" + std::string(90'000, 'x'), "image/png");
  ASSERT_TRUE(sent);
  EXPECT_EQ(sent->body, "\"90003PNG\"");
  const auto chunked = client.Put(
      "/file",
      [](std::size_t offset, httplib::DataSink& sink) {
        if (offset >= 50'000) return sink.done(), true;
        return sink.write("GIF89", 5);
      },
      "image/png");
  ASSERT_TRUE(chunked);
  EXPECT_EQ(chunked->body, "\"50000GIF\"");
  const auto large = client.Put("/file", std::string(100'001, 'x'), "image/png");
  ASSERT_TRUE(large);
  EXPECT_EQ(large->status, 413);
  EXPECT_THAT(large->body, HasSubstr("100000 bytes"));
  const auto empty = client.Put("/file", "", "image/png");
  ASSERT_TRUE(empty);
  EXPECT_EQ(empty->status, 400);
  // Refused by its head alone: the bytes are not waited for.
  EXPECT_THAT(server.raw("PUT /file HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\n"
                         "Content-Length: 900000000000\r\n\r\nPNG"),
              HasSubstr("HTTP/1.1 413"));
}

TEST(Listener, ABurstIsKeptUntilItIsAccepted) {
  ServeOptions options = patient();
  options.port = 0;
  Listener listener(small_front(), options);
  ASSERT_EQ(listener.bind(), "");
  // Nobody accepts yet: a client beyond the backlog would wait here.
  std::vector<Wire> clients;
  for (int i = 0; i < 100; ++i) {
    clients.emplace_back(listener.port(), "GET /points HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }
  std::thread thread([&] { listener.run(); });
  for (const Wire& client : clients) {
    EXPECT_THAT(client.read_response(), ::testing::StartsWith("HTTP/1.1 200"));
  }
  listener.wait_until_ready();
  listener.stop();
  thread.join();
}

TEST(Listener, SlowClientsDoNotKeepOthersWaiting) {
  const Running server(small_front());
  std::vector<Wire> slow;
  for (int i = 0; i < 24; ++i) {
    slow.push_back(server.connect(i % 2 ? "GET /points HTT"
                                        : "POST /points HTTP/1.1\r\nHost: localhost\r\n"
                                          "Content-Type: application/json\r\n"
                                          "Content-Length: 100\r\n\r\n{"));
  }
  httplib::Client client(server.url());
  const auto response = client.Get("/points");
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 200);
  // The server lets go of them by itself: these reads end.
  for (const Wire& wire : slow) {
    EXPECT_THAT(wire.read_to_end(), ::testing::AllOf(::testing::StartsWith("HTTP/1.1 408"),
                                                     HasSubstr("Connection: close")));
  }
}

TEST(Listener, APageHearsOfAChangeAtOnce) {
  const std::string path = ::testing::TempDir() + "vitrine-watched.json";
  std::ofstream(path) << "{}";
  const Running server(Front(std::get<SpecFolder>(SpecFolder::open(path)), {}));
  const Wire wire = server.connect("GET /vitrine/changes HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const std::string head = wire.read_until(".0\n\n");
  EXPECT_THAT(head, HasSubstr("Content-Type: text/event-stream"));
  EXPECT_THAT(head, HasSubstr("data: "));
  std::ofstream(path) << "{ }";
  EXPECT_THAT(wire.read_until("\n\n"), HasSubstr(".1"));
  ::unlink(path.c_str());
}

TEST(Listener, APortInUseIsNoticedWithTheRemedy) {
  const Running server(small_front());
  ServeOptions options;
  options.port = server.port();
  Listener second(small_front(), options);
  EXPECT_THAT(second.bind(), ::testing::AllOf(HasSubstr("in use"), HasSubstr("--port 0")));
}

TEST(Listener, SendsLargeFilesInPieces) {
  const std::string path = ::testing::TempDir() + "vitrine-large.json";
  const std::string text = "\"" + std::string(3'000'000, 'x') + "\"";
  std::ofstream(path) << text;
  const Running server(Front(std::get<SpecFolder>(SpecFolder::open(path)), {}));
  httplib::Client client(server.url());
  const auto response = client.Get("/spec/vitrine-large.json");
  ASSERT_TRUE(response);
  EXPECT_EQ(response->body, text);
  EXPECT_EQ(response->get_header_value("Content-Length"), std::to_string(text.size()));
  ::unlink(path.c_str());
}

}  // namespace
}  // namespace vitrine::test
