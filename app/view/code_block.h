// Code that is read: in the colours of its language, with a button that copies it.
#pragma once

#include <string_view>
#include <vector>

#include "app/text/lexer.h"
#include "app/view/context.h"

namespace vitrine::view {

ui::Color color_of(text::TokenKind kind, const ui::Theme& theme);

/// The code in the colours of its language, plain without one; made again when the code or the
/// theme changes.
const std::vector<ui::Span>& coloured(const Context& context, ViewState::Coloured& cache,
                                      std::string_view code, const text::CodeLanguage* language);

/// `language` as authors name it after a fence; without one that is known, code that begins like
/// JSON has its colours.
void code_block(const Context& context, std::string_view id, std::string_view code,
                std::string_view language);

}  // namespace vitrine::view
