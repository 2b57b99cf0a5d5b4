#include "app/session/exchange/stream.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "app/text/ascii.h"
#include "tests/unit/session/page.h"
#include "tests/unit/session/stream_description.h"

namespace vitrine::session {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using text::StreamKind;

/// What is listed, the newest first.
std::vector<std::string> listed(const Stream& stream) {
  std::vector<std::string> all;
  for (uint32_t place = 0; place < stream.listed(stream.until()); ++place)
    all.emplace_back(stream.row(stream.listed_at(place, stream.until())).data);
  return all;
}

std::string lines(uint32_t from, uint32_t to, size_t width = 0) {
  std::string text;
  for (uint32_t number = from; number < to; ++number) {
    std::string line = std::to_string(number);
    line.append(width - std::min(width, line.size()), ' ');
    text += '"' + line + "\"\n";
  }
  return text;
}

TEST(Streams, ListTheNewestFirst) {
  Stream stream(StreamKind::lines);
  stream.take("1\n2\n3");
  EXPECT_THAT(listed(stream), ElementsAre("2", "1"));
  stream.end();
  EXPECT_THAT(listed(stream), ElementsAre("3", "2", "1"));
  EXPECT_EQ(stream.row(2).number, 2u);
}

TEST(Streams, KnowWhenItemsCame) {
  Stream stream(StreamKind::lines);
  stream.take("1\n2\n");
  stream.note_time(40);
  stream.take("3\n");
  EXPECT_EQ(stream.row(2).after_ms, 0u) << "not known yet";
  stream.note_time(90);
  EXPECT_EQ(stream.row(0).after_ms, 40u);
  EXPECT_EQ(stream.row(1).after_ms, 40u);
  EXPECT_EQ(stream.row(2).after_ms, 90u);
}

TEST(Streams, HoldBackWhatComesInAPause) {
  Stream stream(StreamKind::lines);
  stream.take("1\n");
  stream.pause(true);
  stream.take("2\n3\n");
  EXPECT_THAT(listed(stream), ElementsAre("1"));
  EXPECT_EQ(stream.count(), 3u);
  stream.pause(false);
  EXPECT_THAT(listed(stream), ElementsAre("3", "2", "1"));
}

TEST(Streams, CountOnAfterAClear) {
  Stream stream(StreamKind::lines);
  stream.take("1\n2\n");
  stream.clear();
  EXPECT_THAT(listed(stream), IsEmpty());
  stream.take("3\n");
  EXPECT_THAT(listed(stream), ElementsAre("3"));
  EXPECT_EQ(stream.count(), 3u);
  EXPECT_EQ(stream.dropped(), 0u) << "the user knows";
}

TEST(Streams, FilterByTextAndByName) {
  Stream stream(StreamKind::events);
  stream.take("event: add\nid: 7\ndata: Sun\n\ndata: moon\n\nevent: add\ndata: star\n\n");
  EXPECT_THAT(stream.names(), ElementsAre("add", "message"));
  stream.filter("S", "");
  EXPECT_FALSE(stream.scan(1000));
  EXPECT_THAT(listed(stream), ElementsAre("star", "Sun"));
  stream.take("data: sand\n\ndata: moor\n\n");
  EXPECT_THAT(listed(stream), ElementsAre("sand", "star", "Sun")) << "what comes is filtered too";
  stream.filter("", "message");
  stream.scan(1000);
  EXPECT_THAT(listed(stream), ElementsAre("moor", "sand", "moon"));
  stream.filter("7", "add");
  stream.scan(1000);
  EXPECT_THAT(listed(stream), ElementsAre("Sun")) << "ids are looked at";
  EXPECT_EQ(stream.place_of(0, stream.until()), 0u);
  EXPECT_EQ(stream.place_of(1, stream.until()), std::nullopt);
  stream.filter("", "");
  EXPECT_THAT(listed(stream), SizeIs(5));
  EXPECT_EQ(stream.place_of(0, stream.until()), 4u);
}

TEST(Streams, FilterInSteps) {
  Stream stream(StreamKind::lines);
  stream.take(lines(0, 1000));
  stream.filter("99", "");
  EXPECT_TRUE(stream.scan(100));
  EXPECT_TRUE(stream.scanning());
  stream.take("\"1099\"\n");
  int steps = 0;
  while (stream.scan(1000)) ++steps;
  EXPECT_GT(steps, 5);
  EXPECT_EQ(listed(stream).size(), 20u) << "those of 0 to 999, and the one that came meanwhile";
  EXPECT_EQ(listed(stream).front(), "\"1099\"");
}

TEST(Streams, DropTheOldestAboveTheMostRows) {
  Stream stream(StreamKind::lines);
  constexpr uint32_t kAll = 250'000;
  for (uint32_t from = 0; from < kAll; from += 1000) stream.take(lines(from, from + 1000));
  EXPECT_EQ(stream.count(), kAll);
  EXPECT_LE(stream.listed(kAll), Stream::kMostRows);
  EXPECT_GT(stream.listed(kAll), Stream::kMostRows / 2);
  EXPECT_EQ(stream.dropped() + stream.listed(kAll), kAll) << "none is lost uncounted";
  EXPECT_EQ(stream.row(kAll - 1).data, "\"249999\"");
  EXPECT_EQ(stream.row(stream.first()).data, '"' + std::to_string(stream.first()) + '"');
}

TEST(Streams, DropTheOldestAboveTheMostBytes) {
  Stream stream(StreamKind::lines);
  constexpr uint32_t kAll = 50'000;
  for (uint32_t from = 0; from < kAll; from += 100) stream.take(lines(from, from + 100, 1000));
  EXPECT_GT(stream.dropped(), 10'000u);
  EXPECT_LE(stream.listed(kAll) * size_t{1000}, Stream::kMostBytes);
  EXPECT_GT(stream.listed(kAll) * size_t{1000}, Stream::kMostBytes / 2);
}

class StreamedResponse : public testing::Test {
 protected:
  Page page;
  void SetUp() override {
    page.resources["https://docs.example/openapi.json"] = kStreams;
    page.open();
  }
  void send(std::string_view operation, std::string type) {
    page.show(operation);
    page.act(Send{});
    head(std::move(type));
  }
  void head(std::string type) {
    page.act(ResponseHead{id(), 200, "OK", {{"Content-Type", std::move(type)}}, 12});
  }
  void chunk(std::string bytes) { page.act(Chunk{id(), std::move(bytes), 0}); }
  Id id() const { return page.exchange().id; }
  const Stream& stream() const { return *page.exchange().stream; }
  /// Which items do not match, in the order they came.
  std::string marks() const {
    std::string marks;
    for (uint32_t number = 0; number < stream().count(); ++number)
      marks += stream().row(number).differs ? 'x' : '.';
    return marks;
  }
};

TEST_F(StreamedResponse, IsFollowedAndOthersAreNot) {
  send("events", "text/event-stream");
  ASSERT_THAT(page.all<FollowBody>(), SizeIs(1));
  EXPECT_EQ(page.all<FollowBody>()[0].id, id());
  chunk("event: text\nda");
  chunk("ta: a\n\n");
  page.act(ResponseProgress{id(), 22, 40});
  EXPECT_EQ(page.exchange().received, 22u);
  EXPECT_THAT(listed(stream()), ElementsAre("a"));
  EXPECT_EQ(stream().row(0).after_ms, 40u);

  send("lines", "application/json");
  EXPECT_EQ(page.exchange().stream, nullptr);
  EXPECT_THAT(page.all<FollowBody>(), SizeIs(1));
}

TEST_F(StreamedResponse, OfEventsIsJudgedByTheItemSchema) {
  send("events", "text/event-stream; charset=utf-8");
  chunk("event: text\ndata: free\n\n");
  chunk("data: no name\n\n");
  chunk("event: json\ndata: {\"n\": 1}\n\n");
  chunk("event: json\ndata: {\"n\": \"1\"}\n\n");
  chunk("event: json\ndata: {\n\n");
  chunk("event: other\ndata: 1\n\n");
  chunk("event: text\nretry: 0100\ndata: 1\n\nevent: text\nretry: 5000\ndata: 1\n\n");
  EXPECT_EQ(marks(), ".x.xxx.x");
  EXPECT_EQ(stream().differing(), 5u);
  const StreamVerdict typed = judge(stream().schemas, stream().row(3), false);
  ASSERT_THAT(typed.violations, SizeIs(1));
  EXPECT_EQ(typed.violations[0].keyword, "type");
  EXPECT_EQ(typed.violations[0].instance_pointer, "/n");
  EXPECT_FALSE(judge(stream().schemas, stream().row(4), false).no_json.empty());
}

TEST_F(StreamedResponse, OfEventsMayHaveASchemaOfTheData) {
  send("data", "text/event-stream");
  chunk("data: {\"n\": 1}\n\ndata: {}\n\ndata: [DONE]\n\n");
  EXPECT_EQ(marks(), ".x.") << "what is no JSON ends the stream, perhaps";
}

TEST_F(StreamedResponse, OfLinesIsJudgedByTheItemSchema) {
  send("lines", "application/jsonl");
  chunk("{\"n\": 1}\n{}\n{\"n\": ");
  chunk("2}\nnot JSON\n");
  EXPECT_EQ(marks(), ".x.x");
}

TEST_F(StreamedResponse, OfASequenceIsJudgedByTheItemsOfTheSchema) {
  send("lines", "application/json-seq");
  chunk(
      "\x1E"
      "1\n\x1E\"2\"\n\x1E");
  EXPECT_EQ(marks(), ".x");
}

TEST_F(StreamedResponse, IsNotJudgedAsOneJsonText) {
  send("lines", "application/stream+json");
  chunk("{}\n{}\n");
  page.act(ResponseEnd{id(), 6, 50});
  page.act(BodyWindow{id(), 0, "{}\n{}\n", true});
  EXPECT_EQ(marks(), "..");
  EXPECT_FALSE(page.exchange().verdict.differs());
}

TEST_F(StreamedResponse, KeepsWhatCameWhenItIsCancelled) {
  send("events", "text/event-stream");
  chunk("event: text\ndata: a\n\n");
  page.act(Cancel{});
  EXPECT_EQ(page.exchange().state, Exchange::State::cancelled);
  chunk("event: text\ndata: late\n\n");
  EXPECT_THAT(listed(stream()), ElementsAre("a"));
  EXPECT_THAT(page.all<DropBody>(), IsEmpty());
  page.act(SaveResponse{});
  ASSERT_THAT(page.all<SaveFile>(), SizeIs(1));
  EXPECT_EQ(page.all<SaveFile>()[0].name, "events.txt");
}

TEST_F(StreamedResponse, EndsWithItsLastLine) {
  send("lines", "application/jsonl");
  chunk("{\"n\": 1}\n{\"n\": 2}");
  page.act(ResponseEnd{id(), 17, 50});
  EXPECT_EQ(stream().count(), 2u);
  EXPECT_EQ(page.exchange().state, Exchange::State::done);
  EXPECT_THAT(page.all<ReadBody>(), SizeIs(1)) << "a short one can be seen as it came";
}

TEST_F(StreamedResponse, IsNotReadAgainWhenItIsLong) {
  send("lines", "application/jsonl");
  chunk("{\"n\": 1}\n");
  page.act(ResponseEnd{id(), kRawStreamBytes + 1, 50});
  EXPECT_THAT(page.all<ReadBody>(), IsEmpty());
}

TEST_F(StreamedResponse, IsPausedFilteredAndCleared) {
  send("events", "text/event-stream");
  chunk("event: text\ndata: a\n\n");
  page.act(PauseStream{true});
  chunk("event: text\ndata: b\n\n");
  EXPECT_THAT(listed(stream()), ElementsAre("a"));
  page.act(PauseStream{false});
  EXPECT_THAT(listed(stream()), ElementsAre("b", "a"));
  page.act(FilterStream{"A", ""});
  EXPECT_THAT(listed(stream()), ElementsAre("a"));
  page.act(ClearStream{});
  EXPECT_THAT(listed(stream()), IsEmpty());
}

TEST_F(StreamedResponse, GoesOnAfterTheLastEventOnRequestOnly) {
  send("events", "text/event-stream");
  const Id first = id();
  chunk("id: 41\nevent: text\nretry: 10\ndata: a\n\nid: 42\nevent: text\ndata: half");
  page.act(Reconnect{});
  EXPECT_THAT(page.all<SendRequest>(), SizeIs(1)) << "not while it runs";
  page.act(ResponseEnd{id(), 60, 50});
  EXPECT_EQ(stream().retry(), "10");
  EXPECT_THAT(page.all<SendRequest>(), SizeIs(1)) << "nothing by itself";

  page.act(Reconnect{});
  ASSERT_THAT(page.all<SendRequest>(), SizeIs(2));
  const SendRequest again = page.all<SendRequest>()[1];
  EXPECT_EQ(again.id, first) << "the same body goes on";
  ASSERT_NE(again.request.header("Last-Event-ID"), nullptr);
  EXPECT_EQ(again.request.header("Last-Event-ID")->value.text, "42");
  EXPECT_TRUE(page.exchange().running());
  head("text/event-stream");
  chunk("id: 43\nevent: text\ndata: b\n\n");
  EXPECT_THAT(listed(stream()), ElementsAre("b", "a"));
}

TEST_F(StreamedResponse, GoesOnWithTheRequestThatWasSent) {
  page.show("events");
  const auto extra = [&](ExtraKind kind, uint32_t index, std::string name, std::string value) {
    page.act(ChangeExtra{ChangeExtra::Change::add, kind});
    page.act(ChangeExtra{ChangeExtra::Change::name, kind, index, std::move(name)});
    page.act(ChangeExtra{ChangeExtra::Change::value, kind, index, std::move(value)});
  };
  extra(ExtraKind::query, 0, "room", "1");
  extra(ExtraKind::header, 1, "last-event-id", "7");
  extra(ExtraKind::timeout, 2, "", "30");
  page.act(Send{});
  head("text/event-stream");
  chunk("event: text\ndata: a\n\n");
  page.act(ResponseEnd{id(), 22, 50});
  page.act(ChangeExtra{ChangeExtra::Change::value, ExtraKind::query, 0, "2"});
  page.act(Reconnect{});
  ASSERT_THAT(page.all<SendRequest>(), SizeIs(2));
  SendRequest again = page.all<SendRequest>()[1];
  EXPECT_THAT(again.request.url.text, testing::HasSubstr("room=1"));
  EXPECT_EQ(again.timeout_ms, 30'000u);
  EXPECT_EQ(again.request.header("Last-Event-ID")->value.text, "7");
  head("text/event-stream");
  chunk("id: 8\nevent: text\ndata: b\n\n");
  page.act(ResponseEnd{id(), 50, 50});
  page.act(Reconnect{});
  again = page.all<SendRequest>()[2];
  EXPECT_EQ(std::count_if(again.request.headers.begin(), again.request.headers.end(),
                          [](const request::HeaderField& header) {
                            return text::equals_ignoring_case(header.name, "Last-Event-ID");
                          }),
            1);
  EXPECT_EQ(again.request.header("Last-Event-ID")->value.text, "8");
}

TEST_F(StreamedResponse, GoesOnWithoutAnIdWhereThereWasNone) {
  send("events", "text/event-stream");
  chunk("event: text\ndata: a\n\n");
  page.act(ResponseEnd{id(), 22, 50});
  page.act(Reconnect{});
  ASSERT_THAT(page.all<SendRequest>(), SizeIs(2));
  EXPECT_EQ(page.all<SendRequest>()[1].request.header("Last-Event-ID"), nullptr);
}

TEST_F(StreamedResponse, OutlivesAReloadOfTheDescriptionUnjudged) {
  send("lines", "application/jsonl");
  chunk("{}\n");
  page.act(Reload{});
  page.show("lines");
  chunk("{}\n");
  EXPECT_EQ(marks(), "x.");
}

TEST_F(StreamedResponse, BeginsAnewWithAnotherSend) {
  send("lines", "application/jsonl");
  chunk("{\"n\": 1}\n");
  page.act(ResponseEnd{id(), 9, 50});
  send("lines", "application/jsonl");
  EXPECT_EQ(stream().count(), 0u);
}

}  // namespace
}  // namespace vitrine::session
