// A hash for telling texts apart, the same on all machines, and its digits.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vitrine::text {

/// FNV-1a of the bytes, or of what `hash` is of and then the bytes.
constexpr std::uint64_t hash(std::string_view bytes, std::uint64_t hash = 0xCBF29CE484222325U) {
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return hash;
}

/// The lowest `digits` hexadecimal digits of a number, in lower case.
inline std::string hex(std::uint64_t number, int digits) {
  std::string text;
  for (int shift = 4 * digits - 4; shift >= 0; shift -= 4) {
    text += "0123456789abcdef"[number >> shift & 15];
  }
  return text;
}

}  // namespace vitrine::text
