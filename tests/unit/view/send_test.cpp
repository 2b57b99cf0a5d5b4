#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/view/screen.h"

namespace vitrine::view {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using ui::Role;

constexpr const char* kUser =
    R"({"email": "ada@example.org", "password": "correct horse battery"})";

class Account : public testing::Test {
 protected:
  Screen screen;
  void SetUp() override { screen.open("#/operations/createUser"); }
  std::vector<session::SendRequest> sent() const { return screen.all<session::SendRequest>(); }
  void send() {
    screen.type(Role::textbox, "Request body", kUser);
    screen.activate(Role::button, "Send");  // which may be below the fold
    ASSERT_EQ(sent().size(), 1u);
  }
};

TEST_F(Account, WithAViolationNothingIsSentAndItsFieldIsFocused) {
  screen.type(Role::textbox, "Request body",
              R"({"email": "ada@example.org", "password": "short"})");
  screen.click(Role::button, "Send");
  EXPECT_THAT(sent(), IsEmpty());
  EXPECT_EQ(screen.focused(), screen.find(Role::textbox, "Request body").id);
  EXPECT_EQ(screen.description_of(screen.find(Role::textbox, "Request body")),
            "password must be at least 12 characters (is 5)");
  EXPECT_THAT(screen.text(), HasSubstr("1 field needs attention"));
  EXPECT_FALSE(screen.find(Role::button, "Send").disabled);

  screen.click(Role::button, "Send anyway");
  ASSERT_EQ(sent().size(), 1u);
  EXPECT_EQ(session::body_text(sent()[0].request),
            R"({"email": "ada@example.org", "password": "short"})");
}

TEST_F(Account, SendAnywayIsOfferedOnlyAfterARefusal) {
  screen.type(Role::textbox, "Request body", "{}");
  EXPECT_FALSE(screen.has(Role::button, "Send anyway"));
  screen.click(Role::button, "Send");
  EXPECT_TRUE(screen.has(Role::button, "Send anyway"));
  screen.type(Role::textbox, "Request body", kUser);
  EXPECT_FALSE(screen.has(Role::button, "Send anyway"));
}

TEST_F(Account, SendCarriesTheTextToTheLetter) {
  send();
  EXPECT_EQ(sent()[0].request.method, "POST");
  EXPECT_EQ(sent()[0].request.url.text, "https://docs.example/users");
  EXPECT_EQ(session::body_text(sent()[0].request), kUser);
}

TEST_F(Account, TheResponseStandsInTheResponseRegion) {
  EXPECT_THAT(screen.text(), HasSubstr("Send the request to see the response"));
  send();
  screen.respond(201, R"({"token":"abc","n":1.10})");
  const ui::Node region = screen.find(Role::region, "Response");
  EXPECT_THAT(screen.names_in(region, Role::status), ElementsAre("201 Created"));
  EXPECT_THAT(screen.names_in(region, Role::tab), ElementsAre("Body", "Headers", "Raw"));
  EXPECT_EQ(screen.find(Role::tab, "Body").selected, ui::Node::Tri::yes);
  EXPECT_THAT(screen.text(), HasSubstr("{\n  \"token\": \"abc\",\n  \"n\": 1.10\n}"));
  EXPECT_THAT(screen.text(), HasSubstr("34 ms"));
  EXPECT_THAT(screen.text(), HasSubstr("24 B"));
}

TEST_F(Account, AResponseBelowTheEdgeIsScrolledIntoView) {
  screen.resize(kNarrow);
  send();
  const float before = screen.surface("main").scroll_y;
  screen.respond(201, R"({"token":"abc","n":1.10})");
  const ui::Node region = screen.find(Role::region, "Response");
  const ui::Surface main = screen.surface("main");
  EXPECT_GT(main.scroll_y, before);
  EXPECT_GE(region.rect.y, main.scroll_y);
  EXPECT_LE(region.rect.bottom(), main.scroll_y + main.rect.height);
  screen.scroll("main", 0);
  screen.activate(Role::tab, "Raw");
  EXPECT_EQ(screen.surface("main").scroll_y, 0) << "once, then users go where they like";
}

TEST_F(Account, OfALongResponseTheHeadStaysInView) {
  screen.resize(kNarrow);
  send();
  std::string body = "[1";
  for (int line = 0; line < 200; ++line) body += ",1";
  screen.respond(201, body + "]");
  const ui::Surface main = screen.surface("main");
  EXPECT_NEAR(screen.find(Role::region, "Response").rect.y - main.scroll_y, 14, 1);
}

TEST_F(Account, PartsOfAResponseCanBeFolded) {
  send();
  screen.respond(200, R"({"list":[1,2],"end":true})");
  EXPECT_EQ(screen.find(Role::button, "Line 2").expanded, ui::Node::Tri::yes);
  screen.click(Role::button, "Line 2");
  EXPECT_EQ(screen.find(Role::button, "Line 2").expanded, ui::Node::Tri::no);
  EXPECT_THAT(screen.text(), HasSubstr("\"list\": [ … ],\n  \"end\": true"));
  screen.activate(Role::button, "Line 2");
  EXPECT_THAT(screen.text(), HasSubstr("\"list\": [\n    1,"));
}

TEST_F(Account, TheResponsesTabsShowHeadersAndRawText) {
  send();
  screen.respond(201, R"({"token":"abc"})");
  screen.click(Role::tab, "Headers");
  EXPECT_THAT(screen.text(), HasSubstr("Content-Type: application/json"));
  screen.click(Role::tab, "Raw");
  EXPECT_THAT(screen.text(), HasSubstr(R"({"token":"abc"})"));
  EXPECT_EQ(screen.find(Role::tab, "Raw").selected, ui::Node::Tri::yes);
  EXPECT_TRUE(screen.has(Role::tabpanel, "Raw"));
}

TEST_F(Account, WhileItRunsItCanBeCancelled) {
  EXPECT_FALSE(screen.has(Role::button, "Cancel"));
  send();
  EXPECT_THAT(screen.text(), HasSubstr("Sending…"));
  screen.act(session::Woken{session::Timer::slow});
  EXPECT_THAT(screen.text(), HasSubstr("Sending…  ·  1 s"));
  for (int second = 1; second < 8; ++second) screen.act(session::Woken{session::Timer::slow});
  EXPECT_THAT(screen.text(), HasSubstr("Still waiting for https://docs.example"));
  screen.click(Role::button, "Cancel");
  EXPECT_EQ(screen.all<session::CancelRequest>().size(), 1u);
  EXPECT_FALSE(screen.has(Role::button, "Cancel"));
  EXPECT_THAT(screen.text(), HasSubstr("Cancelled"));
}

TEST_F(Account, AFailureIsAnAlertWithARemedyAndTheBrowsersWords) {
  send();
  screen.act(session::Failed{screen.host.exchange().id, session::FailureKind::network,
                             "Failed to fetch", 0});
  EXPECT_EQ(screen.names(Role::alert).size(), 1u);
  EXPECT_THAT(screen.text(), HasSubstr("No response from https://docs.example"));
  EXPECT_THAT(screen.text(), HasSubstr("Check that the server is up"));
  EXPECT_THAT(screen.text(), HasSubstr("Failed to fetch"));
  EXPECT_EQ(screen.find(Role::textbox, "Request body").value, kUser);
}

TEST_F(Account, AResponseWithoutAPromisedStatusIsShownAsItCame) {
  send();
  screen.respond(418, "short and stout", "text/plain");
  EXPECT_THAT(screen.names(Role::status), ElementsAre(HasSubstr("418")));
  EXPECT_THAT(screen.text(), HasSubstr("short and stout"));
}

TEST_F(Account, ResponsesWithoutTextAreNamedWithTheirSize) {
  send();
  const session::Id id = screen.host.exchange().id;
  screen.act(session::ResponseHead{id, 200, "", {{"Content-Type", "application/zip"}}, 5});
  screen.act(session::ResponseEnd{id, 4200, 9});
  screen.act(session::BodyWindow{id, 0, "", false});
  EXPECT_THAT(screen.text(), HasSubstr("4.1 KB of binary data"));
}

TEST_F(Account, AnEmptyResponseSaysSo) {
  send();
  screen.respond(204, "");
  EXPECT_THAT(screen.text(), HasSubstr("No content"));
}

TEST_F(Account, ALaterResponseReplacesTheEarlierOne) {
  send();
  screen.respond(201, R"({"token":"first"})");
  screen.click(Role::button, "Send");
  EXPECT_THAT(screen.text(), Not(HasSubstr("first")));
  screen.respond(409, R"({"token":"second"})");
  EXPECT_THAT(screen.text(), HasSubstr("second"));
  EXPECT_THAT(screen.names(Role::status), ElementsAre("409 Conflict"));
}

TEST_F(Account, TheRequestAsCodeIsCopiedWithoutItsSecrets) {
  screen.type(Role::textbox, "Request body", kUser);
  EXPECT_EQ(screen.find(Role::region, "Code").role, Role::region);
  EXPECT_THAT(screen.find(Role::combobox, "Language").options, Not(IsEmpty()));
  EXPECT_THAT(screen.text(), HasSubstr("Final URL  https://docs.example/users"));
  screen.click(Role::button, "Copy");
  ASSERT_EQ(screen.all<session::CopyText>().size(), 1u);
  const std::string code = screen.all<session::CopyText>()[0].text;
  EXPECT_THAT(code, HasSubstr("https://docs.example/users"));
  EXPECT_THAT(code, Not(HasSubstr("correct horse")));
  EXPECT_TRUE(screen.has(Role::button, "Copied"));
  screen.act(session::Woken{session::Timer::copied});
  EXPECT_TRUE(screen.has(Role::button, "Copy"));
}

}  // namespace
}  // namespace vitrine::view
