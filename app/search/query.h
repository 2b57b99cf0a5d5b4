// The words that are searched for, and how well others fit them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::search {

/// How a term fits a word; more is better.
enum class Fit : uint8_t { none, typo, inside, begins, same };

struct Word {
  std::string text;
  bool pair = false;  ///< of a script without spaces: nothing else than it fits
  bool typo = false;  ///< nothing begins with it: a mistake in it is forgiven
};

/// More words are not looked for.
inline constexpr size_t kMostWords = 12;

/// All of them must be found.
std::vector<Word> words_of(std::string_view query);

Fit fit(const Word& word, std::string_view term);

/// A run of bytes of a text.
struct Mark {
  uint32_t begin = 0;
  uint32_t end = 0;

  friend bool operator==(const Mark&, const Mark&) = default;
};

/// The places in a text that fit one of the words, in order and apart.
std::vector<Mark> marks(std::string_view text, const std::vector<Word>& words);

}  // namespace vitrine::search
