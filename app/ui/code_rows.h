// The lines of code that are shown: all but those that are folded into others.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <vector>

#include "app/text/code_edit.h"

namespace vitrine::ui {

std::vector<std::size_t> line_starts(std::string_view code);
/// The line, from 0, that holds the place.
std::size_t line_of(std::span<const std::size_t> starts, std::size_t at);

/// What stands between a bracket or a start tag at the end of a line and the line of its partner
/// can be folded. Lives no longer than the code.
class CodeRows {
 public:
  struct Fold {
    std::size_t first = 0;  ///< of the hidden lines, from 0
    std::size_t last = 0;   ///< of them: it is shown from the partner on, in the line above
    std::size_t close = 0;  ///< where that begins
  };

  /// `folded`: numbers of lines, from 1; null: none.
  CodeRows(std::string_view code, std::span<const std::size_t> starts, text::CodeSyntax syntax,
           const std::set<std::uint32_t>* folded);

  std::size_t size() const { return starts_.size() - hidden_; }
  bool folded() const { return hidden_ > 0; }
  std::size_t line_at(std::size_t row) const;
  /// The row of a line; that of the fold where it is hidden.
  std::size_t row_of(std::size_t line) const;
  /// What is folded into the line; null: nothing.
  const Fold* fold_after(std::size_t line) const;
  bool hides(std::size_t line) const { return line_at(row_of(line)) != line; }
  std::size_t end_of(std::size_t line) const;
  /// The bracket or the tag at the end of a line.
  std::optional<std::size_t> opening(std::size_t line) const;

 private:
  std::string_view code_;
  std::span<const std::size_t> starts_;
  text::CodeSyntax syntax_;
  std::vector<Fold> folds_;
  std::size_t hidden_ = 0;
};

}  // namespace vitrine::ui
