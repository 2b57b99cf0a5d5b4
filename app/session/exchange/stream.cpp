#include "app/session/exchange/stream.h"

#include <algorithm>
#include <utility>

#include "app/text/ascii.h"

namespace vitrine::session {
namespace {

constexpr size_t kBlockBytes = 256u << 10;
/// What an event without a name is called.
constexpr std::string_view kUnnamed = "message";

std::string_view name_of(const StreamRow& row) { return row.event.empty() ? kUnnamed : row.event; }

/// `wanted` is in lower case.
bool holds(std::string_view text, std::string_view wanted) {
  return std::search(text.begin(), text.end(), wanted.begin(), wanted.end(),
                     [](char a, char b) { return text::lower(a) == b; }) != text.end();
}

}  // namespace

void Stream::take(std::string_view bytes) {
  std::vector<text::StreamItem> items;
  reader_.feed(bytes, items);
  keep_all(items);
}

void Stream::end() {
  std::vector<text::StreamItem> items;
  reader_.end(items);
  keep_all(items);
}

void Stream::keep_all(std::vector<text::StreamItem>& items) {
  for (text::StreamItem& item : items) {
    if (kind_ != text::StreamKind::messages || read_message(item)) keep(item);
  }
}

void Stream::keep(const text::StreamItem& item) {
  const size_t size = item.event.size() + item.id.size() + item.retry.size() + item.data.size();
  if (blocks_.empty() || blocks_.back().text.size() + size > kBlockBytes) {
    blocks_.emplace_back().first = count_;
    blocks_.back().text.reserve(std::max(size, kBlockBytes / 4));
  }
  Block& block = blocks_.back();
  Entry entry;
  entry.at = static_cast<uint32_t>(block.text.size());
  entry.data = static_cast<uint32_t>(item.data.size());
  entry.event = static_cast<uint16_t>(item.event.size());
  entry.id = static_cast<uint16_t>(item.id.size());
  entry.retry = static_cast<uint16_t>(item.retry.size());
  entry.cut = item.cut;
  entry.binary = item.binary;
  block.text.append(item.event).append(item.id).append(item.retry).append(item.data);
  block.entries.push_back(entry);
  bytes_ += size + sizeof(Entry);
  const uint32_t number = count_++;
  const StreamRow kept = row(number);
  if (!schemas.empty() && !item.cut && judge(schemas, kept, true).differs()) {
    block.entries.back().differs = true;
    ++differing_;
  }
  const bool named = kind_ == text::StreamKind::events || kind_ == text::StreamKind::messages;
  if (named && names_.size() < kMostNames) {
    const std::string_view name = name_of(kept);
    if (std::find(names_.begin(), names_.end(), name) == names_.end()) names_.emplace_back(name);
  }
  // An earlier one may still wait for its turn.
  if (filters() && scanned_ == number) {
    if (passes(kept)) matches_.push_back(number);
    ++scanned_;
  }
  drop_oldest();
}

void Stream::drop_oldest() {
  while (blocks_.size() > 1 && (bytes_ > kMostBytes || count_ - first_ > kMostRows)) {
    const Block& oldest = blocks_.front();
    bytes_ -= oldest.text.size() + oldest.entries.size() * sizeof(Entry);
    blocks_.pop_front();
    first_ = blocks_.front().first;
  }
  while (!matches_.empty() && matches_.front() < first_) matches_.pop_front();
  scanned_ = std::max(scanned_, first_);
}

void Stream::note_time(double after_ms) {
  const auto now = static_cast<uint32_t>(std::max(after_ms, 1.0));
  for (auto block = blocks_.rbegin(); block != blocks_.rend() && untimed_ < count_; ++block) {
    const size_t from = untimed_ > block->first ? untimed_ - block->first : 0;
    for (size_t index = from; index < block->entries.size(); ++index)
      block->entries[index].after_ms = now;
    if (from > 0) break;
  }
  untimed_ = count_;
}

void Stream::clear() {
  blocks_.clear();
  matches_.clear();
  bytes_ = 0;
  differing_ = 0;
  first_ = cleared_ = scanned_ = count_;
  if (paused_at_) paused_at_ = count_;
}

void Stream::pause(bool paused) {
  if (paused && !paused_at_) paused_at_ = count_;
  if (!paused) paused_at_.reset();
}

void Stream::filter(std::string_view text, std::string_view event) {
  filter_ = text;
  wanted_ = text::lower(text);
  event_ = event;
  matches_.clear();
  scanned_ = first_;
}

bool Stream::scan(size_t bytes) {
  for (size_t looked_at = 0; scanning() && looked_at < bytes; ++scanned_) {
    const StreamRow next = row(scanned_);
    if (passes(next)) matches_.push_back(scanned_);
    looked_at += next.data.size() + sizeof(Entry);
  }
  return scanning();
}

bool Stream::passes(const StreamRow& row) const {
  if (!event_.empty() && name_of(row) != event_) return false;
  return wanted_.empty() || holds(row.data, wanted_) || holds(row.event, wanted_) ||
         holds(row.id, wanted_);
}

uint32_t Stream::listed(uint32_t until) const {
  until = std::clamp(until, first_, count_);
  if (!filters()) return until - first_;
  return static_cast<uint32_t>(std::lower_bound(matches_.begin(), matches_.end(), until) -
                               matches_.begin());
}

uint32_t Stream::listed_at(uint32_t place, uint32_t until) const {
  const uint32_t index = listed(until) - 1 - place;
  return filters() ? matches_[index] : first_ + index;
}

std::optional<uint32_t> Stream::place_of(uint32_t number, uint32_t until) const {
  if (number < first_ || number >= until) return std::nullopt;
  const auto found = std::lower_bound(matches_.begin(), matches_.end(), number);
  if (filters() && (found == matches_.end() || *found != number)) return std::nullopt;
  const auto index = filters() ? static_cast<uint32_t>(found - matches_.begin()) : number - first_;
  return listed(until) - 1 - index;
}

const Stream::Block& Stream::block_of(uint32_t number) const {
  const auto after =
      std::upper_bound(blocks_.begin(), blocks_.end(), number,
                       [](uint32_t wanted, const Block& block) { return wanted < block.first; });
  return *(after - 1);
}

StreamRow Stream::row(uint32_t number) const {
  const Block& block = block_of(number);
  const Entry& entry = block.entries[number - block.first];
  const std::string_view text = std::string_view(block.text).substr(entry.at);
  StreamRow row;
  row.number = number;
  row.event = text.substr(0, entry.event);
  row.id = text.substr(entry.event, entry.id);
  row.retry = text.substr(size_t{entry.event} + entry.id, entry.retry);
  row.data = text.substr(size_t{entry.event} + entry.id + entry.retry, entry.data);
  row.after_ms = entry.after_ms;
  row.differs = entry.differs;
  row.cut = entry.cut;
  row.binary = entry.binary;
  return row;
}

}  // namespace vitrine::session
