#include "app/json/write.h"

#include <cstdint>
#include <utility>

#include "app/text/hash.h"
#include "app/text/utf8.h"

namespace vitrine::json {
/// Walks the tree with a stack of its own.
bool Printer::step(std::string& out, size_t bytes) {
  const size_t begun = out.size();
  if (root_) begin(out, std::exchange(root_, Value()));
  while (!open_.empty() && out.size() - begun < bytes) {
    Open& open = open_.back();
    const bool done =
        open.is_object ? open.member == open.members_end : open.element == open.elements_end;
    if (done) {
      const bool is_object = open.is_object;
      open_.pop_back();
      line_break(out);
      out += is_object ? '}' : ']';
      continue;
    }
    if (!open.first) out += ',';
    open.first = false;
    line_break(out);
    Value value;
    if (open.is_object) {
      const Member member = *open.member;
      ++open.member;
      append_quoted(out, member.key);
      out += pretty_ ? ": " : ":";
      value = member.value;
    } else {
      value = *open.element;
      ++open.element;
    }
    begin(out, value);
  }
  return open_.empty();
}

/// Scalars and empty containers are complete with this.
void Printer::begin(std::string& out, Value value) {
  if (value.is_string()) {
    append_quoted(out, value.string());
  } else if (!value.is_object() && !value.is_array()) {
    out += value.lexeme();
  } else if (value.empty()) {
    out += value.is_object() ? "{}" : "[]";
  } else {
    out += value.is_object() ? '{' : '[';
    const Members members = value.members();
    const Elements elements = value.elements();
    open_.push_back({value.is_object(), true, members.begin(), members.end(), elements.begin(),
                     elements.end()});
  }
}

void Printer::line_break(std::string& out) const {
  if (!pretty_) return;
  out += '\n';
  out.append(2 * open_.size(), ' ');
}

void append_quoted(std::string& out, std::string_view text) {
  constexpr std::string_view kEscaped = "\"\\\b\f\n\r\t";
  constexpr std::string_view kLetters = "\"\\bfnrt";
  out += '"';
  for (size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0x80) {
      const text::CodePoint code_point = text::decode_utf8(text.data() + i, text.size() - i);
      text::append_utf8(out, code_point.value);
      i += code_point.bytes;
      continue;
    }
    ++i;
    if (byte >= 0x20 && byte != '"' && byte != '\\') {
      out += static_cast<char>(byte);
    } else if (const size_t at = kEscaped.find(static_cast<char>(byte)); at != kEscaped.npos) {
      out += '\\';
      out += kLetters[at];
    } else {
      out += "\\u" + text::hex(byte, 4);
    }
  }
  out += '"';
}

std::string quote(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 2);
  append_quoted(out, text);
  return out;
}

std::string pretty(Value value, size_t most) {
  std::string out;
  Printer(value, true).step(out, most);
  return out;
}

std::string compact(Value value) {
  std::string out;
  Printer(value, false).step(out, SIZE_MAX);
  return out;
}

}  // namespace vitrine::json
