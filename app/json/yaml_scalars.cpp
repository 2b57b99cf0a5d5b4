#include <algorithm>

#include "app/json/yaml_characters.h"
#include "app/json/yaml_parser.h"
#include "app/text/ascii.h"
#include "app/text/utf8.h"

// Scalars in flow style (YAML 1.2.2 §7.1, §7.3): aliases, plain and quoted ones.

namespace vitrine::json {
namespace {

constexpr const char* kName = "A name must follow & and *; put quotes around a text that begins so";

}  // namespace

void YamlParser::begin_scalar(YamlEvent::Style style) {
  scalar_ = {};
  scalar_.style = style;
  scalar_.token.begin = pos_;
  value_.clear();
  kept_ = 0;
}

/// A scalar that may be a key. One in quotes is read on where a key must be on one line, too.
void YamlParser::read_atom(int32_t indent, bool one_line) {
  stray_ = kNone;
  torn_ = false;
  const char c = text_[pos_];
  if (c == '"' || c == '\'') {
    read_quoted(indent);
  } else if (c != '*' || !read_alias()) {
    read_plain(indent, one_line);
  }
}

/// False when more text follows, as in `*not* an alias`.
bool YamlParser::read_alias() {
  uint32_t end = pos_ + 1;
  if (text_[end] == '*') return false;
  while (is_anchor_character(text_[end])) ++end;
  if (end == pos_ + 1) return false;
  uint32_t after = end;
  while (is_yaml_blank(text_[after])) ++after;
  const char c = text_[after];
  const bool comment = c == '#' && after > end;
  if (!is_yaml_break_or_end(c) && !comment && c != ':' && !(in_flow() && is_flow_indicator(c))) {
    return false;
  }
  begin_scalar(YamlEvent::Style::plain);
  scalar_.kind = YamlEvent::Kind::alias;
  scalar_.token.end = end;
  text_.append_to(value_, {pos_ + 1, end});
  pos_ = end;
  return true;
}

/// §7.3.3, "ns-plain-first".
bool YamlParser::begins_plain() const {
  const char c = text_[pos_];
  if (c == '-' || c == '?' || c == ':') {
    return !blank_or_end(pos_ + 1) && !(in_flow() && is_flow_indicator(text_[pos_ + 1]));
  }
  return std::string_view(",[]{}#&*!|>'\"%@`").find(c) == std::string_view::npos;
}

/// Skips the plain text on the current line and returns its end, without blanks; pos_ is then at
/// the character that ended it.
uint32_t YamlParser::plain_line() {
  const bool flow = in_flow();
  const uint32_t begin = pos_;
  uint32_t end = pos_;
  for (;; ++pos_) {
    const char c = text_[pos_];
    if (is_yaml_blank(c)) continue;
    if (is_yaml_break_or_end(c)) return end;
    if (c == ':') {
      if (blank_or_end(pos_ + 1) || (flow && is_flow_indicator(text_[pos_ + 1]))) return end;
    } else if (c == '#') {
      if (pos_ > begin && is_yaml_blank(text_[pos_ - 1])) return end;
    } else if (flow && is_flow_indicator(c)) {
      return end;
    }
    end = pos_ + 1;
  }
}

/// Whether the next line that is not empty belongs to the plain text; then its line breaks are in
/// value_ and pos_ is there.
bool YamlParser::plain_goes_on(int32_t indent) {
  const uint32_t pos = pos_;
  const uint32_t line = line_;
  size_t breaks = 0;
  while (is_yaml_break(text_[pos_])) {
    next_line();
    ++breaks;
    skip_blanks();
  }
  const char c = text_[pos_];
  bool on = breaks > 0 && c != '\0' && c != '#' && !at_marker() && indentation() > indent;
  if (on && in_flow()) on = !is_flow_indicator(c) && !(c == ':' && flow_colon());
  if (!on) {
    pos_ = pos;
    line_ = line;
    return false;
  }
  if (breaks == 1) {
    value_ += ' ';
  } else {
    value_.append(breaks - 1, '\n');
  }
  return true;
}

void YamlParser::read_plain(int32_t indent, bool one_line) {
  begin_scalar(YamlEvent::Style::plain);
  const char c = text_[pos_];
  if (!begins_plain()) {
    const bool name = c == '&' || (c == '*' && !is_anchor_character(text_[pos_ + 1])) ||
                      (c == '*' && text_[pos_ + 1] == '*');
    complain(pos_, name ? kName
                        : "A value cannot begin with " + std::string(1, c) +
                              "; put quotes around the text");
  }
  ++pos_;  // whatever it is: there must be progress
  if (is_yaml_break_or_end(text_[pos_ - 1])) --pos_;
  const uint32_t rest = plain_line();
  scalar_.token.end = std::max(rest, scalar_.token.begin + 1);
  text_.append_to(value_, scalar_.token);
  if (one_line) return;
  for (;;) {
    const size_t size = value_.size();
    if (!plain_goes_on(indent)) return;
    const uint32_t begin = pos_;
    const uint32_t end = plain_line();
    if (!in_flow() && text_[pos_] == ':') {
      value_.resize(size);
      stray_ = pos_;
      return;
    }
    scalar_.exact = false;
    scalar_.token.end = end;
    text_.append_to(value_, {begin, end});
  }
}

/// Takes the line of a plain scalar as text to its end, whatever stands there.
void YamlParser::read_rest_of_line() {
  uint32_t end = pos_;
  while (!is_yaml_break_or_end(text_[pos_]) &&
         !(text_[pos_] == '#' && is_yaml_blank(text_[pos_ - 1]))) {
    ++pos_;
    if (!is_yaml_blank(text_[pos_ - 1])) end = pos_;
  }
  scalar_.token.end = end;
  scalar_.exact = true;
  value_.clear();
  text_.append_to(value_, scalar_.token);
}

/// §7.3.1, §7.3.2.
void YamlParser::read_quoted(int32_t indent) {
  begin_scalar(YamlEvent::Style::quoted);
  const char quote = text_[pos_++];
  for (;;) {
    const char c = text_[pos_];
    if (c == quote) {
      ++pos_;
      if (quote == '"' || text_[pos_] != '\'') break;
      scalar_.exact = false;
      value_ += '\'';
      ++pos_;
      kept_ = value_.size();
    } else if (c == '\\' && quote == '"') {
      scalar_.exact = false;
      const bool breaks = is_yaml_break(text_[pos_ + 1]);
      if (!breaks) {
        read_escape();
        kept_ = value_.size();
        continue;
      }
      ++pos_;
      if (!fold_quoted(indent, quote, true)) return;
    } else if (is_yaml_break(c)) {
      scalar_.exact = false;
      if (!fold_quoted(indent, quote, false)) return;
    } else if (c == '\0') {
      complain(scalar_.token.begin,
               "The quote that begins here is never closed; close it where the text ends");
      scalar_.exact = false;
      scalar_.token.end = pos_;
      torn_ = true;
      return;
    } else {
      value_ += c;
      ++pos_;
    }
  }
  scalar_.token.end = pos_;
}

/// Folds line breaks in a quoted text (§6.5). False when the text cannot go on in the next line:
/// then it ends here, and the line is to be read again.
bool YamlParser::fold_quoted(int32_t indent, char quote, bool escaped) {
  if (!escaped) {
    while (value_.size() > kept_ && is_yaml_blank(value_.back())) value_.pop_back();
  }
  const uint32_t end = pos_;
  size_t breaks = 0;
  while (is_yaml_break(text_[pos_])) {
    next_line();
    ++breaks;
    skip_blanks();
  }
  const char* unclosed = nullptr;
  if (at_marker()) {
    unclosed = "The quote that begins here is not closed before the next document";
  } else if (!at_end() && indentation() <= indent) {
    if (column_at(line_, 0, pos_) > indent) {
      report_tab(line_ + static_cast<uint32_t>(indentation()));
    } else if (looks_like_entry(pos_) && !closes_quote(pos_, quote)) {
      unclosed = "The quote that begins here is never closed; close it where the text ends";
    } else if (indent_told_ != scalar_.token.begin) {
      indent_told_ = scalar_.token.begin;
      complain(pos_, "The lines of a text in quotes must be indented further than its key");
    }
  }
  if (unclosed) {
    complain(scalar_.token.begin, unclosed);
    complained_ = kNone;
    scalar_.token.end = end;
    torn_ = true;
    pos_ = line_;
    return false;
  }
  if (breaks > 1) {
    value_.append(breaks - 1, '\n');
  } else if (!escaped) {
    value_ += ' ';
  }
  kept_ = value_.size();
  return true;
}

bool YamlParser::read_hex(int digits, uint32_t& value) {
  value = 0;
  for (int i = 0; i < digits; ++i) {
    const int digit = text::hex_value(text_[pos_ + static_cast<uint32_t>(i)]);
    if (digit < 0) return false;
    value = value << 4 | static_cast<uint32_t>(digit);
  }
  pos_ += static_cast<uint32_t>(digits);
  return true;
}

/// Reads an escape (§5.7), or a pair of surrogates as in JSON. Unknown escapes are text.
void YamlParser::read_escape() {
  constexpr std::string_view kLetters = "0abt\tnvfre \"/\\N_LP";
  constexpr std::string_view kMeanings[] = {std::string_view("\0", 1),
                                            "\a",
                                            "\b",
                                            "\t",
                                            "\t",
                                            "\n",
                                            "\v",
                                            "\f",
                                            "\r",
                                            "\x1B",
                                            " ",
                                            "\"",
                                            "/",
                                            "\\",
                                            "\xC2\x85",
                                            "\xC2\xA0",
                                            "\xE2\x80\xA8",
                                            "\xE2\x80\xA9"};
  const uint32_t begin = pos_;
  const char c = text_[begin + 1];
  const size_t letter = c == '\0' ? std::string_view::npos : kLetters.find(c);
  if (letter != std::string_view::npos) {
    value_ += kMeanings[letter];
    pos_ += 2;
    return;
  }
  const int digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
  if (digits == 0) {
    complain(begin,
             "An unknown escape: write \\\\ for a backslash, or put the text in single quotes");
    value_ += '\\';
    ++pos_;
    return;
  }
  pos_ += 2;
  uint32_t code = 0;
  if (!read_hex(digits, code)) {
    complain(begin, "Hexadecimal digits must follow \\x (2), \\u (4) and \\U (8)");
    pos_ = begin + 1;
    value_ += '\\';
    return;
  }
  const uint32_t after = pos_;
  if (code >= 0xD800 && code < 0xDC00 && text_.has(pos_, "\\u")) {
    uint32_t low = 0;
    pos_ += 2;
    if (read_hex(4, low) && low >= 0xDC00 && low < 0xE000) {
      code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    } else {
      pos_ = after;
    }
  }
  if (code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) {
    complain(begin, code > 0x10FFFF ? "This escape is not a character: the last one is \\U0010FFFF"
                                    : "This escape is half a character; write \\uD83D\\uDE00 or "
                                      "\\U0001F600 for both halves");
    code = 0xFFFD;
  }
  text::append_utf8(value_, code);
}

}  // namespace vitrine::json
