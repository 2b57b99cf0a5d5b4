#include <algorithm>

#include "app/json/yaml_characters.h"
#include "app/json/yaml_parser.h"

// Scalars in block style (YAML 1.2.2 §8.1): `|` and `>`.

namespace vitrine::json {

/// The rest of the line after `|` or `>`. False when that is not what stands here: then the line is
/// text.
bool YamlParser::block_header(int32_t indent, int32_t& width, char& chomp) {
  const uint32_t begin = pos_++;
  for (int i = 0; i < 2; ++i) {
    const char c = text_[pos_];
    if ((c == '+' || c == '-') && chomp == '\0') {
      chomp = c;
    } else if (c >= '1' && c <= '9' && width < 0) {
      width = std::max(indent, 0) + (c - '0');
    } else {
      break;
    }
    ++pos_;
  }
  scalar_.token.end = pos_;
  const uint32_t end = pos_;
  skip_blanks();
  if (text_[pos_] == '#' && pos_ > end) skip_line();
  if (is_yaml_break_or_end(text_[pos_])) return true;
  complain(pos_,
           "Nothing but a comment may follow | and > on their line; put quotes around a text that "
           "begins so");
  pos_ = begin;
  return false;
}

void YamlParser::read_block(int32_t indent) {
  begin_scalar(YamlEvent::Style::block);
  const bool folded = text_[pos_] == '>';
  int32_t width = -1;  // of the indentation of its lines, when known
  char chomp = '\0';
  if (!block_header(indent, width, chomp)) {
    scalar_.style = YamlEvent::Style::plain;
    read_rest_of_line();
    skip();
    return;
  }
  scalar_.exact = false;
  size_t breaks = 0;      // after the last line that is not empty
  bool first = true;      // no such line has come
  bool indented = false;  // the last one began with white space
  int32_t widest = 0;     // of the empty lines at the beginning
  if (!at_end()) next_line();
  while (!at_end()) {
    int32_t spaces = 0;
    while (text_[pos_] == ' ' && (width < 0 || spaces < width)) {
      ++spaces;
      ++pos_;
    }
    const char c = text_[pos_];
    if (is_yaml_break_or_end(c)) {
      if (width < 0) widest = std::max(widest, spaces);
      ++breaks;
      if (c != '\0') next_line();
      continue;
    }
    const bool inside = width < 0 ? spaces > indent : spaces >= width;
    if (!inside && c == '\t') {
      // People take a line of white space for an empty one; the specification does not.
      const uint32_t tab = pos_;
      skip_blanks();
      if (is_yaml_break_or_end(text_[pos_])) {
        report_tab(tab);
        ++breaks;
        if (!at_end()) next_line();
        continue;
      }
    }
    if (!inside || (spaces == 0 && at_marker())) {
      pos_ = line_;
      break;
    }
    if (width < 0) {
      width = spaces;
      if (widest > width) {
        complain(pos_,
                 "The empty lines before this one have more spaces than it; remove them, or write "
                 "the indentation as a digit after | or >");
      }
    }
    const bool more = is_yaml_blank(c);
    if (first || !folded || more || indented) {
      value_.append(breaks, '\n');
    } else if (breaks == 1) {
      value_ += ' ';
    } else {
      value_.append(breaks - 1, '\n');
    }
    const uint32_t begin = pos_;
    skip_line();
    text_.append_to(value_, {begin, pos_});
    scalar_.token.end = pos_;
    first = false;
    indented = more;
    breaks = 0;
    if (!at_end()) {
      next_line();
      breaks = 1;
    }
  }
  if (chomp == '+') {
    value_.append(breaks, '\n');
  } else if (chomp == '\0' && !first && breaks > 0) {
    value_ += '\n';
  }
}

}  // namespace vitrine::json
