#include "app/json/tokenizer.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "app/text/ascii.h"
#include "app/text/utf8.h"

namespace vitrine::json {
namespace {

constexpr uint64_t kOnes = 0x0101010101010101;
constexpr uint64_t kHighs = 0x8080808080808080;

constexpr bool kWords = std::endian::native == std::endian::little;

uint64_t load(const char* p) {
  uint64_t word;
  std::memcpy(&word, p, sizeof word);
  return word;
}

/// The high bit of each byte of `word` that is zero; the lowest one set is always right.
uint64_t zeros(uint64_t word) { return (word - kOnes) & ~word & kHighs; }

/// Skips characters of a string that need no attention: ASCII but control characters, `"`, `\`.
const char* skip_plain(const char* p, const char* end) {
  if constexpr (kWords) {
    for (; end - p >= 8; p += 8) {
      const uint64_t word = load(p);
      const uint64_t special = (word & kHighs) | zeros(word ^ kOnes * '"') |
                               zeros(word ^ kOnes * '\\') |
                               ((word - kOnes * 0x20) & ~word & kHighs);
      if (special) return p + (std::countr_zero(special) >> 3);
    }
  }
  for (; p != end; ++p) {
    const auto byte = static_cast<unsigned char>(*p);
    if (byte < 0x20 || byte >= 0x80 || byte == '"' || byte == '\\') break;
  }
  return p;
}

/// Skips characters that are not ASCII. Stops before what is not UTF-8 or cut off by `end`.
const char* skip_sequences(const char* p, const char* end) {
  while (p != end && static_cast<unsigned char>(*p) >= 0x80) {
    const auto lead = static_cast<unsigned char>(*p);
    // Most of Chinese, Japanese and Korean, where any two bytes may continue.
    if (lead > 0xE0 && lead < 0xED && end - p >= 3 && text::is_continuation(p[1]) &&
        text::is_continuation(p[2])) {
      p += 3;
      continue;
    }
    const text::CodePoint code_point = text::decode_utf8(p, static_cast<size_t>(end - p));
    if (!code_point.valid) return p;
    p += code_point.bytes;
  }
  return p;
}

/// The characters that may follow a backslash, `u` excepted.
bool is_escape(char c) {
  return c == 'n' || c == '"' || c == '\\' || c == '/' || c == 'b' || c == 'f' || c == 'r' ||
         c == 't';
}

}  // namespace

Tokenizer::Tokenizer(Limits limits) : limits_(limits) {
  limits_.bytes = std::min(limits_.bytes, Limits{}.bytes);
}

Status Tokenizer::status() const {
  if (state_ == State::failed) return Status::failed;
  return state_ == State::end ? Status::complete : Status::reading;
}

void Tokenizer::feed(std::string_view bytes) {
  while (!bytes.empty() && state_ != State::failed) {
    base_ = builder_.text_size();
    if (base_ == limits_.bytes) {
      fail(base_, base_,
           "The text has more than " + std::to_string(limits_.bytes) +
               " bytes, which is the most that is read");
      return;
    }
    const std::string_view stored = builder_.append(bytes.substr(0, limits_.bytes - base_));
    bytes.remove_prefix(stored.size());
    run(stored);
  }
}

/// Skips white space, mostly indentation.
const char* Tokenizer::skip_indentation(const char* p, const char* end) {
  while (p != end) {
    if (*p == '\n') {
      ++p;
      ++line_;
      if (offset(p) - noted_ >= LineIndex::kDistance) note_line(p);
    }
    if constexpr (kWords) {
      while (end - p >= 8) {
        const uint64_t other = load(p) ^ kOnes * ' ';
        if (other) {
          p += std::countr_zero(other) >> 3;
          break;
        }
        p += 8;
      }
    }
    if (p == end) return p;
    if (*p == '\n') continue;
    if (*p == '\r') lines_known_ = false;
    if (*p != ' ' && *p != '\r' && *p != '\t') return p;
    ++p;
  }
  return p;
}

void Tokenizer::note_line(const char* p) {
  noted_ = offset(p);
  if (lines_known_) builder_.line_begins(noted_, line_);
}

/// There is often none.
[[gnu::always_inline]] inline const char* Tokenizer::skip_space(const char* p, const char* end) {
  return p != end && static_cast<unsigned char>(*p) > ' ' ? p : skip_indentation(p, end);
}

void Tokenizer::run(std::string_view bytes) {
  buffer_ = bytes.data();
  const char* p = buffer_;
  const char* const end = p + bytes.size();
  while (p != end) {
    switch (state_) {
      case State::value:
      case State::first_element:
        p = skip_space(p, end);
        if (p != end) p = read_value(p, end);
        break;
      case State::first_key:
      case State::key:
        p = skip_space(p, end);
        if (p != end) p = read_key(p, end);
        break;
      case State::colon:
        p = skip_space(p, end);
        if (p == end) break;
        if (*p != ':') {
          p = fail_at(p, "A colon must stand between a name and its value");
          break;
        }
        ++p;
        state_ = State::value;
        break;
      case State::next:
        p = skip_space(p, end);
        if (p != end) p = read_next(p);
        break;
      case State::string:
        p = read_string(p, end);
        break;
      case State::number:
        p = read_number(p, end);
        break;
      case State::literal:
        p = read_literal(p, end);
        break;
      case State::escape:
        p = read_escape(p);
        break;
      case State::hex:
        p = read_hex(p);
        break;
      case State::continuation:
        p = read_continuation(p);
        break;
      case State::start:
        p = read_start(p);
        break;
      case State::end:
        p = skip_space(p, end);
        if (p != end) p = unexpected_end(p);
        break;
      case State::failed:
        return;
    }
  }
}

/// A UTF-8 byte order mark may stand before the text (RFC 8259 §8.1 lets parsers ignore it).
const char* Tokenizer::read_start(const char* p) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  const uint32_t at = offset(p);
  if (*p == kMark[at]) {
    if (at == 2) state_ = State::value;
    return p + 1;
  }
  if (at != 0) return fail(0, 0, "The text begins with bytes that are not UTF-8; save it as UTF-8");
  state_ = State::value;
  return p;
}

const char* Tokenizer::read_value(const char* p, const char* end) {
  switch (*p) {
    case '"':
      return begin_string(p, false) ? read_string(p + 1, end) : p;
    case '{':
      return open(Type::object, p) ? p + 1 : p;
    case '[':
      return open(Type::array, p) ? p + 1 : p;
    case 't':
      begin_literal(p, "true");
      return p;
    case 'f':
      begin_literal(p, "false");
      return p;
    case 'n':
      begin_literal(p, "null");
      return p;
    case '-':
      token_ = offset(p);
      number_ = NumberState::minus;
      state_ = State::number;
      return p + 1;
    case ']':
      if (builder_.depth() == 0 || builder_.container() != Type::array) break;
      if (state_ == State::value) complain(comma_, "A trailing comma is not JSON; remove it");
      return close(p);
    default:
      if (!text::is_digit(*p)) break;
      token_ = offset(p);
      number_ = *p == '0' ? NumberState::zero : NumberState::integer;
      state_ = State::number;
      return p + 1;
  }
  return unexpected_value(p);
}

const char* Tokenizer::read_key(const char* p, const char* end) {
  if (*p == '"') {
    if (!begin_string(p, true)) return p;
    p = read_string(p + 1, end);
    if (state_ != State::colon || p == end || *p != ':') return p;
    state_ = State::value;
    return p + 1;
  }
  if (*p != '}') return unexpected_key(p);
  if (state_ == State::key) complain(comma_, "A trailing comma is not JSON; remove it");
  return close(p);
}

const char* Tokenizer::read_next(const char* p) {
  const bool in_object = builder_.container() == Type::object;
  if (*p == ',') {
    comma_ = offset(p);
    state_ = in_object ? State::key : State::value;
    return p + 1;
  }
  if (*p == (in_object ? '}' : ']')) return close(p);
  return unexpected_next(p);
}

bool Tokenizer::open(Type container, const char* p) {
  if (builder_.depth() >= limits_.depth) {
    fail_at(p, "The text is nested deeper than " + std::to_string(limits_.depth) +
                   " levels, which is the most that is read");
    return false;
  }
  check_nodes(p);
  if (state_ == State::failed) return false;
  builder_.begin(container, offset(p));
  state_ = container == Type::object ? State::first_key : State::first_element;
  return true;
}

const char* Tokenizer::close(const char* p) {
  builder_.end(offset(p) + 1);
  value_ended();
  return p + 1;
}

void Tokenizer::value_ended() { state_ = builder_.depth() == 0 ? State::end : State::next; }

bool Tokenizer::begin_string(const char* p, bool is_key) {
  check_nodes(p);
  if (state_ == State::failed) return false;
  token_ = offset(p);
  is_key_ = is_key;
  escaped_ = false;
  invalid_ = 0;
  high_ = 0;
  state_ = State::string;
  return true;
}

const char* Tokenizer::read_string(const char* p, const char* end) {
  if (high_ != 0 && *p != '\\') settle_high_surrogate();
  while (true) {
    p = skip_plain(p, end);
    if (p == end) return p;
    const auto byte = static_cast<unsigned char>(*p);
    if (byte == '"') {
      end_string(offset(p) + 1);
      return p + 1;
    }
    if (byte == '\\') {
      escaped_ = true;
      if (high_ == 0 && end - p >= 2 && is_escape(p[1])) {
        p += 2;
        continue;
      }
      part_ = offset(p);
      state_ = State::escape;
      return p + 1;
    }
    if (byte < 0x20) {
      p = refuse_in_string(p);
      if (state_ == State::failed) return p;
      continue;
    }
    const char* const after = skip_sequences(p, end);
    if (after == p) {
      // Not UTF-8, or perhaps only cut off by the end of this piece.
      begin_sequence(p);
      return p + 1;
    }
    p = after;
  }
}

void Tokenizer::begin_sequence(const char* p) {
  part_ = offset(p);
  sequence_ = text::utf8_lead(static_cast<unsigned char>(*p));
  state_ = State::continuation;
  if (sequence_.following == 0) read_continuation(p + 1);
}

const char* Tokenizer::read_continuation(const char* p) {
  if (sequence_.following != 0) {
    const auto byte = static_cast<unsigned char>(*p);
    if (byte >= sequence_.low && byte <= sequence_.high) {
      sequence_ = {static_cast<uint8_t>(sequence_.following - 1), 0x80, 0xBF};
      if (sequence_.following == 0) state_ = State::string;
      return p + 1;
    }
  }
  complain(part_, "These bytes are not UTF-8; save the text as UTF-8");
  escaped_ = true;
  ++invalid_;
  state_ = State::string;
  return p;
}

const char* Tokenizer::read_escape(const char* p) {
  if (*p == 'u') {
    digits_ = 0;
    unit_ = 0;
    state_ = State::hex;
    return p + 1;
  }
  if (high_ != 0) settle_high_surrogate();
  state_ = State::string;
  if (is_escape(*p)) return p + 1;
  complain(
      part_,
      "An unknown escape: a backslash itself is written \\\\, and only \" \\ / b f n r t u may "
      "follow one");
  return p;
}

const char* Tokenizer::read_hex(const char* p) {
  const int digit = text::hex_value(*p);
  if (digit < 0) {
    complain(part_, "Four hexadecimal digits must follow \\u");
    if (high_ != 0) settle_high_surrogate();
    state_ = State::string;
    return p;
  }
  unit_ = static_cast<uint16_t>(unit_ << 4 | digit);
  if (++digits_ < 4) return p + 1;
  state_ = State::string;
  const bool low = unit_ >= 0xDC00 && unit_ < 0xE000;
  if (low && high_ != 0) {
    high_ = 0;
    return p + 1;
  }
  if (high_ != 0) settle_high_surrogate();
  if (low || (unit_ >= 0xD800 && unit_ < 0xDC00)) {
    high_ = part_;
    if (low) settle_high_surrogate();
  }
  return p + 1;
}

void Tokenizer::settle_high_surrogate() {
  complain(std::exchange(high_, 0),
           "Half of a surrogate pair stands alone; write the character itself or both halves");
}

void Tokenizer::end_string(uint32_t end) {
  emit_string({token_, end}, {token_ + 1, end - 1});
  if (is_key_) {
    state_ = State::colon;
  } else {
    value_ended();
  }
}

void Tokenizer::emit_string(Range token, Range content) {
  if (is_key_) {
    if (escaped_) {
      builder_.escaped_key(token, content, invalid_);
    } else {
      builder_.key(token, Quoting::quoted);
    }
  } else if (escaped_) {
    builder_.escaped_string(token, content, invalid_);
  } else {
    builder_.string(token, Quoting::quoted);
  }
}

const char* Tokenizer::read_number(const char* p, const char* end) {
  for (; p != end; ++p) {
    const char c = *p;
    switch (number_) {
      case NumberState::integer:
      case NumberState::zero:
        if (number_ == NumberState::integer && text::is_digit(c)) continue;
        if (c == '.') {
          number_ = NumberState::point;
          continue;
        }
        if (c == 'e' || c == 'E') {
          number_ = NumberState::e;
          continue;
        }
        break;
      case NumberState::minus:
        if (!text::is_digit(c)) break;
        number_ = c == '0' ? NumberState::zero : NumberState::integer;
        continue;
      case NumberState::point:
      case NumberState::fraction:
        if (text::is_digit(c)) {
          number_ = NumberState::fraction;
          continue;
        }
        if (number_ == NumberState::point || (c != 'e' && c != 'E')) break;
        number_ = NumberState::e;
        continue;
      case NumberState::e:
        if (c == '+' || c == '-') {
          number_ = NumberState::sign;
          continue;
        }
        [[fallthrough]];
      case NumberState::sign:
      case NumberState::exponent:
        if (!text::is_digit(c)) break;
        number_ = NumberState::exponent;
        continue;
    }
    if (!number_is_complete() || (number_ == NumberState::zero && text::is_digit(c))) {
      return bad_number(p);
    }
    check_nodes(p);
    if (state_ == State::failed) return p;
    builder_.number({token_, offset(p)});
    value_ended();
    return p;
  }
  return p;
}

bool Tokenizer::number_is_complete() const {
  return number_ == NumberState::zero || number_ == NumberState::integer ||
         number_ == NumberState::fraction || number_ == NumberState::exponent;
}

void Tokenizer::begin_literal(const char* p, std::string_view spelling) {
  check_nodes(p);
  if (state_ == State::failed) return;
  token_ = offset(p);
  literal_ = spelling;
  literal_read_ = 0;
  state_ = State::literal;
}

const char* Tokenizer::read_literal(const char* p, const char* end) {
  while (p != end) {
    if (*p != literal_[literal_read_]) return bad_literal();
    ++p;
    if (++literal_read_ == literal_.size()) {
      end_literal(offset(p));
      break;
    }
  }
  return p;
}

void Tokenizer::end_literal(uint32_t end) {
  const Range token{token_, end};
  if (literal_ == "null") {
    builder_.null(token);
  } else {
    builder_.boolean(token, literal_ == "true");
  }
  value_ended();
}

Reading Tokenizer::finish() && {
  if (state_ == State::number && number_is_complete() && builder_.depth() == 0) {
    check_nodes(buffer_);
    if (state_ != State::failed) {
      builder_.number({token_, builder_.text_size()});
      state_ = State::end;
    }
  }
  if (state_ != State::end && state_ != State::failed) fail_at_end_of_text();
  if (state_ == State::failed) builder_.cut(stop_);
  auto built = std::move(builder_).finish();
  return {std::move(built.document), std::move(built.error)};
}

}  // namespace vitrine::json
