// The body of a response as it is looked at: folded, searched, copied, marked, as a table.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/view/screen.h"

namespace vitrine::view {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using ui::Role;

class Body : public testing::Test {
 protected:
  Screen screen;
  void SetUp() override {
    screen.open("#/operations/createUser");
    screen.type(Role::textbox, "Request body",
                R"({"email": "ada@example.org", "password": "correct horse battery"})");
    screen.activate(Role::button, "Send");
    ASSERT_EQ(screen.all<session::SendRequest>().size(), 1u);
  }
  std::string copied() const { return screen.all<session::CopyText>().back().text; }
  std::string body() const { return ui::Nodes::text_of(*screen.find(Role::code, "Body").layout); }
};

std::string list_of(int count) {
  std::string text = "[";
  for (int index = 0; index < count; ++index) {
    text += (index > 0 ? "," : "") + std::string("{\"id\":") + std::to_string(index) +
            ",\"name\":\"pet " + std::to_string(index) + "\"}";
  }
  return text + "]";
}

TEST_F(Body, IsSearchedWithACount) {
  screen.respond(200, list_of(40));
  screen.type(Role::searchbox, "Search body", "PET 1");
  EXPECT_THAT(screen.text(), HasSubstr("1 of 11"));
  screen.click(Role::button, "Next match");
  EXPECT_THAT(screen.text(), HasSubstr("2 of 11"));
  screen.activate(Role::button, "Previous match");
  screen.activate(Role::button, "Previous match");
  EXPECT_THAT(screen.text(), HasSubstr("11 of 11"));
  screen.type(Role::searchbox, "Search body", "nothing");
  EXPECT_THAT(screen.text(), HasSubstr("No match"));
  EXPECT_TRUE(screen.find(Role::button, "Next match").disabled);
}

TEST_F(Body, EnterInTheSearchGoesOn) {
  screen.respond(200, list_of(40));
  screen.type(Role::searchbox, "Search body", "pet 1");
  screen.focus(Role::searchbox, "Search body");
  EXPECT_TRUE(screen.key("Enter"));
  EXPECT_THAT(screen.text(), HasSubstr("2 of 11"));
  screen.send(boundary::Key{"Enter", false, false, true});
  EXPECT_THAT(screen.text(), HasSubstr("1 of 11"));
}

TEST_F(Body, AMatchThatIsFoldedAwayIsUnfolded) {
  screen.respond(200, list_of(40));
  screen.activate(Role::button, "Line 1");
  EXPECT_THAT(body(), Not(HasSubstr("pet 39")));
  screen.type(Role::searchbox, "Search body", "pet 39");
  EXPECT_THAT(body(), HasSubstr("pet 39"));
}

TEST_F(Body, AValueItsPathAndItsPointerAreCopied) {
  screen.respond(200, R"({"user":{"names":["Ada \"A\"",2]}})");
  screen.focus(Role::button, "Line 3");
  screen.activate(Role::button, "Copy path");
  EXPECT_EQ(copied(), "user.names");
  screen.activate(Role::button, "Copy JSON Pointer");
  EXPECT_EQ(copied(), "/user/names");
  screen.activate(Role::button, "Copy value");
  EXPECT_EQ(copied(), "[\n  \"Ada \\\"A\\\"\",\n  2\n]");
}

TEST_F(Body, ATextIsCopiedWithoutItsQuotes) {
  screen.respond(200, list_of(40));
  screen.type(Role::searchbox, "Search body", "pet 7");
  screen.activate(Role::button, "Copy value");
  EXPECT_EQ(copied(), "pet 7");
  screen.activate(Role::button, "Copy path");
  EXPECT_EQ(copied(), "[7].name");
}

TEST_F(Body, OfALargeOneOnlyWhatIsSeenIsThere) {
  screen.respond(200, list_of(20'000));
  EXPECT_THAT(body(), AllOf(HasSubstr("\"id\": 0,"), Not(HasSubstr("pet 19999"))));
  EXPECT_LT(body().size(), 20'000u);
  screen.type(Role::searchbox, "Search body", "pet 19999");
  EXPECT_THAT(screen.text(), HasSubstr("1 of 1"));
  EXPECT_THAT(body(), HasSubstr("pet 19999"));
}

TEST_F(Body, LongLinesWrapUntilTheUserLooksAtThemAsTheyAre) {
  const std::string words = "one two three four five six seven eight nine ten eleven twelve";
  screen.respond(200, "{\"a\":\"" + words + ' ' + words + ' ' + words + "\",\"b\":\"" +
                          std::string(300, 'x') + "\"}");
  const auto lines = [&] { return screen.find(Role::code, "Body").layout->lines().size(); };
  EXPECT_GT(lines(), 6u);
  EXPECT_EQ(screen.find(Role::checkbox, "Wrap").checked, ui::Node::Tri::yes);
  screen.activate(Role::checkbox, "Wrap");
  EXPECT_EQ(lines(), 4u);
}

TEST_F(Body, AListOfObjectsIsATableToo) {
  screen.respond(200, list_of(40));
  EXPECT_FALSE(screen.has(Role::table, "Table"));
  screen.click(Role::button, "Table");
  const ui::Node table = screen.find(Role::table, "Table");
  EXPECT_THAT(screen.text(), HasSubstr("pet 3\n"));
  EXPECT_GT(screen.names_in(table, Role::row).size(), 10u);
  screen.click(Role::button, "Text");
  EXPECT_FALSE(screen.has(Role::table, "Table"));
}

TEST_F(Body, SoIsCsv) {
  screen.respond(200, "id;name\n1;\"Ada; \"\"A\"\"\"\n2;Bob\n", "text/csv");
  screen.click(Role::button, "Table");
  EXPECT_THAT(screen.text(), AllOf(HasSubstr("Ada; \"A\"\n"), HasSubstr("Bob\n")));
}

TEST_F(Body, ATableHasAHeadAndTheNumberOfItsRows) {
  screen.respond(200, list_of(400));
  screen.click(Role::button, "Table");
  const ui::Node table = screen.find(Role::table, "Table");
  EXPECT_EQ(table.set_size, 401u) << "with the head, though not all are there";
  EXPECT_LT(screen.names_in(table, Role::row).size(), 100u);
  EXPECT_EQ(screen.names_in(table, Role::columnheader).size(), 2u);
  EXPECT_EQ(screen.node(table.id + "/0").position_in_set, 2u);
}

TEST_F(Body, ATableThatIsCutSaysSo) {
  std::string head;
  std::string row;
  for (int column = 0; column < 50; ++column) {
    head += (column > 0 ? ",c" : "c") + std::to_string(column);
    row += column > 0 ? ",1" : "1";
  }
  screen.respond(200, head + "\n" + row + "\n" + row + "\n", "text/csv");
  screen.click(Role::button, "Table");
  EXPECT_THAT(screen.text(), HasSubstr("Showing the first 2 rows and 40 columns"));
}

TEST_F(Body, BytesThatAreNoTextHaveTheirPlaces) {
  screen.respond(200, std::string("PK\0\1hello", 9), "application/zip");
  const std::string bytes = ui::Nodes::text_of(*screen.find(Role::code, "Bytes").layout);
  EXPECT_THAT(bytes, HasSubstr("00000000  50 4b 00 01"));
  EXPECT_THAT(bytes, HasSubstr("PK..hell"));
}

TEST_F(Body, HtmlIsPreviewedOnRequest) {
  screen.respond(200, "<b>hi</b>", "text/html");
  EXPECT_THAT(body(), HasSubstr("<b>hi</b>"));
  screen.click(Role::button, "Preview");
  const ui::Node preview = screen.find(Role::image, "Preview");
  EXPECT_EQ(preview.media, "preview/html");
  EXPECT_EQ(preview.value, "<b>hi</b>");
}

TEST_F(Body, AnImageIsAsLargeAsItIs) {
  screen.respond(200, "png", "image/png");
  const ui::Node image = screen.find(Role::image, "Body");
  screen.send(boundary::MediaSize{image.id, 100, 60});
  EXPECT_EQ(screen.find(Role::image, "Body").rect.height, 60);
  screen.send(boundary::MediaSize{image.id, 2 * image.rect.width, 100});
  EXPECT_EQ(screen.find(Role::image, "Body").rect.height, 50);
}

TEST_F(Body, ATokenIsCopiedAndUsedByOneClickEach) {
  screen.respond(201, R"({"token":"abc","user":{"email":"ada@example.org"}})");
  screen.click(Role::button, "Copy token");
  EXPECT_EQ(copied(), "abc");
  screen.click(Role::button, "Use as credential");
  ASSERT_EQ(screen.playground.session().credentials.size(), 1u);
  EXPECT_EQ(screen.playground.session().credentials[0].secret, "abc");
  EXPECT_TRUE(screen.find(Role::button, "Authorized").disabled);
}

TEST_F(Body, HeadersSayWhatTheyMean) {
  screen.respond(200, "{}");
  screen.click(Role::tab, "Headers");
  EXPECT_EQ(screen.find(Role::paragraph, "Content-Type: application/json").tooltip,
            "Media type of the body");
  EXPECT_THAT(screen.text(), HasSubstr("Waiting 12 ms  ·  Download 22 ms"));
}

TEST_F(Body, TimesAreToldByPhaseAsFarAsTheyAreKnown) {
  const session::Id id = screen.host.exchange().id;
  session::Phases phases{2, 3, 4, 5, 6, 7, false};
  screen.act(session::ResponseHead{id, 204, "", {}, 5});
  screen.act(session::ResponseEnd{id, 0, 9, 120, "", phases});
  screen.click(Role::tab, "Headers");
  EXPECT_THAT(screen.text(), HasSubstr("Queued 2 ms  ·  DNS 3 ms  ·  Connect 4 ms  ·  TLS 5 ms  ·  "
                                       "Waiting 6 ms  ·  Download 7 ms  ·  120 B transferred"));
}

TEST_F(Body, AConnectionThatWasReusedSaysSo) {
  const session::Id id = screen.host.exchange().id;
  screen.act(session::ResponseHead{id, 204, "", {}, 5});
  screen.act(session::ResponseEnd{id, 0, 9, 120, "", {0.4, 0, 0, 0, 6, 7, true}});
  screen.click(Role::tab, "Headers");
  EXPECT_THAT(screen.text(),
              HasSubstr("Connection reused  ·  Waiting 6 ms  ·  Download 7 ms  ·  120 B"));
}

TEST_F(Body, AStatusOfAFailureIsExplained) {
  screen.respond(409, "{}");
  EXPECT_THAT(screen.text(), HasSubstr("conflicts with the current state"));
  EXPECT_THAT(screen.find(Role::status, "409 Conflict").tooltip, HasSubstr("conflicts"));
}

TEST_F(Body, ThatBrokeOffSaysWhere) {
  const session::Id id = screen.host.exchange().id;
  screen.act(session::ResponseHead{id, 200, "", {{"Content-Type", "application/json"}}, 5});
  screen.act(session::ResponseEnd{id, 8, 9, 0, "network error"});
  screen.act(session::BodyWindow{id, 0, "{\"a\":[1,", true});
  EXPECT_THAT(screen.text(), AllOf(HasSubstr("broke off after 8 B"), HasSubstr("network error"),
                                   HasSubstr("\"a\": [\n    1,")));
}

TEST(Differences, AreMarkedAtTheirLines) {
  Screen screen;
  screen.serve(R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{"/a":{"get":{
      "operationId":"a","responses":{"200":{"description":"","content":{"application/json":{
      "schema":{"properties":{"list":{"items":{"type":"integer"}}}}}}}}}}}})");
  screen.open("#/operations/a");
  screen.activate(Role::button, "Send");
  screen.respond(200, R"({"list":[1,"x"]})");
  const auto buttons = screen.names(Role::button);
  EXPECT_THAT(buttons, testing::Contains(HasSubstr("Line 4: ")));
}

}  // namespace
}  // namespace vitrine::view
