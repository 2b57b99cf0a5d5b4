// WebSockets on real sockets: the handshake, typed messages, and every way in which they end.
#include "server/api/stream/websocket.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "server/api/declare/api.h"
#include "server/api/front/front.h"
#include "server/api/respond/service.h"
#include "server/api/stream/events.h"
#include "tests/unit/server/models.h"
#include "tests/unit/server/probe.h"
#include "tests/unit/server/websocket_client.h"

namespace vitrine::test {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

struct Member {
  std::string name;
};

Service sockets() {
  Api api({.title = "T", .version = "1"});
  api.authenticate<Member>(bearer("token"), [](std::string_view token) -> std::optional<Member> {
    if (token != "good") return std::nullopt;
    return Member{"Mina"};
  });
  api.on_error([](std::string_view) {});
  api.get("/echo",
          [](Query<"n", std::optional<int>, maximum(5)>) -> WebSocket<Frame, Frame> {
            return {.message = [](Socket<Frame> socket, Frame frame) { socket.send(frame); }};
          })
      .subprotocol("v2")
      .subprotocol("v1");
  api.get("/points", []() -> WebSocket<Point, std::string> {
    return {.opened = [](Socket<std::string> socket) { socket.send("hello"); },
            .message = [](Socket<std::string> socket,
                          Point point) { socket.send("x is " + std::to_string(point.x)); }};
  });
  api.get("/patient", []() -> WebSocket<Point, std::string> {
    return {.message = [](Socket<std::string>, Point) {},
            .refused =
                [](Socket<std::string> socket, const std::vector<FieldError>& errors) {
                  socket.send(errors.front().pointer + " " + errors.front().keyword);
                }};
  });
  api.get("/fails", []() -> WebSocket<Point, std::string> {
    return {.message = [](Socket<std::string>, Point) { throw std::runtime_error("a secret"); }};
  });
  api.get("/closes", []() -> WebSocket<int, int> {
    return {.message = [](Socket<int> socket, int code) {
      socket.close(code, "as you said");
      EXPECT_FALSE(socket.send(1));
    }};
  });
  api.get("/mine", [](Authenticated<Member> me) -> WebSocket<Frame, std::string> {
    return {.opened = [name = me->name](Socket<std::string> socket) { socket.send(name); },
            .message = [](Socket<std::string>, Frame) {}};
  });
  return Service(std::move(api));
}

class WebSockets : public ::testing::Test {
 protected:
  std::string refused(const std::string& request) const {
    return server_.connect(request).read_response();
  }
  static std::string without(std::string request, const std::string& line) {
    request.erase(request.find(line), line.size() + 2);
    return request;
  }
  const Running server_{Front(sockets(), {{"https://docs.example.org"}, true}), patient()};
};

TEST_F(WebSockets, TheHandshakeIsAnswered) {
  const Talk talk(server_, "/echo");
  EXPECT_THAT(talk.head(),
              AllOf(StartsWith("HTTP/1.1 101 Switching Protocols\r\n"),
                    HasSubstr("Upgrade: websocket\r\n"), HasSubstr("Connection: Upgrade\r\n"),
                    HasSubstr("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"),
                    Not(HasSubstr("Sec-WebSocket-Protocol")), Not(HasSubstr("Transfer-Encoding")),
                    Not(HasSubstr("Content-Length"))));
}

TEST_F(WebSockets, ARequestThatIsNoHandshakeIsRefused) {
  const std::string good = handshake("/echo");
  EXPECT_THAT(refused("GET /echo HTTP/1.1\r\nHost: localhost\r\n\r\n"),
              AllOf(StartsWith("HTTP/1.1 426"), HasSubstr("Upgrade: websocket"),
                    HasSubstr("Sec-WebSocket-Version: 13")));
  EXPECT_THAT(refused(without(good, "Upgrade: websocket")), StartsWith("HTTP/1.1 426"));
  EXPECT_THAT(refused(without(good, "Connection: keep-alive, Upgrade")),
              StartsWith("HTTP/1.1 426"));
  EXPECT_THAT(refused(without(good, "Sec-WebSocket-Version: 13")), StartsWith("HTTP/1.1 426"));
  EXPECT_THAT(refused(without(good, "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")),
              StartsWith("HTTP/1.1 400"));
  EXPECT_THAT(refused(handshake("/echo", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n")),
              StartsWith("HTTP/1.1 400"));
  std::string other_key = good;
  other_key.replace(other_key.find("dGhl"), 4, "dGhlaaaa");
  EXPECT_THAT(refused(other_key), StartsWith("HTTP/1.1 400"));
  std::string old = good;
  old.replace(old.find("HTTP/1.1"), 8, "HTTP/1.0");
  EXPECT_THAT(refused(old), StartsWith("HTTP/1.1 505"));
  EXPECT_THAT(refused("POST" + good.substr(3)), StartsWith("HTTP/1.1 405"));
}

TEST_F(WebSockets, InputsAreCheckedBeforeTheHandshake) {
  EXPECT_THAT(refused(handshake("/echo?n=6")), StartsWith("HTTP/1.1 422"));
  EXPECT_THAT(refused(handshake("/mine")), StartsWith("HTTP/1.1 401"));
  EXPECT_EQ(Talk(server_, "/mine", "Authorization: Bearer good\r\n").hear(), "\"Mina\"");
}

TEST_F(WebSockets, OnlyPagesOfKnownOriginsConnect) {
  const auto status = [&](const std::string& origin) {
    return Talk(server_, "/echo", "Origin: " + origin + "\r\n").head().substr(9, 3);
  };
  EXPECT_EQ(status("http://localhost"), "101");
  EXPECT_EQ(status("https://docs.example.org"), "101");
  EXPECT_EQ(status("https://evil.example.org"), "403");
  EXPECT_EQ(status("http://localhost:81"), "403");
  EXPECT_EQ(status("null"), "403");
}

TEST_F(WebSockets, ASubprotocolIsAgreedOn) {
  EXPECT_THAT(Talk(server_, "/echo", "Sec-WebSocket-Protocol: v0, v1, v2\r\n").head(),
              HasSubstr("Sec-WebSocket-Protocol: v2\r\n"));
  EXPECT_THAT(Talk(server_, "/echo", "Sec-WebSocket-Protocol: v0\r\n").head(),
              Not(HasSubstr("Sec-WebSocket-Protocol")));
}

TEST_F(WebSockets, FramesComeBack) {
  const Talk talk(server_, "/echo");
  talk.say("겨울");
  EXPECT_EQ(talk.hear(), "겨울");
  talk.say(0x82, std::string("\xff\0", 2));
  EXPECT_EQ(talk.hear(), std::string("binary:\xff\0", 9));
  const std::string large(100'000, 'x');
  talk.say(large);
  EXPECT_EQ(talk.hear(), large);
  talk.say("");
  EXPECT_EQ(talk.hear(), "");
}

TEST_F(WebSockets, FramesThatComeWithTheHandshakeAreHeard) {
  const Wire wire = server_.connect(handshake("/points") + masked(0x81, R"({"x":4,"y":0})"));
  EXPECT_THAT(wire.read_until("x is 4"), HasSubstr("hello"));
}

TEST_F(WebSockets, FragmentsAreOneMessageAndPingsMayComeBetween) {
  const Talk talk(server_, "/echo");
  talk.say(0x01, "a");
  talk.say(0x89, "now");
  EXPECT_EQ(talk.hear(), "pong:now");
  talk.say(0x00, "b");
  talk.say(0x80, "c");
  EXPECT_EQ(talk.hear(), "abc");
}

TEST_F(WebSockets, AGoodbyeIsReturned) {
  const Talk talk(server_, "/echo");
  talk.say_goodbye(4001);
  EXPECT_EQ(talk.hear(), "close:4001");
  EXPECT_EQ(talk.hear(), "(end)");
  const Talk without_code(server_, "/echo");
  without_code.say(0x88, "");
  EXPECT_EQ(without_code.hear(), "close:");
  EXPECT_EQ(without_code.hear(), "(end)");
}

TEST_F(WebSockets, TheServerMaySayGoodbye) {
  const Talk talk(server_, "/closes");
  talk.say("4002");
  EXPECT_EQ(talk.hear(), "close:4002 as you said");
  EXPECT_TRUE(talk.wire().silent());
  talk.say("4003");
  talk.say_goodbye(4002);
  EXPECT_EQ(talk.hear(), "(end)");
}

TEST_F(WebSockets, ViolationsCloseWithTheirCode) {
  const auto after = [&](const std::string& bytes) {
    const Talk talk(server_, "/echo");
    talk.wire().send(bytes);
    const std::string said = talk.hear().substr(0, 10);
    EXPECT_EQ(talk.hear(), "(end)");
    return said;
  };
  EXPECT_EQ(after(std::string("\x81\x01", 2) + "a"), "close:1002");
  EXPECT_EQ(after(masked(0x81, "\xff")), "close:1007");
  EXPECT_EQ(after(masked(0x82, std::string((1u << 20) + 1, 'x'))), "close:1009");
}

TEST_F(WebSockets, MessagesHaveTheirType) {
  const Talk talk(server_, "/points");
  EXPECT_EQ(talk.hear(), "\"hello\"");
  talk.say(R"({"x":3,"y":0})");
  EXPECT_THAT(talk.hear(), StartsWith("\"x is 3"));
}

TEST_F(WebSockets, AMessageThatDoesNotFitClosesTheSocket) {
  const auto after = [&](int first, const std::string& text) {
    const Talk talk(server_, "/points");
    EXPECT_EQ(talk.hear(), "\"hello\"");
    talk.say(first, text);
    return talk.hear();
  };
  EXPECT_THAT(after(0x81, "{"), StartsWith("close:1007 not JSON: "));
  EXPECT_THAT(after(0x81, R"({"x":"no","y":0})"), StartsWith("close:1008 x must be"));
  EXPECT_THAT(after(0x81, R"({"x":1})"), StartsWith("close:1008 y "));
  EXPECT_THAT(after(0x82, R"({"x":1,"y":0})"), StartsWith("close:1003"));
}

TEST_F(WebSockets, AnApplicationMayAnswerWhatDoesNotFit) {
  const Talk talk(server_, "/patient");
  talk.say(R"({"x":"no","y":0})");
  EXPECT_EQ(talk.hear(), "\"/x type\"");
  talk.say(R"({"x":1,"y":0,"z":0})");
  EXPECT_EQ(talk.hear(), "\"/z additionalProperties\"");
}

TEST_F(WebSockets, AnExceptionClosesWithoutItsWords) {
  const Talk talk(server_, "/fails");
  talk.say(R"({"x":1,"y":0})");
  EXPECT_THAT(talk.hear(), AllOf(StartsWith("close:1011"), Not(HasSubstr("secret"))));
}

TEST_F(WebSockets, TheDocumentHasBothTypes) {
  const auto document = FreeForm::parse(sockets().openapi_json());
  EXPECT_EQ(document["openapi"], "3.1.0");
  const auto& points = document["paths"]["/points"]["get"];
  // Tools that do not know the extension would call its schemas unused.
  EXPECT_EQ(points["x-websocket"]["send"]["title"], "Point");
  EXPECT_TRUE(points["x-websocket"]["send"]["properties"].contains("x"));
  EXPECT_FALSE(document["components"]["schemas"].contains("Point"));
  EXPECT_EQ(points["x-websocket"]["receive"]["type"], "string");
  for (const char* status : {"101", "200", "400", "403", "422", "426"}) {
    EXPECT_TRUE(points["responses"].contains(status)) << status;
  }
  const auto& echo = document["paths"]["/echo"]["get"];
  EXPECT_EQ(echo["x-websocket"].dump(), R"({"subprotocols":["v2","v1"]})");
}

/// A room, and what it knows of its members.
struct Room {
  Service service() {
    Api api({.title = "T", .version = "1"});
    api.get("/room", [this]() -> WebSocket<std::string, std::string> {
      return {.opened = [this](Socket<std::string> socket) { members.add(socket); },
              .message = [this](Socket<std::string>, std::string words) { members.send(words); },
              .closed =
                  [this](Socket<std::string> socket, int code, const std::string&) {
                    EXPECT_FALSE(socket.open());
                    last_code = code;
                    ++gone;
                  }};
    });
    return Service(std::move(api));
  }
  Broadcast<Socket<std::string>> members;
  std::atomic<int> last_code = 0;
  std::atomic<int> gone = 0;
};

TEST(WebSocketRoom, EverybodyHearsEverybody) {
  Room room;
  const Running server(Front(room.service(), {}), patient());
  const Talk one(server, "/room");
  const Talk other(server, "/room");
  ASSERT_TRUE(comes_true([&] { return room.members.size() == 2; }));
  one.say("\"hi\"");
  EXPECT_EQ(one.hear(), "\"hi\"");
  EXPECT_EQ(other.hear(), "\"hi\"");
}

TEST(WebSocketRoom, TheEndHasItsCode) {
  Room room;
  const Running server(Front(room.service(), {}), patient());
  {
    const Talk talk(server, "/room");
    talk.say_goodbye(4004);
    EXPECT_EQ(talk.hear(), "close:4004");
    EXPECT_TRUE(comes_true([&] { return room.gone == 1; }));
    EXPECT_EQ(room.last_code, 4004);
  }
  { const Talk talk(server, "/room"); }
  EXPECT_TRUE(comes_true([&] { return room.gone == 2; }));
  EXPECT_EQ(room.last_code, 1006);
  EXPECT_EQ(room.members.size(), 0u);
}

TEST(WebSocketRoom, AServerThatStopsSaysGoodbye) {
  Room room;
  Running server(Front(room.service(), {}), patient());
  const Talk talk(server, "/room");
  ASSERT_TRUE(comes_true([&] { return room.members.size() == 1; }));
  server.stop();
  EXPECT_THAT(talk.hear(), StartsWith("close:1001"));
  EXPECT_EQ(talk.hear(), "(end)");
  EXPECT_EQ(room.last_code, 1001);
}

TEST(WebSocketRoom, AMemberThatDoesNotListenIsLetGoOf) {
  Room room;
  ServeOptions options = patient();
  options.max_waiting_bytes = 64u << 10;
  const Running server(Front(room.service(), {}), options);
  const Talk deaf(server, "/room");
  ASSERT_TRUE(comes_true([&] { return room.members.size() == 1; }));
  const std::string large(100'000, 'x');
  EXPECT_TRUE(comes_true([&] {
    room.members.send(large);
    return room.members.size() == 0;
  }));
}

TEST(WebSocketRoom, AClientThatDoesNotReadIsNotReadFrom) {
  std::atomic<int> heard = 0;
  Api api({.title = "T", .version = "1"});
  api.get("/echo", [&]() -> WebSocket<Frame, Frame> {
    return {.message = [&](Socket<Frame> socket, Frame frame) {
      ++heard;
      EXPECT_TRUE(socket.send(frame));
    }};
  });
  ServeOptions options = patient();
  options.max_waiting_bytes = 64u << 10;
  // One thread: it must not wait for the client.
  options.max_threads = 1;
  const Running server(Front(Service(std::move(api)), {}), options);
  const Talk talk(server, "/echo");
  constexpr int kCount = 400;
  const std::string large(50'000, 'x');
  std::thread sending([&] {
    for (int i = 0; i < kCount; ++i) talk.say(large);
  });
  int before = -1;
  EXPECT_TRUE(comes_true([&] {
    std::this_thread::sleep_for(100ms);
    return std::exchange(before, heard.load()) == heard.load() && heard > 0;
  }));
  EXPECT_LT(heard, kCount);
  EXPECT_THAT(server.connect("GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n").read_response(),
              StartsWith("HTTP/1.1 404"));
  for (int i = 0; i < kCount; ++i) EXPECT_EQ(talk.hear().size(), large.size());
  sending.join();
  EXPECT_EQ(heard, kCount);
}

TEST(WebSocketRoom, ASilentClientIsAskedAndThenLetGoOf) {
  Room room;
  ServeOptions options = impatient();
  options.heartbeat_seconds = 1;
  const Running server(Front(room.service(), {}), options);
  const Talk talk(server, "/room");
  EXPECT_EQ(talk.hear(), "ping:");
  talk.say(0x8a, "");
  EXPECT_EQ(talk.hear(), "ping:");
  EXPECT_EQ(talk.hear(), "(end)");
  EXPECT_TRUE(comes_true([&] { return room.gone == 1; }));
  EXPECT_EQ(room.last_code, 1006);
}

TEST(WebSocketRoom, AClientThatDoesNotReturnTheGoodbyeIsLetGoOf) {
  Api api({.title = "T", .version = "1"});
  api.get("/closes", []() -> WebSocket<Frame, Frame> {
    return {.opened = [](Socket<Frame> socket) { socket.close(); },
            .message = [](Socket<Frame>, Frame) {}};
  });
  const Running server(Front(Service(std::move(api)), {}));
  const Talk talk(server, "/closes");
  EXPECT_EQ(talk.hear(), "close:1000");
  EXPECT_EQ(talk.hear(), "(end)");
}

}  // namespace
}  // namespace vitrine::test
