#pragma once

#include <string_view>
#include <vector>

#include "app/ui/text_layout.h"
#include "app/ui/theme.h"

namespace vitrine::view {

/// JSON text in the colours of the theme. Accepts any text: other than JSON keeps the plain colour.
std::vector<ui::Span> highlight_json(std::string_view text, ui::Font font, const ui::Theme& theme);
/// A command line: quoted words stand out.
std::vector<ui::Span> highlight_shell(std::string_view text, ui::Font font, const ui::Theme& theme);
/// A program in a language with quotes and backslashes: its strings stand out.
std::vector<ui::Span> highlight_code(std::string_view text, ui::Font font, const ui::Theme& theme);

}  // namespace vitrine::view
