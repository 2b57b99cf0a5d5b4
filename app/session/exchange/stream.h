// The items of a streamed response: the newest ones that fit a bounded store, and which are listed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/schema/schema.h"
#include "app/text/stream_reader.h"

namespace vitrine::session {

/// What the description says of the items.
struct StreamSchemas {
  using Compiled = std::shared_ptr<const schema::Schema>;

  text::StreamKind kind = text::StreamKind::none;
  /// Of a JSON text; of an event as the object of its fields (OAS 3.2.0 §4.14.4.1), or of what
  /// its data holds.
  Compiled item;
  bool of_data = false;
  /// Of the messages that the client sends; `item` is of those that it gets.
  Compiled sent;
  /// `contentSchema` of an event's data, for the events that fit the schema it stands in.
  struct Content {
    Compiled where;  ///< null: for all
    Compiled data;
  };
  std::vector<Content> contents;

  bool empty() const { return !item && !sent && contents.empty(); }
};

/// What is wrong with an item.
struct StreamVerdict {
  std::string no_json;  ///< why it is no JSON
  std::vector<schema::Violation> violations;

  bool differs() const { return !no_json.empty() || !violations.empty(); }
};

/// An item as it is kept; the text lives as long as the item is.
struct StreamRow {
  uint32_t number = 0;  ///< from 0, of all that came
  std::string_view event, id, retry, data;
  uint32_t after_ms = 0;  ///< since the request; 0 while that is not known
  bool differs = false;
  bool cut = false;
  bool binary = false;  ///< see text::StreamItem
};

/// How a WebSocket was closed (RFC 6455 §7.1).
struct SocketClose {
  uint16_t code = 0;
  std::string reason;
};

/// The first difference alone where only the verdict counts.
StreamVerdict judge(const StreamSchemas& schemas, const StreamRow& row, bool first_only);

class Stream {
 public:
  static constexpr size_t kMostBytes = 32u << 20;
  /// A list of more rows is higher than browsers and floats can place well.
  static constexpr uint32_t kMostRows = 100'000;
  static constexpr size_t kMostNames = 50;

  explicit Stream(text::StreamKind kind) : kind_(kind), reader_(kind) {}

  text::StreamKind kind() const { return kind_; }
  void take(std::string_view bytes);
  /// The connection is over. Another one may go on.
  void end();
  /// Items that came since the last call came now.
  void note_time(double after_ms);
  /// The WebSocket is open again.
  void reopen() { closed_.reset(); }
  void clear();
  void pause(bool paused);

  /// Lists only events of that name, and items that hold the text, ASCII letters in either case.
  void filter(std::string_view text, std::string_view event);
  /// Goes on with the filter for about `bytes`; true when there is more to do.
  bool scan(size_t bytes);

  const std::string& last_id() const { return reader_.last_id(); }
  const std::string& retry() const { return reader_.retry(); }
  uint32_t count() const { return count_; }      ///< all that came
  uint32_t cleared() const { return cleared_; }  ///< of them, by the user
  uint32_t first() const { return first_; }      ///< number of the oldest that is kept
  uint32_t dropped() const { return first_ - cleared_; }
  uint32_t differing() const { return differing_; }
  uint32_t skipped() const { return skipped_; }  ///< messages that came too fast to get here
  const std::optional<SocketClose>& closed() const { return closed_; }
  bool paused() const { return paused_at_.has_value(); }
  /// Of the first item that is not listed: later ones wait for the end of the pause.
  uint32_t until() const { return paused_at_.value_or(count_); }
  const std::string& filter_text() const { return filter_; }
  const std::string& filter_event() const { return event_; }
  bool filters() const { return !filter_.empty() || !event_.empty(); }
  bool scanning() const { return filters() && scanned_ < count_; }
  /// Names of events that came, in their order.
  const std::vector<std::string>& names() const { return names_; }

  /// How many are listed, of those below a number; the place of one counts from the newest.
  uint32_t listed(uint32_t until) const;
  uint32_t listed_at(uint32_t place, uint32_t until) const;
  std::optional<uint32_t> place_of(uint32_t number, uint32_t until) const;
  StreamRow row(uint32_t number) const;

  /// Must go before the documents that they were compiled from.
  StreamSchemas schemas;

 private:
  struct Entry {
    uint32_t at = 0;  ///< in its block: event, id, retry, then data
    uint32_t data = 0;
    uint32_t after_ms = 0;
    uint16_t event = 0;
    uint16_t id = 0;
    uint16_t retry = 0;
    bool differs = false;
    bool cut = false;
    bool binary = false;
  };
  struct Block {
    uint32_t first = 0;
    std::string text;
    std::vector<Entry> entries;
  };

  const Block& block_of(uint32_t number) const;
  void keep_all(std::vector<text::StreamItem>& items);
  void keep(const text::StreamItem& item);
  /// Makes a message of a line; false where the line is none.
  bool read_message(text::StreamItem& item);
  void drop_oldest();
  bool passes(const StreamRow& row) const;

  text::StreamKind kind_;
  text::StreamReader reader_;
  std::deque<Block> blocks_;
  size_t bytes_ = 0;  ///< of the blocks
  uint32_t first_ = 0;
  uint32_t count_ = 0;
  uint32_t cleared_ = 0;
  uint32_t differing_ = 0;
  uint32_t untimed_ = 0;
  uint32_t skipped_ = 0;
  std::optional<SocketClose> closed_;
  std::optional<uint32_t> paused_at_;
  std::vector<std::string> names_;
  std::string filter_;
  std::string wanted_;  ///< the same in lower case
  std::string event_;
  uint32_t scanned_ = 0;
  std::deque<uint32_t> matches_;
};

}  // namespace vitrine::session
