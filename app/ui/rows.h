// Long lists of links: all rows are in the DOM, only visible ones are drawn.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "app/ui/function_ref.h"
#include "app/ui/ui.h"

namespace vitrine::ui {

/// A list of more rows has nodes only for those around the screen, each with its position
/// in the set.
inline constexpr std::size_t kMostRows = 2000;

struct Row {
  std::string id;
  std::string name;
  std::string label;  ///< what is drawn, where it is not the name
  std::string tooltip;
  std::string href;  ///< empty: not a link but a heading of level `level`, or a button
  std::uint8_t level = 0;
  Node::Tri expanded = Node::Tri::unset;  ///< set for a row that folds those below it: a button
  std::string folded;                     ///< the text it unfolds, some KB at most
  float fold_width = 0;  ///< of that button, where the row is a link as well, to the right of it
  bool current = false;
  float height = 0;  ///< 0: row_height
};

/// `record` makes the row's node (called again only when `revision`, the place, the width or the
/// window changes), `draw` draws a visible row as the `draw` of `link` does. Returns the row that
/// was followed; `folds` says whether by its button.
std::optional<std::size_t> rows(Ui& ui, std::string_view id, std::size_t count, float row_height,
                                std::uint64_t revision, FunctionRef<Row(std::size_t)> record,
                                FunctionRef<void(std::size_t, Rect, bool hovered)> draw,
                                bool* folds = nullptr);

/// The whole id of the link of a row that folds too.
std::string row_link(std::string_view list, std::string_view row);
/// The rectangle of a row of that list (a whole id) in its surface; empty before its first frame.
Rect row_place(const Ui& ui, std::string_view id, std::size_t index);

}  // namespace vitrine::ui
