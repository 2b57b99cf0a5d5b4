#pragma once

#include <string_view>

#include "app/view/context.h"

namespace vitrine::view {

/// Appearance of prose.
struct ProseStyle {
  ui::Color color = 0;
  float line_height = ui::leading::kProse;
  float gap = ui::gap::kRow;  ///< below each block
  ui::Font font = ui::type::kText;
};

/// The text of a page.
inline ProseStyle page_prose(const ui::Ui& ui) {
  return {ui.theme().text, ui::leading::kReading, ui::gap::kRow, ui::type::kReading};
}
/// Text in a row: of a property, a server, a response.
inline ProseStyle row_prose(const ui::Ui& ui) {
  return {ui.theme().muted, ui::leading::kRow, ui::gap::kSmall};
}

/// Draws Markdown (CommonMark) as paragraphs, lists, tables, code and quotes. `heading_level` is
/// that of the heading above, so that headings inside stay below it. Parsed once, kept in the
/// ViewState.
void prose(const Context& context, std::string_view id, std::string_view text, ProseStyle style,
           int heading_level = 2);

}  // namespace vitrine::view
