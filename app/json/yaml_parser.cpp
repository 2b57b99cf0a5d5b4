#include "app/json/yaml_parser.h"

#include <algorithm>
#include <utility>

// Documents and collections in block style (YAML 1.2.2 §8.2, §9).

namespace vitrine::json {
namespace {

constexpr const char* kAligned =
    "A key must begin here, aligned with the other keys of its mapping; see to the indentation "
    "and to the quotes before it";
constexpr const char* kEntryAligned =
    "The next entry of the list must begin here, its \"-\" aligned with the others";
constexpr const char* kNoColon = "After this key a colon and a space are missing";
constexpr const char* kColon =
    "A colon cannot stand here: put quotes around a text that has one, or, if a new key begins "
    "here, align it with the others";
constexpr const char* kTrailing =
    "The value ends before this: put quotes around the whole text, or begin a new line";
constexpr const char* kDirective = "A text that begins with % needs quotes";

}  // namespace

YamlParser::YamlParser(const Builder& builder, YamlSink& sink) : text_(builder), sink_(sink) {
  if (text_.has(0, "\xEF\xBB\xBF")) pos_ = line_ = 3;
}

bool YamlParser::step() {
  switch (state_) {
    case State::start:
      start();
      break;
    case State::node:
      node();
      break;
    case State::next:
      next();
      break;
    case State::flow_entry:
      flow_entry();
      break;
    case State::flow_node:
      flow_node();
      break;
    case State::flow_value:
      flow_value();
      break;
    case State::flow_next:
      flow_next();
      break;
    case State::done:
      break;
  }
  return state_ != State::done;
}

void YamlParser::start() {
  skip_gap();
  if (at_end()) {
    if (directives_) complain(pos_, "A line with --- must follow the directives");
    state_ = State::done;
  } else if (pos_ == line_ && text_[pos_] == '%') {
    directive();
  } else if (at_marker()) {
    const bool begins = text_[pos_] == '-';
    pos_ += 3;
    if (begins) {
      want(-1, false, false);
      return;
    }
    if (directives_) complain(line_, "A line with --- must follow the directives");
    directives_ = false;
  } else {
    if (directives_) complain(line_, std::string(kDirective) + "; after directives comes ---");
    pos_ = line_;
    want(-1, true, false);
  }
}

/// Reads a directive (§6.8). Unknown directives are ignored.
void YamlParser::directive() {
  directives_ = true;
  const uint32_t begin = pos_;
  const auto word = [&] {
    skip_blanks();
    std::string text;
    while (!blank_or_end(pos_)) text += text_[pos_++];
    return text;
  };
  const std::string name = word();
  if (name == "%YAML") {
    const std::string version = word();
    if (std::exchange(version_, true)) complain(begin, "A second %YAML line; remove it");
    if (!version.starts_with("1.") || version.size() < 3 ||
        version.find_first_not_of("0123456789", 2) != std::string::npos) {
      complain(begin, "YAML 1.2 is read here; remove the %YAML line");
    }
  } else if (name == "%TAG") {
    // Each tag copies the prefix of its handle.
    constexpr size_t kMaxHandles = 64;
    constexpr size_t kMaxPrefix = 1024;
    std::string handle = word();
    std::string prefix = word().substr(0, kMaxPrefix);
    const auto declared = std::find_if(handles_.begin(), handles_.end(),
                                       [&](const auto& known) { return known.first == handle; });
    if (declared != handles_.end()) {
      declared->second = std::move(prefix);
    } else if (handles_.size() < kMaxHandles) {
      handles_.emplace_back(std::move(handle), std::move(prefix));
    }
  } else {
    skip_line();
    return;
  }
  skip_blanks();
  if (!at_end() && text_[pos_] != '\n' && text_[pos_] != '\r' &&
      (text_[pos_] != '#' || !blank_or_end(pos_ - 1))) {
    complain(pos_, "Nothing but a comment may follow a directive");
  }
  skip_line();
}

void YamlParser::want(int32_t indent, bool compact, bool indentless) {
  wanted_ = {indent, compact, indentless, pos_, indent + 1};
  state_ = State::node;
}

/// After the colon of a key in the mapping whose keys begin at `column`.
void YamlParser::block_value(int32_t column) {
  ++pos_;
  want(column, false, true);
}

void YamlParser::emit(YamlEvent::Kind kind, uint32_t at, YamlProperties& properties) {
  YamlEvent event;
  event.kind = kind;
  event.block = !in_flow();
  event.token = {at, at};
  event.properties = &properties;
  sink_.handle(event);
  properties = {};
}

void YamlParser::empty(YamlProperties& properties, uint32_t at) {
  emit(YamlEvent::Kind::scalar, at, properties);
}

void YamlParser::emit_scalar(YamlProperties& properties) {
  if (scalar_.kind == YamlEvent::Kind::alias && !properties.empty()) {
    complain(scalar_.token.begin, "An alias has no anchor and no tag of its own; remove them");
  }
  scalar_.text = value_;
  scalar_.properties = &properties;
  sink_.handle(scalar_);
  properties = {};
}

void YamlParser::open_block(Level::Kind kind, int32_t column, uint32_t at, bool tabbed) {
  const bool mapping = kind == Level::Kind::block_mapping;
  emit(mapping ? YamlEvent::Kind::mapping : YamlEvent::Kind::sequence, at, outer_);
  levels_.push_back({kind, false, column, at, false, tabbed});
}

void YamlParser::end_level(uint32_t at) {
  if (levels_.back().key) {
    YamlProperties none;
    empty(none, at);
  }
  YamlEvent event;
  event.kind = YamlEvent::Kind::end;
  event.block = !levels_.back().flow();
  event.token = {at, at};
  sink_.handle(event);
  levels_.pop_back();
}

void YamlParser::node_done() {
  if (!in_flow()) {
    state_ = State::next;
  } else {
    state_ = levels_.back().key ? State::flow_value : State::flow_next;
  }
}

/// All properties in hand are those of one node.
void YamlParser::join_properties(uint32_t at) {
  if ((!outer_.anchor.empty() && !inner_.anchor.empty()) ||
      (!outer_.tag.empty() && !inner_.tag.empty())) {
    complain(at, "A value has one anchor and one tag at most; remove the others");
  }
  if (!inner_.anchor.empty()) outer_.anchor = std::move(inner_.anchor);
  if (!inner_.tag.empty()) {
    outer_.tag = std::move(inner_.tag);
    outer_.tag_at = inner_.tag_at;
  }
  inner_ = {};
}

/// §8.2.3. Properties on lines before the node belong to it; on its own line they belong to the key
/// that begins it, if one does.
void YamlParser::node() {
  using Kind = Level::Kind;
  outer_ = inner_ = {};
  bool compact = wanted_.compact;
  uint32_t first = kNone;  // where the node or its properties begin on their line
  uint32_t after = wanted_.after;
  Gap gap;
  for (;;) {
    const Gap here = skip_gap();
    if (here.broke || first == kNone) gap = here;
    if (here.broke) {
      compact = true;
      first = kNone;
      join_properties(pos_);
    }
    bool missing = at_end() || at_marker();
    if (here.broke && !missing && indentation() <= wanted_.indent) {
      if (here.tab != kNone && column(here) > wanted_.indent) {
        report_tab(here.tab);
      } else {
        missing = !(wanted_.indentless && column(here) == wanted_.indent && at_indicator('-'));
      }
    }
    if (missing) {
      if (here.broke) pos_ = line_;
      join_properties(after);
      empty(outer_, after);
      state_ = State::next;
      return;
    }
    if (!at_property()) break;
    const uint32_t begin = pos_;
    if (!read_property()) break;
    if (first == kNone) first = begin;
    after = pos_;
  }
  if (first == kNone) first = pos_;
  const char c = text_[pos_];
  const bool tabbed = gap.tab != kNone;
  const int32_t at_column =
      gap.broke ? column_at(line_, 0, first) : column_at(wanted_.after, wanted_.column, first);
  const auto begins_block = [&](const char* refusal) {
    if (!compact) {
      fault(pos_, refusal);
      return false;
    }
    if (tabbed) report_tab(gap.tab);
    return true;
  };
  if (at_indicator('-') || at_indicator('?') || at_indicator(':')) {
    if (!begins_block(c == '-'
                          ? "A list cannot begin here; put its first \"-\" on a line of its own"
                      : c == '?' ? "A key cannot begin here"
                                 : kColon)) {
      return;
    }
    if (c != ':' && !inner_.empty()) {
      complain(first, "An anchor or a tag of a list or a mapping stands on the line before it");
      outer_ = std::exchange(inner_, {});
    }
    open_block(c == '-' ? Kind::block_sequence : Kind::block_mapping, at_column, first, tabbed);
    if (c == ':') {
      empty(inner_, pos_);
      block_value(at_column);
      return;
    }
    levels_.back().key = c == '?';
    ++pos_;
    want(at_column, true, c == '?');
    wanted_.column = column_at(first, at_column, pos_);
    return;
  }
  const bool flow = c == '[' || c == '{';
  const bool block = c == '|' || c == '>';
  const uint32_t line = line_;
  if (flow && is_key(pos_)) {
    if (!begins_block(kColon)) return;
    open_block(Kind::block_mapping, at_column, first, tabbed);
    open_flow(inner_, at_column, true);
    return;
  }
  bool is_key = false;
  if (!flow && !block) {
    read_atom(wanted_.indent, false);
    if (!torn_ && stray_ == kNone) {
      const uint32_t end = pos_;
      skip_blanks();
      is_key = at_indicator(':');
      if (!is_key) pos_ = end;
    }
  }
  if (is_key && compact && line == line_) {
    if (tabbed) report_tab(gap.tab);
    open_block(Kind::block_mapping, at_column, first, tabbed);
    emit_scalar(inner_);
    block_value(at_column);
    return;
  }
  join_properties(first);
  if (flow) {
    open_flow(outer_, wanted_.indent, false);
    return;
  }
  state_ = State::next;
  if (block) {
    read_block(wanted_.indent);
    emit_scalar(outer_);
    return;
  }
  if (is_key) {
    const uint32_t colon = pos_;
    if (line != line_) {
      complain(colon, "A key must stand on one line; see to the quotes before this colon");
    } else {
      complain(colon, kColon);
    }
    if (scalar_.style == YamlEvent::Style::plain && scalar_.kind == YamlEvent::Kind::scalar) {
      read_rest_of_line();
    }
    emit_scalar(outer_);
    skip();
    return;
  }
  finish_scalar();
}

/// A scalar that is a value has been read.
void YamlParser::finish_scalar() {
  if (stray_ != kNone) {
    // The lines before that with the colon may be a key that has none.
    const uint32_t begin = scalar_.token.begin;
    uint32_t from = begin;
    while (from > 0 && text_[from - 1] == ' ') --from;
    const bool alone = from == 0 || text_[from - 1] == '\n' || text_[from - 1] == '\r' ||
                       (from == 3 && text_.has(0, "\xEF\xBB\xBF"));
    if (alone && static_cast<int32_t>(begin - from) == indentation()) {
      complain(begin, kNoColon);
      complained_ = kNone;
      pos_ = line_;
      state_ = State::node;
      return;
    }
    complain(stray_, kColon);
    emit_scalar(outer_);
    skip();
    return;
  }
  emit_scalar(outer_);
}

/// After a node in block style: its parents end here, or have another entry.
void YamlParser::next() {
  using Kind = Level::Kind;
  const Gap gap = skip_gap();
  if (at_end() || (pos_ == line_ && at_marker())) {
    after_document();
    return;
  }
  if (!gap.broke) {
    const Range& last = scalar_.token;
    if (scalar_.style == YamlEvent::Style::quoted && last.begin < line_ && last.end > line_) {
      complain(last.begin,
               "The quote that begins here ends some lines below, with more text after it; close "
               "it where the text ends");
    }
    fault(pos_, kTrailing);
    return;
  }
  if (levels_.empty()) {
    fault(pos_, "The document has ended before this; remove it, or see to the indentation above");
    return;
  }
  const int32_t at = column(gap);
  const bool entry = at_indicator('-');
  if (gap.tab != kNone) {
    report_tab(gap.tab);
  } else {
    tabs_told_ = false;
  }
  while (levels_.size() > 1) {
    Level& top = levels_.back();
    const Level& parent = levels_[levels_.size() - 2];
    const bool sequence = top.kind == Kind::block_sequence;
    if (top.tabbed && top.indent > at && parent.indent < at && entry == sequence) top.indent = at;
    const bool indentless = sequence && top.indent == at && !entry && parent.indent == at;
    if (top.indent <= at && !indentless) break;
    end_level(pos_);
  }
  Level& top = levels_.back();
  const bool sequence = top.kind == Kind::block_sequence;
  if (top.indent > at && entry == sequence) {
    // The first line was indented too far.
    if (!top.tabbed) complain(pos_, sequence ? kEntryAligned : kAligned);
    top.indent = at;
  }
  if (top.indent != at || entry != sequence) {
    fault(pos_, sequence ? kEntryAligned : kAligned);
    return;
  }
  if (sequence) {
    ++pos_;
    want(at, true, false);
    return;
  }
  if (std::exchange(top.key, false)) {
    if (at_indicator(':')) {
      ++pos_;
      want(at, true, true);
      return;
    }
    YamlProperties none;
    empty(none, pos_);
  }
  key(at);
}

/// A key of the mapping whose keys begin at `column`, or the fault that stands there.
void YamlParser::key(int32_t column) {
  if (at_indicator('?')) {
    levels_.back().key = true;
    ++pos_;
    want(column, true, true);
    return;
  }
  inner_ = {};
  const uint32_t begin = pos_;
  const uint32_t line = line_;
  while (at_property() && read_property()) skip_blanks();
  if (at_end() || text_[pos_] == '\n' || text_[pos_] == '\r') {
    fault(begin, kNoColon);
    return;
  }
  if (at_indicator(':')) {
    empty(inner_, pos_);
    block_value(column);
    return;
  }
  if (text_[pos_] == '[' || text_[pos_] == '{') {
    if (!is_key(pos_)) {
      fault(begin, kNoColon);
      return;
    }
    open_flow(inner_, column, true);
    return;
  }
  read_atom(column, true);
  if (torn_) {
    state_ = State::next;
    return;
  }
  skip_blanks();
  if (!at_indicator(':')) {
    const bool percent = text_[begin] == '%';
    fault(begin, percent ? kDirective : kNoColon);
    return;
  }
  if (line != line_) {
    fault(pos_, "A key must stand on one line; see to the quotes before this colon");
    return;
  }
  emit_scalar(inner_);
  block_value(column);
}

void YamlParser::after_document() {
  while (!levels_.empty()) end_level(pos_);
  state_ = State::done;
  if (at_end()) return;
  if (text_[pos_] == '.') {
    pos_ += 3;
    skip_blanks();
    const bool comment = text_[pos_] == '#' && blank_or_end(pos_ - 1);
    const char c = text_[pos_];
    if (!comment && c != '\0' && c != '\n' && c != '\r') {
      complain(pos_, "Nothing but a comment may follow the end of the document");
      return;
    }
    skip_line();
    skip_gap();
    while (at_marker() && text_[pos_] == '.') {
      pos_ += 3;
      skip_gap();
    }
    if (at_end()) return;
  }
  sink_.complain(Severity::doubt, pos_, "Another document begins here; only the first one is read");
}

}  // namespace vitrine::json
