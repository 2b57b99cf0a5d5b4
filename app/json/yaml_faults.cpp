#include <algorithm>
#include <utility>

#include "app/json/yaml_characters.h"
#include "app/json/yaml_parser.h"

// Reports faults of YAML and continues after them.

namespace vitrine::json {

void YamlParser::complain(uint32_t at, std::string message) {
  complained_ = line_;
  sink_.complain(Severity::violation, at, std::move(message));
}

/// The entry in hand cannot be read: it is left out, and reading goes on after it. Consequences
/// of a fault on the same line is not reported.
void YamlParser::fault(uint32_t at, std::string message) {
  if (complained_ != line_) complain(at, std::move(message));
  if (in_flow()) give_up_flow();
  sink_.drop_key();
  if (!levels_.empty()) levels_.back().key = false;
  skip();
}

/// Tabs that indent several lines on end are one fault.
void YamlParser::report_tab(uint32_t at) {
  if (std::exchange(tabs_told_, true)) return;
  complain(at, "YAML is indented by spaces; replace this tab by spaces");
}

void YamlParser::give_up_flow() {
  while (in_flow()) {
    sink_.drop_key();
    levels_.back().key = false;
    end_level(pos_);
  }
  // It may have been a key.
  sink_.drop_key();
  if (!levels_.empty()) levels_.back().key = false;
  state_ = State::next;
}

/// Moves to the next line that can be an entry of an open collection, or to the end of the
/// document.
void YamlParser::skip() {
  state_ = State::next;
  for (;;) {
    skip_line();
    if (at_end()) return;
    const Gap gap = skip_gap();
    if (at_end() || at_marker()) return;
    if (!resumes(column(gap))) continue;
    pos_ = line_;
    return;
  }
}

/// Whether the line in hand, whose first token stands at `column`, can be read on from.
bool YamlParser::resumes(int32_t column) const {
  if (levels_.empty()) return false;
  if (column < levels_.front().indent) return true;
  auto level = std::upper_bound(levels_.begin(), levels_.end(), column,
                                [](int32_t at, const Level& open) { return at < open.indent; });
  --level;
  if (level->indent != column) return false;
  if (at_indicator('-')) return level->kind == Level::Kind::block_sequence;
  if (level->kind == Level::Kind::block_sequence) {
    if (level == levels_.begin() || (--level)->indent != column) return false;
  }
  return looks_like_entry(pos_);
}

/// Whether a line is, by its looks, an entry of a collection in block style from `at` on.
bool YamlParser::looks_like_entry(uint32_t at) const {
  char quote = text_[at];
  if ((quote == '-' || quote == '?') && blank_or_end(at + 1)) return true;
  if (quote == '"' || quote == '\'') {
    ++at;
  } else {
    quote = '\0';
  }
  for (char c = text_[at]; !is_yaml_break_or_end(c); c = text_[++at]) {
    if (quote != '\0') {
      if (c == quote) {
        quote = '\0';
      } else if (c == '\\' && quote == '"' && !is_yaml_break_or_end(text_[at + 1])) {
        ++at;
      }
    } else if (c == ':' && blank_or_end(at + 1)) {
      return true;
    } else if (c == '#' && is_yaml_blank(text_[at - 1])) {
      return false;
    }
  }
  return false;
}

/// Whether a quote that is open at `at` is closed on the same line, with none open at its end.
bool YamlParser::closes_quote(uint32_t at, char quote) const {
  bool open = true;
  for (; !is_yaml_break_or_end(text_[at]); ++at) {
    if (text_[at] == quote) open = !open;
    if (text_[at] == '\\' && quote == '"' && !is_yaml_break_or_end(text_[at + 1])) ++at;
  }
  return !open;
}

}  // namespace vitrine::json
