// UTF-8: decoding, encoding, and where a text may be cut.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace vitrine::text {

/// The bytes that may follow the first one of a UTF-8 sequence (Unicode 15 table 3-7): `following`
/// of them, the first from `low` to `high`, the others from 0x80 to 0xBF.
struct Utf8Lead {
  uint8_t following = 0;  // 0: this byte begins no sequence
  uint8_t low = 0x80;
  uint8_t high = 0xBF;
};
Utf8Lead utf8_lead(unsigned char byte);

struct CodePoint {
  char32_t value;
  uint32_t bytes;
  bool valid;
};

/// Decodes the sequence at `text`, which has `size` > 0 bytes. An invalid one gives U+FFFD for its
/// maximal subpart, as browsers do, and `valid` false.
CodePoint decode_utf8(const char* text, size_t size);

/// Decodes the code point of `text` at `offset` and moves the offset past it, at least one byte.
char32_t next_code_point(std::string_view text, size_t* offset);

/// Writes a scalar value as 1 to 4 bytes; returns the end.
char* encode_utf8(char32_t code_point, char* out);
void append_utf8(std::string& out, char32_t code_point);

/// The text with U+FFFD for what is not UTF-8.
std::string valid_utf8(std::string_view text);

/// Whether the byte continues a sequence, so that no text may be cut before it.
constexpr bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

/// The last place at or before `at` that is not within a character.
size_t boundary_before(std::string_view text, size_t at);

/// The first `bytes` of the text, fewer so as not to cut a character in two.
std::string_view cut(std::string_view text, size_t bytes);

/// The same, with "…" where the text was longer.
std::string shortened(std::string_view text, size_t bytes);

/// At most `longest` code points, the last one "…" where there were more.
std::string shortened_to_code_points(std::string_view text, size_t longest);

/// Length as JSON Schema Validation §6.3.1 counts it: in code points.
size_t count_code_points(std::string_view text);

bool is_ascii(std::string_view text);

}  // namespace vitrine::text
