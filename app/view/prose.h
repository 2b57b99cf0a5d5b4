#pragma once

#include <string_view>

#include "app/view/context.h"

namespace vitrine::view {

/// How prose looks where it stands.
struct ProseStyle {
  ui::Color color = 0;
  float line_height = 22;
  float gap = 12;  ///< below each block
};

/// Draws Markdown (CommonMark) as paragraphs, lists, tables, code and quotes. `heading_level` is
/// that of the heading above, so that headings inside stay below it. Parsed once, kept in the
/// ViewState.
void prose(const Context& context, std::string_view id, std::string_view text, ProseStyle style,
           int heading_level = 2);

}  // namespace vitrine::view
