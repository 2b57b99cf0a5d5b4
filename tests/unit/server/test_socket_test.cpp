// A WebSocket is tested without a port: typed messages, every way to end it, and its document as
// the judge.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <vitrine.h>
#include <vitrine/test.h>

#include <chrono>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace vitrine::test {

enum class Mood { glad, sad };

struct Greeting {
  std::string words;
  std::optional<Mood> mood;
};

struct Guest {
  std::string name;
};

}  // namespace vitrine::test

template <>
struct vitrine::Schema<vitrine::test::Mood> {
  static constexpr auto values =
      vitrine::values(value(test::Mood::glad, "glad"), value(test::Mood::sad, "sad"));
};

template <>
struct vitrine::Schema<vitrine::test::Greeting> {
  static constexpr auto fields = vitrine::fields(
      field<&test::Greeting::words>("words").min_length(1), field<&test::Greeting::mood>("mood"));
};

namespace vitrine::test {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

using Visit = SetCookie<"visit">;

/// A place with sockets, and how they were closed.
struct Inn {
  void note(int code, const std::string& reason) {
    const std::lock_guard lock(mutex);
    ends.push_back(std::to_string(code) + " " + reason);
  }
  Broadcast<Socket<Greeting>> guests;
  std::mutex mutex;
  std::vector<std::string> ends;
};

Api inn_api(Inn& inn) {
  Api api({.title = "Inn", .version = "1"});
  api.on_error([](std::string_view) {});
  api.authenticate<Guest>(bearer("token"), [](std::string_view token) -> std::optional<Guest> {
    if (token != "key of Mina") return std::nullopt;
    return Guest{"Mina"};
  });
  api.get("/rooms/{name}",
          [&inn](Path<"name", std::string, max_length(10)> name) -> WebSocket<Greeting, Greeting> {
            return {.opened =
                        [&inn, name = *name](Socket<Greeting> socket) {
                          inn.guests.add(socket);
                          inn.guests.send(Greeting{"into " + name, {}});
                        },
                    .message = [&inn](Socket<Greeting>,
                                      Greeting greeting) { inn.guests.send(greeting); },
                    .closed = [&inn](Socket<Greeting>, int code,
                                     const std::string& reason) { inn.note(code, reason); }};
          });
  api.get("/mine", [](Authenticated<Guest> guest) -> WebSocket<Frame, std::string> {
    return {.opened = [name = guest->name](Socket<std::string> socket) { socket.send(name); },
            .message = [](Socket<std::string>, Frame) {}};
  });
  api.get("/echo",
          []() -> WebSocket<Frame, Frame> {
            return {.message = [](Socket<Frame> socket, Frame frame) { socket.send(frame); }};
          })
      .subprotocol("v1");
  api.get("/moody", []() -> WebSocket<Mood, Mood> {
    return {.message = [](Socket<Mood> socket, Mood mood) { socket.send(mood); }};
  });
  api.get("/closing", []() -> WebSocket<int, int> {
    return {.message = [](Socket<int> socket, int code) {
      socket.send(code);
      socket.close(code, "as you said");
    }};
  });
  api.get("/failing", []() -> WebSocket<int, int> {
    return {.message = [](Socket<int>, int) { throw std::runtime_error("a secret"); }};
  });
  api.get("/speechless", []() -> WebSocket<int, Greeting> {
    return {.message = [](Socket<Greeting> socket, int) {
      socket.send(Greeting{});
      socket.send(Greeting{"here I am", {}});
    }};
  });
  api.get("/refusing", []() -> WebSocket<Greeting, int> {
    throw std::runtime_error("nothing that the document has");
  });
  api.get("/in", []() -> With<std::string, Visit> { return {"in", {{"41"}}}; });
  api.get("/cookie", [](Cookie<"visit", std::optional<int>> visit) -> WebSocket<Frame, int> {
    return {.opened = [count = visit->value_or(0)](Socket<int> socket) { socket.send(count); },
            .message = [](Socket<int>, Frame) {}};
  });
  api.get(
      "/events", []() -> EventStream<Event<"said", Greeting>> {
        return {[](EventSink<Event<"said", Greeting>>) {}};
      });
  return api;
}

class TestSockets : public ::testing::Test {
 protected:
  /// The words of the next message.
  static std::string words(TestSocket& socket) {
    const std::optional<TestMessage> message = socket.next(60s);
    return message ? message->as<Greeting>().words : "(nothing)";
  }
  /// Reads to the end: "1000 bye".
  static std::string end(TestSocket& socket) {
    while (socket.next(60s)) continue;
    if (!socket.closed()) return "open";
    return std::to_string(socket.closed()->code) + " " + socket.closed()->reason;
  }

  Inn inn_;
  TestClient client_ = inn_api(inn_).test();
};

TEST_F(TestSockets, SendAndGetTypedMessages) {
  TestSocket socket = client_.socket("/rooms/blue");
  EXPECT_EQ(socket.response().status, 101);
  EXPECT_EQ(socket.response().header("Upgrade"), "websocket");
  EXPECT_EQ(words(socket), "into blue");
  socket.send(Greeting{"hello", Mood::sad});
  const std::optional<TestMessage> message = socket.next(60s);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->as<Greeting>().mood, Mood::sad);
  EXPECT_EQ(message->json(), (FreeForm{{"words", "hello"}, {"mood", "sad"}}));
  EXPECT_FALSE(message->binary);
  EXPECT_THROW(message->as<int>(), std::runtime_error);
  EXPECT_FALSE(socket.next(0ms));
  EXPECT_FALSE(socket.closed());
}

TEST_F(TestSockets, SendMessagesWithoutAType) {
  TestSocket socket = client_.socket("/rooms/blue");
  words(socket);
  socket.send(FreeForm{{"words", "free"}});
  EXPECT_EQ(words(socket), "free");
  socket.send_text(R"({"words": "as it is"})");
  EXPECT_EQ(words(socket), "as it is");
  TestSocket moody = client_.socket("/moody");
  moody.send(Mood::glad);
  EXPECT_EQ(moody.next(60s)->data, "\"glad\"");
}

TEST_F(TestSockets, MeetInOneRoom) {
  TestSocket one = client_.socket("/rooms/blue");
  EXPECT_EQ(words(one), "into blue");
  TestSocket other = client_.socket("/rooms/blue");
  EXPECT_EQ(words(one), "into blue");
  EXPECT_EQ(words(other), "into blue");
  other.send(Greeting{"hello", {}});
  EXPECT_EQ(words(one), "hello");
  EXPECT_EQ(words(other), "hello");
}

TEST_F(TestSockets, SeeARefusedHandshake) {
  TestSocket long_name = client_.socket("/rooms/a-name-too-long");
  EXPECT_EQ(long_name.response().status, 422);
  EXPECT_EQ(long_name.response().json()["errors"][0]["name"], "name");
  EXPECT_FALSE(long_name.next(60s));
  EXPECT_FALSE(long_name.closed());
  EXPECT_THROW(long_name.send(Greeting{"hello", {}}), std::logic_error);
  EXPECT_THROW(long_name.close(), std::logic_error);

  TestSocket nobody = client_.socket("/mine");
  EXPECT_EQ(nobody.response().status, 401);
  EXPECT_THAT(nobody.response().header("WWW-Authenticate"), StartsWith("Bearer"));
  EXPECT_EQ(client_.socket("/nowhere").response().status, 404);
  EXPECT_EQ(client_.socket("/echo", {{"Origin", "https://evil.example"}}).response().status, 403);
  EXPECT_EQ(client_.socket("/echo", {{"Sec-WebSocket-Version", "8"}}).response().status, 426);
  EXPECT_EQ(client_.socket("/echo", {{"Sec-WebSocket-Key", "short"}}).response().status, 400);
  EXPECT_EQ(client_.get("/echo").status, 426);
}

TEST_F(TestSockets, AreNotOfferedByOtherRoutes) {
  TestSocket none = client_.socket("/in");
  EXPECT_EQ(none.response().status, 200);
  EXPECT_EQ(none.response().json(), "in");
  EXPECT_FALSE(none.next(60s));
  EXPECT_THROW(client_.socket("/events"), std::logic_error);
}

TEST_F(TestSockets, AreWhoTheirClientIs) {
  client_.bearer("key of Mina");
  EXPECT_EQ(client_.socket("/mine").next(60s)->as<std::string>(), "Mina");
  EXPECT_EQ(client_.socket("/cookie").next(60s)->as<int>(), 0);
  client_.get("/in");
  EXPECT_EQ(client_.socket("/cookie").next(60s)->as<int>(), 41);
}

TEST_F(TestSockets, AgreeOnASubprotocol) {
  TestSocket socket = client_.socket("/echo", {{"Sec-WebSocket-Protocol", "v0, v1"}});
  EXPECT_EQ(socket.response().header("Sec-WebSocket-Protocol"), "v1");
}

TEST_F(TestSockets, SendFramesAsTheyAre) {
  TestSocket socket = client_.socket("/echo");
  socket.send_bytes(std::string("\xff\0", 2));
  const std::optional<TestMessage> bytes = socket.next(60s);
  EXPECT_TRUE(bytes && bytes->binary);
  EXPECT_EQ(bytes->data, std::string("\xff\0", 2));
  socket.send_text("겨울");
  EXPECT_EQ(socket.next(60s)->data, "겨울");
  socket.send_text("\xff");
  EXPECT_THAT(end(socket), StartsWith("1007 "));
}

TEST_F(TestSockets, SendMoreThanTheServerHoldsBeforeTheyListen) {
  TestSocket socket = client_.socket("/echo");
  const std::string large(500'000, 'x');
  for (int i = 0; i < 20; ++i) socket.send_text(large);
  for (int i = 0; i < 20; ++i) EXPECT_EQ(socket.next(60s)->data.size(), large.size());
}

TEST_F(TestSockets, SeeWhyTheServerCloses) {
  TestSocket asked = client_.socket("/closing");
  asked.send(4002);
  EXPECT_EQ(asked.next(60s)->as<int>(), 4002);
  EXPECT_EQ(end(asked), "4002 as you said");
  asked.send(4003);
  EXPECT_FALSE(asked.next(60s));

  TestSocket failing = client_.socket("/failing");
  failing.send(1);
  EXPECT_EQ(end(failing), "1011 something went wrong in the server");
  TestSocket wrong = client_.socket("/rooms/blue");
  wrong.send(Greeting{});
  EXPECT_THAT(end(wrong), StartsWith("1008 words must not be empty"));
  TestSocket no_json = client_.socket("/rooms/blue");
  no_json.send_text("{");
  EXPECT_THAT(end(no_json), StartsWith("1007 not JSON"));
  TestSocket bytes = client_.socket("/rooms/blue");
  bytes.send_bytes("{}");
  EXPECT_THAT(end(bytes), StartsWith("1003 "));
}

TEST_F(TestSockets, SayGoodbye) {
  {
    TestSocket socket = client_.socket("/rooms/blue");
    socket.send(Greeting{"the last word", {}});
    socket.close(4001, "enough");
    socket.send(Greeting{"too late", {}});
    EXPECT_EQ(words(socket), "into blue");
    EXPECT_EQ(words(socket), "the last word");
    EXPECT_EQ(end(socket), "4001 ");
  }
  EXPECT_THAT(inn_.ends, ElementsAre("4001 enough"));
}

TEST_F(TestSockets, LeaveWithoutAWord) {
  {
    TestSocket socket = client_.socket("/rooms/blue");
    EXPECT_EQ(words(socket), "into blue");
  }
  EXPECT_THAT(inn_.ends, ElementsAre("1006 "));
}

TEST_F(TestSockets, AnswerThePingsOfTheServer) {
  ServeOptions options;
  options.timeout_seconds = 2;
  options.heartbeat_seconds = 1;
  TestClient client = inn_api(inn_).test(options);
  TestSocket socket = client.socket("/echo");
  // A client that does not answer is let go of in this time.
  EXPECT_FALSE(socket.next(4s));
  EXPECT_FALSE(socket.closed());
}

TEST_F(TestSockets, JudgeEveryMessageByTheDocument) {
  TestSocket socket = client_.socket("/speechless");
  socket.send(1);
  try {
    socket.next(60s);
    ADD_FAILURE() << "empty words were let through";
  } catch (const Undescribed& error) {
    EXPECT_THAT(error.what(), HasSubstr("GET /speechless: 101"));
    EXPECT_THAT(error.what(), HasSubstr("message /words: must not be empty"));
  }
  EXPECT_EQ(words(socket), "here I am");
}

TEST_F(TestSockets, ReportToWhoeverAsks) {
  std::string report;
  client_.report([&](const std::string& all) { report = all; });
  TestSocket socket = client_.socket("/speechless");
  socket.send(1);
  EXPECT_EQ(words(socket), "");
  EXPECT_THAT(report, HasSubstr("message /words"));
}

TEST_F(TestSockets, JudgeTheRefusal) { EXPECT_THROW(client_.socket("/refusing"), Undescribed); }

}  // namespace
}  // namespace vitrine::test
