// Lines of code that are worked with: numbered, folded, marked, with buttons at one of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/ui/ui.h"

namespace vitrine::ui {

/// The number at the left of a line; one that others can be folded into has a button there, with
/// `expanded` and a name of "LINE_NAME number".
struct CodeLine {
  std::uint32_t number = 0;  ///< 0: it goes on from the line before
  Node::Tri expanded = Node::Tri::unset;
  std::string mark = {};  ///< what is wrong with it; shown under the pointer and the focus
};

struct CodeAction {
  std::string name;
  bool done = false;
};

struct CodeLines {
  std::span<const CodeLine> lines;  ///< one for each of the text
  std::string_view line_name;
  std::uint32_t last = 0;  ///< the greatest number of all, for the width of the column
  bool folds = false;      ///< some lines can
  std::span<const CodeAction> actions;
  std::optional<std::size_t> active = std::nullopt;  ///< the line that has the actions
};

/// What the user did; lines by their index.
struct CodeUse {
  std::optional<std::size_t> turned;   ///< folded or unfolded
  std::optional<std::size_t> reached;  ///< under the pointer, or its button has the focus
  std::optional<std::size_t> action;   ///< index of that which was pressed
};

/// Selectable text, laid out in lines of leading::kText; long ones scroll sideways.
CodeUse code_lines(Ui& ui, std::string_view id, std::string_view name,
                   std::shared_ptr<const TextLayout> layout, const CodeLines& given);

/// The width of what stands at the left of the text.
float code_gutter(Ui& ui, const CodeLines& given);

}  // namespace vitrine::ui
