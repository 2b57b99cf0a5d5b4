#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

/// The one function of every target, here and in NAME.cpp: called with each input by libFuzzer, and
/// by replay.cpp with what was found.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace vitrine::fuzz {

[[noreturn]] inline void broken(const char* file, int line, const char* condition) {
  std::fprintf(stderr, "%s:%d: this does not hold: %s\n", file, line, condition);
  std::abort();
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// Choices and texts, taken one after the other from the front of an input.
class Input {
 public:
  Input(const std::uint8_t* data, std::size_t size) : left_(text_of(data, size)) {}

  explicit Input(std::string_view text) : left_(text) {}

  bool empty() const { return left_.empty(); }
  /// 0 at the end.
  std::uint8_t byte() {
    if (left_.empty()) return 0;
    const auto first = static_cast<std::uint8_t>(left_.front());
    left_.remove_prefix(1);
    return first;
  }
  std::size_t below(std::size_t count) { return byte() % count; }
  /// What stands before the next `separator`, which is passed over; all that is left without one.
  std::string_view until(char separator) {
    const std::string_view piece = left_.substr(0, left_.find(separator));
    left_.remove_prefix(std::min(left_.size(), piece.size() + 1));
    return piece;
  }
  std::string_view rest() { return left_; }

 private:
  std::string_view left_;
};

/// Sizes of the pieces that a text comes in, most of them small: made of the text itself, so that
/// every file is an input, and the same one in every run.
class Pieces {
 public:
  explicit Pieces(std::string_view text) {
    for (const char c : text) state_ = (state_ ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  }
  std::size_t next() {
    state_ = state_ * 6364136223846793005 + 1442695040888963407;
    return 1 + (state_ >> 33) % (1u << ((state_ >> 60) % 10));
  }

 private:
  std::uint64_t state_ = 0xCBF29CE484222325;
};

}  // namespace vitrine::fuzz

/// Stops the program, which is a finding, when something that must always hold does not.
#define FUZZ_REQUIRE(condition) \
  ((condition) ? static_cast<void>(0) : vitrine::fuzz::broken(__FILE__, __LINE__, #condition))
