#include "app/text/stream_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vitrine::text {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<StreamItem> read(StreamReader& reader, std::string_view bytes, size_t step) {
  std::vector<StreamItem> items;
  for (size_t at = 0; at < bytes.size(); at += step) reader.feed(bytes.substr(at, step), items);
  reader.end(items);
  return items;
}

/// `event|id|data` of each item; the same for each way to cut the bytes in three.
std::vector<std::string> events(std::string_view bytes, StreamKind kind = StreamKind::events) {
  const auto words = [](const std::vector<StreamItem>& items) {
    std::vector<std::string> all;
    for (const StreamItem& item : items)
      all.push_back(item.event + '|' + item.id + '|' + item.data);
    return all;
  };
  StreamReader whole(kind);
  const std::vector<std::string> expected = words(read(whole, bytes, bytes.size() + 1));
  for (size_t step = 1; step < bytes.size(); ++step) {
    StreamReader reader(kind);
    EXPECT_EQ(words(read(reader, bytes, step)), expected) << "cut every " << step << " bytes";
  }
  for (size_t first = 0; first <= bytes.size(); ++first) {
    StreamReader reader(kind);
    std::vector<StreamItem> items;
    reader.feed(bytes.substr(0, first), items);
    reader.feed(bytes.substr(first), items);
    reader.end(items);
    EXPECT_EQ(words(items), expected) << "cut at " << first;
  }
  return expected;
}

TEST(StreamKinds, FollowTheMediaType) {
  EXPECT_EQ(stream_kind("text/event-stream; charset=utf-8"), StreamKind::events);
  EXPECT_EQ(stream_kind("application/jsonl"), StreamKind::lines);
  EXPECT_EQ(stream_kind("application/x-ndjson"), StreamKind::lines);
  EXPECT_EQ(stream_kind("application/json-seq"), StreamKind::sequence);
  EXPECT_EQ(stream_kind("application/geo+json-seq"), StreamKind::sequence);
  EXPECT_EQ(stream_kind("application/json"), StreamKind::none);
  EXPECT_EQ(stream_kind("text/plain"), StreamKind::none);
}

TEST(ServerSentEvents, HaveTheFieldsOfTheStandard) {
  EXPECT_THAT(events("event: add\nid: 7\ndata: one\ndata:two\n\n"), ElementsAre("add|7|one\ntwo"));
  EXPECT_THAT(events("data\n\n"), ElementsAre("||")) << "a field without a colon has no value";
  EXPECT_THAT(events("data:\ndata:\n\n"), ElementsAre("||\n"));
  EXPECT_THAT(events("data:  two blanks: one is kept\n\n"),
              ElementsAre("|| two blanks: one is kept"));
  EXPECT_THAT(events("other: x\nDATA: x\ndata: y\n\n"), ElementsAre("||y"));
}

TEST(ServerSentEvents, EndLinesInThreeWays) {
  EXPECT_THAT(events("data: 1\r\n\r\ndata: 2\r\rdata: 3\n\ndata: 4\r\n\n"),
              ElementsAre("||1", "||2", "||3", "||4"));
}

TEST(ServerSentEvents, LeaveOutCommentsAndTheMark) {
  EXPECT_THAT(events("\xEF\xBB\xBF: hello\ndata: a\n:\n\n"), ElementsAre("||a"));
  EXPECT_THAT(events("\xEF\xBB\xBF"
                     "data: a\n\n"),
              ElementsAre("||a"));
  EXPECT_THAT(events("data: a\n\n\xEF\xBB\xBF"
                     "data: b\n\n"),
              ElementsAre("||a"))
      << "a mark further on is part of the field's name";
}

TEST(ServerSentEvents, NeedDataAndAnEmptyLine) {
  EXPECT_THAT(events("event: x\n\ndata: a\n\n"), ElementsAre("||a"))
      << "a name without data is forgotten";
  EXPECT_THAT(events("data: a\n\ndata: half"), ElementsAre("||a"));
  EXPECT_THAT(events("data: a\n\ndata: half\n"), ElementsAre("||a"));
  EXPECT_THAT(events(""), IsEmpty());
}

TEST(ServerSentEvents, KeepTheLastIdAndTheTimeToConnectAgain) {
  StreamReader reader(StreamKind::events);
  std::vector<StreamItem> items;
  reader.feed("id: 1\ndata: a\n\ndata: b\nretry: 250\n\nid: 2\n\nretry: soon\n\n", items);
  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(items[0].id, "1");
  EXPECT_EQ(items[1].id, "") << "it gives itself none";
  EXPECT_EQ(items[1].retry, "250");
  EXPECT_EQ(reader.last_id(), "2") << "data is not needed";
  EXPECT_EQ(reader.retry(), "250") << "only digits count";
  reader.feed(std::string_view("id: x\0y\ndata: c\n\n", 17), items);
  EXPECT_EQ(reader.last_id(), "2") << "an id with U+0000 is ignored";
  reader.feed("id\ndata: d\n\n", items);
  EXPECT_EQ(reader.last_id(), "") << "an empty id takes it back";
}

TEST(ServerSentEvents, AreTextWhateverTheBytes) {
  EXPECT_THAT(events("data: \xC3\xA9\xFF\n\n"), ElementsAre("||\xC3\xA9\xEF\xBF\xBD"));
}

TEST(ServerSentEvents, BeginAnewWithAnotherConnection) {
  StreamReader reader(StreamKind::events);
  std::vector<StreamItem> items;
  reader.feed("id: 4\ndata: half", items);
  reader.end(items);
  reader.feed(
      "\xEF\xBB\xBF"
      "data: whole\n\n",
      items);
  ASSERT_EQ(items.size(), 1u);
  EXPECT_EQ(items[0].data, "whole");
  EXPECT_EQ(reader.last_id(), "4");
}

TEST(StreamsOfLines, HaveOneTextALine) {
  EXPECT_THAT(events("{\"a\":1}\r\n\n  [2]\n\"\xE2\x82\xAC\"", StreamKind::lines),
              ElementsAre("||{\"a\":1}", "||[2]", "||\"\xE2\x82\xAC\""));
  EXPECT_THAT(events("\n\n", StreamKind::lines), IsEmpty());
}

TEST(StreamsOfLines, MayBeSequences) {
  EXPECT_THAT(events("\x1E{\"a\":\n1}\n\x1E\x1E[2]\n\x1E"
                     "3\n",
                     StreamKind::sequence),
              ElementsAre("||{\"a\":\n1}", "||[2]", "||3"));
}

TEST(StreamsOfLines, LeaveOutTheRestOfWhatIsTooLong) {
  StreamReader reader(StreamKind::lines);
  std::vector<StreamItem> items;
  const std::string part(1u << 20, 'x');
  for (int count = 0; count < 6; ++count) reader.feed(part, items);
  reader.feed("\n1\n", items);
  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(items[0].data.size(), StreamReader::kMostItemBytes);
  EXPECT_TRUE(items[0].cut);
  EXPECT_EQ(items[1].data, "1");
  EXPECT_FALSE(items[1].cut);
}

}  // namespace
}  // namespace vitrine::text
