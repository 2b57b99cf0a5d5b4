// Server-sent events as WHATWG HTML §9.2.6 interprets them, and the simpler streams of JSON.
#include "app/text/stream_reader.h"

#include <algorithm>
#include <utility>

#include "app/text/ascii.h"
#include "app/text/media_type.h"
#include "app/text/utf8.h"

namespace vitrine::text {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string_view ends_of(StreamKind kind) {
  switch (kind) {
    case StreamKind::events:
      return "\r\n";
    case StreamKind::sequence:
      return "\x1E";
    case StreamKind::lines:
    case StreamKind::messages:
    case StreamKind::none:
      break;
  }
  return "\n";
}

bool is_number(std::string_view text) {
  for (const char c : text) {
    if (!is_digit(c)) return false;
  }
  return !text.empty();
}

std::string name_of(std::string_view value) {
  return valid_utf8(cut(value, StreamReader::kMostNameBytes));
}

}  // namespace

StreamKind stream_kind(std::string_view media_type) {
  const std::string type = essence(media_type);
  if (type == "text/event-stream") return StreamKind::events;
  if (type.ends_with("json-seq")) return StreamKind::sequence;
  return media_type_traits(type).editor == BodyKind::lines ? StreamKind::lines : StreamKind::none;
}

void StreamReader::append(std::string& text, std::string_view bytes) {
  const size_t room = kMostItemBytes - std::min(text.size(), kMostItemBytes);
  if (bytes.size() > room) item_.cut = true;
  text.append(bytes.substr(0, room));
}

void StreamReader::feed(std::string_view bytes, std::vector<StreamItem>& items) {
  const std::string_view ends = ends_of(kind_);
  while (!bytes.empty()) {
    if (std::exchange(after_return_, false) && bytes.front() == '\n') {
      bytes.remove_prefix(1);
      continue;
    }
    const size_t end = bytes.find_first_of(ends);
    append(line_, bytes.substr(0, end));
    if (end == std::string_view::npos) return;
    after_return_ = bytes[end] == '\r';
    bytes.remove_prefix(end + 1);
    take_line(items);
  }
}

void StreamReader::end(std::vector<StreamItem>& items) {
  if (kind_ != StreamKind::events) take_line(items);
  // Another connection begins anew, but for the last id (§9.2.5).
  at_start_ = true;
  after_return_ = false;
  has_data_ = false;
  line_.clear();
  item_ = {};
}

void StreamReader::take_line(std::vector<StreamItem>& items) {
  std::string_view line = line_;
  if (std::exchange(at_start_, false) && line.starts_with(kByteOrderMark))
    line.remove_prefix(kByteOrderMark.size());
  if (kind_ != StreamKind::events) {
    item_.data = valid_utf8(trim(line));
    has_data_ = !item_.data.empty();
    dispatch(items);
  } else if (line.empty()) {
    dispatch(items);
  } else if (line.front() != ':') {  // else a comment
    const size_t colon = line.find(':');
    std::string_view value;
    if (colon != std::string_view::npos) value = line.substr(colon + 1);
    if (value.starts_with(' ')) value.remove_prefix(1);
    take_field(line.substr(0, colon), value);
  }
  line_.clear();
}

void StreamReader::take_field(std::string_view name, std::string_view value) {
  if (name == "data") {
    if (has_data_) append(item_.data, "\n");
    append(item_.data, value);
    has_data_ = true;
  } else if (name == "event") {
    item_.event = name_of(value);
  } else if (name == "id") {
    if (value.find('\0') != std::string_view::npos) return;
    item_.id = last_id_ = name_of(value);
  } else if (name == "retry" && is_number(value)) {
    item_.retry = retry_ = cut(value, kMostNameBytes);
  }
}

void StreamReader::dispatch(std::vector<StreamItem>& items) {
  if (std::exchange(has_data_, false)) {
    if (kind_ == StreamKind::events) item_.data = valid_utf8(item_.data);
    items.push_back(std::move(item_));
  }
  item_ = {};
}

}  // namespace vitrine::text
