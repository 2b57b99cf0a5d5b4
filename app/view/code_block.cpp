#include "app/view/code_block.h"

#include <string>

#include "app/ui/code.h"
#include "app/view/copying.h"

namespace vitrine::view {

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

const std::vector<ui::Span>& coloured(const Context& context, ViewState::Coloured& cache,
                                      std::string_view code, const text::CodeLanguage* language) {
  const ui::Theme& theme = context.ui.theme();
  if (cache.spans.empty() || cache.dark != theme.dark || cache.source != code) {
    if (cache.source != code) cache.source = code;
    cache.dark = theme.dark;
    cache.spans.clear();
    for (const text::Token& token : text::tokens(code, language))
      cache.spans.push_back(span(token.text, ui::type::kCode, color_of(token.kind, theme)));
  }
  return cache.spans;
}

void code_block(const Context& context, std::string_view id, std::string_view code,
                std::string_view language) {
  ui::Ui& ui = context.ui;
  const std::string whole = ui.node_id(id);
  const text::CodeLanguage* known = text::find_code_language(language);
  if (!ui::code_box(ui, id,
                    coloured(context, context.state.examples[whole], code,
                             known ? known : text::guess_code_language(code)),
                    context.word(session::Word::copy),
                    has_copied(context, session::CopyTarget::text, whole)))
    return;
  context.state.copied_from = whole;
  context.act(session::Copy{session::CopyTarget::text, std::string(code)});
}

}  // namespace vitrine::view
