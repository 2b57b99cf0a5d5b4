// Cuts the body of a response into rows, and says how each is shown.
#include "app/session/exchange/body_text.h"

#include <algorithm>

#include "app/text/utf8.h"

namespace vitrine::session {
namespace {

constexpr uint32_t kLongestRow = 2000;
constexpr uint32_t kShortestRow = 20;
constexpr uint32_t kDeepest = 40;  ///< levels that are indented
constexpr uint32_t kWordMost = 40;
constexpr uint32_t kLinesStep = 256;

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

/// Columns of a character by its first byte: those of East Asian scripts and emoji take two.
uint32_t columns_of(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0xE3 ? 2 : 1;
}

}  // namespace

void BodyText::append(std::string_view text) { text_ += text; }

void BodyText::lay_out(bool json, uint32_t columns) {
  json_ = json;
  columns_ = columns;
  rows_ = {};
  lines_.clear();
  line_count_ = 0;
  at_ = 0;
  open_.clear();
  next_ = Next::row;
  in_string_ = escaped_ = false;
  width_ = space_ = 0;
  hint_ = {};
  matches_.clear();
  match_ = 0;
  search_at_ = 0;
  ++revision_;
}

bool BodyText::step(size_t bytes) {
  const uint32_t before = rows();
  const size_t until = std::min(text_.size(), at_ + bytes);
  if (at_ < until) {
    json_ ? cut_json(until) : cut_lines(until);
    ++revision_;
  }
  if (has_all_rows() && !open_.empty()) {
    // The text broke off.
    for (const uint32_t row : open_) rows_[row].close = rows();
    open_.clear();
  }
  if (before == rows() || has_all_rows()) search(bytes);
  return at_ < text_.size() || (searching() && has_all_rows());
}

void BodyText::begin_row(bool goes_on, bool in_string, uint32_t from) {
  if (rows() % kLinesStep == 0) lines_.push_back(line_count_);
  if (!goes_on) ++line_count_;
  BodyRow row;
  row.from = from;
  row.depth = static_cast<uint16_t>(std::min<size_t>(open_.size(), 0xFFFF));
  row.goes_on = goes_on;
  row.in_string = in_string;
  rows_.push_back(row);
  width_ = space_ = 0;
}

uint32_t BodyText::indent(uint32_t row) const {
  // What goes on is a part of a text, which has no other spaces than its own.
  if (!json_ || rows_[row].goes_on) return 0;
  return 2 * std::min<uint32_t>(rows_[row].depth, kDeepest);
}

uint32_t BodyText::limit() const {
  if (columns_ == 0) return kLongestRow;
  const uint32_t aside = indent(rows() - 1);
  return std::max(kShortestRow, columns_ > aside ? columns_ - aside : 0);
}

/// Counts a byte of the row, and begins a new one where it has no room.
void BodyText::count(char c, bool in_string) {
  if (text::is_continuation(c)) return;
  const uint32_t wide = c == '\t' ? 4 : c == ':' && json_ && !in_string ? 2 : columns_of(c);
  if (width_ + wide > limit() && width_ > 0 && !escaped_) {
    const bool at_word = space_ > 0 && width_ - space_width_ < kWordMost;
    const uint32_t rest = at_word ? width_ - space_width_ : 0;
    begin_row(true, at_word ? space_in_string_ : in_string, at_word ? space_ : at_);
    width_ = rest;
  }
  width_ += wide;
  if (c != ' ') return;
  space_ = at_ + 1;
  space_width_ = width_;
  space_in_string_ = in_string;
}

void BodyText::cut_json(size_t until) {
  for (; at_ < until; ++at_) {
    const char c = text_[at_];
    const bool was_in_string = in_string_;
    if (in_string_) {
      count(c, true);
      if (escaped_) {
        escaped_ = false;
      } else if (c == '\\') {
        escaped_ = true;
      } else if (c == '"') {
        in_string_ = false;
      }
      continue;
    }
    if (is_space(c)) continue;
    const bool closes = c == '}' || c == ']';
    const Next next = std::exchange(next_, Next::nothing);
    if (closes && !open_.empty()) {
      const uint32_t opener = open_.back();
      open_.pop_back();
      if (next != Next::contents) {
        begin_row(false, false, at_);
        rows_[opener].close = rows() - 1;
      }
    } else if (next != Next::nothing || (closes && rows() > 0)) {
      begin_row(false, false, at_);
    }
    count(c, was_in_string);
    if (c == '"') in_string_ = true;
    if (c == ',') next_ = Next::row;
    if (c != '{' && c != '[') continue;
    open_.push_back(rows() - 1);
    next_ = Next::contents;
  }
}

void BodyText::cut_lines(size_t until) {
  for (; at_ < until; ++at_) {
    const char c = text_[at_];
    if (std::exchange(next_, Next::nothing) == Next::row) begin_row(false, false, at_);
    if (c == '\n') {
      next_ = Next::row;
    } else {
      count(c, false);
    }
  }
}

uint32_t BodyText::end_of(uint32_t row) const {
  return row + 1 < rows() ? rows_[row + 1].from : at_;
}

std::string BodyText::shown(uint32_t index) const {
  if (index >= rows()) return {};
  const BodyRow& row = rows_[index];
  std::string_view part = std::string_view(text_).substr(row.from, end_of(index) - row.from);
  if (!json_) {
    if (part.ends_with('\n')) part.remove_suffix(1);
    if (part.ends_with('\r')) part.remove_suffix(1);
    std::string line(part);
    // It means something to a layout.
    std::replace(line.begin(), line.end(), '\v', ' ');
    return line;
  }
  std::string shown;
  shown.reserve(part.size() + 1);
  bool in_string = row.in_string;
  bool escaped = false;
  for (const char c : part) {
    if (in_string) {
      // What is no JSON may have line breaks here.
      shown += is_space(c) ? ' ' : c;
      if (escaped) {
        escaped = false;
      } else if (c == '\\') {
        escaped = true;
      } else if (c == '"') {
        in_string = false;
      }
    } else if (c == ':') {
      shown += ": ";
    } else if (!is_space(c)) {
      shown += c;
      in_string = c == '"';
    }
  }
  return shown;
}

uint32_t BodyText::line_of(uint32_t row) const {
  uint32_t line = lines_[row / kLinesStep];
  for (uint32_t at = row - row % kLinesStep; at <= row; ++at) line += rows_[at].goes_on ? 0 : 1;
  return line;
}

std::string BodyText::all_shown(size_t most) const {
  std::string all;
  for (uint32_t row = 0; row < rows() && all.size() < most; ++row) {
    if (!rows_[row].goes_on) {
      if (row > 0) all += '\n';
      all.append(indent(row), ' ');
    }
    all += shown(row);
  }
  return all;
}

}  // namespace vitrine::session
