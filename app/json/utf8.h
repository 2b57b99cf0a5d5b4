#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace vitrine::json {

/// What may follow the first byte of a UTF-8 sequence (Unicode 15 table 3-7): `following` more
/// bytes, the first of them from `low` to `high`, the others from 0x80 to 0xBF.
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

/// Decodes the sequence at `text`, which has `size` > 0 bytes. What is not UTF-8 gives U+FFFD for
/// its maximal subpart, as browsers do, and `valid` false.
CodePoint decode_utf8(const char* text, size_t size);

/// Writes a scalar value as 1 to 4 bytes; returns the place behind them.
char* encode_utf8(char32_t code_point, char* out);
void append_utf8(std::string& out, char32_t code_point);

}  // namespace vitrine::json
