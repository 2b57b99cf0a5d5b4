#include "app/view/messages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/session/socket_description.h"
#include "tests/unit/view/screen.h"

namespace vitrine::view {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using ui::Role;

TEST(BytesDump, HasRowsOfDigitsAndLetters) {
  EXPECT_EQ(bytes_dump(""), "");
  EXPECT_EQ(bytes_dump("48690a"), "48 69 0a " + std::string(40, ' ') + "Hi.");
  const std::string two = bytes_dump("30313233343536373839616263646566ff");
  EXPECT_THAT(two, HasSubstr("66  0123456789abcdef\nff "));
}

class Console : public testing::Test {
 protected:
  Screen screen;
  void SetUp() override {
    screen.serve(session::kSockets);
    screen.open("#/operations/chat");
    screen.type(Role::textbox, "room", "blue");
  }
  void connect() {
    screen.activate(Role::button, "Connect");
    screen.act(session::ResponseHead{
        id(), 101, "Switching Protocols", {{"Sec-WebSocket-Protocol", "chat.v2"}}, 12});
  }
  void line(const std::string& text) {
    screen.act(session::Chunk{id(), text + "\n", 0});
    screen.act(session::ResponseProgress{id(), 100, 1500});
  }
  void close(const std::string& code, const std::string& reason) {
    line("{\"closed\":" + code + ",\"reason\":\"" + reason + "\"}");
    screen.act(session::ResponseEnd{id(), 100, 2000});
  }
  session::Id id() const { return screen.host.exchange().id; }
  ui::Node message() const { return screen.find(Role::textbox, "Message"); }
  std::vector<std::string> rows() const {
    return screen.names_in(screen.find(Role::log, "Messages"), Role::button);
  }
};

TEST_F(Console, ConnectsInThePlaceOfSend) {
  EXPECT_FALSE(screen.has(Role::button, "Send"));
  EXPECT_THAT(screen.text(), HasSubstr("Connect to send and get messages"));
  screen.activate(Role::button, "Connect");
  EXPECT_THAT(screen.text(), HasSubstr("Connecting…"));
  EXPECT_TRUE(screen.has(Role::button, "Cancel"));
  EXPECT_FALSE(screen.has(Role::button, "Connect"));
  ASSERT_THAT(screen.all<session::SendRequest>(), SizeIs(1));
}

TEST_F(Console, SaysThatItIsOpenAndHowItWasClosed) {
  connect();
  EXPECT_THAT(screen.text(), HasSubstr("Open"));
  EXPECT_THAT(screen.text(), HasSubstr("Subprotocol chat.v2"));
  EXPECT_THAT(screen.text(), HasSubstr("No messages yet"));
  EXPECT_FALSE(screen.find(Role::button, "Send").disabled);
  screen.activate(Role::button, "Disconnect");
  EXPECT_THAT(screen.text(), HasSubstr("Closing…"));
  EXPECT_TRUE(screen.find(Role::button, "Send").disabled);
  close("1000", "bye");
  EXPECT_THAT(screen.text(), HasSubstr("Closed  ·  1000  ·  All was done  ·  bye"));
  EXPECT_TRUE(screen.has(Role::button, "Connect"));
}

TEST_F(Console, SendsTheMessageByButtonAndKey) {
  connect();
  EXPECT_THAT(message().value, HasSubstr("Good morning"));
  screen.type(Role::textbox, "Message", R"({"words":"hi"})");
  screen.activate(Role::button, "Send");
  EXPECT_TRUE(screen.key("Enter", true));
  ASSERT_THAT(screen.all<session::SendMessage>(), SizeIs(2));
  EXPECT_EQ(screen.all<session::SendMessage>()[1].text, R"({"words":"hi"})");
}

TEST_F(Console, JudgesTheMessageAsItIsWritten) {
  connect();
  EXPECT_FALSE(message().invalid);
  screen.type(Role::textbox, "Message", R"({"words":1})");
  EXPECT_TRUE(message().invalid);
  EXPECT_THAT(screen.description_of(message()), HasSubstr("words must be"));
  screen.type(Role::textbox, "Message", "{");
  EXPECT_THAT(screen.description_of(message()), HasSubstr("Not valid JSON, so it is sent as text"));
}

TEST_F(Console, ListsMessagesWithTheirDirectionInWords) {
  connect();
  line(R"({"sent":"{\"words\":\"hi\"}"})");
  line(R"({"received":"{\"words\":\"you\"}"})");
  line(R"({"received":{"hex":"00ff"}})");
  ASSERT_THAT(rows(), SizeIs(3));
  EXPECT_EQ(rows()[2], R"(1 sent {"words":"hi"})");
  EXPECT_THAT(rows()[1], HasSubstr(R"(2 received {"words":"you"} – )"));
  EXPECT_THAT(rows()[0], HasSubstr("3 received 2 B of binary data"));
  EXPECT_THAT(screen.text(), HasSubstr("3 messages"));
  screen.activate(Role::button, rows()[0]);
  EXPECT_THAT(screen.text(), HasSubstr("00 ff"));
  screen.choose(Role::combobox, "Direction", "sent");
  EXPECT_THAT(rows(), ElementsAre(R"(1 sent {"words":"hi"})"));
  screen.choose(Role::combobox, "Direction", "All messages");
  screen.type(Role::searchbox, "Filter messages", "nowhere");
  EXPECT_THAT(screen.text(), HasSubstr("No message matches the filter"));
}

TEST_F(Console, SaysHowManyMessagesAreNotListed) {
  connect();
  line(R"({"skipped":7})");
  EXPECT_THAT(screen.text(), HasSubstr("7 not listed because they came too fast"));
}

TEST_F(Console, PausesSavesAndReconnects) {
  connect();
  line(R"({"received":"a"})");
  screen.activate(Role::button, "Pause");
  line(R"({"received":"b"})");
  EXPECT_THAT(rows(), SizeIs(1));
  EXPECT_THAT(screen.text(), HasSubstr("1 new"));
  screen.activate(Role::button, "Resume");
  screen.activate(Role::button, "Save");
  EXPECT_THAT(screen.all<session::SaveFile>(), SizeIs(1));
  EXPECT_FALSE(screen.has(Role::button, "Reconnect"));
  close("1006", "");
  EXPECT_THAT(screen.text(), HasSubstr("1006  ·  The connection broke off"));
  screen.activate(Role::button, "Reconnect");
  EXPECT_THAT(rows(), SizeIs(2)) << "what came stays";
  EXPECT_THAT(screen.text(), HasSubstr("Connecting…"));
}

TEST_F(Console, NamesTheHeadersThatABrowserDoesNotSend) {
  EXPECT_THAT(screen.text(), Not(HasSubstr("Browsers can't send headers")));
  screen.type(Role::textbox, "X-Trace", "abc");
  EXPECT_THAT(screen.text(), HasSubstr("Not sent: X-Trace. Cookies are sent automatically."));
}

TEST_F(Console, SaysWhatCanBeWrongWithARemedy) {
  screen.activate(Role::button, "Connect");
  screen.act(session::Failed{id(), session::FailureKind::network, ""});
  EXPECT_THAT(screen.text(), HasSubstr("The WebSocket to wss://docs.example could not be opened"));
  EXPECT_THAT(screen.text(), HasSubstr("which a browser can't send"));
  EXPECT_TRUE(screen.has(Role::button, "Connect"));
}

TEST_F(Console, IsNoneForOtherOperations) {
  screen.open("#/operations/users");
  EXPECT_TRUE(screen.has(Role::button, "Send"));
  EXPECT_FALSE(screen.has(Role::button, "Connect"));
}

TEST_F(Console, StandsBesideTheSchemasOfItsMessages) {
  EXPECT_TRUE(screen.has(Role::heading, "Messages you send"));
  EXPECT_TRUE(screen.has(Role::heading, "Messages you get"));
  for (const char* words :
       {"One object a message.", "Subprotocol chat.v2, chat.v1", "What is said", "Who said it"})
    EXPECT_THAT(screen.text(), HasSubstr(words));
}

TEST_F(Console, IsInTheUsersLanguage) {
  screen.act(session::ChooseLanguage{schema::Language::ko});
  EXPECT_TRUE(screen.has(Role::button, "연결"));
  EXPECT_TRUE(screen.has(Role::heading, "보내는 메시지"));
}

}  // namespace
}  // namespace vitrine::view
