// Code in the colours of the theme.
#pragma once

#include <string_view>
#include <vector>

#include "app/text/lexer.h"
#include "app/ui/text_layout.h"
#include "app/ui/theme.h"

namespace vitrine::view {

/// Accepts any text; without a language it keeps the plain colour.
std::vector<ui::Span> highlight(std::string_view code, const text::CodeLanguage* language,
                                const ui::Font& font, const ui::Theme& theme);
inline std::vector<ui::Span> highlight_json(std::string_view code, const ui::Font& font,
                                            const ui::Theme& theme) {
  return highlight(code, text::find_code_language("json"), font, theme);
}

}  // namespace vitrine::view
