// Text that is read: headings, paragraphs, single lines.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/ui/ui.h"

namespace vitrine::ui {

/// Returns where the last line ends: what stands beside it is as high as the line.
Rect heading(Ui& ui, std::string_view id, int level, std::string_view text, const Font& font,
             float line_height);
Rect heading(Ui& ui, std::string_view id, int level, std::vector<Span> spans, float line_height);
/// The node of a link in it is `id/Span::id`, without one `id/index of the span`.
void paragraph(Ui& ui, std::string_view id, std::vector<Span> spans,
               float line_height = leading::kProse);
/// One line of several spans, cut with an ellipsis.
void line(Ui& ui, std::string_view id, std::vector<Span> spans, float line_height = leading::kText);
/// A short text on one line.
void label(Ui& ui, std::string_view id, std::string_view text, const Font& font, Color color,
           float line_height = leading::kText, Wrap wrap = Wrap::ellipsis,
           Align align = Align::left);
/// The error message of a field; its id goes into the `described_by` of the field.
void message(Ui& ui, std::string_view id, std::string_view text);

}  // namespace vitrine::ui
