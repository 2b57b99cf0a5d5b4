#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "app/json/builder.h"
#include "app/json/reader.h"
#include "app/text/utf8.h"

namespace vitrine::json {

/// The state machine of Reader: it knows at every byte where it is in the grammar of RFC 8259
/// and keeps offsets, never pointers, so that it can be left after any byte.
class Tokenizer {
 public:
  explicit Tokenizer(Limits limits);

  void feed(std::string_view bytes);
  Status status() const;
  Reading finish() &&;
  /// The text that was taken, from `offset` on; empty after its end.
  std::string_view piece(uint32_t offset) const {
    return offset < builder_.text_size() ? builder_.piece(offset) : std::string_view();
  }
  /// After a failure: where the document's text will end.
  uint32_t stopped_at() const { return stop_; }

 private:
  enum class State : uint8_t {
    start,          // nothing yet, or part of a byte order mark
    value,          // after `:` or `,` or at the beginning
    first_element,  // after `[`
    first_key,      // after `{`
    key,            // after `,` in an object
    colon,          // after a key
    next,           // after a value in a container
    end,            // after the root
    string,         // in a string or key
    escape,         // after a backslash
    hex,            // in the digits of \u
    continuation,   // in a UTF-8 sequence
    number,
    literal,
    failed,
  };
  enum class NumberState : uint8_t { minus, zero, integer, point, fraction, e, sign, exponent };

  // Each reads from `p` on, as far as its state lasts, and returns where it stopped.
  void run(std::string_view bytes);
  const char* skip_indentation(const char* p, const char* end);
  const char* skip_space(const char* p, const char* end);
  void note_line(const char* p);
  const char* read_start(const char* p);
  const char* read_value(const char* p, const char* end);
  const char* read_key(const char* p, const char* end);
  const char* read_next(const char* p);
  const char* read_string(const char* p, const char* end);
  const char* read_escape(const char* p);
  const char* read_hex(const char* p);
  const char* read_continuation(const char* p);
  const char* read_number(const char* p, const char* end);
  const char* read_literal(const char* p, const char* end);

  uint32_t offset(const char* p) const { return base_ + static_cast<uint32_t>(p - buffer_); }
  bool begin_string(const char* p, bool is_key);
  void end_string(uint32_t end);
  void emit_string(Range token, Range content);
  void begin_sequence(const char* p);
  const char* refuse_in_string(const char* p);
  void settle_high_surrogate();
  void check_nodes(const char* p) {
    if (builder_.nodes() >= limits_.nodes) fail_for_nodes(p);
  }
  bool open(Type container, const char* p);
  const char* close(const char* p);
  void value_ended();
  bool number_is_complete() const;
  void begin_literal(const char* p, std::string_view spelling);
  void end_literal(uint32_t end);

  // Error messages (tokenizer_errors.cpp). Failing ends the reading; the text is cut at `stop`.
  const char* fail(uint32_t place, uint32_t stop, std::string message);
  const char* fail_at(const char* p, std::string message);
  void complain(uint32_t place, std::string message);
  const char* unexpected_value(const char* p);
  const char* unexpected_key(const char* p);
  const char* unexpected_next(const char* p);
  const char* unexpected_end(const char* p);
  const char* bad_number(const char* p);
  const char* bad_literal();
  const char* wrong_bracket(const char* p);
  void fail_for_nodes(const char* p);
  void fail_at_end_of_text();
  std::string place_of_container() const;

  Limits limits_;
  Builder builder_;
  State state_ = State::start;
  NumberState number_ = NumberState::minus;
  bool is_key_ = false;
  // The string in hand has something that must be decoded.
  bool escaped_ = false;
  uint8_t digits_ = 0;
  uint16_t unit_ = 0;
  text::Utf8Lead sequence_;
  // Sequences that are not UTF-8 in the string in hand.
  uint32_t invalid_ = 0;
  uint32_t token_ = 0;
  uint32_t part_ = 0;  // where the escape or sequence in hand begins
  uint32_t high_ = 0;  // where an unpaired high surrogate begins, 0 when there is none
  uint32_t comma_ = 0;
  uint32_t stop_ = 0;  // after a failure
  std::string_view literal_;
  uint32_t literal_read_ = 0;

  // The current line. It is unknown after a CR; a line never ends in a string.
  uint32_t line_ = 1;
  uint32_t noted_ = 0;
  bool lines_known_ = true;

  // The piece in hand, contiguous in the document's text.
  const char* buffer_ = nullptr;
  uint32_t base_ = 0;
};

}  // namespace vitrine::json
