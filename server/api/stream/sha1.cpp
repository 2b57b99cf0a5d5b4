#include "server/api/stream/sha1.h"

#include <array>
#include <cstdint>

/// SHA-1 by the book.
namespace vitrine {

namespace {

constexpr std::size_t kBlock = 64;

std::uint32_t rotate(std::uint32_t word, int bits) { return word << bits | word >> (32 - bits); }

std::uint32_t word_at(std::string_view bytes, std::size_t at) {
  std::uint32_t word = 0;
  for (std::size_t i = 0; i < 4; ++i) word = word << 8 | static_cast<unsigned char>(bytes[at + i]);
  return word;
}

using Digest = std::array<std::uint32_t, 5>;

void add_block(Digest& digest, std::string_view block) {
  std::array<std::uint32_t, 80> words{};
  for (std::size_t i = 0; i < 16; ++i) words[i] = word_at(block, 4 * i);
  for (std::size_t i = 16; i < words.size(); ++i) {
    words[i] = rotate(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
  }
  Digest now = digest;
  auto& [a, b, c, d, e] = now;
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::uint32_t mixed = b ^ c ^ d;
    std::uint32_t constant = 0x6ED9EBA1;
    if (i < 20) {
      mixed = (b & c) | (~b & d);
      constant = 0x5A827999;
    } else if (i >= 40 && i < 60) {
      mixed = (b & c) | (b & d) | (c & d);
      constant = 0x8F1BBCDC;
    } else if (i >= 60) {
      constant = 0xCA62C1D6;
    }
    const std::uint32_t next = rotate(a, 5) + mixed + e + words[i] + constant;
    e = d;
    d = c;
    c = rotate(b, 30);
    b = a;
    a = next;
  }
  for (std::size_t i = 0; i < digest.size(); ++i) digest[i] += now[i];
}

}  // namespace

std::string sha1(std::string_view bytes) {
  std::string padded(bytes);
  padded += '\x80';
  while (padded.size() % kBlock != kBlock - 8) padded += '\0';
  const std::uint64_t bits = std::uint64_t{bytes.size()} * 8;
  for (int shift = 56; shift >= 0; shift -= 8) padded += static_cast<char>(bits >> shift & 0xff);

  Digest digest{0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
  for (std::size_t at = 0; at < padded.size(); at += kBlock) {
    add_block(digest, std::string_view(padded).substr(at, kBlock));
  }
  std::string result;
  for (const std::uint32_t word : digest) {
    for (int shift = 24; shift >= 0; shift -= 8) result += static_cast<char>(word >> shift & 0xff);
  }
  return result;
}

}  // namespace vitrine
