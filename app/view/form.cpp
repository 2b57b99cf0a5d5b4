#include "app/view/form.h"

#include <array>
#include <span>
#include <string>

#include "app/ui/button.h"
#include "app/ui/ornament.h"
#include "app/ui/select.h"
#include "app/ui/text.h"
#include "app/view/authorization.h"
#include "app/view/body.h"
#include "app/view/card.h"
#include "app/view/field_row.h"
#include "app/view/parameters.h"

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

void send_row(const Context& context, const session::Form& form) {
  ui::Ui& ui = context.ui;
  const session::Exchange* exchange = session::current_exchange(context.session);
  const bool running = exchange && exchange->running();
  const std::string send = context.word(Word::send);
  const std::string cancel = context.word(Word::cancel);
  ui::ButtonOptions primary;
  primary.kind = ui::ButtonKind::primary;
  const float send_width = ui::button_width(ui, send, primary);
  const float widths[] = {-1, running ? ui::button_width(ui, cancel) : 0, send_width};
  const std::array<float, 2> idle = {-1, send_width};
  ui.space(ui::gap::kMedium);
  ui.begin_inset(kCardPadding, kCardPadding);
  ui.begin_row(running ? std::span<const float>(widths) : std::span<const float>(idle),
               ui::gap::kMedium, ui::height::kControl);
  const std::size_t wrong = context.session.current.violations;
  if (form.send_anyway_offered && wrong > 0) {
    ui.begin_flow(ui::gap::kSmall, 0);
    ui::label(ui, "attention",
              context.fill(Word::fields_need_attention, {{"n", std::to_string(wrong)}}) + " ·",
              ui::type::kSmall, ui.theme().muted, ui::leading::kProse, ui::Wrap::none);
    ui::ButtonOptions link;
    link.kind = ui::ButtonKind::link;
    if (ui::button(ui, "send-anyway", context.word(Word::send_anyway), link))
      context.act(session::SendAnyway{});
    ui.end_flow();
  } else if (!form.server_error.empty()) {
    ui::label(ui, "server-error", form.server_error, ui::type::kSmall, ui.theme().bad,
              ui::height::kControl);
  } else if (!context.narrow) {
    ui::label(ui, "hint", context.word(Word::send_hint), ui::type::kSmall, ui.theme().muted,
              ui::height::kControl);
  }
  ui.next_cell();
  if (running) {
    if (ui::button(ui, "cancel", cancel)) context.act(session::Cancel{});
    ui.next_cell();
  }
  if (ui::button(ui, "send", send, primary)) context.act(session::Send{});
  ui.end_row();
  ui.end_inset();
  ui.space(ui::gap::kMedium);
}

void server_variable(const Context& context, const session::Field& field) {
  labelled(context, field_id(field.id), {field.name, true}, [&] {
    if (auto value = input(context, field))
      context.act(session::EditServerVariable{field.name, std::move(value->text)});
  });
}

}  // namespace

void server_row(const Context& context) {
  const session::Form* form = session::current_form(context.session);
  if (!form) return;
  ui::Ui& ui = context.ui;
  const bool secured = !context.session.spec->description.security_schemes().empty();
  const session::SecurityState& security = context.session.current.security;
  ui::ButtonOptions options;
  options.icon = security.satisfied && security.required && !security.expired ? ui::Icon::check
                                                                              : ui::Icon::none;
  if (security.satisfied) options.described_by = "authorized/0";
  const std::string authorize = context.word(Word::authorize);
  options.accessible_name = authorize;
  const float widths[] = {-1, ui::button_width(ui, authorize, options)};
  ui.begin_row(std::span(widths, secured ? 2 : 1), ui::gap::kClose);
  if (auto chosen = ui::select(ui, "server", context.word(Word::server),
                               choice_labels(context, form->server_choice),
                               form->server_choice.chosen, {.mono = true}))
    context.act(session::ChooseServer{static_cast<std::uint32_t>(*chosen)});
  if (secured) {
    ui.next_cell();
    if (ui::button(ui, "authorize", authorize, options)) context.act(session::OpenAuthorize{});
  }
  ui.end_row();
  if (security.satisfied) authorization_lines(context);
  for (const session::Field& field : form->server_values) {
    ui.space(ui::gap::kSmall);
    server_variable(context, field);
  }
}

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
  ui.space(ui::gap::kTight);
  ui.end_inset();
  ui::divider(ui);
  send_row(context, *form);
  end_card(context);
}

}  // namespace vitrine::view
