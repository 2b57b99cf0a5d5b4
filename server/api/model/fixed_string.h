#pragma once
#include <cstddef>
#include <string_view>

namespace vitrine {

/// A string literal that can be a template argument: `Path<"id", std::string>`.
template <std::size_t N>
struct FixedString {
  char data[N]{};

  // NOLINTNEXTLINE(google-explicit-constructor): a literal has to convert by itself.
  constexpr FixedString(const char (&text)[N]) {
    for (std::size_t i = 0; i < N; ++i) data[i] = text[i];
  }
  constexpr std::string_view view() const { return {data, N - 1}; }
};

}  // namespace vitrine
