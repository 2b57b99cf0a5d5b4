#include "app/json/write.h"

#include <cstdint>
#include <vector>

#include "app/text/hash.h"
#include "app/text/utf8.h"

namespace vitrine::json {
namespace {

/// Walks the tree with a stack of its own.
class Printer {
 public:
  explicit Printer(bool pretty) : pretty_(pretty) {}

  std::string write(Value root) {
    if (!root) return {};
    begin(root);
    while (!open_.empty()) {
      Open& open = open_.back();
      const bool done =
          open.is_object ? open.member == open.members_end : open.element == open.elements_end;
      if (done) {
        const bool is_object = open.is_object;
        open_.pop_back();
        line_break();
        out_ += is_object ? '}' : ']';
        continue;
      }
      if (!open.first) out_ += ',';
      open.first = false;
      line_break();
      Value value;
      if (open.is_object) {
        const Member member = *open.member;
        ++open.member;
        append_quoted(out_, member.key);
        out_ += pretty_ ? ": " : ":";
        value = member.value;
      } else {
        value = *open.element;
        ++open.element;
      }
      begin(value);
    }
    return std::move(out_);
  }

 private:
  struct Open {
    bool is_object;
    bool first;
    Members::iterator member;
    Members::iterator members_end;
    Elements::iterator element;
    Elements::iterator elements_end;
  };

  /// Scalars and empty containers are complete with this.
  void begin(Value value) {
    if (value.is_string()) {
      append_quoted(out_, value.string());
    } else if (!value.is_object() && !value.is_array()) {
      out_ += value.lexeme();
    } else if (value.empty()) {
      out_ += value.is_object() ? "{}" : "[]";
    } else {
      out_ += value.is_object() ? '{' : '[';
      const Members members = value.members();
      const Elements elements = value.elements();
      open_.push_back({value.is_object(), true, members.begin(), members.end(), elements.begin(),
                       elements.end()});
    }
  }

  void line_break() {
    if (!pretty_) return;
    out_ += '\n';
    out_.append(2 * open_.size(), ' ');
  }

  bool pretty_;
  std::string out_;
  std::vector<Open> open_;
};

}  // namespace

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

std::string pretty(Value value) { return Printer(true).write(value); }
std::string compact(Value value) { return Printer(false).write(value); }

}  // namespace vitrine::json
