#include "app/session/exchange/stream.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/session/stream_description.h"
#include "tests/unit/view/screen.h"

namespace vitrine::view {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using ui::Role;

class EventLog : public testing::Test {
 protected:
  Screen screen;
  std::uint64_t received = 0;
  void SetUp() override {
    screen.serve(session::kStreams);
    send("events", "text/event-stream");
  }
  void send(const std::string& operation, std::string type) {
    screen.open("#/operations/" + operation);
    screen.activate(Role::button, "Send");
    screen.act(session::ResponseHead{id(), 200, "OK", {{"Content-Type", std::move(type)}}, 12});
  }
  void come(std::string bytes) {
    received += bytes.size();
    screen.act(session::Chunk{id(), std::move(bytes), 0});
    screen.act(session::ResponseProgress{id(), received, 1500});
  }
  void end() { screen.act(session::ResponseEnd{id(), received, 2000}); }
  session::Id id() const { return screen.host.exchange().id; }
  std::vector<std::string> rows() const {
    return screen.names_in(screen.find(Role::log, "Events"), Role::button);
  }
};

TEST_F(EventLog, HasARowAnEventTheNewestFirst) {
  EXPECT_THAT(screen.text(), HasSubstr("Waiting for events"));
  come("event: text\nid: 7\ndata: one\ndata: two\n\n");
  come("event: text\ndata: three\n\n");
  EXPECT_THAT(rows(), ElementsAre("2 text three", "1 text 7 one two"));
  EXPECT_THAT(screen.text(), HasSubstr("2 events"));
}

TEST_F(EventLog, UnfoldsAnItemToPrettyJson) {
  come("event: json\ndata: {\"n\":1}\n\n");
  EXPECT_THAT(screen.text(), Not(HasSubstr("\"n\": 1")));
  const std::string name = R"(1 json {"n":1})";
  EXPECT_EQ(screen.find(Role::button, name).expanded, ui::Node::Tri::no);
  screen.activate(Role::button, name);
  EXPECT_EQ(screen.find(Role::button, name).expanded, ui::Node::Tri::yes);
  EXPECT_THAT(screen.text(), HasSubstr("{\n  \"n\": 1\n}"));
  come("event: text\ndata: later\n\n");
  EXPECT_THAT(screen.text(), HasSubstr("{\n  \"n\": 1\n}")) << "it stays open";
  screen.activate(Role::button, name);
  EXPECT_THAT(screen.text(), Not(HasSubstr("\"n\": 1")));
}

TEST_F(EventLog, MarksWhatDoesNotMatchInWords) {
  come("event: json\ndata: {\"n\":\"x\"}\n\nevent: text\ndata: fine\n\n");
  ASSERT_THAT(rows(), SizeIs(2));
  EXPECT_THAT(rows()[1], HasSubstr("n must be"));
  EXPECT_EQ(rows()[0], "2 text fine");
  EXPECT_THAT(screen.text(), HasSubstr("1 doesn't match the description"));
}

TEST_F(EventLog, WaitsInAPause) {
  come("event: text\ndata: a\n\n");
  screen.activate(Role::button, "Pause");
  come("event: text\ndata: b\n\n");
  EXPECT_THAT(rows(), ElementsAre("1 text a"));
  EXPECT_THAT(screen.text(), HasSubstr("1 new"));
  screen.activate(Role::button, "Resume");
  EXPECT_THAT(rows(), ElementsAre("2 text b", "1 text a"));
  screen.activate(Role::button, "Clear");
  EXPECT_THAT(rows(), IsEmpty());
}

TEST_F(EventLog, IsFilteredByTextAndName) {
  come("event: text\ndata: sun\n\nevent: json\ndata: {\"n\":1}\n\n");
  screen.type(Role::searchbox, "Filter events", "SU");
  EXPECT_THAT(rows(), ElementsAre("1 text sun"));
  screen.type(Role::searchbox, "Filter events", "nowhere");
  EXPECT_THAT(screen.text(), HasSubstr("No event matches the filter"));
  screen.type(Role::searchbox, "Filter events", "");
  screen.choose(Role::combobox, "Event name", "json");
  EXPECT_THAT(rows(), ElementsAre(R"(2 json {"n":1})"));
}

TEST_F(EventLog, IsSavedAndConnectedAgainOnRequest) {
  come("event: text\nid: 9\nretry: 3000\ndata: a\n\n");
  EXPECT_FALSE(screen.has(Role::button, "Reconnect"));
  end();
  EXPECT_FALSE(screen.has(Role::button, "Pause"));
  EXPECT_THAT(screen.text(), HasSubstr("asks to reconnect after 3 s"));
  screen.activate(Role::button, "Save");
  EXPECT_THAT(screen.all<session::SaveFile>(), SizeIs(1));
  screen.activate(Role::button, "Reconnect");
  ASSERT_THAT(screen.all<session::SendRequest>(), SizeIs(2));
  EXPECT_THAT(rows(), SizeIs(1)) << "what came stays";
  screen.act(session::Failed{id(), session::FailureKind::network, "refused"});
  EXPECT_THAT(rows(), SizeIs(1));
  EXPECT_TRUE(screen.has(Role::button, "Reconnect"));
}

TEST_F(EventLog, HasFewNodesHoweverManyCome) {
  std::string many;
  for (int number = 0; number < 12'000; ++number)
    many += "event: text\ndata: " + std::to_string(number) + "\n\n";
  come(many);
  EXPECT_THAT(screen.text(), HasSubstr("12000 events"));
  EXPECT_LT(rows().size(), 80u);
  ASSERT_THAT(rows(), Not(IsEmpty()));
  EXPECT_EQ(rows().front(), "12000 text 11999");
  const ui::Node log = screen.find(Role::log, "Events");
  EXPECT_GT(log.rect.height, 12'000 * 20.0f);

  // Further down the rows hold still.
  const std::string surface = log.id.substr(0, log.id.find('/'));
  screen.scroll(surface, log.rect.y + 1000);
  const std::vector<std::string> seen = rows();
  EXPECT_LT(seen.size(), 80u);
  EXPECT_THAT(seen, Not(testing::Contains("12000 text 11999")));
  come("event: text\ndata: new\n\n");
  EXPECT_EQ(rows(), seen);
  screen.scroll(surface, log.rect.y - 100);
  ASSERT_THAT(rows(), Not(IsEmpty()));
  EXPECT_EQ(rows().front(), "12001 text new");
}

TEST_F(EventLog, SaysWhyThereIsNoTextOfIt) {
  come("event: text\ndata: a\n\n");
  screen.activate(Role::tab, "Raw");
  EXPECT_THAT(screen.text(), HasSubstr("The stream is shown as events"));
  screen.activate(Role::tab, "Body");
  EXPECT_THAT(rows(), SizeIs(1));
}

TEST_F(EventLog, OfLinesHasNoNamesAndNoReconnect) {
  received = 0;
  send("lines", "application/jsonl");
  come("{\"n\":1}\n[]\n");
  EXPECT_THAT(rows(), ElementsAre(HasSubstr("2 [] – "), R"(1 {"n":1})"));
  EXPECT_FALSE(screen.has(Role::combobox, "Event name"));
  end();
  EXPECT_FALSE(screen.has(Role::button, "Reconnect"));
}

}  // namespace
}  // namespace vitrine::view
