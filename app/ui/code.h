// Preformatted lines with numbers and folds.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "app/ui/ui.h"

namespace vitrine::ui {

/// The number at the left of a line; one that others can be folded into has a button there, with
/// `expanded` and a name of "LINE_NAME number".
struct CodeLine {
  std::uint32_t number = 0;
  Node::Tri expanded = Node::Tri::unset;
};

/// Selectable text, numbered where `lines` has one for each; long lines scroll sideways. Returns
/// the number of the line that was folded or unfolded.
std::optional<std::uint32_t> code(Ui& ui, std::string_view id, std::string_view name,
                                  std::vector<Span> spans, std::span<const CodeLine> lines = {},
                                  std::string_view line_name = {});

/// Code in a box that has a button `copy` at its top right, which shows while the pointer or the
/// focus is there, or what it says was `done`. True when it was pressed.
bool code_box(Ui& ui, std::string_view id, std::vector<Span> spans, std::string_view copy,
              bool done);

}  // namespace vitrine::ui
