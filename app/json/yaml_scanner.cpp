#include "app/json/yaml_characters.h"
#include "app/json/yaml_parser.h"

// Characters, white space (YAML 1.2.2 §6) and properties of nodes (§6.9).

namespace vitrine::json {

char YamlText::fetch(uint32_t at) const {
  if (at >= builder_.text_size()) return '\0';
  begin_ = at - at % Segmented<char>::kSegmentSize;
  const std::string_view piece = builder_.piece(begin_);
  data_ = piece.data();
  size_ = static_cast<uint32_t>(piece.size());
  return data_[at - begin_];
}

void YamlText::append_to(std::string& out, Range range) const {
  while (range.begin < range.end) {
    const std::string_view part = builder_.piece(range.begin).substr(0, range.size());
    out += part;
    range.begin += static_cast<uint32_t>(part.size());
  }
}

bool YamlText::has(uint32_t at, std::string_view bytes) const {
  for (const char byte : bytes) {
    if ((*this)[at++] != byte) return false;
  }
  return true;
}

bool YamlParser::blank_or_end(uint32_t at) const {
  const char c = text_[at];
  return is_yaml_blank(c) || is_yaml_break_or_end(c);
}

/// `---` or `...` at the beginning of a line.
bool YamlParser::at_marker() const {
  return pos_ == line_ && (text_.has(pos_, "---") || text_.has(pos_, "...")) &&
         blank_or_end(pos_ + 3);
}

void YamlParser::next_line() {
  if (text_[pos_] == '\r' && text_[pos_ + 1] == '\n') ++pos_;
  line_ = ++pos_;
}

void YamlParser::skip_blanks() {
  while (is_yaml_blank(text_[pos_])) ++pos_;
}

void YamlParser::skip_line() {
  while (!is_yaml_break_or_end(text_[pos_])) ++pos_;
}

/// Skips white space, line breaks and comments. Tabs may stand everywhere here (§6.2): only the
/// text after one shows whether it stands in the indentation of a collection.
YamlParser::Gap YamlParser::skip_gap() {
  Gap gap;
  gap.broke = pos_ == line_;
  for (;;) {
    const char c = text_[pos_];
    if (c == ' ') {
      ++pos_;
    } else if (c == '\t') {
      if (gap.tab == kNone) gap.tab = pos_;
      ++pos_;
    } else if (is_yaml_break(c)) {
      next_line();
      gap = {true, kNone};
    } else if (c == '#' && (pos_ == line_ || is_yaml_blank(text_[pos_ - 1]))) {
      skip_line();
    } else {
      return gap;
    }
  }
}

/// Spaces at the beginning of the line in hand.
int32_t YamlParser::indentation() const {
  uint32_t at = line_;
  while (text_[at] == ' ') ++at;
  return static_cast<int32_t>(at - line_);
}

/// The column of the first token of a line. A tab is a fault there, and counts as wide as editors
/// show it.
int32_t YamlParser::column(const Gap& gap) const {
  return gap.tab == kNone ? static_cast<int32_t>(pos_ - line_) : column_at(line_, 0, pos_);
}

/// The column of `to`, where `from` on the same line stands in `column`.
int32_t YamlParser::column_at(uint32_t from, int32_t column, uint32_t to) const {
  for (; from < to; ++from) column = text_[from] == '\t' ? (column / 8 + 1) * 8 : column + 1;
  return column;
}

/// Reads the property at `&` or `!`; false when it is neither an anchor nor a tag.
bool YamlParser::read_property() {
  const uint32_t begin = pos_;
  std::string& property = text_[pos_] == '&' ? inner_.anchor : inner_.tag;
  if (!property.empty()) {
    complain(begin, "A value has one anchor and one tag at most; remove the others");
  }
  if (text_[pos_] == '!') {
    read_tag();
  } else {
    uint32_t end = begin + 1;
    while (is_anchor_character(text_[end])) ++end;
    if (end == begin + 1) return false;
    property.clear();
    text_.append_to(property, {begin + 1, end});
    pos_ = end;
  }
  if (!blank_or_end(pos_) && !(in_flow() && is_flow_indicator(text_[pos_]))) {
    complain(pos_, "A space must follow an anchor or a tag");
  }
  return true;
}

/// §6.9.1.
void YamlParser::read_tag() {
  const uint32_t begin = pos_++;
  inner_.tag_at = begin;
  inner_.tag.clear();
  if (text_[pos_] == '<') {
    const uint32_t first = ++pos_;
    while (!blank_or_end(pos_) && text_[pos_] != '>') ++pos_;
    text_.append_to(inner_.tag, {first, pos_});
    if (inner_.tag.empty()) inner_.tag = "!";
    if (text_[pos_] == '>') {
      ++pos_;
    } else {
      complain(begin, "A > is missing at the end of this tag");
      inner_.tag.clear();
    }
    return;
  }
  while (is_anchor_character(text_[pos_])) ++pos_;
  std::string word;
  text_.append_to(word, {begin, pos_});
  const size_t second = word.find('!', 1);
  const std::string handle = second == std::string::npos ? "!" : word.substr(0, second + 1);
  if (word == "!") {
    inner_.tag = word;
    return;
  }
  std::string prefix = handle == "!!" ? "tag:yaml.org,2002:" : "!";
  bool known = handle == "!" || handle == "!!";
  for (const auto& [declared, meant] : handles_) {
    if (declared != handle) continue;
    prefix = meant;
    known = true;
  }
  if (!known) {
    complain(begin, "What stands before the second ! is not declared by %TAG");
    return;
  }
  inner_.tag = prefix + word.substr(handle.size());
}

}  // namespace vitrine::json
