// A field for code: the page's own text field takes the input, its text is drawn here in colours,
// with line numbers, marks and folds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <vector>

#include "app/ui/code_rows.h"
#include "app/ui/function_ref.h"
#include "app/ui/text_field.h"

namespace vitrine::ui {

/// A run of the text that something is wrong with, and what.
struct CodeMark {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view words;
};

struct CodeFieldOptions {
  FieldOptions field;
  std::span<const std::size_t> lines;   ///< where each begins, see line_starts()
  std::span<const CodeMark> marks;      ///< in the order of the text
  std::span<const std::size_t> paired;  ///< brackets that belong together
  text::CodeSyntax syntax = text::CodeSyntax::json;
  /// Lines that may be folded are those that end with a bracket or a start tag. The page's field
  /// cannot leave lines out: while it has the focus nothing is folded.
  bool folds = false;
  const std::set<std::uint32_t>* folded = nullptr;  ///< numbers of lines, from 1
  std::string_view line_name{};                     ///< of the buttons that fold
  std::string_view note{};                          ///< id of what describes it too
  std::string_view controls{};                      ///< the list of what may be written, and
  std::string_view active{};                        ///< that of it which Enter takes
};

struct CodeFieldUse {
  std::optional<Change> change;
  std::optional<std::uint32_t> turned;  ///< a line that was folded or unfolded
  std::optional<std::size_t> held;      ///< the line under the pointer that is pressed, its begin
  bool pressed = false;
  Rect text;  ///< what shows the text, in the content of the surface
};

/// Whether all lines can be drawn: very long ones are only where every character is as wide.
bool can_draw_code(std::string_view code, std::span<const std::size_t> starts);

/// Where a place of the text stands, from the top left of the field's content.
Point code_place(Ui& ui, std::string_view code, std::span<const std::size_t> starts,
                 std::size_t at);

/// Adds the coloured text of [begin, end), a run of the line that begins at `line`.
using Colour = FunctionRef<void(std::size_t line, std::size_t begin, std::size_t end,
                                std::vector<Span>& spans)>;

/// How far the text is scrolled is reported under the id of the field (sideways), and the same with
/// "/y" after it. Only lines in sight are coloured, laid out and drawn.
CodeFieldUse code_field(Ui& ui, std::string_view id, std::string_view name,
                        const CodeFieldOptions& options, Colour colour);

}  // namespace vitrine::ui
