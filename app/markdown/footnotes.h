// Footnotes as GitHub writes them: `[^name]` in the text, `[^name]: words` on a line of its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace vitrine::markdown {

class Footnotes {
 public:
  /// Takes the footnotes out of a text; returns the rest of it.
  std::string take(std::string_view text);
  bool empty() const { return notes_.empty(); }

  /// A reference that begins at or after `from`. Each footnote gets the next number when it is
  /// first referred to.
  struct Reference {
    std::size_t begin = std::string_view::npos;  ///< npos: there is none
    std::size_t end = 0;
    std::uint32_t number = 0;
  };
  Reference find(std::string_view text, std::size_t from);
  /// The Markdown of the footnote of that number, from 1; null after the last. Footnotes that
  /// nothing refers to come last.
  const std::string* text(std::uint32_t number);

 private:
  void define(std::string_view label, std::string text);
  std::uint32_t number(std::size_t index);

  struct Note {
    std::string text;
    std::uint32_t number = 0;
  };
  std::vector<Note> notes_;
  std::vector<std::size_t> numbered_;
  std::unordered_map<std::string, std::size_t> by_label_;
  std::size_t unnumbered_ = 0;  ///< no note before it is without a number
};

}  // namespace vitrine::markdown
