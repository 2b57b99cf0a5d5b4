#include "server/api/http/request_id.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <random>

#include "app/text/ascii.h"
#include "app/text/hash.h"

namespace vitrine {

bool is_request_id(std::string_view text) {
  constexpr std::size_t kMost = 64;
  return !text.empty() && text.size() <= kMost && std::all_of(text.begin(), text.end(), [](char c) {
    return text::is_alphanumeric(c) || c == '-' || c == '_' || c == '.';
  });
}

std::string new_request_id() {
  static const std::uint64_t seed = [] {
    std::random_device random;
    return std::uint64_t{random()} << 32 | random();
  }();
  static std::atomic<std::uint64_t> count = 0;
  // SplitMix64: a bijection, so no two of a process are equal.
  std::uint64_t mixed = seed + ++count * 0x9E3779B97F4A7C15U;
  mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9U;
  mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EBU;
  return text::hex(mixed ^ mixed >> 31, 16);
}

}  // namespace vitrine
