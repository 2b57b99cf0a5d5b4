#include "app/view/code_block.h"

#include <string>

#include "app/ui/code.h"
#include "app/view/highlight.h"

namespace vitrine::view {

void code_block(const Context& context, std::string_view id, std::string_view code,
                std::string_view language) {
  ui::Ui& ui = context.ui;
  ViewState& state = context.state;
  const std::string whole = ui.node_id(id);
  ViewState::Coloured& made = state.examples[whole];
  if (made.source != code || made.spans.empty() || made.dark != ui.theme().dark) {
    const text::CodeLanguage* known = text::find_code_language(language);
    made.source = code;
    made.dark = ui.theme().dark;
    made.spans = highlight(code, known ? known : text::guess_code_language(code), ui::type::kCode,
                           ui.theme());
  }
  const bool copied =
      context.session.copied == session::CopyTarget::text && state.copied_from == whole;
  if (!ui::code_box(ui, id, made.spans, context.word(session::Word::copy), copied)) return;
  state.copied_from = whole;
  context.act(session::Copy{session::CopyTarget::text, std::string(code)});
}

}  // namespace vitrine::view
