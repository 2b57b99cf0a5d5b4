#include <algorithm>

#include "app/json/yaml_characters.h"
#include "app/json/yaml_parser.h"

// Collections in flow style (YAML 1.2.2 §7.4).

namespace vitrine::json {
namespace {

std::string missing_comma(bool sequence) {
  return sequence ? "A comma or the closing ] of the list is missing before this"
                  : "A comma or the closing } of the mapping is missing before this";
}

}  // namespace

void YamlParser::open_flow(YamlProperties& properties, int32_t indent, bool is_key) {
  const bool sequence = text_[pos_] == '[';
  YamlEvent event;
  event.kind = sequence ? YamlEvent::Kind::sequence : YamlEvent::Kind::mapping;
  event.token = {pos_, pos_};
  event.properties = &properties;
  sink_.handle(event);
  properties = {};
  if (!in_flow()) flow_begin_ = pos_;
  levels_.push_back({sequence ? Level::Kind::flow_sequence : Level::Kind::flow_mapping, false,
                     indent, pos_, is_key});
  ++pos_;
  state_ = State::flow_entry;
}

/// A mapping of one member in a sequence.
void YamlParser::begin_pair(uint32_t at) {
  YamlProperties none;
  emit(YamlEvent::Kind::mapping, at, none);
  levels_.push_back({Level::Kind::flow_pair, true, levels_.back().indent, at});
}

void YamlParser::end_pair() {
  if (levels_.back().kind == Level::Kind::flow_pair) end_level(pos_);
}

bool YamlParser::flow_colon() const {
  return text_[pos_] == ':' && (blank_or_end(pos_ + 1) || is_flow_indicator(text_[pos_ + 1]));
}

/// Skips to what comes next; false when the collection cannot go on and has been ended.
bool YamlParser::flow_gap() {
  const Gap gap = skip_gap();
  const Level& level = levels_.back();
  const char c = text_[pos_];
  if (at_end() || at_marker()) {
    const Level& open = level.kind == Level::Kind::flow_pair ? levels_[levels_.size() - 2] : level;
    complain(open.begin, std::string("The ") + text_[open.begin] +
                             " that begins here is never closed; close it, or put quotes around a "
                             "text that begins so");
    give_up_flow();
    return false;
  }
  if (!gap.broke || c == ']' || c == '}' || indentation() > level.indent) return true;
  if (gap.tab != kNone && column(gap) > level.indent) {
    report_tab(gap.tab);
    return true;
  }
  const bool entry = state_ == State::flow_entry && level.kind == Level::Kind::flow_mapping;
  if (looks_like_entry(pos_) && !(entry && line_is_flow())) {
    complain(pos_, missing_comma(level.kind != Level::Kind::flow_mapping));
    give_up_flow();
    complained_ = kNone;
    pos_ = line_;
    return false;
  }
  if (indent_told_ != flow_begin_) {
    indent_told_ = flow_begin_;
    complain(pos_,
             "The lines of a list or mapping in brackets must be indented further than its key");
  }
  return true;
}

/// Whether a line that could be an entry in block style is, by its end, one of a mapping in braces.
bool YamlParser::line_is_flow() const {
  uint32_t at = pos_;
  char last = '\0';
  for (; !is_yaml_break_or_end(text_[at]); ++at) {
    if (!is_yaml_blank(text_[at])) last = text_[at];
  }
  if (last == ',' || is_flow_indicator(last)) return true;
  while (is_yaml_blank(text_[at]) || is_yaml_break(text_[at])) ++at;
  return text_[at] == '}' || text_[at] == ']';
}

void YamlParser::flow_entry() {
  if (!flow_gap()) return;
  const char c = text_[pos_];
  if (c == ']' || c == '}') {
    flow_close(c);
    return;
  }
  if (c == ',') {
    complain(pos_, "A value is missing before this comma");
    ++pos_;
    return;
  }
  const bool sequence = levels_.back().kind == Level::Kind::flow_sequence;
  levels_.back().key = !sequence;
  if (c == '?' && (blank_or_end(pos_ + 1) || is_flow_indicator(text_[pos_ + 1]))) {
    if (sequence) begin_pair(pos_);
    ++pos_;
    state_ = State::flow_node;
    return;
  }
  flow_node();
}

void YamlParser::flow_node() {
  inner_ = {};
  uint32_t first = kNone;
  for (;;) {
    if (!flow_gap()) return;
    if (first == kNone) first = pos_;
    if (!at_property() || !read_property()) break;
  }
  const char c = text_[pos_];
  const int32_t indent = levels_.back().indent;
  const bool entry = levels_.back().kind == Level::Kind::flow_sequence;
  if (c == ',' || c == ']' || c == '}' || flow_colon()) {
    if (c == ':' && entry) begin_pair(first);
    empty(inner_, pos_);
    node_done();
    return;
  }
  if (c == '[' || c == '{') {
    if (entry && is_key(pos_)) begin_pair(first);
    open_flow(inner_, indent, false);
    return;
  }
  const uint32_t line = line_;
  read_atom(indent, false);
  if (torn_) {
    emit_scalar(inner_);
    give_up_flow();
    return;
  }
  if (entry) {
    const uint32_t end = pos_;
    const uint32_t end_line = line_;
    skip_gap();
    const bool quoted = scalar_.style == YamlEvent::Style::quoted;
    if (flow_colon() || (quoted && text_[pos_] == ':')) {
      if (line != line_) complain(pos_, "A key in a list must stand on one line, its colon too");
      begin_pair(first);
    } else {
      pos_ = end;
      line_ = end_line;
    }
  }
  emit_scalar(inner_);
  node_done();
}

void YamlParser::flow_value() {
  if (!flow_gap()) return;
  levels_.back().key = false;
  if (text_[pos_] == ':') {
    ++pos_;
    state_ = State::flow_node;
    return;
  }
  YamlProperties none;
  empty(none, pos_);
  state_ = State::flow_next;
}

void YamlParser::flow_next() {
  if (!flow_gap()) return;
  const char c = text_[pos_];
  if (c == ']' || c == '}') {
    flow_close(c);
    return;
  }
  end_pair();
  if (c != ',') {
    if (complained_ != line_) {
      complain(pos_, missing_comma(levels_.back().kind == Level::Kind::flow_sequence));
    }
    if (c != ':') {
      state_ = State::flow_entry;
      return;
    }
  }
  ++pos_;
  state_ = State::flow_entry;
}

void YamlParser::flow_close(char bracket) {
  end_pair();
  const auto kind = bracket == ']' ? Level::Kind::flow_sequence : Level::Kind::flow_mapping;
  if (levels_.back().kind != kind) {
    if (complained_ != line_) complain(pos_, missing_comma(bracket == '}'));
    // It may close what is around it.
    const size_t size = levels_.size();
    if (size > 1 && levels_[size - 2].kind == kind) {
      end_level(pos_);
    } else if (size > 2 && levels_[size - 2].kind == Level::Kind::flow_pair &&
               levels_[size - 3].kind == kind) {
      end_level(pos_);
      end_pair();
    }
  }
  const bool is_key = levels_.back().is_key;
  end_level(++pos_);
  if (!is_key) {
    node_done();
    return;
  }
  skip_blanks();
  if (at_indicator(':')) {
    block_value(levels_.back().indent);
  } else {
    fault(pos_, "After this key a colon and a space are missing");
  }
}

/// Whether the collection that begins at `bracket` is a key: whether it ends on its line, with a
/// colon after it. Every line is looked at once.
bool YamlParser::is_key(uint32_t bracket) {
  if (bracket >= scanned_) {
    keys_.clear();
    std::vector<uint32_t> open;
    char quote = '\0';
    char before = '[';
    uint32_t at = bracket;
    for (; !is_yaml_break_or_end(text_[at]); ++at) {
      const char c = text_[at];
      if (quote != '\0') {
        if (c == quote) quote = '\0';
        if (c == '\\' && quote == '"' && !is_yaml_break_or_end(text_[at + 1])) ++at;
        continue;
      }
      if ((c == '"' || c == '\'') &&
          std::string_view("[{,:?").find(before) != std::string_view::npos) {
        quote = c;
      } else if (c == '#' && is_yaml_blank(text_[at - 1])) {
        break;
      } else if (c == '[' || c == '{') {
        open.push_back(at);
      } else if (c == ']' || c == '}') {
        if (open.empty()) break;
        uint32_t after = at + 1;
        while (is_yaml_blank(text_[after])) ++after;
        const bool flow = in_flow() || open.size() > 1;
        if (text_[after] == ':' && (flow || blank_or_end(after + 1))) keys_.push_back(open.back());
        open.pop_back();
      }
      if (!is_yaml_blank(c)) before = c;
    }
    scanned_ = std::max(at, bracket + 1);
    std::sort(keys_.begin(), keys_.end());
  }
  return std::binary_search(keys_.begin(), keys_.end(), bracket);
}

}  // namespace vitrine::json
