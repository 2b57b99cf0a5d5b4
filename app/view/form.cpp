#include "app/view/form.h"

#include <string>

#include "app/ui/ornament.h"
#include "app/ui/select.h"
#include "app/ui/text.h"
#include "app/view/authorization.h"
#include "app/view/body.h"
#include "app/view/card.h"
#include "app/view/extras.h"
#include "app/view/field_row.h"
#include "app/view/messages.h"
#include "app/view/parameters.h"
#include "app/view/send.h"

namespace vitrine::view {
namespace {

using session::Word;

/// Draws the choice among the media types of the responses (Accept).
void accept(const Context& context, const session::Form& form) {
  if (form.accepts.size() < 2) return;
  const std::string name = context.word(Word::accept);
  ui::ChoiceOptions look;
  look.mono = true;
  labelled(context, "accept", {name, false, false, Label::words}, [&] {
    if (auto chosen = ui::select(context.ui, "accept", name, form.accepts,
                                 static_cast<int>(form.accept), look))
      context.act(session::ChooseAccept{static_cast<std::uint32_t>(*chosen)});
  });
}

}  // namespace

void form(const Context& context) {
  const session::Form* form = session::current_form(context.session);
  if (!form) return;
  ui::Ui& ui = context.ui;
  const bool views = has_body_views(context);
  begin_card(context, "try", context.word(Word::try_it), views ? body_tabs_width(context) : 0);
  if (views) body_tabs(context);
  card_body(context);
  ui.begin_inset(kCardPadding, kCardPadding);
  ui.space(ui::gap::kMedium);
  const float top = ui.y();
  parameter_groups(context);
  body(context);
  accept(context, *form);
  if (ui.y() == top) {
    ui::label(ui, "nothing", context.word(Word::no_parameters), ui::type::kSmall, ui.theme().muted,
              ui::height::kControl);
  }
  extras(context, *form);
  if (form->socket) unsent_headers(context);
  ui.space(ui::gap::kTight);
  ui.end_inset();
  if (!context.send_apart) {
    ui::divider(ui);
    ui.space(ui::gap::kMedium);
    ui.begin_inset(kCardPadding, kCardPadding);
    send_line(context);
    ui.end_inset();
    ui.space(ui::gap::kMedium);
  }
  end_card(context);
}

}  // namespace vitrine::view
