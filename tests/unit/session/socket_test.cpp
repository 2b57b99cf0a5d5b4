#include "app/session/exchange/socket.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/session/exchange/stream.h"
#include "tests/unit/session/page.h"
#include "tests/unit/session/socket_description.h"

namespace vitrine::session {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using text::StreamKind;

constexpr const char* kSecret = "s3cr3t-of-the-user";

TEST(Messages, AreLinesOfTheHost) {
  Stream stream(StreamKind::messages);
  stream.take("{\"sent\":\"a\\n\",\"at\":\"2026\"}\n{\"received\":\"{}\"}\n");
  stream.take("{\"received\":{\"hex\":\"00ff\"}}\n{\"skipped\":12}\n");
  ASSERT_EQ(stream.count(), 3u);
  EXPECT_EQ(stream.row(0).event, kSent);
  EXPECT_EQ(stream.row(0).data, "a\n");
  EXPECT_EQ(stream.row(1).event, kReceived);
  EXPECT_EQ(stream.row(1).data, "{}");
  EXPECT_FALSE(stream.row(1).binary);
  EXPECT_EQ(stream.row(2).data, "00ff");
  EXPECT_TRUE(stream.row(2).binary);
  EXPECT_EQ(stream.skipped(), 12u);
  EXPECT_EQ(stream.closed(), std::nullopt);
  stream.take("{\"closed\":4001,\"reason\":\"too late\"}\n");
  EXPECT_EQ(stream.count(), 3u);
  ASSERT_TRUE(stream.closed());
  EXPECT_EQ(stream.closed()->code, 4001);
  EXPECT_EQ(stream.closed()->reason, "too late");
}

TEST(Messages, AreFilteredByTheirDirection) {
  Stream stream(StreamKind::messages);
  stream.take("{\"sent\":\"one\"}\n{\"received\":\"one\"}\n{\"received\":\"two\"}\n");
  EXPECT_THAT(stream.names(), ElementsAre(kSent, kReceived));
  stream.filter("ONE", kReceived);
  stream.scan(1000);
  EXPECT_EQ(stream.listed(3), 1u);
  EXPECT_EQ(stream.listed_at(0, 3), 1u);
}

TEST(Messages, ThatAreTooLongKeepTheirBeginning) {
  Stream stream(StreamKind::messages);
  const std::string text(text::StreamReader::kMostItemBytes / 2, 'x');
  std::string line = "{\"received\":\"" + text;
  while (line.size() < text::StreamReader::kMostItemBytes + 100) line += "\\u00e9";
  stream.take(line + "\",\"at\":\"2026\"}\n");
  std::string bytes = "{\"received\":{\"hex\":\"";
  bytes.append(text::StreamReader::kMostItemBytes, 'a');
  stream.take(bytes + "\"}}\n");
  ASSERT_EQ(stream.count(), 2u);
  EXPECT_TRUE(stream.row(0).cut);
  EXPECT_EQ(stream.row(0).data.substr(0, text.size()), text);
  EXPECT_TRUE(stream.row(1).cut);
  EXPECT_TRUE(stream.row(1).binary);
}

TEST(Messages, AreCutOutOfAnyLine) {
  Stream stream(StreamKind::messages);
  stream.take("\n[]\nnull\n{\"other\":1}\nnot JSON\n{\"sent\":1}\n{\"skipped\":\"x\"}\n");
  for (uint32_t number = 0; number < stream.count(); ++number)
    EXPECT_EQ(stream.row(number).data, "");
}

TEST(CloseCodes, AreSaidInWords) {
  EXPECT_THAT(close_words(1006, schema::Language::en), HasSubstr("broke off"));
  EXPECT_THAT(close_words(1000, schema::Language::ko), Not(IsEmpty()));
  EXPECT_THAT(close_words(1013, schema::Language::ja), Not(IsEmpty()));
  EXPECT_THAT(close_words(4001, schema::Language::en), IsEmpty());
}

class WebSockets : public testing::Test {
 protected:
  Page page;
  void SetUp() override {
    page.resources["https://docs.example/openapi.json"] = kSockets;
    page.open("#/operations/chat");
    page.type("room", "blue");
  }
  void authorize() {
    page.act(OpenAuthorize{});
    for (uint32_t i = 0; i < page.session.authorize.drafts.size(); ++i)
      page.act(EditCredential{i, CredentialPart::secret, kSecret});
    page.act(SaveCredentials{});
  }
  void connect() {
    page.act(Send{});
    accept();
  }
  void accept() {
    page.act(ResponseHead{
        id(), 101, "Switching Protocols", {{"Sec-WebSocket-Protocol", "chat.v2"}}, 12});
  }
  void line(std::string text) { page.act(Chunk{id(), text + "\n", 0}); }
  void close() {
    line(R"({"closed":1000,"reason":""})");
    page.act(ResponseEnd{id(), 100, 50});
  }
  Id id() const { return page.exchange().id; }
  const Stream& stream() const { return *page.exchange().stream; }
  const Socket& socket() const { return *page.exchange().socket; }
  request::HttpRequest handshake() const { return page.all<SendRequest>().back().request; }
  /// Which messages do not match, in the order of the log.
  std::string marks() const {
    std::string marks;
    for (uint32_t number = 0; number < stream().count(); ++number)
      marks += stream().row(number).differs ? 'x' : '.';
    return marks;
  }
};

TEST_F(WebSockets, AreOpenedAtTheAddressOfTheRequest) {
  page.type("since", "7");
  page.act(Send{});
  ASSERT_THAT(page.all<SendRequest>(), SizeIs(1));
  EXPECT_EQ(handshake().method, "GET");
  EXPECT_EQ(handshake().url.text, "wss://docs.example/rooms/blue?since=7");
  ASSERT_NE(handshake().header("Sec-WebSocket-Protocol"), nullptr);
  EXPECT_EQ(handshake().header("Sec-WebSocket-Protocol")->value.text, "chat.v2, chat.v1");
  EXPECT_EQ(page.exchange().state, Exchange::State::sending);
}

TEST_F(WebSockets, AreThoseWhoseServerSaysSo) {
  page.show("echo");
  EXPECT_TRUE(page.form().socket);
  EXPECT_EQ(page.form().server_choice.choices[0].label, "wss://echo.example/v1");
  EXPECT_EQ(page.session.current.security.origin, "https://echo.example")
      << "where credentials are kept for";
  page.act(Send{});
  EXPECT_EQ(handshake().url.text, "wss://echo.example/v1/echo");
  page.act(Cancel{});
  page.act(ChooseServer{1});
  EXPECT_FALSE(page.form().socket);
  page.act(Send{});
  EXPECT_EQ(handshake().url.text, "https://echo.example/echo");
  EXPECT_EQ(page.exchange().socket, nullptr);
}

TEST_F(WebSockets, AreThoseOfTheExtension) {
  page.show("plain");
  EXPECT_TRUE(page.form().socket);
  page.show("users");
  EXPECT_FALSE(page.form().socket);
}

TEST_F(WebSockets, AreNotOpenedWithParametersThatAreNotValid) {
  page.type("since", "soon");
  page.act(Send{});
  EXPECT_THAT(page.all<SendRequest>(), IsEmpty());
  EXPECT_TRUE(page.form().send_anyway_offered);
}

TEST_F(WebSockets, HaveNoHeadersAndASecretOnlyWhereTheSchemeWantsIt) {
  authorize();
  page.type("X-Trace", "abc");
  page.act(Send{});
  const request::HttpRequest sent = handshake();
  EXPECT_THAT(sent.headers, SizeIs(1)) << "the subprotocols";
  EXPECT_EQ(sent.url.text, std::string("wss://docs.example/rooms/blue?key=") + kSecret);
  EXPECT_THAT(sent.url.masked(), Not(HasSubstr(kSecret)));
  EXPECT_EQ(page.exchange().request.url, sent.url.masked());
  EXPECT_THAT(page.session.current.code, Not(HasSubstr(kSecret)));
}

TEST_F(WebSockets, BeginWithAMessageThatMayBeSent) {
  connect();
  EXPECT_TRUE(page.exchange().running());
  EXPECT_EQ(stream().kind(), StreamKind::messages);
  EXPECT_THAT(socket().text, HasSubstr("Good morning"));
  page.act(Send{});
  ASSERT_THAT(page.all<SendMessage>(), SizeIs(1));
  EXPECT_EQ(page.all<SendMessage>()[0].id, id());
  EXPECT_EQ(page.all<SendMessage>()[0].text, socket().text);
  EXPECT_THAT(page.all<SendRequest>(), SizeIs(1)) << "it is open already";
}

TEST_F(WebSockets, SendWhatIsWrittenAsItIs) {
  page.act(EditMessage{"too early"});
  connect();
  page.act(EditMessage{"{ not JSON"});
  page.act(Send{});
  page.act(EditMessage{""});
  page.act(Send{});
  ASSERT_THAT(page.all<SendMessage>(), SizeIs(2));
  EXPECT_EQ(page.all<SendMessage>()[0].text, "{ not JSON");
  EXPECT_EQ(page.all<SendMessage>()[0].shown, "{ not JSON");
  EXPECT_EQ(page.all<SendMessage>()[1].text, "");
}

TEST_F(WebSockets, PutVariablesIntoAMessageAndShowNoSecret) {
  using Change = ChangeEnvironments::Change;
  page.act(ChangeEnvironments{});
  page.act(ChangeEnvironments{Change::add});
  page.act(ChangeEnvironments{Change::hide, 0});
  page.act(ChangeEnvironments{Change::rename_variable, 0, "token"});
  page.act(ChangeEnvironments{Change::set_value, 0, kSecret});
  page.act(ChangeHistory{ChangeHistory::Change::close});
  connect();
  page.act(EditMessage{R"({"words": "{{token}}"})"});
  page.act(Send{});
  ASSERT_THAT(page.all<SendMessage>(), SizeIs(1));
  const SendMessage sent = page.all<SendMessage>()[0];
  EXPECT_EQ(sent.text, std::string(R"({"words": ")") + kSecret + "\"}");
  EXPECT_THAT(sent.shown, Not(HasSubstr(kSecret)));
  EXPECT_THAT(sent.shown, HasSubstr("$TOKEN"));
}

TEST_F(WebSockets, JudgeMessagesByTheSchemaOfTheirDirection) {
  connect();
  line(R"({"sent":"{\"words\":\"hi\"}"})");
  line(R"({"sent":"{\"words\":1}"})");
  line(R"({"received":"{\"from\":\"a\",\"words\":\"b\"}"})");
  line(R"({"received":"{\"words\":\"b\"}"})");
  line(R"({"received":"ping"})");
  line(R"({"received":{"hex":"7b7d"}})");
  EXPECT_EQ(marks(), ".x.x..") << "other texts and bytes may be anything";
  EXPECT_EQ(stream().differing(), 2u);
  const StreamVerdict verdict = judge(stream().schemas, stream().row(3), false);
  ASSERT_THAT(verdict.violations, SizeIs(1));
  EXPECT_EQ(verdict.violations[0].keyword, "required");
}

TEST_F(WebSockets, AreClosedByBothSides) {
  connect();
  page.act(Cancel{});
  EXPECT_TRUE(page.exchange().running());
  EXPECT_TRUE(socket().closing);
  EXPECT_THAT(page.all<CancelRequest>(), SizeIs(1));
  line(R"({"received":"bye"})");
  page.act(Send{});
  EXPECT_THAT(page.all<SendMessage>(), IsEmpty());
  close();
  EXPECT_EQ(page.exchange().state, Exchange::State::done);
  EXPECT_EQ(stream().count(), 1u);
  EXPECT_EQ(stream().closed()->code, 1000);
  EXPECT_FALSE(page.exchange().verdict.differs());
}

TEST_F(WebSockets, AreOverAtOnceForWhoDoesNotWait) {
  connect();
  page.act(Cancel{});
  page.act(Cancel{});
  EXPECT_EQ(page.exchange().state, Exchange::State::cancelled);
  EXPECT_THAT(page.all<CancelRequest>(), SizeIs(2));
  EXPECT_NE(page.exchange().stream, nullptr);
}

TEST_F(WebSockets, AreGivenUpWhileTheyConnect) {
  page.act(Send{});
  page.act(Cancel{});
  EXPECT_EQ(page.exchange().state, Exchange::State::cancelled);
  EXPECT_THAT(page.all<CancelRequest>(), SizeIs(1));
}

TEST_F(WebSockets, GoOnWithWhatCameOnReconnect) {
  connect();
  const Id first = id();
  line(R"({"received":"one"})");
  page.act(EditMessage{"mine"});
  close();
  page.act(Reconnect{});
  ASSERT_THAT(page.all<SendRequest>(), SizeIs(2));
  EXPECT_EQ(page.all<SendRequest>()[1].id, first);
  EXPECT_EQ(handshake().url.text, "wss://docs.example/rooms/blue");
  accept();
  EXPECT_EQ(stream().closed(), std::nullopt);
  line(R"({"received":"two"})");
  EXPECT_EQ(stream().count(), 2u);
  EXPECT_EQ(socket().text, "mine");
}

TEST_F(WebSockets, BeginAnewWithAnotherConnect) {
  connect();
  line(R"({"received":"one"})");
  page.act(EditMessage{"mine"});
  close();
  page.act(Send{});
  accept();
  EXPECT_EQ(stream().count(), 0u);
  EXPECT_EQ(socket().text, "mine");
}

TEST_F(WebSockets, AreSavedAsLines) {
  connect();
  line(R"({"received":"one"})");
  page.act(SaveResponse{});
  ASSERT_THAT(page.all<SaveFile>(), SizeIs(1));
  EXPECT_EQ(page.all<SaveFile>()[0].name, "blue.jsonl");
}

TEST_F(WebSockets, SayWhatCanBeWrongWhenTheyCannotBeOpened) {
  const auto fail = [&](FailureKind kind) {
    page.act(Send{});
    page.act(Failed{id(), kind, ""});
    EXPECT_EQ(page.exchange().state, Exchange::State::failed);
    const auto language = schema::Language::en;
    return text(page.exchange().failure, language) + ": " + text(page.exchange().remedy, language);
  };
  EXPECT_THAT(fail(FailureKind::network), HasSubstr("wss://docs.example could not be opened"));
  EXPECT_THAT(fail(FailureKind::network), HasSubstr("Browsers don't say why"));
  EXPECT_THAT(fail(FailureKind::cross_origin), HasSubstr("A server responds there"));
  EXPECT_THAT(fail(FailureKind::origin_refused), HasSubstr("--cors-origin https://docs.example,"));
  EXPECT_THAT(fail(FailureKind::unreachable), HasSubstr("Nothing responds there"));
  EXPECT_THAT(fail(FailureKind::policy), HasSubstr("Add wss://docs.example to connect-src"));
  EXPECT_THAT(fail(FailureKind::timeout), HasSubstr("took too long"));
}

TEST_F(WebSockets, HaveCodeOfTheirOwn) {
  const std::vector<std::string> titles = snippet_titles(page.session);
  EXPECT_THAT(titles, ElementsAre("JavaScript", "websocat"));
  EXPECT_THAT(
      page.session.current.code,
      HasSubstr(R"(new WebSocket("wss://docs.example/rooms/blue", ["chat.v2", "chat.v1"]))"));
  page.type("X-Trace", "a b");
  page.act(ChooseSnippet{1});
  EXPECT_THAT(page.session.current.code, HasSubstr("-H='X-Trace: a b'"));
  EXPECT_THAT(page.session.current.code, HasSubstr("wss://docs.example/rooms/blue"));
  page.show("users");
  EXPECT_THAT(page.session.current.code, HasSubstr("https://docs.example/users"));
  EXPECT_EQ(page.session.current.snippet, 0u) << "the choice is not of its languages";
}

TEST_F(WebSockets, AreInTheMarkdownOfTheirOperation) {
  page.act(CopyMarkdown{});
  ASSERT_THAT(page.all<CopyText>(), SizeIs(1));
  const std::string text = page.all<CopyText>()[0].text;
  for (const char* words : {"One object a message.", "chat.v1", "Messages you send", "What is said",
                            "Messages you get", "Who said it"})
    EXPECT_THAT(text, HasSubstr(words));
}

TEST(MixedContent, IsSaidOfAWebSocket) {
  Page page;
  page.resources["https://docs.example/openapi.json"] = R"json({"openapi": "3.1.0",
    "info": {"title": "a", "version": "1"}, "servers": [{"url": "ws://far.example"}],
    "paths": {"/a": {"get": {"operationId": "a", "responses": {}}}}})json";
  page.open("#/operations/a");
  page.act(Send{});
  EXPECT_EQ(page.all<SendRequest>().back().request.url.text, "ws://far.example/a");
  page.act(Failed{page.exchange().id, FailureKind::network, ""});
  EXPECT_EQ(page.exchange().failure.word, Word::socket_mixed);
  EXPECT_EQ(page.exchange().remedy.word, Word::socket_mixed_remedy);
}

}  // namespace
}  // namespace vitrine::session
