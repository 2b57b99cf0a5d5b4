#include <utility>

#include "app/json/tokenizer.h"
#include "app/text/ascii.h"

// Words the errors of a text that is not JSON: what stands there and what to do about it.

namespace vitrine::json {
namespace {

constexpr const char* kNotUtf8 = "The text is UTF-16 or UTF-32; save it as UTF-8";
constexpr const char* kComment = "Comments are not JSON; remove this one";

bool is_letter(char c) { return text::is_alpha(c) || c == '_' || c == '$'; }

std::string character(char c) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  if (byte > ' ' && byte < 0x7F) return std::string(1, c);
  if (byte >= 0x80) return "character";
  return std::string("control character U+00") + kDigits[byte >> 4] + kDigits[byte & 15];
}

}  // namespace

const char* Tokenizer::fail(uint32_t place, uint32_t stop, std::string message) {
  builder_.fatal(place, std::move(message));
  // A string that has begun is worth showing as far as it goes; a key without value is not.
  if (state_ == State::string && !is_key_) {
    escaped_ = true;
    ++invalid_;
    emit_string({token_, stop}, {token_ + 1, stop});
  }
  stop_ = stop;
  state_ = State::failed;
  return buffer_;
}

const char* Tokenizer::fail_at(const char* p, std::string message) {
  return fail(offset(p), offset(p), std::move(message));
}

void Tokenizer::complain(uint32_t place, std::string message) {
  builder_.problem(Builder::Severity::violation, place, std::move(message));
}

void Tokenizer::fail_for_nodes(const char* p) {
  fail_at(p, "The text has more than " + std::to_string(limits_.nodes) +
                 " values and names, which is the most that is read");
}

std::string Tokenizer::place_of_container() const {
  const Position position = builder_.position(builder_.container_begin());
  return std::string(builder_.container() == Type::object ? "{" : "[") + " of line " +
         std::to_string(position.line) + ", column " + std::to_string(position.column);
}

const char* Tokenizer::unexpected_value(const char* p) {
  const uint32_t at = offset(p);
  if (at < 2 && (*p == '\0' || *p == '\xFE' || *p == '\xFF')) return fail(0, at, kNotUtf8);
  switch (*p) {
    case '<':
      return fail_at(p, at == 0 || builder_.depth() == 0
                            ? "This looks like HTML or XML, not JSON; check the address"
                            : "A value cannot begin with <; text needs double quotes");
    case '\'':
      return fail_at(p, "Text needs double quotes in JSON, not single ones");
    case '/':
    case '#':
      return fail_at(p, kComment);
    case ',':
      return fail_at(p, "A value is missing before this comma");
    case '}':
    case ']':
      if (builder_.depth() == 0) return fail_at(p, "A closing bracket without an opening one");
      return builder_.container() == (*p == '}' ? Type::object : Type::array)
                 ? fail_at(p, "A value is missing after the colon")
                 : wrong_bracket(p);
    case ':':
      return fail_at(p, "A value is missing before this colon");
    case '+':
      return fail_at(p, "A number has no plus sign in JSON; remove it");
    case '.':
      return fail_at(p, "A number needs a digit before its decimal point");
    case 'N':
    case 'I':
      return fail_at(p, "NaN and Infinity are not JSON; write null or a text in double quotes");
    default:
      break;
  }
  if (is_letter(*p)) {
    return fail_at(p, "JSON knows the words true, false and null; text needs double quotes");
  }
  return fail_at(p, "A value cannot begin with this " + character(*p));
}

const char* Tokenizer::unexpected_key(const char* p) {
  if (*p == '\0' && offset(p) < 2) return fail(0, offset(p), kNotUtf8);
  if (*p == '\'') return fail_at(p, "A name needs double quotes in JSON, not single ones");
  if (*p == '/' || *p == '#') return fail_at(p, kComment);
  if (*p == ',') return fail_at(p, "A member is missing before this comma");
  if (*p == ']') return wrong_bracket(p);
  if (is_letter(*p)) return fail_at(p, "A name needs double quotes in JSON");
  return fail_at(p, "A name in double quotes must stand here, not this " + character(*p));
}

const char* Tokenizer::unexpected_next(const char* p) {
  if (*p == '/' || *p == '#') return fail_at(p, kComment);
  if (*p == '}' || *p == ']') return wrong_bracket(p);
  if (*p == ':') {
    return fail_at(p, builder_.container() == Type::array
                          ? "A colon cannot stand in a list; names and values need braces { }"
                          : "A colon cannot stand after a value; a comma is missing before it");
  }
  if (*p == '"' || *p == '{' || *p == '[' || is_letter(*p) || text::is_digit(*p)) {
    return fail_at(p, "A comma is missing before this");
  }
  return fail_at(p, "A comma or a closing bracket must stand here, not this " + character(*p));
}

const char* Tokenizer::unexpected_end(const char* p) {
  if (*p == '{' || *p == '[') {
    return fail_at(p, "A second document begins here; only one may stand in a text");
  }
  if (*p == '/' || *p == '#') return fail_at(p, kComment);
  return fail_at(p, "Nothing but white space may follow the end of the document");
}

const char* Tokenizer::wrong_bracket(const char* p) {
  return fail_at(p, "This " + std::string(1, *p) + " does not close the " + place_of_container());
}

const char* Tokenizer::bad_number(const char* p) {
  switch (number_) {
    case NumberState::zero:
      return fail(token_, token_, "A number must not begin with a zero before other digits");
    case NumberState::minus:
      if (*p == 'I') {
        return fail(token_, token_, "NaN and Infinity are not JSON; write null or a text");
      }
      return fail(token_, token_, "A digit must follow the minus sign");
    case NumberState::point:
      return fail(token_, token_, "A digit must follow the decimal point");
    default:
      return fail(token_, token_, "A digit must follow the e of a number");
  }
}

const char* Tokenizer::bad_literal() {
  return fail(token_, token_,
              "JSON knows the words true, false and null; text needs double quotes");
}

/// Control characters must be escaped (RFC 8259 §7). A line break most likely means that the
/// closing quote is missing, everything else is taken as it stands.
const char* Tokenizer::refuse_in_string(const char* p) {
  if (*p == '\n' || *p == '\r') {
    return fail_at(p, "A string must end before the line does; close it, or write \\n for a break");
  }
  if (*p == '\0' && offset(p) < 2) return fail(0, offset(p), kNotUtf8);
  complain(offset(p), *p == '\t' ? "A tab in a string must be written \\t"
                                 : "A " + character(*p) + " in a string must be written as \\u");
  return p + 1;
}

void Tokenizer::fail_at_end_of_text() {
  const uint32_t size = builder_.text_size();
  switch (state_) {
    case State::string:
    case State::escape:
    case State::hex:
    case State::continuation:
      high_ = 0;
      state_ = State::string;
      fail(token_, size, "The text ends in the middle of this string");
      return;
    case State::number:
    case State::literal:
      fail(token_, size, "The text ends in the middle of this value");
      return;
    default:
      break;
  }
  if (builder_.depth() != 0) {
    fail(size, size, "The text ends before the " + place_of_container() + " is closed");
  } else {
    fail(size, size, "The text is empty");
  }
}

}  // namespace vitrine::json
