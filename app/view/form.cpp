#include "app/view/form.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "app/view/body.h"
#include "app/view/card.h"
#include "app/view/field_row.h"
#include "app/view/parameters.h"

namespace vitrine::view {
namespace {

using session::Word;

/// Which of the media types promised by the responses is asked for.
void accept(const Context& context, const session::Form& form) {
  if (form.accepts.size() < 2) return;
  const std::string name = context.word(Word::accept);
  ui::ChoiceOptions look;
  look.mono = true;
  labelled(context, "accept", {name, false, false, Label::words}, [&] {
    if (auto chosen =
            context.ui.select("accept", name, form.accepts, static_cast<int>(form.accept), look))
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
  const float send_width = ui.button_width(send, primary);
  const float widths[] = {-1, running ? ui.button_width(cancel) : 0, send_width};
  const std::array<float, 2> idle = {-1, send_width};
  ui.space(10);
  ui.begin_inset(kCardPadding, kCardPadding);
  ui.begin_row(running ? std::span<const float>(widths) : std::span<const float>(idle), 10, 34);
  const std::size_t wrong = session::violation_count(form);
  if (form.send_anyway_offered && wrong > 0) {
    ui.begin_flow(6, 0);
    ui.label("attention",
             context.fill(Word::fields_need_attention, {{"n", std::to_string(wrong)}}) + " ·",
             ui.font_small(), ui.theme().muted, 22, ui::Wrap::none);
    ui::ButtonOptions link;
    link.kind = ui::ButtonKind::link;
    if (ui.button("send-anyway", context.word(Word::send_anyway), link))
      context.act(session::SendAnyway{});
    ui.end_flow();
  } else if (!form.server_error.empty()) {
    ui.label("server-error", form.server_error, ui.font_small(), ui.theme().bad, 34);
  } else if (!context.narrow) {
    ui.label("hint", context.word(Word::send_hint), ui.font_small(), ui.theme().muted, 34);
  }
  ui.next_cell();
  if (running) {
    if (ui.button("cancel", cancel)) context.act(session::Cancel{});
    ui.next_cell();
  }
  if (ui.button("send", send, primary)) context.act(session::Send{});
  ui.end_row();
  ui.end_inset();
  ui.space(10);
}

void server_variable(const Context& context, const session::ServerValue& value,
                     const openapi::Server& server) {
  const auto declared =
      std::find_if(server.variables.begin(), server.variables.end(),
                   [&](const openapi::ServerVariable& each) { return each.name == value.name; });
  const std::string id = field_id("/server/" + value.name);
  labelled(context, id, {value.name, true}, [&] {
    ui::Ui& ui = context.ui;
    if (declared != server.variables.end() && !declared->values.empty()) {
      const auto chosen = std::find(declared->values.begin(), declared->values.end(), value.value);
      const int selected = chosen == declared->values.end()
                               ? -1
                               : static_cast<int>(chosen - declared->values.begin());
      if (auto index = ui.select(id, value.name, declared->values, selected))
        context.act(session::EditServerVariable{
            value.name, declared->values[static_cast<std::size_t>(*index)]});
      return;
    }
    ui::FieldOptions options;
    options.value = value.value;
    options.revision = value.revision;
    if (auto change = ui.text_field(id, value.name, options))
      context.act(session::EditServerVariable{value.name, change->text});
  });
}

}  // namespace

void server_row(const Context& context) {
  const session::Form* form = session::current_form(context.session);
  if (!form) return;
  ui::Ui& ui = context.ui;
  const auto& servers = context.session.shown->operation.servers;
  std::vector<std::string> names;
  for (std::size_t index = 0; index < servers.size(); ++index)
    names.push_back(index == form->server && !form->server_url.empty() ? form->server_url
                                                                       : servers[index].url);
  const bool secured = !context.session.spec->description.security_schemes().empty();
  const session::SecurityState security = session::security_state(context.session);
  ui::ButtonOptions options;
  options.icon = security.satisfied && security.required ? ui::Icon::check : ui::Icon::none;
  const std::string authorize = context.word(Word::authorize);
  options.accessible_name = authorize;
  const float widths[] = {-1, ui.button_width(authorize, options)};
  ui.begin_row(std::span(widths, secured ? 2 : 1), 8);
  if (auto chosen = ui.select("server", context.word(Word::server), names,
                              static_cast<int>(form->server), {.mono = true}))
    context.act(session::ChooseServer{static_cast<std::uint32_t>(*chosen)});
  if (secured) {
    ui.next_cell();
    if (ui.button("authorize", authorize, options)) context.act(session::OpenAuthorize{});
  }
  ui.end_row();
  for (const session::ServerValue& value : form->server_values) {
    ui.space(6);
    server_variable(context, value,
                    form->server < servers.size() ? servers[form->server] : openapi::Server{});
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
  ui.space(10);
  const float top = ui.y();
  parameter_groups(context);
  body(context);
  accept(context, *form);
  if (ui.y() == top) {
    ui.label("nothing", context.word(Word::no_parameters), ui.font_small(), ui.theme().muted, 34);
  }
  ui.space(4);
  ui.end_inset();
  ui.divider();
  send_row(context, *form);
  end_card(context);
}

}  // namespace vitrine::view
