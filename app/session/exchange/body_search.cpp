// Searches the body of a response, some of it at a time.
#include <algorithm>
#include <utility>

#include "app/session/exchange/body_text.h"
#include "app/text/ascii.h"

namespace vitrine::session {
namespace {

/// Rows of a line that are searched as one text.
constexpr uint32_t kRowsAtOnce = 64;

}  // namespace

void BodyText::find(std::string wanted) {
  wanted_ = text::lower(wanted);
  typed_ = std::move(wanted);
  matches_.clear();
  match_ = 0;
  search_at_ = 0;
  ++revision_;
}

void BodyText::go_to_match(bool back) {
  if (matches_.empty()) return;
  ++match_steps_;
  match_ = back ? (match_ > 0 ? match_ : matches_.size()) - 1 : (match_ + 1) % matches_.size();
  ++revision_;
}

void BodyText::search(size_t bytes) {
  if (wanted_.empty()) return;
  // The last line may go on while there is more to cut.
  const uint32_t cut = has_all_rows() || rows() == 0 ? rows() : rows() - 1;
  const bool none = matches_.empty();
  for (size_t done = 0; search_at_ < cut && done < bytes;) {
    uint32_t end = search_at_ + 1;
    while (end < cut && rows_[end].goes_on && end - search_at_ < kRowsAtOnce) ++end;
    if (end == cut && !has_all_rows()) break;
    done += end_of(end - 1) - rows_[search_at_].from;
    search_line(search_at_, end);
    search_at_ = end;
    if (matches_.size() >= kMostMatches) search_at_ = rows();
  }
  if (none && !matches_.empty()) ++match_steps_;
  ++revision_;
}

void BodyText::search_line(uint32_t first, uint32_t end) {
  std::string line;
  std::vector<size_t> ends;
  for (uint32_t row = first; row < end; ++row) {
    line += shown(row);
    ends.push_back(line.size());
  }
  line = text::lower(line);
  for (size_t at = line.find(wanted_); at != std::string::npos && matches_.size() < kMostMatches;
       at = line.find(wanted_, at + wanted_.size())) {
    const auto row = std::upper_bound(ends.begin(), ends.end(), at);
    const size_t before = row == ends.begin() ? 0 : *(row - 1);
    matches_.push_back(
        {first + static_cast<uint32_t>(row - ends.begin()), static_cast<uint32_t>(at - before)});
  }
}

}  // namespace vitrine::session
