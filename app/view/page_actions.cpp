#include "app/view/page_actions.h"

#include "app/ui/button.h"

namespace vitrine::view {

using session::Word;

void page_actions(const Context& context) {
  ui::Ui& ui = context.ui;
  const bool copied = context.session.copied == session::CopyTarget::markdown;
  ui::ButtonOptions look;
  look.kind = ui::ButtonKind::quiet;
  look.icon = copied ? ui::Icon::check : ui::Icon::copy;
  look.accessible_name = context.word(Word::copy_markdown);
  ui.begin_flow(ui::gap::kSmall, ui::gap::kSmall);
  if (ui::button(ui, "copy-markdown", context.word(copied ? Word::copied : Word::copy_markdown),
                 look))
    context.act(session::CopyMarkdown{});
  if (!context.session.shown && !session::current_schema(context.session)) {
    look.icon = ui::Icon::download;
    look.accessible_name.clear();
    using Format = session::Download::Format;
    for (const auto& [word, format] : {std::pair(Word::download_json, Format::json),
                                       std::pair(Word::download_yaml, Format::yaml)})
      if (ui::button(ui, context.word(word), context.word(word), look))
        context.act(session::Download{format});
  }
  ui.end_flow();
  ui.space(ui::gap::kRow);
}

}  // namespace vitrine::view
