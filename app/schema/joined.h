#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

#include "app/text/later.h"

namespace vitrine::schema {

/// Texts joined at compile time, without pointers, so that they have a place of their own.
template <std::size_t bytes, std::size_t count>
struct Joined {
  std::array<char, bytes> text{};
  std::array<std::uint16_t, count> ends{};

  constexpr std::string_view operator[](std::size_t index) const {
    const std::size_t begin = index == 0 ? 0 : ends[index - 1];
    return {text.data() + begin, ends[index] - begin};
  }
};

/// One column of a table of texts, from row `first` to `last`. The table itself is needed by the
/// compiler only.
template <const auto& table, auto column, std::size_t first = 0,
          std::size_t last = std::size(table)>
constexpr auto joined() {
  constexpr std::size_t kBytes = [] {
    std::size_t sum = 0;
    for (std::size_t row = first; row < last; ++row) sum += (table[row].*column).size();
    return sum;
  }();
  static_assert(kBytes <= UINT16_MAX);
  Joined<kBytes, last - first> all;
  std::size_t end = 0;
  for (std::size_t row = first; row < last; ++row) {
    for (const char c : table[row].*column) all.text[end++] = c;
    all.ends[row - first] = static_cast<std::uint16_t>(end);
  }
  return all;
}

}  // namespace vitrine::schema
