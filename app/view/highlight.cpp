#include "app/view/highlight.h"

namespace vitrine::view {
namespace {

ui::Color color_of(text::TokenKind kind, const ui::Theme& theme) {
  switch (kind) {
    case text::TokenKind::comment:
      return theme.faint;
    case text::TokenKind::string:
      return theme.syntax_string;
    case text::TokenKind::number:
      return theme.syntax_number;
    case text::TokenKind::keyword:
      return theme.syntax_literal;
    case text::TokenKind::name:
      return theme.syntax_key;
    case text::TokenKind::plain:
      break;
  }
  return theme.text;
}

}  // namespace

std::vector<ui::Span> highlight(std::string_view code, const text::CodeLanguage* language,
                                const ui::Font& font, const ui::Theme& theme) {
  std::vector<ui::Span> spans;
  for (const text::Token& token : text::tokens(code, language)) {
    ui::Span& span = spans.emplace_back();
    span.text = token.text;
    span.font = font;
    span.color = color_of(token.kind, theme);
  }
  return spans;
}

}  // namespace vitrine::view
